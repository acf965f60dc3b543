"""One record as a row or an item of the brief: what is shown of an event, a statement, a figure."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from ...records import Event, Figure, Party, Report, Span, Statement
from .countries import country_name
from .days import event_day, told
from .figure_words import sort_value, unit_words, value_words
from .limits import Limits
from .source import Source, cut
from .words import words


class PartyView(msgspec.Struct, frozen=True):
    """A party's name, and what is known of it in plain words."""

    name: str
    known: str


class Quote(msgspec.Struct, frozen=True):
    """Characters of the report: those that matter, and those before and after."""

    before: str
    mark: str
    after: str


Like = tuple[str, str, tuple[str, ...], tuple[str, ...]]


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """like: what events of the same kind between the same states have in common, None where a side is no state's."""

    headline: str
    category: str
    mode: str
    quad: int
    status: str
    status_words: str
    actors: list[PartyView]
    recipients: list[PartyView]
    when: str
    iso: str
    where: str
    said_by: PartyView | None
    quote: Quote
    sentence: tuple[str, int]
    confidence: int
    number: int
    source: Source
    weight: float
    like: Like | None


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    speaker: PartyView | None
    kind: str
    content: list[str]
    cue: str
    confidence: int
    number: int
    source: Source


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    value: str
    unit: str
    sort: float
    of: str
    holder: str
    period: str
    said_by: PartyView | None
    kind: str
    quote: Quote
    confidence: int
    number: int
    source: Source


def percent(confidence: float) -> int:
    """A confidence as a whole percentage."""
    return round(100 * min(1.0, max(0.0, confidence)))


def party_view(party: Party | None) -> PartyView | None:
    """A party for people; None stays None."""
    if party is None:
        return None
    return PartyView(cut(party.name or party.text, 120), cut(words().party(party, country_name(party.country)), 160))


def event_row(
    event: Event, number: int, report: Report, source: Source, limits: Limits, weight: float = 0.0
) -> EventRow:
    """The event as a row. number: its place among the report's events; weight: how early it should stand."""
    w = words()
    day = event_day(event.time, report.date)
    return EventRow(
        headline=headline(event), category=w.category(event), mode=w.mode(event), quad=event.quad,
        status=event.status,
        status_words=w.statuses[event.status].label if event.status in w.statuses else event.status,
        actors=_views(event.actors), recipients=_views(event.recipients),
        when=cut(told(event.time), 60), iso=day.isoformat() if day else "",
        where=_place(event), said_by=party_view(event.said_by),
        quote=quote(report.text, event.trigger, event.sentence, limits.sentence),
        sentence=(report.id, event.sentence.start), confidence=percent(event.confidence), number=number, source=source,
        weight=weight, like=like(event),
    )  # fmt: skip


def like(event: Event) -> Like | None:
    """Status, category and the states on both sides: what tells the same of the same states is alike."""
    actors, recipients = (tuple(sorted({p.country for p in side})[:3]) for side in (event.actors, event.recipients))
    if not actors or not recipients or "" in (*actors, *recipients) or actors == recipients:
        return None
    return event.status, event.category, actors, recipients


def headline(event: Event) -> str:
    """The event in one line that begins with a capital."""
    line = cut(words().headline(event), 220)
    return line[:1].upper() + line[1:]


def statement_row(statement: Statement, number: int, report: Report, source: Source, limits: Limits) -> StatementRow:
    """The statement as an item."""
    speaker = party_view(statement.speaker)
    if speaker is None and statement.source is not None:
        speaker = PartyView(cut(statement.source.of(report.text), 120), "")
    return StatementRow(
        speaker=speaker, kind=statement.kind,
        content=[cut(s.of(report.text), limits.sentence) for s in statement.content[:8]],
        cue=cut(statement.cue.of(report.text), 60) if statement.cue else "",
        confidence=percent(statement.confidence), number=number, source=source,
    )  # fmt: skip


def figure_row(figure: Figure, number: int, report: Report, source: Source, limits: Limits) -> FigureRow:
    """The figure as a row."""
    span = Span(figure.start, figure.end)
    return FigureRow(
        value=cut(value_words(figure), 60), unit=cut(unit_words(figure), 40), sort=sort_value(figure),
        of=cut(figure.of.text if figure.of else "", 120), holder=cut(figure.holder.name if figure.holder else "", 120),
        period=cut(told(figure.period), 60), said_by=party_view(figure.said_by), kind=figure.kind,
        quote=quote(report.text, span, sentence_of(report, span.start), limits.sentence // 2),
        confidence=percent(figure.confidence), number=number, source=source,
    )  # fmt: skip


def sentence_of(report: Report, offset: int) -> Span:
    """The sentence in which a character lies, or the nearest before it."""
    if not report.sentences:
        return Span(0, len(report.text))
    i = bisect_right(report.sentences, offset, key=lambda s: s.start)
    return Span(*report.sentences[max(0, i - 1)])


def quote(text: str, mark: Span, around: Span, most: int) -> Quote:
    """The characters of `mark` within those of `around`, of which at most `most` on either side are kept."""
    start, end = max(0, min(mark.start, len(text))), max(0, min(mark.end, mark.start + most))
    before = text[max(around.start, start - most) : start] if around.start < start else ""
    after = text[end : min(around.end, end + most)]
    lead = "…" if start - most > around.start else ""
    rest = "…" if end + most < around.end else ""
    return Quote(_flat(lead + before).lstrip(), _flat(text[start:end]), _flat(after + rest).rstrip())


def _flat(text: str) -> str:
    for white in "\n\r\t":
        text = text.replace(white, " ")
    return text


def _views(parties: tuple[Party, ...]) -> list[PartyView]:
    return [v for v in map(party_view, parties[:8]) if v]


def _place(event: Event) -> str:
    if event.place is None:
        return ""
    country = country_name(event.place.country)
    names = dict.fromkeys(n for n in (event.place.name or event.place.text, country) if n)
    return cut(", ".join(names), 120)
