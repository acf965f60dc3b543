"""Arithmetic of days, weeks, months, years and great days; nothing here knows words."""

from __future__ import annotations

import calendar
import datetime
import functools
from typing import NamedTuple

import msgspec
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter  # type: ignore[import-untyped,unused-ignore]

DAY = datetime.timedelta(days=1)
UNITS = (
    "second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "season", "year", "decade", "century",
    "millennium",
)  # fmt: skip
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}


class Interval(NamedTuple):
    """First and last day, and the precision, as in `records.Time`."""

    earliest: datetime.date
    latest: datetime.date
    precision: str


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A great day; the fields are explained in `data/times/holidays.yaml`."""

    date: str | None = None
    weekday: tuple[int, int, int] | None = None
    easter: int | None = None
    orthodox_easter: int | None = None
    islamic: str | None = None
    election: str | None = None
    once: str | None = None
    days: int = 1

    def in_year(self, year: int) -> list[Interval]:
        """When it falls in a year: once, for Islamic days also twice or never."""
        return [
            Interval(d, d + (self.days - 1) * DAY, "day" if self.days == 1 else "interval")
            for d in self._first_days(year)
        ]

    def _first_days(self, year: int) -> list[datetime.date]:
        if self.date:
            return [make_day(year, *map(int, self.date.split("-")))]
        if self.weekday:
            return [nth_weekday(year, *self.weekday)]
        if self.election:
            return [nth_weekday(year, 11, 0, 1) + DAY]
        if self.islamic:
            return islamic_days(year, *map(int, self.islamic.split("-")))
        method = EASTER_WESTERN if self.easter is not None else EASTER_ORTHODOX
        offset = self.easter if self.easter is not None else self.orthodox_easter
        return [easter(year, method) + (offset or 0) * DAY] if 1583 <= year <= 4099 else []


def make_day(year: int, month: int, day: int) -> datetime.date:
    """Raises ValueError where there is no such day."""
    return datetime.date(year, month, day)


def day(date: datetime.date) -> Interval:
    """One day."""
    return Interval(date, date, "day")


def week(date: datetime.date) -> Interval:
    """Monday to Sunday (ISO 8601) around a day."""
    monday = date - date.weekday() * DAY
    return Interval(monday, monday + 6 * DAY, "week")


def weekend(date: datetime.date) -> Interval:
    """Saturday and Sunday of the week of a day."""
    monday = date - date.weekday() * DAY
    return Interval(monday + 5 * DAY, monday + 6 * DAY, "interval")


def months(year: int, month: int, count: int = 1, precision: str = "month") -> Interval:
    """`count` months from the first day of one."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last = calendar.monthrange(last_year, last_month + 1)[1]
    return Interval(datetime.date(year, month, 1), datetime.date(last_year, last_month + 1, last), precision)


def year(number: int) -> Interval:
    """A calendar year."""
    return months(number, 1, 12, "year")


def years(first: int, last: int, precision: str = "interval") -> Interval:
    """From the first day of one year to the last of another."""
    return Interval(datetime.date(first, 1, 1), datetime.date(last, 12, 31), precision)


def unit(name: str, date: datetime.date, step: int = 0) -> Interval:
    """The week, month, year, ... of a day, or `step` of them further. Raises ValueError, OverflowError out of range."""
    if name in ("second", "minute", "hour", "day"):
        return Interval(
            *day(date + step * DAY if name == "day" else date)[:2],
            "day" if name == "day" else name if name != "second" else "minute",
        )
    if name == "week":
        return week(date + 7 * step * DAY)
    if name == "fortnight":
        first = week(date + 14 * step * DAY).earliest
        return Interval(first, first + 13 * DAY, "interval")
    if name == "weekend":
        return weekend(date + 7 * step * DAY)
    if name == "season":
        start = date.month // 3 * 3
        y, m = divmod(date.year * 12 + (start or 12) - 1 - (0 if start else 12) + 3 * step, 12)
        return months(y, m + 1, 3, "season")
    size = _MONTHS[name]
    if size >= 120:
        years_ = size // 12
        first_year = date.year // years_ * years_ + step * years_ + (0 if name == "decade" else 1)
        return years(first_year, first_year + years_ - 1, name if name != "millennium" else "interval")
    index = (date.year * 12 + date.month - 1) // size * size + step * size
    return months(index // 12, index % 12 + 1, size, name)


def shift(date: datetime.date, name: str, count: float) -> datetime.date:
    """A day moved by so many units; the last of the month where the month is shorter. Raises as `unit` does."""
    if name in _DAYS:
        return date + datetime.timedelta(days=round(count * _DAYS[name]))
    if name in ("second", "minute", "hour"):
        return date + datetime.timedelta(seconds=count * {"second": 1, "minute": 60, "hour": 3600}[name])
    index = date.year * 12 + date.month - 1 + round(count * _MONTHS[name])
    last = calendar.monthrange(index // 12, index % 12 + 1)[1]
    return datetime.date(index // 12, index % 12 + 1, min(date.day, last))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The nth (-1: the last) Monday, Tuesday, ... of a month."""
    if nth < 0:
        last = months(year, month).latest
        return last - (last.weekday() - weekday) % 7 * DAY
    first = datetime.date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


@functools.lru_cache(maxsize=4096)
def islamic_days(year: int, month: int, day: int) -> list[datetime.date]:
    """When a day of the Islamic calendar (Umm al-Qura) falls in a year; the sighting of the moon may move it by one."""
    from hijridate import Hijri

    around = round((year - 621.57) * 1.030684)
    found = []
    for hijri in range(around - 1, around + 3):
        try:
            date = Hijri(hijri, month, day).to_gregorian()
        except (ValueError, OverflowError):
            continue
        if date.year == year:
            found.append(datetime.date(date.year, date.month, date.day))
    return found
