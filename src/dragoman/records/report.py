"""A report: one news text with its title, date, url, publisher, and every record drawn from it."""

from __future__ import annotations

import msgspec

from .alignment import Alignment
from .base import Span
from .entity import Entity
from .event import Event
from .figure import Figure
from .place import Place
from .statement import Statement
from .time import Time


class Dropped(msgspec.Struct, frozen=True):
    """A piece of the raw input that is not news.

    start, end: offsets into the raw input; reason: a key of `data/cleaning/reasons.yaml` ("script", "shop", ...);
    text: the piece, cut to 400 characters.
    """

    start: int
    end: int
    reason: str
    text: str


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """What read the report: enough to read it again and get the same records."""

    package: str
    lexicon: str
    model: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One news text and its records.

    id: stable, made from text, title, date, url and publisher.
    text: the clean text that every span points into; raw: the input as given, None where it equals `text`.
    title, date (ISO), url, publisher, author, language (ISO 639-1): None where unknown.
    origin: where it was read from (path, url, `path#row`), None for a text passed in.
    headings: spans of headings; sentences: spans of all sentences, headings and the dateline among them.
    dropped: what cleaning took out; alignment: how clean offsets map to raw ones.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    licence: str | None = None
    origin: str | None = None
    raw: str | None = None
    headings: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    alignment: Alignment = Alignment()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    provenance: Provenance | None = None

    def raw_span(self, span: tuple[int, int]) -> Span:
        """The raw input's characters from which the clean text's characters `span` came.

        Args: span: start and end offsets into `text`.
        Returns: start and end offsets into the input as given.
        Raises: ValueError where the span does not lie in the text.
        """
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}-{end} does not lie in the text of {len(self.text)} characters")
        return self.alignment.raw_span(Span(start, end))

    def to_json(self) -> str:
        """The report with all its records as one line of JSON; `from_json` reads it back without loss."""
        return msgspec.json.encode(self).decode("utf-8")

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """A report from what `to_json` wrote. Raises msgspec.ValidationError where it is not one."""
        return msgspec.json.decode(text, type=cls)
