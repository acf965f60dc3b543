"""Great days, and the weeks and weekends around them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from . import calendar
from .calendar import DAY, Holiday
from .grammar import Expression
from .reading import Context, Reading, makes, nearest, resolved, unresolved, year_of
from .tense import FUTURE, PAST


@makes("holiday")
def holiday(e: Expression, c: Context) -> Iterator[Reading]:
    """ "Easter 2020", "last Christmas"."""
    day: Holiday = e.get("holiday")
    year = year_of(e)
    if year is not None:
        for found in day.in_year(year)[:1]:
            yield resolved(e, found, 0.95)
        return
    if c.today is None:
        yield unresolved(e, "day")
        return
    by_first = {d.earliest: d for y in (-1, 0, 1) for d in day.in_year(c.today.year + y)}
    direction = PAST if "last" in e.parts else FUTURE if "next" in e.parts else c.direction()
    if by_first:
        yield resolved(e, by_first[nearest(sorted(by_first), c.today, direction)], 0.9)


@makes("holiday_week")
def holiday_week(e: Expression, c: Context) -> Iterator[Reading]:
    """ "Easter week", which begins with Easter Sunday; "the Labor Day weekend"."""
    for reading in holiday(e, c):
        if reading.interval is None:
            yield reading
            continue
        day = reading.interval.earliest
        if "unit" not in e.parts:
            around = calendar.weekend(day)
        else:
            around = calendar.week(day + DAY if day.weekday() == 6 else day)
        yield resolved(e, around, 0.8)


@makes("named")
def named(e: Expression, c: Context) -> Iterator[Reading]:
    """A day that its name alone dates: "9/11"."""
    day: Holiday = e.get("named")
    if day.once:
        yield resolved(e, calendar.day(datetime.date.fromisoformat(day.once)), 0.99)
