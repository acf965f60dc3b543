"""One pass over the reports: counts of everything, and the weightiest of each that the page can hold."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable

from ...records import Event, Figure, Provenance, Report, Statement
from .days import as_date, event_day
from .dyads import Dyads
from .limits import Limits
from .places import Places
from .rows import EventRow, FigureRow, Like, StatementRow, event_row, figure_row, like, statement_row
from .source import Source, cut, source_of
from .top import Top

STATUSES = ("reported", "hypothetical", "future", "historical", "negated")


class Gathered:
    """What the brief needs of any number of reports, in memory that their number does not change.

    events: the weightiest rows by status; reports: those to be shown in full; days: events that took place, by day
    and quad; undated: how many of them have no day; told: how many reports tell of events that are alike.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.count = 0
        self.records: Counter[str] = Counter()
        self.publishers: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()
        self.provenance: Counter[Provenance] = Counter()
        self.first: datetime.date | None = None
        self.last: datetime.date | None = None
        self.events: dict[str, Top[EventRow]] = {s: Top(limits.events) for s in STATUSES}
        self.statements: Top[StatementRow] = Top(limits.statements)
        self.figures: Top[FigureRow] = Top(limits.figures)
        self.reports: Top[tuple[Source, Report]] = Top(limits.reports)
        self.days: Counter[tuple[datetime.date, int]] = Counter()
        self.undated = 0
        self.told: Counter[Like] = Counter()
        self.places = Places()
        self.dyads = Dyads()

    def add(self, report: Report) -> None:
        """Takes in one report."""
        source = source_of(report, self.limits.line)
        self.count += 1
        self._facts(report, source)
        self.told.update({alike for event in report.events if (alike := like(event))})
        best = [self._event(event, i, report, source) for i, event in enumerate(report.events, 1)]
        for i, statement in enumerate(report.statements, 1):
            self._statement(statement, i, report, source)
        for i, figure in enumerate(report.figures, 1):
            self._figure(figure, i, report, source)
        self.places.add(report)
        self.reports.offer(sum(sorted(best)[-3:]), lambda: (source, report))

    def ranked(self, status: str) -> list[EventRow]:
        """The events of a status, the weightiest first; what several reports tell of alike weighs more."""
        rows = self.events[status].ranked()
        return sorted(rows, key=lambda row: -row.weight * (1 + 0.25 * math.log2(self._reports_like(row))))

    def _reports_like(self, row: EventRow) -> int:
        return self.told[row.like] if row.like else 1

    def _facts(self, report: Report, source: Source) -> None:
        for name in ("events", "statements", "figures", "entities", "places", "times"):
            self.records[name] += len(getattr(report, name))
        if source.publisher:
            self.publishers[cut(source.publisher, 80)] += 1
        if source.licence:
            self.licences[cut(source.licence, 80)] += 1
        if report.provenance is not None:
            self.provenance[report.provenance] += 1
        day = as_date(report.date)
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def _event(self, event: Event, number: int, report: Report, source: Source) -> float:
        weight = importance(event, len(report.text))
        top = self.events.get(event.status)
        if top is not None:
            top.offer(weight, lambda: event_row(event, number, report, source, self.limits, weight))
        if event.status == "reported":
            self.dyads.add(event)
            day = event_day(event.time, report.date)
            if day is None:
                self.undated += 1
            else:
                self.days[day, event.quad] += 1
        return weight

    def _statement(self, statement: Statement, number: int, report: Report, source: Source) -> None:
        speaker = statement.speaker
        named = 1.0 if speaker and (speaker.country or speaker.role) else 0.8 if speaker else 0.4
        # A few words in quotation marks say little by themselves.
        words = sum(len(span.of(report.text).split()) for span in statement.content)
        said = 0.2 + 0.8 * min(1.0, words / 12)
        weight = named * said * statement.confidence * {"direct": 1.0, "mixed": 0.9}.get(statement.kind, 0.6)
        self.statements.offer(weight, lambda: statement_row(statement, number, report, source, self.limits))

    def _figure(self, figure: Figure, number: int, report: Report, source: Source) -> None:
        known = sum(x is not None for x in (figure.of, figure.holder, figure.period, figure.said_by))
        weight = figure.confidence * (1 + known) * (0.5 if figure.kind in ("age", "rank", "duration") else 1.0)
        self.figures.offer(weight, lambda: figure_row(figure, number, report, source, self.limits))


def gather(reports: Iterable[Report], limits: Limits) -> Gathered:
    """All reports in one pass."""
    gathered = Gathered(limits)
    for report in reports:
        gathered.add(report)
    return gathered


def importance(event: Event, length: int) -> float:
    """How early an event should stand: surer, graver, with both sides known and resolved, nearer its report's head.

    A ranking for the eye, not a measure. length: characters of the report's text.
    """
    parties = (*event.actors, *event.recipients)
    actors, recipients = ({p.entity_id or p.name for p in side} for side in (event.actors, event.recipients))
    two_sided = len(actors | recipients) > 1 and not actors & recipients
    sides = 0.3 + 0.3 * bool(actors) + 0.4 * two_sided
    resolved = 0.6 + 0.4 * sum(bool(p.country) for p in parties) / max(1, len(parties))
    abroad = 1 + 0.25 * (len({p.country for p in parties if p.country}) > 1)
    head = 1 - 0.4 * min(1.0, event.trigger.start / max(1, length))
    return event.confidence * sides * resolved * abroad * head * (0.6 + abs(event.score) / 25)
