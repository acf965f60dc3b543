"""What an expression of time is read as, what it is counted from, and the registry of ways to read one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .calendar import Interval
from .grammar import Expression
from .tense import FUTURE, PAST

# A day without its year so many days back is meant, also after a verb that looks ahead, where the next is so far off.
_CLOSE, _FAR = 14, 300
# Precisions that records have no word for.
_NO_PRECISION = frozenset({"fortnight", "millennium", "second", "weekend"})


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


Maker = Callable[[Expression, Context], Iterable[Reading]]
MAKERS: dict[str, Maker] = {}


def makes(name: str) -> Callable[[Maker], Maker]:
    """Decorator of the arithmetic that a rule of `data/times/rules.yaml` asks for by that name.

    The function yields the times that an expression names. It may raise ValueError or OverflowError where there is no
    such day: then the expression names none.
    """

    def register(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return register


def resolved(e: Expression, interval: Interval, confidence: float) -> Reading:
    """The whole expression as those days."""
    return Reading(e.start, e.end, interval, interval.precision, confidence)


def unresolved(e: Expression, precision: str = "") -> Reading:
    """The whole expression without days: what it counts from is not known."""
    return Reading(e.start, e.end, None, precision if precision not in _NO_PRECISION else "interval", 0.6)


def number(value: object) -> int:
    """A number's value: 12, "12th" or the 12 of "twelfth"."""
    if isinstance(value, str):
        return int("".join(ch for ch in value if ch.isdigit()) or 0)
    return int(value)  # type: ignore[call-overload]


def nth(e: Expression) -> int:
    """Which one: 3 of "third"; -1 of "final"."""
    return number(e.get("nth_word", "ordinal"))


def year_of(e: Expression) -> int | None:
    """The year that an expression names, in four digits or after an apostrophe."""
    for name in ("year", "year2"):
        value = e.get(name)
        if isinstance(value, str):
            return full_year(int(value[1:]))
        if value is not None:
            return int(value)
    return None


def full_year(two_digits: int) -> int:
    """The year that two digits mean: 1930 to 2029, as POSIX has it but ten years older, for the sake of the 1930s."""
    return (1900 if two_digits >= 30 else 2000) + two_digits


def step(e: Expression) -> int:
    """-1, 0 or 1 for last, this or next."""
    return next((int(e.get(n)) for n in ("last", "previous", "this", "next", "following") if n in e.parts), 0)


def says_last(e: Expression) -> bool:
    """Whether it is "last ..." or "the previous ..."."""
    return "last" in e.parts or "previous" in e.parts


def says_next(e: Expression) -> bool:
    """Whether it is "next ..." or "the following ..."."""
    return "next" in e.parts or "following" in e.parts


def existing_day(year: int, month: int, day: int) -> datetime.date | None:
    """The day of those numbers; None where there is none."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def nearest(days: list[datetime.date], today: datetime.date, direction: int) -> datetime.date:
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
