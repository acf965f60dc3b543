"""Which names of columns, JSON keys and header lines mean which part of a report."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ..knowledge import Knowledge
from .dates import iso_day
from .draft import Draft

_MAX_VALUE = 2_000


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/columns.yaml`: each field's names, the likeliest first."""

    text: tuple[str, ...]
    html: tuple[str, ...]
    title: tuple[str, ...]
    date: tuple[str, ...]
    publisher: tuple[str, ...]
    author: tuple[str, ...]
    url: tuple[str, ...]
    language: tuple[str, ...]
    licence: tuple[str, ...]
    id: tuple[str, ...]
    lists: tuple[str, ...]
    wrappers: tuple[str, ...]


@functools.cache
def columns() -> Columns:
    """The table."""
    return Knowledge().table("intake/columns.yaml", Columns)


_FIELDS = ("text", "title", "date", "publisher", "author", "url", "language", "licence", "id")


@functools.cache
def _ranks() -> dict[str, list[tuple[str, int]]]:
    """For each plain name the fields it may mean, with its rank among the field's names."""
    table = columns()
    ranks: dict[str, list[tuple[str, int]]] = {}
    for field in _FIELDS:
        for rank, name in enumerate(getattr(table, field)):
            ranks.setdefault(plain(name), []).append((field, rank))
    return ranks


def plain(name: object) -> str:
    """A column's name without case, spaces, hyphens, underscores and a namespace."""
    return re.sub(r"[\s_\-\ufeff]+", "", str(name)[:100].lower().rpartition(":")[2])


def field_of(name: str) -> str:
    """The field that a name means, "" where none."""
    found = _ranks().get(plain(name))
    return found[0][0] if found else ""


def pick(row: Mapping[str, Any], field: str) -> tuple[str, str]:
    """The value of the field in a row, and the row's own name for it; both "" where it has none."""
    return _best(row, field, (lambda value: iso_day(_inner(value))) if field == "date" else flat)


def _best(row: Mapping[str, Any], field: str, read: Callable[[Any], str]) -> tuple[str, str]:
    """The first of the field's names under which something can be read: what is read there, and the row's own name."""
    best: tuple[int, str, str] | None = None
    for name, value in row.items():
        for meant, rank in _ranks().get(plain(name), ()):
            if meant == field and (best is None or rank < best[0]) and (content := read(value)):
                best = (rank, content, name)
    return (best[1], best[2]) if best else ("", "")


def _inner(value: Any, depth: int = 0) -> Any:
    """The value within wrappers such as {"rendered": ...} or {"name": ...}."""
    while isinstance(value, Mapping) and depth < 5:
        depth += 1
        value = next((value[k] for k in columns().wrappers if value.get(k)), None)
    return value


def flat(value: Any) -> str:
    """A value as text: lists joined with commas, objects by their name or content; "" where there is none."""
    if isinstance(value, list):
        return ", ".join(p for p in (flat(v) for v in value[:50]) if p)
    value = _inner(value)
    if isinstance(value, str):
        return value.strip("\ufeff") if value.strip() else ""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def draft_of(row: Mapping[str, Any], origin: str) -> Draft | None:
    """The report in a row; None where it has no text.

    The longest known name for the text wins over a summary; a column named as HTML is cleaned as HTML.
    """
    text, name = _best(row, "text", _paragraphs)
    if not text:
        return None
    marked_up = plain(name) in {plain(n) for n in columns().html}
    found = {f: " ".join(pick(row, f)[0][:_MAX_VALUE].split()) for f in _FIELDS[1:-1]}
    found["language"] = language_code(found["language"])
    if not found["date"]:
        found["bad_date"] = " ".join(_best(row, "date", flat)[0][:_MAX_VALUE].split())
    return Draft(raw=text, origin=origin, kind="html" if marked_up else None, **found)


def _paragraphs(value: Any) -> str:
    """A value as text, each item of a list as a paragraph."""
    return "\n\n".join(p for p in map(flat, value) if p) if isinstance(value, list) else flat(value)


def has_text_column(names: list[str]) -> bool:
    """Whether one of the names can hold a report's text."""
    return any(field == "text" for n in names for field, _ in _ranks().get(plain(n), ()))


def language_code(value: str) -> str:
    """ "en" of "en-GB", "en_US" or "EN"; "" of what is no code."""
    code = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", value)
    return code[1].lower() if code else ""
