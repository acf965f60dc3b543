"""What pages and texts say of themselves: both ways in one place."""

from __future__ import annotations

import msgspec

from .bylines import byline
from .dateline import Dateline, dateline
from .html_metadata import html_metadata
from .page import Page
from .page_title import without_site
from .text_metadata import text_metadata

__all__ = ["Dateline", "byline", "dateline", "described", "html_metadata", "text_metadata", "without_site"]

_FIELDS = frozenset(("title", "date", "publisher", "author"))


def described(page: Page) -> Page:
    """The page with what its text says of itself in those fields that are None; what is known stays.

    Args: page: cleaned; cleaning has read a page's markup already (`html_metadata`), which goes before its text.
    """
    if all((page.title, page.date, page.publisher, page.author)):
        return page
    found = text_metadata(page.text, page.headings, int(page.date[:4]) if page.date else None)
    empty = {name: value for name, value in found.items() if name in _FIELDS and getattr(page, name) is None}
    return msgspec.structs.replace(page, **empty) if empty else page
