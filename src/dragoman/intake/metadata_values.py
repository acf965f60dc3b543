"""Values of a page's metadata: the names under which they stand, and what can be one."""

from __future__ import annotations

import functools
import html
from urllib.parse import urlsplit

import msgspec

from ..knowledge import Knowledge
from .columns import language_code
from .dates import iso_day

MAX_VALUE = 1_000


class PageMetadata(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/page_metadata.yaml`."""

    types: tuple[str, ...]
    linked: dict[str, tuple[str, ...]]
    meta: dict[str, tuple[str, ...]]
    marked: dict[str, tuple[str, ...]]


@functools.cache
def field_names() -> PageMetadata:
    """The table of names."""
    return Knowledge().table("intake/page_metadata.yaml", PageMetadata)


def one_line(value: object) -> str:
    """A value as one line, entities read."""
    text = value if isinstance(value, str) else ""
    return " ".join(html.unescape(text[:MAX_VALUE]).split())


def fitting(field: str, value: str) -> str:
    """The value where it can be one of that field, else ""."""
    if field == "date":
        return iso_day(value)
    if field == "language":
        return language_code(value)
    if field in ("url", "licence") and "://" in value[:10]:
        return value if _is_address(value) else ""
    if field == "url":
        return ""
    if field == "author":
        return "" if "://" in value or value.startswith("@") else value
    return "" if field == "publisher" and ("://" in value or value.startswith("@")) else value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in value
