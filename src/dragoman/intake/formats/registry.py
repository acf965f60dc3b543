"""Which reader belongs to which format; each is imported when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TypeAlias

from ..draft import Draft
from ..unreadable import Unreadable
from .opened import Opened

Reader: TypeAlias = Callable[[Opened], Iterator[Draft | Unreadable]]

_READERS = {
    "text": "text:read_text",
    "html": "text:read_html",
    "mail": "mail:read_mail",
    "feed": "feed:read_feed",
    "json": "objects:read_json",
    "jsonl": "objects:read_json_lines",
    "csv": "table:read_table",
    "pdf": "pdf:read_pdf",
}


def reader_of(name: str) -> Reader:
    """The function that turns an opened input of that format into drafts."""
    module, function = _READERS[name].split(":")
    reader: Reader = getattr(import_module(f".{module}", __package__), function)
    return reader
