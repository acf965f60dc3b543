"""Months, quarters, halves of years and seasons."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from . import calendar
from .calendar import Interval
from .grammar import Expression
from .reading import Context, Reading, makes, nth, resolved, says_last, says_next, step, unresolved, year_of
from .tense import FUTURE, PAST


@makes("month")
def month(e: Expression, c: Context) -> Iterator[Reading]:
    """ "March 2012", "next May"."""
    number, year = int(e.get("month")), year_of(e)
    if year is not None:
        yield resolved(e, calendar.months(year, number), 0.97)
    elif c.today is None:
        yield unresolved(e, "month")
    else:
        yield resolved(e, calendar.months(_year_of_month(number, e, c, c.today), number), 0.85)


@makes("month_of")
def month_of(e: Expression, c: Context) -> Iterator[Reading]:
    """ "March of last year"."""
    if e.get("unit") != "year" or c.today is None:
        yield unresolved(e, "month")
        return
    yield resolved(e, calendar.months(c.today.year + step(e), int(e.get("month"))), 0.95)


@makes("months")
def months(e: Expression, c: Context) -> Iterator[Reading]:
    """ "March-May 2012"; "November-March 2012" begins the year before."""
    first, second, year = int(e.get("month")), int(e.get("month2", "month")), year_of(e)
    if year is None and c.today is None:
        yield unresolved(e, "interval")
        return
    year = _year_of_month(second, e, c, c.today) if year is None and c.today else year or 1
    start = calendar.months(year if first <= second else year - 1, first)
    yield resolved(e, Interval(start.earliest, calendar.months(year, second).latest, "interval"), 0.9)


def _year_of_month(number: int, e: Expression, c: Context, today: datetime.date) -> int:
    """The year of a month named without one."""
    if says_last(e):
        return today.year if number < today.month else today.year - 1
    if says_next(e):
        return today.year if number > today.month else today.year + 1
    if "this" in e.parts:
        return today.year
    direction = c.direction()
    if direction == PAST:
        return today.year if number <= today.month else today.year - 1
    if direction == FUTURE:
        return today.year if number >= today.month else today.year + 1
    middles = [datetime.date(today.year + y, number, 15) for y in (-1, 0, 1)]
    return min(middles, key=lambda d: abs((d - today).days)).year


@makes("quarter")
def quarter(e: Expression, c: Context) -> Iterator[Reading]:
    """ "Q3 2020", "the third quarter of last year"."""
    which = int(e.get("quarter_code")) if "quarter_code" in e.parts else nth(e)
    yield from _part_of_year(e, c, 4 if which == -1 else which, 3, "quarter")


@makes("half")
def half(e: Expression, c: Context) -> Iterator[Reading]:
    """ "H1 2020", "the second half of the year"."""
    which = int(e.get("half_code")) if "half_code" in e.parts else nth(e)
    yield from _part_of_year(e, c, which, 6, "interval")


def _part_of_year(e: Expression, c: Context, which: int, size: int, precision: str) -> Iterator[Reading]:
    """The first, second, ... part of a year. Args: size: months in such a part."""
    if not 1 <= which <= 12 // size:
        return
    first_month = (which - 1) * size + 1
    year = year_of(e)
    if year is None and (c.today is None or ("unit" in e.parts and e.get("unit") != "year")):
        yield unresolved(e, precision)
        return
    if year is None and c.today is not None:
        year = c.today.year + (step(e) if "unit" in e.parts else 0)
        begins = calendar.months(year, first_month, size).earliest
        if "unit" not in e.parts and begins > c.today and c.direction() == PAST:
            year -= 1
    yield resolved(e, calendar.months(year or 1, first_month, size, precision), 0.85)


@makes("season")
def season(e: Expression, c: Context) -> Iterator[Reading]:
    """Seasons of the northern half, by whole months; a winter is named by the year in which it begins."""
    first_month, year = int(e.get("season")), year_of(e)
    if year is None:
        if c.today is None:
            yield unresolved(e, "season")
            return
        year = _year_of_season(first_month, e, c, c.today)
    yield resolved(e, calendar.months(year, first_month, 3, "season"), 0.85)


def _year_of_season(first_month: int, e: Expression, c: Context, today: datetime.date) -> int:
    """The year of a season named without one."""
    seasons = [calendar.months(today.year + y, first_month, 3) for y in (-2, -1, 0, 1)]
    before = [s for s in seasons if s.latest < today]
    after = [s for s in seasons if s.earliest > today]
    around = [s for s in seasons if s.earliest <= today <= s.latest]
    if says_last(e):
        return before[-1].earliest.year
    if says_next(e):
        return after[0].earliest.year
    if around:
        return around[0].earliest.year
    direction = FUTURE if "this" in e.parts and c.direction() != PAST else c.direction()
    return (after[0] if direction == FUTURE else before[-1]).earliest.year
