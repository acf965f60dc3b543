"""The JSON Schema of a report, made from the types."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from ..records import Report


def report_schema() -> str:
    """The schema of `report.to_json()` as indented JSON; `docs/schema/report.json` is this."""
    made: dict[str, Any] = msgspec.json.schema(Report)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A report read by Dragoman"}
    return json.dumps(head | made, indent=2, ensure_ascii=False) + "\n"
