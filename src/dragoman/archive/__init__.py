"""The archive: the store of all reports and records, and the questions one can ask of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import (
    Busy,
    Damaged,
    DiskFull,
    Forbidden,
    NewerFormat,
    NoArchive,
    NotAnArchive,
    OutputError,
    QueryError,
    Unreachable,
)

# Loaded on first use: reading into a file needs no tables.
_HOMES = {"Archive": "archive", "Loaded": "loaded", "Relation": "relation"}
__all__ = [
    "Archive", "Busy", "Damaged", "DiskFull", "Forbidden", "Loaded", "NewerFormat", "NoArchive", "NotAnArchive",
    "OutputError", "QueryError", "Relation", "Unreachable",
]  # fmt: skip

if TYPE_CHECKING:
    from .archive import Archive
    from .loaded import Loaded
    from .relation import Relation


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman.archive' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
