"""Days of the week, parts of the day, and times of day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from . import calendar
from .calendar import DAY, Interval
from .dates import day_of_month
from .grammar import Expression
from .reading import Context, Reading, makes, resolved, says_last, says_next, step, unresolved
from .tense import FUTURE, PAST

# Within so many days "next Tuesday" means the Tuesday after the coming one.
_TOO_NEAR = 2


@makes("weekday")
def weekday(e: Expression, c: Context) -> Iterator[Reading]:
    """ "Friday", "last Friday morning"."""
    precision = "part of day" if {"part", "noon"} & e.parts.keys() else "day"
    if c.today is None:
        yield unresolved(e, precision)
        return
    date = _weekday_date(int(e.get("weekday")), e, c, c.today)
    yield resolved(e, Interval(date, date, precision), 0.92)


def _weekday_date(weekday: int, e: Expression, c: Context, today: datetime.date) -> datetime.date:
    """The day that a weekday means, counted from the report's."""
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if says_last(e):
        return today - (back or 7) * DAY
    if says_next(e):
        return today + (ahead if ahead > _TOO_NEAR else ahead + 7) * DAY
    direction = c.direction()
    if direction == FUTURE or ("this" in e.parts and direction != PAST):
        return today + ahead * DAY
    return today - back * DAY


@makes("weekday_of_week")
def weekday_of_week(e: Expression, c: Context) -> Iterator[Reading]:
    """ "Friday of next week"."""
    if c.today is None:
        yield unresolved(e, "day")
        return
    week = calendar.unit("week", c.today, step(e))
    yield resolved(e, calendar.day(week.earliest + int(e.get("weekday")) * DAY), 0.95)


@makes("part")
def part(e: Expression, c: Context) -> Iterator[Reading]:
    """ "this morning", "last night"."""
    if c.today is None:
        yield unresolved(e, "part of day")
        return
    date = c.today + step(e) * DAY
    yield resolved(e, Interval(date, date, "part of day"), 0.95)


@makes("day_word")
def day_word(e: Expression, c: Context) -> Iterator[Reading]:
    """ "yesterday", "tomorrow evening", "tonight"; a night that has begun the day before takes both days."""
    precision = "part of day" if {"part", "night_word"} & e.parts.keys() else "day"
    if c.today is None:
        yield unresolved(e, precision)
        return
    word = e.get("day_word") if "day_word" in e.parts else e.get("night_word")
    first = c.today + int(word) * DAY
    yield resolved(e, Interval(first, max(first, c.today) if "night_word" in e.parts else first, precision), 0.95)


@makes("clock")
def clock(e: Expression, c: Context) -> Iterator[Reading]:
    """ "9 a.m. on Tuesday", "14:30 GMT yesterday": of the report's day where none is named."""
    precision = _clock_precision(e)
    if precision is None:
        return
    if c.today is None:
        yield unresolved(e, precision)
        return
    if "weekday" in e.parts:
        date = _weekday_date(int(e.get("weekday")), e, c, c.today)
    else:
        date = c.today + int(e.get("day_word") or 0) * DAY
    yield resolved(e, Interval(date, date, precision), 0.85)


@makes("clock_date")
def clock_date(e: Expression, c: Context) -> Iterator[Reading]:
    """ "9 a.m. on March 5"."""
    precision = _clock_precision(e)
    for reading in day_of_month(e, c, int(e.get("day")), e.start, e.end):
        if precision is not None:
            interval = reading.interval and Interval(reading.interval.earliest, reading.interval.latest, precision)
            yield reading._replace(interval=interval, precision=precision)


def _clock_precision(e: Expression) -> str | None:
    """ "minute" or "hour"; None where the numbers are no time of day."""
    text = str(e.get("clock") or e.get("clock_dot") or "")
    if text:
        hour, minute = (int(p) for p in text.replace(".", ":").split(":")[:2])
        top = 13 if "meridiem" in e.parts else 25
        return "minute" if hour < top and minute < 60 else None
    if "hour" in e.parts and "meridiem" in e.parts:
        return "hour" if 1 <= int(e.get("hour")) <= 12 else None
    if "timezone" in e.parts and ("year" in e.parts or "num" in e.parts):
        value = int(e.get("year") or e.get("num") or 0)
        return "minute" if value // 100 < 24 and value % 100 < 60 else None
    return "hour"
