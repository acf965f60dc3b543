"""What stands at the head of the brief: title, lead and highlights."""

from __future__ import annotations

from collections.abc import Iterator

from .days import day_range
from .gather import Gathered
from .rows import EventRow

NO_BREAK = "\u00a0"


def title_of(gathered: Gathered) -> str:
    """A title where none was given."""
    days = dates(gathered)
    # No line break within a date.
    unbroken = days.replace(" ", NO_BREAK).replace(f"{NO_BREAK}–{NO_BREAK}", " – ")
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
    text = "; ".join(lines[:-1]) + ("; and " if len(lines) > 1 else "") + lines[-1]
    told = "the report" if gathered.count == 1 else "reports"
    days = dates(gathered)
    return f"{text}, according to {told}{f' of {days}' if days else ''}."


def highlights(gathered: Gathered, most: int) -> list[EventRow]:
    """The weightiest events that took place, one a sentence and one a headline, so that none is told twice."""
    return list(_distinct(gathered.events["reported"].ranked(), most))


def _distinct(rows: list[EventRow], most: int) -> Iterator[EventRow]:
    seen: set[object] = set()
    for row in rows:
        if most <= 0:
            return
        if row.sentence in seen or row.headline in seen:
            continue
        seen |= {row.sentence, row.headline}
        most -= 1
        yield row


def by_day(rows: list[EventRow]) -> list[tuple[str, list[EventRow]]]:
    """The rows under their days, latest first, within a day the weightiest first; those without a day last."""
    days: dict[str, list[EventRow]] = {}
    for row in rows:
        days.setdefault(row.iso, []).append(row)
    return [(iso, days[iso]) for iso in sorted(days, reverse=True)]
