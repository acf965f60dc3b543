"""What pages and texts say of themselves: both ways in one place."""

from __future__ import annotations

import msgspec

from .dateline import Dateline, dateline
from .html_metadata import html_metadata, without_site
from .page import Page
from .text_metadata import byline, text_metadata

__all__ = ["Dateline", "byline", "dateline", "described", "html_metadata", "text_metadata", "without_site"]


def described(page: Page, markup: bool) -> Page:
    """The page with what its input says of it, in the fields that are None: a page's markup first, then the text.

    Args: page: cleaned; markup: whether its raw input is HTML. A page that has title and date comes back as it is
        where it holds no markup.
    """
    found = html_metadata(page.raw) if markup else {}
    if not all((page.title, page.date, page.publisher, page.author)):
        date = page.date or found.get("date")
        said = text_metadata(page.text, page.headings, int(date[:4]) if date else None)
        found = {**said, **found}
    empty = {name: value for name, value in found.items() if name in _FIELDS and getattr(page, name) is None}
    return msgspec.structs.replace(page, **empty) if empty else page


_FIELDS = frozenset(("title", "date", "publisher", "author", "url", "language", "licence"))
