"""What the page tells of one marked record: a heading and terms with their values."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...records import Entity, Event, Figure, Party, Place, Record, Report, Span, Statement, Time
from .countries import country_name
from .days import as_date, day_range, told
from .figure_words import unit_words, value_words
from .marks import Mark
from .rows import headline, party_view, percent
from .source import cut
from .words import words


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A record of a report. anchor: its id within the page; terms: what is known, in plain words."""

    anchor: str
    layer: str
    heading: str
    quad: int
    terms: list[tuple[str, str]]


def cards(report: Report, prefix: str) -> Iterator[tuple[Card, list[Mark]]]:
    """Each record of a report, events first, with the characters it is drawn from. prefix: begins every anchor."""
    for layer, found in (
        ("event", report.events), ("statement", report.statements), ("figure", report.figures),
        ("place", report.places), ("time", report.times), ("entity", report.entities),
    ):  # fmt: skip
        records: tuple[Record, ...] = found
        for i, record in enumerate(records, 1):
            yield _card(record, layer, f"{prefix}-{layer}{i}", report)


def _card(record: Record, layer: str, anchor: str, report: Report) -> tuple[Card, list[Mark]]:
    heading, terms, marks = _describe(record, report)
    quad = record.quad if isinstance(record, Event) else 0
    terms = [*terms, ("Confidence", f"{percent(record.confidence)} %"), ("Rule", record.rule), _raw(report, marks[:1])]
    card = Card(
        anchor=anchor, layer=layer, heading=cut(heading, 200), quad=quad,
        terms=[(t, cut(v, 240)) for t, v in terms if v],
    )  # fmt: skip
    return card, [
        Mark(start=s.start, end=s.end, layer=layer, part=part, record=anchor, quad=quad if part == "trigger" else 0)
        for part, s in marks
    ]


_Described = tuple[str, list[tuple[str, str]], list[tuple[str, Span]]]


def _describe(record: Record, report: Report) -> _Described:
    """Heading, terms and marked spans of a record; the first span is the one it stands or falls with."""
    match record:
        case Event():
            return _event(record)
        case Statement():
            return _statement(record, report)
        case Figure():
            return _figure(record)
        case Entity():
            return _entity(record)
        case Place():
            return _place(record)
        case Time():
            return record.text, [("Days", _days(record)), ("Precision", record.precision)], _whole(record)
    raise TypeError(f"no card for records of type {type(record).__name__}")


def _event(event: Event) -> _Described:
    w = words()
    status = w.statuses.get(event.status)
    terms = [
        ("Category", " ".join(p for p in (event.category, event.mode) if p)),
        ("Class", w.quads.get(event.quad, "")),
        ("Status", f"{event.status}: {status.means}" if status else event.status),
        ("Actors", _parties(event.actors)), ("Recipients", _parties(event.recipients)),
        ("When", told(event.time)), ("Where", event.place.name if event.place else ""),
        ("Contexts", ", ".join(event.contexts)), ("Told by", _parties((event.said_by,) if event.said_by else ())),
        ("CAMEO", event.cameo), ("Score", f"{event.score:+g}" if event.score else "0"),
    ]  # fmt: skip
    parties = [("party", Span(p.start, p.end)) for p in (*event.actors, *event.recipients)]
    return headline(event), terms, [("trigger", event.trigger), *parties]


def _statement(statement: Statement, report: Report) -> _Described:
    speaker = party_view(statement.speaker)
    who = speaker.name if speaker else statement.source.of(report.text) if statement.source else "Somebody unnamed"
    cue = statement.cue.of(report.text) if statement.cue else ""
    speakers = (statement.speaker,) if statement.speaker else ()
    terms = [("Speaker", _parties(speakers)), ("Kind", statement.kind), ("Cue", cue)]
    marks = [("content", s) for s in statement.content]
    marks += [("source", statement.source)] if statement.source else []
    marks += [("cue", statement.cue)] if statement.cue else []
    return f"{who}: {' … '.join(s.of(report.text) for s in statement.content)}", terms, marks


def _figure(figure: Figure) -> _Described:
    terms = [
        ("Value", " ".join(p for p in (value_words(figure), unit_words(figure)) if p)), ("Kind", figure.kind),
        ("Of", figure.of.text if figure.of else ""), ("Whose", figure.holder.name if figure.holder else ""),
        ("Period", told(figure.period)), ("Given by", _parties((figure.said_by,) if figure.said_by else ())),
    ]  # fmt: skip
    return figure.text, terms, _whole(figure)


def _entity(entity: Entity) -> _Described:
    w = words()
    terms = [
        ("Kind", entity.kind), ("Role", entity.role), ("Country", country_name(entity.country)),
        ("Sector", w.sectors.get(entity.sector, entity.sector)), ("Mentions", str(len(entity.mentions))),
    ]  # fmt: skip
    return entity.name, terms, [("mention", m) for m in entity.mentions]


def _place(place: Place) -> _Described:
    located = place.latitude is not None and place.longitude is not None
    where = f"{place.latitude:.2f}, {place.longitude:.2f}" if located else ""
    terms = [
        ("Kind", place.kind), ("Country", country_name(place.country)), ("Latitude, longitude", where),
        ("GeoNames", str(place.geonameid or "")),
    ]  # fmt: skip
    return place.name or place.text, terms, _whole(place)


def _whole(record: Figure | Place | Time) -> list[tuple[str, Span]]:
    return [("whole", Span(record.start, record.end))]


def _parties(parties: tuple[Party, ...]) -> str:
    views = (party_view(p) for p in parties)
    return "; ".join(f"{v.name} ({v.known})" if v.known else v.name for v in views if v)


def _days(time: Time) -> str:
    first, last = as_date(time.earliest), as_date(time.latest)
    return day_range(first, last) if first and last else "not resolved"


def _raw(report: Report, marks: list[tuple[str, Span]]) -> tuple[str, str]:
    """The raw input's characters that the record stands on; "" where the span lies outside the text."""
    if not marks or not 0 <= marks[0][1].start <= marks[0][1].end <= len(report.text):
        return "Raw characters", ""
    raw = report.raw_span(marks[0][1])
    return "Raw characters", f"{raw.start:,} to {raw.end:,}"
