"""What a page says of itself in JSON-LD, schema.org's way."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .metadata_values import field_names, fitting, one_line

_MAX_LINKED = 200_000
_MAX_NODES = 2_000


def linked(tree: Any) -> dict[str, str]:
    """JSON-LD: the first object that is a report and says so."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _objects(_json("".join(script.itertext()))):
            if _is_report(node):
                found = {f: _linked_value(node, f, keys) for f, keys in field_names().linked.items()}
                if found["title"] or found["date"]:
                    return found
    return {}


def _json(text: str) -> Any:
    """JSON, also as pages get it wrong: within a comment, with raw line breaks, with a comma too many."""
    text = text.strip()[:_MAX_LINKED]
    text = re.sub(r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)$", "", text).strip()
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(content: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in it, the outer ones first, as many as can matter."""
    queue = [content]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue.extend(node[:200])
        elif isinstance(node, Mapping):
            yield node
            queue.extend(node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if k in node)


def _is_report(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and k.lower().rpartition("/")[2] in field_names().types for k in kinds)


def _linked_value(node: Mapping[str, Any], field: str, keys: tuple[str, ...]) -> str:
    lower = {str(k).lower(): v for k, v in node.items()}
    return next((v for k in keys if (v := fitting(field, _text_of(lower.get(k), field)))), "")


def _text_of(value: Any, field: str, depth: int = 0) -> str:
    if isinstance(value, list):
        parts = [p for p in (_text_of(v, field, depth + 1) for v in value[:20]) if p] if depth < 4 else []
        return ", ".join(dict.fromkeys(parts)) if field == "author" else (parts[0] if parts else "")
    if isinstance(value, Mapping):
        names = ("@id", "url") if field in ("url", "licence") else ("name", "alternateName", "@value")
        return next((t for n in names if depth < 4 and (t := _text_of(value.get(n), field, depth + 1))), "")
    return one_line(value)
