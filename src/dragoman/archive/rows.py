"""A report as rows of the archive's tables, and back."""

from __future__ import annotations

import datetime
import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from ..records import Entity, Event, Figure, Party, Place, Provenance, Report, Span, Statement, Time
from .schema import SCHEMAS

Row = dict[str, Any]
_AT_ONCE = 16


def tables_of(reports: Iterable[Report], batch: str) -> dict[str, pa.Table]:
    """One Arrow table a record type, and `reports`; `reading` is left to the archive."""
    # A few reports at a time: as dicts their records take many times the memory that they take in Arrow.
    stream = iter(reports)
    parts = [_some(())]
    while some := list(itertools.islice(stream, _AT_ONCE)):
        parts.append(_some(some, batch))
    return {name: pa.concat_tables([part[name] for part in parts]).combine_chunks() for name in SCHEMAS}


def _some(reports: Sequence[Report], batch: str = "") -> dict[str, pa.Table]:
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    for report in reports:
        key = {"report_id": report.id, "batch": batch}
        rows["reports"].append(key | report_row(report))
        sentence = _Sentences(report)
        for name, make in _MAKERS.items():
            for record in getattr(report, name):
                proof = {"confidence": record.confidence, "rule": record.rule}
                rows[name].append(key | make(record, report.text) | sentence.row(record.position) | proof)
    return {name: pa.Table.from_pylist(_only(rows[name], schema), schema=schema) for name, schema in SCHEMAS.items()}


def _only(rows: list[Row], schema: pa.Schema) -> list[Row]:
    names = schema.names
    return [{name: row.get(name) for name in names} for row in rows]


def report_row(report: Report) -> Row:
    """The row of a report, which holds the whole of it."""
    known = report.provenance or Provenance(package="", lexicon="", model="")
    rest = msgspec.structs.replace(report, text="", raw=None)
    return {
        "title": report.title, "date": _day(report.date), "publisher": report.publisher, "author": report.author,
        "url": report.url, "language": report.language, "licence": report.licence, "origin": report.origin,
        "text": report.text, "raw": report.raw, "words": len(report.text.split()), "record": rest.to_json(),
        "package": known.package, "lexicon": known.lexicon, "model": known.model,
    }  # fmt: skip


def report_of(row: Row) -> Report:
    """The report that `report_row` took apart."""
    return msgspec.structs.replace(Report.from_json(row["record"]), text=row["text"], raw=row["raw"])


class _Sentences:
    """Which sentence a record stands in."""

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self.spans = report.sentences
        self.starts = [s.start for s in report.sentences]

    def row(self, position: int) -> Row:
        """The sentence at a character of the text, with its place; nothing before the first."""
        i = bisect_right(self.starts, position) - 1
        if i < 0:
            return {}
        span = self.spans[i]
        return {"sentence": span.of(self.text), "sentence_start": span.start, "sentence_end": span.end}


def _event(event: Event, text: str) -> Row:
    time, place = event.time, event.place
    return {
        "event_id": event.id, "category": event.category, "mode": event.mode, "contexts": list(event.contexts),
        "status": event.status, "quad": event.quad, "score": event.score, "cameo": event.cameo,
        **_parties("actor", event.actors), **_parties("recipient", event.recipients),
        "trigger": event.trigger.of(text), "trigger_start": event.trigger.start, "trigger_end": event.trigger.end,
        "time": time and time.text, "precision": time and time.precision, **_interval(time),
        "place": place and place.name, "place_country": place and place.country,
        "latitude": place and place.latitude, "longitude": place and place.longitude,
        "geonameid": place and place.geonameid, **_party("said_by", event.said_by),
    }  # fmt: skip


def _statement(statement: Statement, text: str) -> Row:
    source, cue = statement.source, statement.cue
    return {
        "statement_id": statement.id, "kind": statement.kind, "source": source and source.of(text),
        "cue": cue and cue.of(text), "content": " … ".join(s.of(text) for s in statement.content),
        "content_spans": [_span(s) for s in statement.content], "source_span": _span(source), "cue_span": _span(cue),
        **_party("speaker", statement.speaker),
    }  # fmt: skip


def _figure(figure: Figure, text: str) -> Row:
    return {
        "figure_id": figure.id, "text": figure.text, "start": figure.start, "end": figure.end, "value": figure.value,
        "low": figure.low, "high": figure.high, "unit": figure.unit, "kind": figure.kind,
        "of": figure.of and figure.of.text, "approximate": figure.approximate, **_party("holder", figure.holder),
        "period": figure.period and figure.period.text, **_interval(figure.period),
        **_party("said_by", figure.said_by),
    }  # fmt: skip


def _entity(entity: Entity, text: str) -> Row:
    return {
        "record_id": entity.id, "entity_id": entity.entity_id, "name": entity.name, "country": entity.country,
        "sector": entity.sector, "role": entity.role, "kind": entity.kind,
        "mentions": [_span(m) for m in entity.mentions], "mention_texts": [m.of(text) for m in entity.mentions],
    }  # fmt: skip


def _place(place: Place, text: str) -> Row:
    return {
        "place_id": place.id, "text": place.text, "start": place.start, "end": place.end, "name": place.name,
        "country": place.country, "latitude": place.latitude, "longitude": place.longitude,
        "geonameid": place.geonameid, "kind": place.kind,
    }  # fmt: skip


def _time(time: Time, text: str) -> Row:
    return {
        "time_id": time.id, "text": time.text, "start": time.start, "end": time.end, "precision": time.precision,
        **_interval(time),
    }  # fmt: skip


_MAKERS: dict[str, Any] = {
    "events": _event, "statements": _statement, "figures": _figure, "entities": _entity, "places": _place,
    "times": _time,
}  # fmt: skip


def _parties(role: str, parties: tuple[Party, ...]) -> Row:
    return {
        f"{role}s": [msgspec.structs.asdict(p) for p in parties], f"{role}_name": [p.name for p in parties],
        f"{role}_country": [p.country for p in parties], f"{role}_sector": [p.sector for p in parties],
        f"{role}_id": [p.entity_id for p in parties],
    }  # fmt: skip


def _party(role: str, party: Party | None) -> Row:
    if party is None:
        return {}
    return {role: msgspec.structs.asdict(party), f"{role}_name": party.name, f"{role}_country": party.country}


def _interval(time: Time | None) -> Row:
    return {"earliest": _day(time.earliest), "latest": _day(time.latest)} if time else {}


def _span(span: Span | None) -> Row | None:
    return span._asdict() if span else None


def _day(iso: str | None) -> datetime.date | None:
    """The date, None where unknown or outside the years 1 to 9999 that a date column holds."""
    try:
        return datetime.date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
