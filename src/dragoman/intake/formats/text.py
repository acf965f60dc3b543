"""Plain text, with or without header lines, and HTML pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..columns import field_of, language_code
from ..dates import iso_day
from ..draft import METADATA, Draft
from ..encoding import decode
from ..unreadable import Unreadable
from .opened import Opened

_HEADER = re.compile(r"([A-Za-z][A-Za-z _-]{1,30}):[ \t]+(\S.{0,2000}?)[ \t]*\r?$")
_MAX_HEADERS = 30
_FENCE = ("---", "+++")


def read_text(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One report; header lines such as "title: ..." and "date: ..." before the first blank line are its metadata."""
    text = decode(opened.report_bytes(), opened.charset)
    headers, body = split_headers(text)
    yield Draft(raw=body, origin=opened.origin, **headers)


def read_html(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One page; what it says of itself is read from its markup after cleaning."""
    yield Draft(raw=decode(opened.report_bytes(), opened.charset), origin=opened.origin, kind="html")


def split_headers(text: str) -> tuple[dict[str, str], str]:
    """The metadata in the header lines of a text and the text after them; no metadata and all of it where it has none.

    Header lines stand before the first blank line, or between two lines of "---"; at least half of them must be known
    (`data/intake/columns.yaml`), and where there is a single one it must be the title, the date or the address.
    """
    found: list[tuple[str, str]] = []
    at, count, fence = 0, 0, ""
    while at < len(text) and count < _MAX_HEADERS:
        end = text.find("\n", at, at + 2_200)
        line = text[at : end if end >= 0 else at + 2_200].strip("\ufeff\r")
        if not count and not fence and line.strip() in _FENCE:
            fence = line.strip()
        elif line.strip() == fence and found:
            break
        else:
            header = _HEADER.match(line)
            if not header:
                return {}, text
            found.append((header[1].strip(), header[2]))
            count += 1
        if end < 0:
            return {}, text
        at = end + 1
    after = text.find("\n", at, at + 100)
    if after < 0 or count >= _MAX_HEADERS or text[at:after].strip() not in ("", fence):
        return {}, text
    return (_meta, text[after + 1 :].lstrip("\r\n")) if (_meta := _metadata(found)) else ({}, text)


def _unquoted(value: str) -> str:
    """Without the quotes that YAML puts around a whole value."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _metadata(found: list[tuple[str, str]]) -> dict[str, str]:
    meta: dict[str, str] = {}
    known = 0
    for name, value in found:
        field = field_of(name)
        if field not in METADATA and field != "id":
            continue
        known += 1
        if field == "date":
            value = iso_day(value)
        elif field == "language":
            value = language_code(value)
        if field in METADATA:
            meta.setdefault(field, " ".join(_unquoted(value).split()))
    if known * 2 < len(found) or (len(found) == 1 and not meta.keys() & {"title", "date", "url"}):
        return {}
    return {k: v for k, v in meta.items() if v}
