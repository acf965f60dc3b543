"""Expressions of time to days: each rule's `make` is a method here; what counts from a day not known stays open."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from . import calendar
from .calendar import DAY, Holiday, Interval
from .grammar import Expression
from .tense import FUTURE, PAST

# A day without its year so many days back is meant, also after a verb that looks ahead, where the next is so far off.
_CLOSE, _FAR = 14, 300
# Within so many days "next Tuesday" means the Tuesday after the coming one.
_TOO_NEAR = 2


class Reading(NamedTuple):
    """A time found: the words it takes, and its days; no interval where they are not known."""

    start: int
    end: int
    interval: Interval | None
    precision: str
    confidence: float


@dataclass
class Context:
    """What an expression counts from.

    today: the report's day, None where unknown; direction: PAST, FUTURE or UNKNOWN of the expression's verb;
    mentioned: the time that the text named last, None at its beginning.
    """

    today: datetime.date | None
    direction: Callable[[], int]
    mentioned: Interval | None = None


class Resolver:
    """Makes readings of expressions.

    holidays: great days by their names. fiscal_month: in which a fiscal year begins that the text leaves open.
    """

    def __init__(self, holidays: dict[str, Holiday], fiscal_month: int = 1) -> None:
        self.holidays = holidays
        self.fiscal_month = fiscal_month

    def read(self, expression: Expression, context: Context) -> list[Reading]:
        """The times that an expression names; none for a frequency, or a day that does not exist."""
        make = getattr(self, f"_{expression.rule.make}", None)
        if make is None:
            raise LookupError(
                f"times/rules.yaml: {expression.rule.name!r} asks for {expression.rule.make!r}, "
                f"which is no arithmetic of ours"
            )
        try:
            return list(make(expression, context))
        except (ValueError, OverflowError):
            return []

    # --- whole dates

    def _nothing(self, e: Expression, c: Context) -> Iterator[Reading]:
        return iter(())

    def _unresolved(self, e: Expression, c: Context) -> Iterator[Reading]:
        yield _open(e)

    def _iso(self, e: Expression, c: Context) -> Iterator[Reading]:
        text = e.get("iso")
        date = datetime.date.fromisoformat(text[:10])
        yield _reading(e, Interval(date, date, "day" if len(text) == 10 else "minute"), 0.99)

    def _numeric_date(self, e: Expression, c: Context) -> Iterator[Reading]:
        """4/3/2024 only where one order makes a date, or both the same."""
        text = e.get("numeric_date")
        numbers = [int(p) for p in text.replace(".", "/").split("/")]
        if len(text.replace(".", "/").split("/")[0]) == 4:
            dates = {datetime.date(*numbers)}
        else:
            year = _century(numbers[2]) if numbers[2] < 100 else numbers[2]
            orders = [(1, 0)] if "." in text else [(0, 1), (1, 0)]
            dates = {d for m, n in orders if (d := _date(year, numbers[m], numbers[n]))}
        if not dates:
            return
        if len(dates) == 1:
            yield _reading(e, calendar.day(dates.pop()), 0.95)
        else:
            yield _open(e)

    def _date(self, e: Expression, c: Context) -> Iterator[Reading]:
        day = _number(e.get("day") if "day" in e.parts else e.get("nthday"))
        yield from self._day_of_month(e, c, day, e.words[0].start, e.words[-1].end)

    def _date_of(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "30 June last year"."""
        if c.today is None:
            yield _open(e, "day")
            return
        day = datetime.date(c.today.year + _step(e), int(e.get("month")), _number(e.get("day")))
        yield _reading(e, calendar.day(day), 0.95)

    def _nth_weekday(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "the second Sunday of May", "the last Monday in August"."""
        nth = -1 if "last" in e.parts else _number(e.get("nth_word", "ordinal"))
        year, month, weekday = _year(e), int(e.get("month")), int(e.get("weekday"))
        if not (nth == -1 or 1 <= nth <= 5):
            return
        if year is None and c.today is None:
            yield _open(e, "day")
            return
        years = [year] if year is not None or c.today is None else [c.today.year + y for y in (-1, 0, 1)]
        days = [d for y in years if (d := calendar.nth_weekday(y or 1, month, weekday, nth)).month == month]
        if days:
            found = days[0] if c.today is None or year is not None else _nearest(days, c.today, c.direction())
            yield _reading(e, calendar.day(found), 0.9)

    def _days(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "March 4-6" is one time, "March 4 and 6" are two."""
        first = e.parts.get("day") or e.parts["nthday"]
        second = e.parts.get("day2") or e.parts["nthday2"]
        one, two = ([*self._day_of_month(e, c, _number(next(iter(w.values.values()))), 0, 0)] for w in (first, second))
        if not one or not two:
            return
        start, end = _interval(one[0]), _interval(two[0])
        joined = "dash" in e.parts
        if joined and start and end and start.earliest <= end.latest:
            yield _reading(e, Interval(start.earliest, end.latest, "interval"), one[0].confidence)
        elif joined:
            yield _open(e)
        else:
            month_first = e.parts["month"].start < first.start
            yield one[0]._replace(start=e.start, end=first.end)
            yield two[0]._replace(start=second.start, end=second.end if month_first else e.end)

    def _day_of_month(self, e: Expression, c: Context, day: int, start: int, end: int) -> Iterator[Reading]:
        month, year = int(e.get("month")), _year(e)
        if not 1 <= day <= 31:
            return
        if year is not None:
            yield Reading(start, end, calendar.day(datetime.date(year, month, day)), "day", 0.98)
            return
        if not 1 <= day <= calendar.months(2000, month).latest.day:
            return
        if c.today is None:
            yield Reading(start, end, None, "day", 0.9)
            return
        direction = PAST if "last" in e.parts else c.direction()
        days = [d for y in (-1, 0, 1) if (d := _date(c.today.year + y, month, day))]
        if "weekday" in e.parts:
            days = [d for d in days if d.weekday() == e.get("weekday")] or days
        if days:
            yield Reading(start, end, calendar.day(_nearest(days, c.today, direction)), "day", 0.9)

    def _month(self, e: Expression, c: Context) -> Iterator[Reading]:
        month, year = int(e.get("month")), _year(e)
        if year is not None:
            yield _reading(e, calendar.months(year, month), 0.97)
            return
        if c.today is None:
            yield _open(e, "month")
            return
        yield _reading(e, calendar.months(self._year_of_month(month, e, c, c.today), month), 0.85)

    def _year_of_month(self, month: int, e: Expression, c: Context, today: datetime.date) -> int:
        """The year of a month named without one."""
        if "last" in e.parts or "previous" in e.parts:
            return today.year if month < today.month else today.year - 1
        if "next" in e.parts or "following" in e.parts:
            return today.year if month > today.month else today.year + 1
        if "this" in e.parts:
            return today.year
        direction = c.direction()
        if direction == PAST:
            return today.year if month <= today.month else today.year - 1
        if direction == FUTURE:
            return today.year if month >= today.month else today.year + 1
        firsts = [datetime.date(today.year + y, month, 15) for y in (-1, 0, 1)]
        return min(firsts, key=lambda d: abs((d - today).days)).year

    def _month_of(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "March of last year"."""
        if e.get("unit") != "year" or c.today is None:
            yield _open(e, "month")
            return
        yield _reading(e, calendar.months(c.today.year + _step(e), int(e.get("month"))), 0.95)

    def _months(self, e: Expression, c: Context) -> Iterator[Reading]:
        first, second, year = int(e.get("month")), int(e.get("month2", "month")), _year(e)
        if year is None and c.today is None:
            yield _open(e, "interval")
            return
        year = self._year_of_month(second, e, c, c.today) if year is None and c.today else year or 1
        start = calendar.months(year if first <= second else year - 1, first)
        yield _reading(e, Interval(start.earliest, calendar.months(year, second).latest, "interval"), 0.9)

    def _year(self, e: Expression, c: Context) -> Iterator[Reading]:
        year = _year(e)
        if year is not None:
            yield _reading(e, calendar.year(year), 0.9)

    def _years(self, e: Expression, c: Context) -> Iterator[Reading]:
        first = e.get("year")
        last = e.get("year2") if "year2" in e.parts else first // 100 * 100 + e.get("short")
        if isinstance(last, int) and first < last < first + 1000:
            yield _reading(e, calendar.years(first, last), 0.9)

    def _decade(self, e: Expression, c: Context) -> Iterator[Reading]:
        digits = "".join(ch for ch in e.get("decade") if ch.isdigit())
        first = int(digits) if len(digits) == 4 else _century(int(digits))
        is_century = len(digits) == 4 and digits.endswith("00") and int(digits) < 2000
        yield _reading(
            e, calendar.years(first, first + (99 if is_century else 9), "century" if is_century else "decade"), 0.97
        )

    def _century(self, e: Expression, c: Context) -> Iterator[Reading]:
        nth = _number(e.get("nth_word", "ordinal"))
        if 0 < nth < 100:
            yield _reading(e, calendar.years((nth - 1) * 100 + 1, nth * 100, "century"), 0.97)

    def _half_century(self, e: Expression, c: Context) -> Iterator[Reading]:
        half, nth = _number(e.get("half_nth", "ordinal")), _number(e.get("nth_word", "ordinal"))
        if half in (1, 2) and 0 < nth < 100:
            first = (nth - 1) * 100 + 1 + (half - 1) * 50
            yield _reading(e, calendar.years(first, first + 49), 0.95)

    def _quarter(self, e: Expression, c: Context) -> Iterator[Reading]:
        nth = e.get("quarter_code") if "quarter_code" in e.parts else _number(e.get("nth_word", "ordinal"))
        yield from self._part_of_year(e, c, 4 if nth == -1 else int(nth), 3, "quarter")

    def _half(self, e: Expression, c: Context) -> Iterator[Reading]:
        nth = e.get("half_code") if "half_code" in e.parts else _number(e.get("nth_word", "ordinal"))
        yield from self._part_of_year(e, c, int(nth), 6, "interval")

    def _part_of_year(self, e: Expression, c: Context, nth: int, size: int, precision: str) -> Iterator[Reading]:
        if not 1 <= nth <= 12 // size:
            return
        year = _year(e)
        if year is None and (c.today is None or ("unit" in e.parts and e.get("unit") != "year")):
            yield _open(e, precision)
            return
        if year is None and c.today is not None:
            year = c.today.year + (_step(e) if "unit" in e.parts else 0)
            ended = calendar.months(year, (nth - 1) * size + 1, size).earliest
            if "unit" not in e.parts and ended > c.today and c.direction() == PAST:
                year -= 1
        yield _reading(e, calendar.months(year or 1, (nth - 1) * size + 1, size, precision), 0.85)

    def _fiscal(self, e: Expression, c: Context) -> Iterator[Reading]:
        """A fiscal year is named by the calendar year in which it ends; it begins as the table says."""
        year = _year(e)
        if year is None:
            return
        if self.fiscal_month == 1 and not {"short", "to"} & e.parts.keys():
            yield _reading(e, calendar.year(year), 0.7)
        else:
            yield _reading(e, calendar.years(year, year + 1), 0.5)

    def _season(self, e: Expression, c: Context) -> Iterator[Reading]:
        """Seasons of the northern half, by whole months; a winter is named by the year in which it begins."""
        month, year = int(e.get("season")), _year(e)
        if year is None:
            if c.today is None:
                yield _open(e, "season")
                return
            year = self._year_of_season(month, e, c, c.today)
        yield _reading(e, calendar.months(year, month, 3, "season"), 0.85)

    def _year_of_season(self, month: int, e: Expression, c: Context, today: datetime.date) -> int:
        seasons = [calendar.months(today.year + y, month, 3) for y in (-2, -1, 0, 1)]
        before = [s for s in seasons if s.latest < today]
        after = [s for s in seasons if s.earliest > today]
        around = [s for s in seasons if s.earliest <= today <= s.latest]
        if "last" in e.parts or "previous" in e.parts:
            return before[-1].earliest.year
        if "next" in e.parts or "following" in e.parts:
            return after[0].earliest.year
        if around:
            return around[0].earliest.year
        direction = FUTURE if "this" in e.parts and c.direction() != PAST else c.direction()
        return (after[0] if direction == FUTURE else before[-1]).earliest.year

    def _holiday(self, e: Expression, c: Context) -> Iterator[Reading]:
        holiday, year = self.holidays[e.get("holiday")], _year(e)
        if year is not None:
            for found in holiday.in_year(year)[:1]:
                yield _reading(e, found, 0.95)
            return
        if c.today is None:
            yield _open(e, "day")
            return
        all_ = {d.earliest: d for y in (-1, 0, 1) for d in holiday.in_year(c.today.year + y)}
        direction = PAST if "last" in e.parts else FUTURE if "next" in e.parts else c.direction()
        if all_:
            yield _reading(e, all_[_nearest(sorted(all_), c.today, direction)], 0.9)

    def _holiday_week(self, e: Expression, c: Context) -> Iterator[Reading]:
        for reading in self._holiday(e, c):
            if reading.interval is None:
                yield reading
                continue
            day = reading.interval.earliest
            # The week that begins with Easter Sunday, and the like.
            monday = day + DAY if day.weekday() == 6 and "unit" in e.parts else day
            around = calendar.week(monday) if "unit" in e.parts else calendar.weekend(day)
            yield _reading(e, around, 0.8)

    def _named(self, e: Expression, c: Context) -> Iterator[Reading]:
        once = self.holidays[e.get("named")].once
        if once:
            yield _reading(e, calendar.day(datetime.date.fromisoformat(once)), 0.99)

    # --- weekdays and times of day

    def _weekday(self, e: Expression, c: Context) -> Iterator[Reading]:
        precision = "part of day" if {"part", "noon"} & e.parts.keys() else "day"
        if c.today is None:
            yield _open(e, precision)
            return
        date = self._weekday_date(int(e.get("weekday")), e, c, c.today)
        yield _reading(e, Interval(date, date, precision), 0.92)

    def _weekday_date(self, weekday: int, e: Expression, c: Context, today: datetime.date) -> datetime.date:
        back = (today.weekday() - weekday) % 7
        ahead = (weekday - today.weekday()) % 7
        if "last" in e.parts or "previous" in e.parts:
            return today - (back or 7) * DAY
        if "next" in e.parts or "following" in e.parts:
            return today + (ahead if ahead > _TOO_NEAR else ahead + 7) * DAY
        direction = c.direction()
        if direction == FUTURE or ("this" in e.parts and direction != PAST):
            return today + ahead * DAY
        return today - back * DAY

    def _weekday_of_week(self, e: Expression, c: Context) -> Iterator[Reading]:
        if c.today is None:
            yield _open(e, "day")
            return
        week = calendar.unit("week", c.today, _step(e))
        yield _reading(e, calendar.day(week.earliest + int(e.get("weekday")) * DAY), 0.95)

    def _clock(self, e: Expression, c: Context) -> Iterator[Reading]:
        precision = self._clock_precision(e)
        if precision is None:
            return
        if c.today is None:
            yield _open(e, precision)
            return
        if "weekday" in e.parts:
            date = self._weekday_date(int(e.get("weekday")), e, c, c.today)
        else:
            date = c.today + int(e.get("day_word") or 0) * DAY
        yield _reading(e, Interval(date, date, precision), 0.85)

    def _clock_date(self, e: Expression, c: Context) -> Iterator[Reading]:
        precision = self._clock_precision(e)
        for reading in self._day_of_month(e, c, int(e.get("day")), e.start, e.end):
            if precision is not None:
                interval = reading.interval and Interval(reading.interval.earliest, reading.interval.latest, precision)
                yield reading._replace(interval=interval, precision=precision)

    @staticmethod
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

    # --- counted from the report's day

    def _day_word(self, e: Expression, c: Context) -> Iterator[Reading]:
        precision = "part of day" if {"part", "night_word"} & e.parts.keys() else "day"
        if c.today is None:
            yield _open(e, precision)
            return
        word = e.get("day_word") if "day_word" in e.parts else e.get("night_word")
        first = c.today + int(word) * DAY
        yield _reading(e, Interval(first, max(first, c.today) if "night_word" in e.parts else first, precision), 0.95)

    def _part(self, e: Expression, c: Context) -> Iterator[Reading]:
        if c.today is None:
            yield _open(e, "part of day")
            return
        date = c.today + _step(e) * DAY
        yield _reading(e, Interval(date, date, "part of day"), 0.95)

    def _relative_unit(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "last week", "this year", "the end of the month", "the weekend"."""
        name = str(e.get("length", "unit") or e.get("unit") or e.get("weekend"))
        if name in ("second", "minute", "hour"):
            return
        if "last" in e.parts and "article" in e.parts and "boundary" not in e.parts:
            yield from self._stretch(e, c, 1, name)
            return
        if c.today is None:
            yield _open(e, "interval" if name == "weekend" else name)
            return
        if "following" in e.parts or "previous" in e.parts:
            yield self._from_mentioned(e, c, name, -1 if "previous" in e.parts else 1)
            return
        step = _step(e)
        if name == "weekend" and not {"last", "next"} & e.parts.keys():
            step = 0 if c.today.weekday() >= 5 or c.direction() == FUTURE else -1
        elif name == "weekend" and "last" in e.parts and c.today.weekday() < 5:
            step = -1
        yield _reading(e, calendar.unit(name, c.today, step), 0.9)

    def _span_of_units(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "the past six months" end with the report's day, "the next two weeks" begin with it."""
        if "some_number" in e.parts:
            yield _open(e, "interval")
            return
        name = str(e.get("length") or e.get("unit"))
        if "following" in e.parts or "previous" in e.parts:
            yield _open(e, "interval")
            return
        yield from self._stretch(e, c, float(e.get("count")), name)

    def _stretch(self, e: Expression, c: Context, count: float, name: str) -> Iterator[Reading]:
        if c.today is None or name == "weekend":
            yield _open(e, "interval")
            return
        other = calendar.shift(c.today, name, count * (_step(e) or -1))
        yield _reading(e, Interval(min(other, c.today), max(other, c.today), "interval"), 0.85)

    def _ago(self, e: Expression, c: Context) -> Iterator[Reading]:
        """As exact as its unit: "two years ago" is a year, "three days ago" a day, "a week ago" a day too."""
        name = str(e.get("length"))
        if "some_number" in e.parts or c.today is None:
            yield _open(e, name if name in calendar.UNITS else "")
            return
        date = calendar.shift(c.today, name, -float(e.get("count")))
        exact = "day_word" in e.parts  # "a year ago today"
        found = calendar.day(date + int(e.get("day_word")) * DAY) if exact else _granule(date, name)
        yield _reading(e, found, 0.88)

    def _ago_half(self, e: Expression, c: Context) -> Iterator[Reading]:
        yield from self._fraction_ago(e, c, 0.5)

    def _ago_and_half(self, e: Expression, c: Context) -> Iterator[Reading]:
        count = next(float(e.get(n)) for n in ("a", "number", "small") if n in e.parts)
        yield from self._fraction_ago(e, c, count + 0.5)

    def _fraction_ago(self, e: Expression, c: Context, count: float) -> Iterator[Reading]:
        name = str(e.get("unit") or e.get("unit2", "unit"))
        if c.today is None:
            yield _open(e)
            return
        smaller = {"year": "month", "decade": "year", "century": "decade", "month": "week"}.get(name, "day")
        yield _reading(e, calendar.unit(smaller, calendar.shift(c.today, name, -count)), 0.8)

    def _hence(self, e: Expression, c: Context) -> Iterator[Reading]:
        name = str(e.get("unit"))
        if "some_number" in e.parts or c.today is None:
            yield _open(e, name)
            return
        yield _reading(e, _granule(calendar.shift(c.today, name, float(e.get("count"))), name), 0.88)

    def _time_last(self, e: Expression, c: Context) -> Iterator[Reading]:
        if c.today is None:
            yield _open(e)
            return
        date = calendar.shift(c.today, str(e.get("unit")), _step(e))
        yield _reading(e, calendar.unit("month", date) if e.get("unit") == "year" else calendar.week(date), 0.8)

    def _now(self, e: Expression, c: Context) -> Iterator[Reading]:
        yield Reading(e.start, e.end, Interval(c.today, c.today, "") if c.today else None, "", 0.7)

    # --- counted from a time mentioned before

    def _that_unit(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "that day", "later that year", "the same month": of the time named last."""
        if {"weekday", "month", "weekend", "part"} & e.parts.keys():
            yield _open(
                e,
                "part of day"
                if "part" in e.parts
                else "day"
                if "weekday" in e.parts
                else "month"
                if "month" in e.parts
                else "interval",
            )
            return
        yield self._from_mentioned(e, c, str(e.get("unit") or "quarter"), 0)

    def _the_next(self, e: Expression, c: Context) -> Iterator[Reading]:
        """ "the next day", "the following year", "the previous month"."""
        name = str(e.get("unit") or "day")
        yield self._from_mentioned(e, c, name, -1 if "previous" in e.parts else 1)

    def _the_day_after(self, e: Expression, c: Context) -> Iterator[Reading]:
        name = str(e.get("unit") or "day")
        yield self._from_mentioned(e, c, name, -1 if "before" in e.parts else 1)

    def _units_later(self, e: Expression, c: Context) -> Iterator[Reading]:
        name = str(e.get("unit") or "weekend")
        if "some_number" in e.parts or name == "weekend" or name not in calendar.UNITS[3:]:
            yield _open(e, name)
            return
        yield self._from_mentioned(e, c, name, float(e.get("count")) * (-1 if "before" in e.parts else 1))

    @staticmethod
    def _from_mentioned(e: Expression, c: Context, name: str, count: float) -> Reading:
        """Counts from the last time mentioned, where that is exact enough to count such units from."""
        known = c.mentioned
        exact = (
            known is not None
            and known.latest - known.earliest
            <= calendar.unit(name, known.earliest).latest - calendar.unit(name, known.earliest).earliest
        )
        if known is None or not exact:
            return _open(e, name)
        return _reading(e, calendar.unit(name, calendar.shift(known.earliest, name, count)), 0.75)


def _reading(e: Expression, interval: Interval, confidence: float) -> Reading:
    return Reading(e.start, e.end, interval, interval.precision, confidence)


def _open(e: Expression, precision: str = "") -> Reading:
    return Reading(
        e.start,
        e.end,
        None,
        precision if precision not in ("fortnight", "millennium", "second", "weekend") else "interval",
        0.6,
    )


def _interval(reading: Reading) -> Interval | None:
    return reading.interval


def _number(value: object) -> int:
    """A number's value: 12, "12th" or the 12 of "twelfth"."""
    if isinstance(value, str):
        return int("".join(ch for ch in value if ch.isdigit()) or 0)
    return int(value)  # type: ignore[call-overload]


def _year(e: Expression) -> int | None:
    """The year that an expression names, in four digits or after an apostrophe."""
    for name in ("year", "year2"):
        value = e.get(name)
        if isinstance(value, str):
            return _century(int(value[1:]))
        if value is not None:
            return int(value)
    return None


def _century(two_digits: int) -> int:
    """The year that two digits mean: 1930 to 2029, as POSIX has it but ten years older, for the sake of the 1930s."""
    return (1900 if two_digits >= 30 else 2000) + two_digits


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _nearest(days: list[datetime.date], today: datetime.date, direction: int) -> datetime.date:
    """The last day up to today, the first from today on, or the nearest.

    A day most of a year ahead is not meant without its year where it lies only days back: "by March 8" on March 9.
    """
    before = [d for d in days if d <= today]
    after = [d for d in days if d >= today]
    if direction == PAST and before:
        return before[-1]
    just_past = before and (today - before[-1]).days <= _CLOSE
    if direction == FUTURE and after and not (just_past and (after[0] - today).days > _FAR):
        return after[0]
    return min(days, key=lambda d: (abs((d - today).days), d))


def _step(e: Expression) -> int:
    """-1, 0 or 1 for last, this or next."""
    return next((int(e.get(n)) for n in ("last", "previous", "this", "next", "following") if n in e.parts), 0)


def _granule(date: datetime.date, name: str) -> Interval:
    """The interval of a day that was counted in units: weeks are counted to the day, larger ones to themselves."""
    if name in ("day", "week", "fortnight", "hour", "minute", "second"):
        return Interval(date, date, "day")
    return calendar.unit(name, date) if name not in ("quarter", "weekend") else calendar.unit("month", date)
