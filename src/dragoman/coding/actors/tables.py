"""The rows of the tables under `data/actors/`, and their checks."""

from __future__ import annotations

import datetime
import re

import msgspec

IGO_CODES = frozenset({"IGO", "UNO", "NGO", "MNC"})


class State(msgspec.Struct, frozen=True):
    """`states.tsv`. kind: "state", "territory", "partial", "nation" or "former"."""

    code: str = ""
    name: str = ""
    kind: str = "state"
    others: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    source: str = ""


class Office(msgspec.Struct, frozen=True):
    """`offices_*.tsv`: one term of one holder. Blank dates are unknown; blank `until` with `since` given is
    "still". shared: several hold the office at a time."""

    name: str
    country: str = ""
    role: str = ""
    sector: str = ""
    since: str = ""
    until: str = ""
    others: tuple[str, ...] = ()
    gender: str = ""
    body: str = ""
    shared: bool = False
    source: str = ""


class Body(msgspec.Struct, frozen=True):
    """`bodies.tsv`. country: alpha-3, or IGO, UNO, NGO, MNC. kind: "body" or "group"."""

    name: str
    country: str = ""
    sector: str = ""
    others: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    kind: str = "body"
    second: str = ""
    source: str = ""


class Role(msgspec.Struct, frozen=True):
    """`roles.tsv`: nouns that share sector, kind, gender and office."""

    sector: str = ""
    kind: str = "person"
    takes: str = "own"
    gender: str = ""
    role: str = ""
    nouns: tuple[str, ...] = ()


class Modifier(msgspec.Struct, frozen=True):
    """`modifiers.tsv`. place: "before", "after" (tied by a hyphen), or "link" (between two phrases)."""

    place: str
    effect: str
    words: tuple[str, ...] = ()


class Irregular(msgspec.Struct, frozen=True):
    """`irregular.tsv`: a noun whose plural no rule gives."""

    singular: str
    plural: str


class Title(msgspec.Struct, frozen=True):
    """`titles.tsv`. kind: "title" (a form of address before a name) or "particle" (a small word inside names)."""

    kind: str
    gender: str = ""
    words: tuple[str, ...] = ()


class Spelling(msgspec.Struct, frozen=True):
    """`spellings.tsv`: a word of personal names and its other spellings, looked up as the first."""

    first: str
    others: tuple[str, ...] = ()


class Town(msgspec.Struct, frozen=True):
    """`towns.tsv`: a town or region and the state it lies in."""

    name: str
    code: str
    others: tuple[str, ...] = ()


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


def first_day(text: str) -> int:
    """The ordinal of the first day of an ISO date, month or year; 0 where blank. Raises ValueError."""
    return _day(text, last=False) if text else 0


def last_day(text: str) -> int:
    """The ordinal of the last day of an ISO date, month or year; 3652059 (year 9999) where blank."""
    return _day(text, last=True) if text else datetime.date.max.toordinal()


def _day(text: str, last: bool) -> int:
    match = _DATE.match(text)
    if not match:
        raise ValueError(f"{text!r} is no date; give a year, year-month or year-month-day")
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        return datetime.date(year, int(str(month)), int(day)).toordinal()
    if not last:
        return datetime.date(year, int(month or 1), 1).toordinal()
    if not month:
        return datetime.date(year, 12, 31).toordinal()
    following = datetime.date(year + int(month) // 12, int(month) % 12 + 1, 1)
    return following.toordinal() - 1
