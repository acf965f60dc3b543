"""Whole dates: a day of a month, with or without its year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from . import calendar
from .calendar import Interval
from .grammar import Expression
from .reading import (
    Context,
    Reading,
    existing_day,
    full_year,
    makes,
    nearest,
    nth,
    number,
    resolved,
    step,
    unresolved,
    year_of,
)  # fmt: skip
from .tense import PAST


@makes("iso")
def iso(e: Expression, c: Context) -> Iterator[Reading]:
    """ "2024-03-05", with or without a time of day."""
    text = e.get("iso")
    date = datetime.date.fromisoformat(text[:10])
    yield resolved(e, Interval(date, date, "day" if len(text) == 10 else "minute"), 0.99)


@makes("numeric_date")
def numeric_date(e: Expression, c: Context) -> Iterator[Reading]:
    """4/3/2024 only where one order makes a date, or both the same."""
    text = e.get("numeric_date")
    parts = text.replace(".", "/").split("/")
    numbers = [int(p) for p in parts]
    if len(parts[0]) == 4:
        dates = {datetime.date(*numbers)}
    else:
        year = full_year(numbers[2]) if numbers[2] < 100 else numbers[2]
        orders = [(1, 0)] if "." in text else [(0, 1), (1, 0)]
        dates = {d for m, n in orders if (d := existing_day(year, numbers[m], numbers[n]))}
    if len(dates) == 1:
        yield resolved(e, calendar.day(dates.pop()), 0.95)
    elif dates:
        yield unresolved(e)


@makes("date")
def date(e: Expression, c: Context) -> Iterator[Reading]:
    """ "30 June", "Tuesday, March 5, 2024"."""
    day = number(e.get("day") if "day" in e.parts else e.get("nthday"))
    yield from day_of_month(e, c, day, e.start, e.end)


@makes("date_of")
def date_of(e: Expression, c: Context) -> Iterator[Reading]:
    """ "30 June last year"."""
    if c.today is None:
        yield unresolved(e, "day")
        return
    day = datetime.date(c.today.year + step(e), int(e.get("month")), number(e.get("day")))
    yield resolved(e, calendar.day(day), 0.95)


@makes("days")
def days(e: Expression, c: Context) -> Iterator[Reading]:
    """ "March 4-6" is one time, "March 4 and 6" are two."""
    first = e.parts.get("day") or e.parts["nthday"]
    second = e.parts.get("day2") or e.parts["nthday2"]
    one, two = ([*day_of_month(e, c, number(next(iter(w.values.values()))), 0, 0)] for w in (first, second))
    if not one or not two:
        return
    start, end = one[0].interval, two[0].interval
    joined = "dash" in e.parts
    if joined and start and end and start.earliest <= end.latest:
        yield resolved(e, Interval(start.earliest, end.latest, "interval"), one[0].confidence)
    elif joined:
        yield unresolved(e)
    else:
        month_first = e.parts["month"].start < first.start
        yield one[0]._replace(start=e.start, end=first.end)
        yield two[0]._replace(start=second.start, end=second.end if month_first else e.end)


@makes("nth_weekday")
def nth_weekday(e: Expression, c: Context) -> Iterator[Reading]:
    """ "the second Sunday of May", "the last Monday in August"."""
    which = -1 if "last" in e.parts else nth(e)
    year, month, weekday = year_of(e), int(e.get("month")), int(e.get("weekday"))
    if not (which == -1 or 1 <= which <= 5):
        return
    if year is None and c.today is None:
        yield unresolved(e, "day")
        return
    years = [year] if year is not None or c.today is None else [c.today.year + y for y in (-1, 0, 1)]
    days = [d for y in years if (d := calendar.nth_weekday(y or 1, month, weekday, which)).month == month]
    if days:
        found = days[0] if c.today is None or year is not None else nearest(days, c.today, c.direction())
        yield resolved(e, calendar.day(found), 0.9)


def day_of_month(e: Expression, c: Context, day: int, start: int, end: int) -> Iterator[Reading]:
    """The day of the expression's month, in its year or in the year that its verb suggests.

    Args: day: the number in the month; start, end: the characters that the reading takes. Raises ValueError where the
    year named has no such day.
    """
    month, year = int(e.get("month")), year_of(e)
    if not 1 <= day <= calendar.months(2000, month).latest.day:
        return
    if year is not None:
        yield Reading(start, end, calendar.day(datetime.date(year, month, day)), "day", 0.98)
        return
    if c.today is None:
        yield Reading(start, end, None, "day", 0.9)
        return
    direction = PAST if "last" in e.parts else c.direction()
    days = [d for y in (-1, 0, 1) if (d := existing_day(c.today.year + y, month, day))]
    if "weekday" in e.parts:
        days = [d for d in days if d.weekday() == e.get("weekday")] or days
    if days:
        yield Reading(start, end, calendar.day(nearest(days, c.today, direction)), "day", 0.9)
