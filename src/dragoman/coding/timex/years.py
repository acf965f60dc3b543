"""Years, decades and centuries."""

from __future__ import annotations

from collections.abc import Iterator

from . import calendar
from .grammar import Expression
from .reading import Context, Reading, full_year, makes, nth, number, resolved, year_of


@makes("year")
def year(e: Expression, c: Context) -> Iterator[Reading]:
    """ "2012", "'98"."""
    found = year_of(e)
    if found is not None:
        yield resolved(e, calendar.year(found), 0.9)


@makes("years")
def years(e: Expression, c: Context) -> Iterator[Reading]:
    """ "1998-2003", "1998-99"."""
    first = e.get("year")
    last = e.get("year2") if "year2" in e.parts else first // 100 * 100 + e.get("short")
    if isinstance(last, int) and first < last < first + 1000:
        yield resolved(e, calendar.years(first, last), 0.9)


@makes("fiscal")
def fiscal(e: Expression, c: Context) -> Iterator[Reading]:
    """A fiscal year that the text does not place in the calendar: taken as the calendar year that names it."""
    found = year_of(e)
    if found is None:
        return
    if {"short", "to"} & e.parts.keys():
        yield resolved(e, calendar.years(found, found + 1), 0.5)
    else:
        yield resolved(e, calendar.year(found), 0.7)


@makes("decade")
def decade(e: Expression, c: Context) -> Iterator[Reading]:
    """ "the 1990s"; "the 1800s" are a century."""
    digits = "".join(ch for ch in e.get("decade") if ch.isdigit())
    first = int(digits) if len(digits) == 4 else full_year(int(digits))
    is_century = len(digits) == 4 and digits.endswith("00") and int(digits) < 2000
    last, precision = (first + 99, "century") if is_century else (first + 9, "decade")
    yield resolved(e, calendar.years(first, last, precision), 0.97)


@makes("century")
def century(e: Expression, c: Context) -> Iterator[Reading]:
    """ "the 19th century": 1801 to 1900."""
    which = nth(e)
    if 0 < which < 100:
        yield resolved(e, calendar.years((which - 1) * 100 + 1, which * 100, "century"), 0.97)


@makes("half_century")
def half_century(e: Expression, c: Context) -> Iterator[Reading]:
    """ "the first half of the 19th century"."""
    half, which = number(e.get("half_nth", "ordinal")), nth(e)
    if half in (1, 2) and 0 < which < 100:
        first = (which - 1) * 100 + 1 + (half - 1) * 50
        yield resolved(e, calendar.years(first, first + 49), 0.95)
