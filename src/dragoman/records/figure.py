"""A figure: a number with its unit, what it counts, of whom, over which time, and who gave it."""

from __future__ import annotations

import msgspec

from .base import Record
from .party import Party
from .time import Time


class Phrase(msgspec.Struct, frozen=True):
    """A phrase of the report: offsets into its clean text, and the characters there."""

    start: int
    end: int
    text: str


class Figure(Record, frozen=True, kw_only=True):
    """A number with all that makes it mean something.

    start, end, text: the number with its unit and the words that bound it ("at least 30 km").
    value, low, high: an exact figure has low = high = value; "at least 30" has value 30, low 30 and no high;
        "up to 30" no low; a range ("30 to 40", "dozens") has low and high and no value. Percents stand as written
        (69, unit "%"), fractions as what they are (a third: 0.3333, unit "1").
    unit: UCUM ("km", "[mi_i]", "%", "Cel") or ISO 4217 ("USD") code; for things counted the plain word in the
        singular ("soldier"); "" where there is none.
    kind: "count", "share", "money", "length", "area", "mass", "volume", "energy", "power", "temperature", "speed",
        "duration", "age", "rank", "ratio", "score", "rate", "change" or "other".
    of: what it counts or measures; holder: whose it is; period: over which time; said_by: who gave it.
    approximate: whether the report says "about", "some", "nearly".
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str = ""
    kind: str = "count"
    of: Phrase | None = None
    holder: Party | None = None
    period: Time | None = None
    said_by: Party | None = None
    approximate: bool = False

    def key(self) -> tuple[object, ...]:
        return (self.start, self.end, self.value, self.low, self.high, self.unit)

    @property
    def position(self) -> int:
        return self.start
