"""A measure: a numeral with what stands around it, as the readers of the text leave it for the readers of the parse."""

from __future__ import annotations

from dataclasses import dataclass

from .number import Number


@dataclass(slots=True)
class Measure:
    """A numeral with what stands around it.

    start, end: all of it; number: the numeral. value, low, high: as in the record, but for the bound.
    unit: code of its unit, "" where it has none; kind: of that unit. per, per_word: what it is counted by, as code and
    as word ("d" and "day"). rule: the table and entry that made it, "" for the plain ones.
    hyphened: the unit hangs on by a hyphen ("12-day"); hanging: it comes only with a later number, shares, on a list;
    prefixed: it stands before the number; dated: it is part of a time ("the past 24 hours"); ranged: both ends were
    told; ends: as measures of their own. bound: "least", "most" or "".
    """

    start: int
    end: int
    number: Number
    value: float | None
    low: float | None
    high: float | None
    unit: str = ""
    kind: str = ""
    per: str = ""
    per_word: str = ""
    hyphened: bool = False
    hanging: bool = False
    prefixed: bool = False
    dated: bool = False
    ranged: bool = False
    bound: str = ""
    approximate: bool = False
    rule: str = ""
    ends: tuple[Measure, Measure] | None = None
    shares: Measure | None = None

    @classmethod
    def of(cls, number: Number) -> Measure:
        """The measure of a numeral alone."""
        exact = number.value is not None
        low, high = (number.value, number.value) if exact else (number.low, number.high)
        return cls(number.start, number.end, number, number.value, low, high)

    def times(self, factor: float) -> None:
        """Multiplies the value."""
        self.value, self.low, self.high = (None if v is None else v * factor for v in (self.value, self.low, self.high))
