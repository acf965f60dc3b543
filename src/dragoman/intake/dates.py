"""The day that a date in metadata or on a header line means; none where the year is not written."""

from __future__ import annotations

import datetime
import functools
import re

import msgspec

from ..knowledge import Knowledge

FIRST_YEAR, LAST_YEAR = 1600, 2200


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/dates.yaml`."""

    months: dict[int, tuple[str, ...]]
    weekdays: dict[int, tuple[str, ...]]
    before: tuple[str, ...]
    changed: tuple[str, ...]


class Written(msgspec.Struct, frozen=True):
    """A date as a text writes it: offsets, ISO day ("" where no such day, or its weekday contradicts it), and whether
    it names its weekday."""

    start: int
    end: int
    day: str
    weekday: bool


@functools.cache
def words() -> DateWords:
    """The names of months and days."""
    return Knowledge().table("intake/dates.yaml", DateWords)


def alternatives(names: dict[int, tuple[str, ...]] | tuple[str, ...]) -> str:
    """A pattern that matches any of the names, the longest first."""
    flat = [n for group in names.values() for n in group] if isinstance(names, dict) else list(names)
    return "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(flat, key=lambda n: (-len(n), n)))


@functools.cache
def _written() -> re.Pattern[str]:
    month, weekday = alternatives(words().months), alternatives(words().weekdays)
    return re.compile(
        rf"""\b(?:(?P<wd>{weekday})\.?,?\s+(?:the\s+)?)?(?:
            (?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})
          | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?(?P<m2>{month})\.?,?[\s-]+(?P<y2>\d{{4}})
          | (?P<y3>\d{{4}})[-/.](?P<n3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})
        )(?!\d)""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _number() -> dict[str, int]:
    return {name: n for group in (words().months, words().weekdays) for n, names in group.items() for name in names}


def find_date(text: str, at_start: bool = False) -> Written | None:
    """The first date with day, month and year in the text, in any of the forms that cannot be misread.

    "03/04/2006" is none: nobody can tell the month from the day. at_start: only where the text begins with it.
    """
    found = _written().match(text) if at_start else _written().search(text)
    if not found:
        return None
    g = found.groupdict()
    month = int(g["n3"]) if g["n3"] else _number()[(g["m1"] or g["m2"]).lower()]
    day = iso(int(g["y1"] or g["y2"] or g["y3"]), month, int(g["d1"] or g["d2"] or g["d3"]))
    if day and g["wd"] and datetime.date.fromisoformat(day).isoweekday() != _number()[g["wd"].lower()]:
        day = ""
    return Written(found.start(), found.end(), day, bool(g["wd"]))


def iso(year: int, month: int, day: int) -> str:
    """The ISO day, "" where there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else ""
    except ValueError:
        return ""


_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:$|[T\s].*|[+Z-].{0,6}$)", re.DOTALL)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?\s*$")
_EPOCH = re.compile(r"\s*-?\d{9,13}(?:\.\d+)?\s*$")
_SLASHED = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def iso_day(value: object) -> str:
    """The day that a value of metadata means, as ISO date; "" where none or where it could be two.

    Args: value: text in ISO 8601, RFC 2822, "March 4, 2006", "4 March 2006", "25/12/2006" (only where one number is
    beyond 12), or seconds or milliseconds since 1970. The day is the one written, in the writer's own time zone.
    """
    text = str(value or "")[:200]
    found = _COMPACT.match(text) or _ISO.match(text)
    if found and (day := iso(*(int(n) for n in found.groups()))):
        return day
    if _EPOCH.match(text):
        return _from_epoch(float(text))
    if written := find_date(text):
        return written.day
    if found := _SLASHED.match(text):
        a, b, year = (int(n) for n in found.groups())
        if a > 12 >= b:
            return iso(year, b, a)
        if b > 12 >= a or a == b:
            return iso(year, a, b)
    return ""


def _from_epoch(seconds: float) -> str:
    if not 1e8 <= abs(seconds) < 1e14:
        return ""
    if abs(seconds) >= 1e11:
        seconds /= 1000
    day = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return iso(day.year, day.month, day.day)
