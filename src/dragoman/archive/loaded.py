"""Reports at hand, or in a file of JSON lines, asked as an archive is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from ..errors import InputError
from ..records import Report
from .questions import Questions
from .rows import tables_of


class NotReports(InputError):
    """A file that does not hold one report a line, as `dragoman read --out` writes them."""

    code = "D120"


class Loaded(Questions):
    """Reports in memory; the last of those with the same id counts."""

    def __init__(self, reports: Iterable[Report]) -> None:
        super().__init__()
        self._kept: Mapping[str, Any] | None = _arrow({report.id: report for report in reports})

    def _tables(self) -> Mapping[str, Any] | None:
        tables, self._kept = self._kept, None
        return tables


def _arrow(reports: Mapping[str, Report]) -> dict[str, pa.Table]:
    tables = tables_of(reports.values(), "loaded")
    rows = tables["reports"]
    at = rows.schema.get_field_index("reading")
    tables["reports"] = rows.set_column(at, "reading", pa.array([1] * len(rows), pa.int64()))
    return tables


def read_reports(path: str | Path) -> Iterator[Report]:
    """The reports in a file of JSON lines. Raises: NotReports where a line is none."""
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _report(line, path, number)
    except UnicodeDecodeError:
        raise NotReports(f"{path} is not a text in UTF-8; give a file that `dragoman read --out` wrote") from None
    except OSError as error:
        raise NotReports(f"{path} cannot be opened ({error.strerror}); check the path") from None


def _report(line: str, path: str | Path, number: int) -> Report:
    try:
        return Report.from_json(line)
    except (msgspec.MsgspecError, RecursionError):
        raise NotReports(f"{path}, line {number}: this is no report as `dragoman read --out` writes them") from None
