"""What stands at the head of the brief: title, lead and highlights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from .days import day_range
from .gather import Gathered
from .rows import EventRow, StatementRow
from .words import words

Row = TypeVar("Row", EventRow, StatementRow)

NO_BREAK = "\u00a0"


def title_of(gathered: Gathered) -> str:
    """A title where none was given: that of the only report, else the days."""
    if gathered.count == 1:
        ((source, _),) = gathered.reports.ranked()
        return source.title
    days = dates(gathered)
    # No line break within a date, nor before the dash.
    unbroken = days.replace(" ", NO_BREAK).replace(f"–{NO_BREAK}", "– ")
    return f"News brief, {unbroken}" if days else "News brief"


def dates(gathered: Gathered) -> str:
    """The days of the reports, "" where none is dated."""
    return day_range(gathered.first, gathered.last) if gathered.first and gathered.last else ""


def lead(gathered: Gathered, highlights: list[EventRow]) -> str:
    """One sentence made from the weightiest events."""
    reports = "One report" if gathered.count == 1 else f"{gathered.count:,} reports"
    if not gathered.count:
        return "No report was given."
    lines = [row.headline for row in highlights if row.actors][:3]
    if not lines:
        return f"{reports}; none tells of an event that could be coded with confidence."
    lines[1:] = [_inside(line) for line in lines[1:]]
    text = "; ".join(lines[:-1]) + ("; and " if len(lines) > 1 else "") + lines[-1]
    told = "the report" if gathered.count == 1 else "reports"
    days = dates(gathered)
    return f"{text}, according to {told}{f' of {days}' if days else ''}."


def _inside(line: str) -> str:
    """A headline as it stands within a sentence: "A convoy ..." becomes "a convoy ...", a name stays as it is."""
    first = line.split(" ", 1)[0].lower()
    return line[:1].lower() + line[1:] if first in words().articles else line


def highlights(gathered: Gathered, most: int) -> list[EventRow]:
    """The weightiest events that took place, one a sentence and one a headline, so that none is told twice."""
    return spread(gathered.ranked("reported"), most, gathered.count, lambda row: (row.sentence, row.headline))


def voices(gathered: Gathered, most: int) -> list[StatementRow]:
    """The weightiest statements, of each speaker a few."""
    return spread(gathered.statements.ranked(), most, gathered.count, lambda row: (tuple(row.content),))


def spread(rows: list[Row], most: int, reports: int, marks: Callable[[Row], tuple[object, ...]]) -> list[Row]:
    """The first rows, `most` of them: none that shares a mark with one before, and of many reports few from each."""
    each = most if reports < 3 else max(2, 2 * most // reports)
    seen: set[object] = set()
    taken: Counter[str] = Counter()
    found: list[Row] = []
    for row in rows:
        if len(found) == most:
            break
        if taken[row.source.id] == each or not seen.isdisjoint(marks(row)):
            continue
        seen.update(marks(row))
        taken[row.source.id] += 1
        found.append(row)
    return found


def by_day(rows: list[EventRow]) -> list[tuple[str, list[EventRow]]]:
    """The rows under their days, latest first, within a day the weightiest first; those without a day last."""
    days: dict[str, list[EventRow]] = {}
    for row in rows:
        days.setdefault(row.iso, []).append(row)
    return [(iso, days[iso]) for iso in sorted(days, reverse=True)]
