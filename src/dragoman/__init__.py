"""Dragoman reads news reports and turns them into checkable records.

>>> import dragoman
>>> coder = dragoman.Coder()
>>> report = coder.code("Police arrested 12 protesters in Lima on Monday.", date="2024-03-05")
>>> report.events[0].category
'COERCE'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Loaded on first use: `dragoman --help` and archive queries need no parser.
_HOMES = {
    "Archive": "archive",
    "Coder": "coder",
    "DragomanError": "errors",
    "Report": "records",
    "clean": "intake.cleaning",
    "resolve_actor": "coder",
}
__all__ = ["Archive", "Coder", "DragomanError", "Report", "__version__", "clean", "resolve_actor"]

if TYPE_CHECKING:
    from .archive import Archive
    from .coder import Coder, resolve_actor
    from .errors import DragomanError
    from .intake.cleaning import clean
    from .records import Report


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
