"""The records: one type, one file. Everything that a stage hands to the next is one of these."""

from .alignment import Alignment, Builder, Piece
from .base import Record, Span, make_id
from .entity import Entity
from .event import Event
from .figure import Figure, Phrase
from .party import Party
from .place import Place
from .report import Dropped, Provenance, Report
from .statement import Statement
from .time import Time

__all__ = [
    "Alignment", "Builder", "Dropped", "Entity", "Event", "Figure", "Party", "Phrase", "Piece", "Place",
    "Provenance", "Record", "Report", "Span", "Statement", "Time", "make_id",
]  # fmt: skip
