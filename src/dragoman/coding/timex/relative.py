"""Units counted from the report's day: "last week", "the past six months", "two years ago"."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from . import calendar
from .calendar import DAY, Interval
from .grammar import Expression
from .mentioned import from_mentioned
from .reading import Context, Reading, makes, resolved, step, unresolved
from .tense import FUTURE


@makes("relative_unit")
def relative_unit(e: Expression, c: Context) -> Iterator[Reading]:
    """ "last week", "this year", "the end of the month", "the weekend"."""
    name = str(e.get("length", "unit") or e.get("unit") or e.get("weekend"))
    if name in ("second", "minute", "hour"):
        return
    if "last" in e.parts and "article" in e.parts and "boundary" not in e.parts:
        yield from _stretch(e, c, 1, name)
        return
    if c.today is None:
        yield unresolved(e, "interval" if name == "weekend" else name)
        return
    if {"following", "previous"} & e.parts.keys():
        yield from_mentioned(e, c, name, -1 if "previous" in e.parts else 1)
        return
    count = step(e)
    if name == "weekend" and not {"last", "next"} & e.parts.keys():
        count = 0 if c.today.weekday() >= 5 or c.direction() == FUTURE else -1
    elif name == "weekend" and "last" in e.parts and c.today.weekday() < 5:
        count = -1
    yield resolved(e, calendar.unit(name, c.today, count), 0.9)


@makes("span_of_units")
def span_of_units(e: Expression, c: Context) -> Iterator[Reading]:
    """ "the past six months" end with the report's day, "the next two weeks" begin with it."""
    if "some_number" in e.parts:
        yield unresolved(e, "interval")
        return
    name = str(e.get("length") or e.get("unit"))
    if {"following", "previous"} & e.parts.keys():
        yield unresolved(e, "interval")
        return
    yield from _stretch(e, c, float(e.get("count")), name)


def _stretch(e: Expression, c: Context, count: float, name: str) -> Iterator[Reading]:
    """So many units up to the report's day, or from it on."""
    if c.today is None or name == "weekend":
        yield unresolved(e, "interval")
        return
    other = calendar.shift(c.today, name, count * (step(e) or -1))
    yield resolved(e, Interval(min(other, c.today), max(other, c.today), "interval"), 0.85)


@makes("ago")
def ago(e: Expression, c: Context) -> Iterator[Reading]:
    """As exact as its unit: "two years ago" is a year, "three days ago" a day, "a week ago" a day too."""
    name = str(e.get("length"))
    if "some_number" in e.parts or c.today is None:
        yield unresolved(e, name if name in calendar.UNITS else "")
        return
    date = calendar.shift(c.today, name, -float(e.get("count")))
    exact = "day_word" in e.parts  # "a year ago today"
    found = calendar.day(date + int(e.get("day_word")) * DAY) if exact else _granule(date, name)
    yield resolved(e, found, 0.88)


@makes("ago_half")
def ago_half(e: Expression, c: Context) -> Iterator[Reading]:
    """ "half a year ago"."""
    yield from _fraction_ago(e, c, 0.5)


@makes("ago_and_half")
def ago_and_half(e: Expression, c: Context) -> Iterator[Reading]:
    """ "a year and a half ago", "two and a half years ago"."""
    count = next(float(e.get(n)) for n in ("a", "number", "small") if n in e.parts)
    yield from _fraction_ago(e, c, count + 0.5)


def _fraction_ago(e: Expression, c: Context, count: float) -> Iterator[Reading]:
    """As exact as the next smaller unit: "a year and a half ago" is a month."""
    name = str(e.get("unit") or e.get("unit2", "unit"))
    if c.today is None:
        yield unresolved(e)
        return
    smaller = {"year": "month", "decade": "year", "century": "decade", "month": "week"}.get(name, "day")
    yield resolved(e, calendar.unit(smaller, calendar.shift(c.today, name, -count)), 0.8)


@makes("hence")
def hence(e: Expression, c: Context) -> Iterator[Reading]:
    """ "three weeks from now", "in a year's time"."""
    name = str(e.get("unit"))
    if "some_number" in e.parts or c.today is None:
        yield unresolved(e, name)
        return
    yield resolved(e, _granule(calendar.shift(c.today, name, float(e.get("count"))), name), 0.88)


@makes("time_last")
def time_last(e: Expression, c: Context) -> Iterator[Reading]:
    """ "this time last year" is a month, "this time last week" a week."""
    if c.today is None:
        yield unresolved(e)
        return
    date = calendar.shift(c.today, str(e.get("unit")), step(e))
    yield resolved(e, calendar.unit("month", date) if e.get("unit") == "year" else calendar.week(date), 0.8)


@makes("now")
def now(e: Expression, c: Context) -> Iterator[Reading]:
    """ "now", "these days": about the report's day, without a precision."""
    yield Reading(e.start, e.end, Interval(c.today, c.today, "") if c.today else None, "", 0.7)


def _granule(date: datetime.date, name: str) -> Interval:
    """The interval of a day that was counted in units: weeks are counted to the day, larger ones to themselves."""
    if name in ("day", "week", "fortnight", "hour", "minute", "second"):
        return Interval(date, date, "day")
    return calendar.unit(name, date) if name not in ("quarter", "weekend") else calendar.unit("month", date)
