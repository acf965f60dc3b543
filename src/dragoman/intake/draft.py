"""A draft: one report as its container holds it, before cleaning."""

from __future__ import annotations

import msgspec


class Draft(msgspec.Struct, kw_only=True):
    """Raw text and what the container (a row, mail headers, a feed) says of it.

    kind: "html", "text" or None: cleaning finds out. The other fields are as in `Page`, "" where unknown.
    bad_date: what stands in a column of dates where none of them holds a date.
    """

    raw: str
    origin: str
    kind: str | None = None
    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    licence: str = ""
    bad_date: str = ""


METADATA = ("title", "date", "publisher", "author", "url", "language", "licence")
