"""A dated mention of a time."""

from __future__ import annotations

from .base import Record


class Time(Record, frozen=True, kw_only=True):
    """An expression of time as an interval.

    start, end, text: the expression.
    earliest, latest: first and last day as ISO dates ("2024-03-05"); both None where the time cannot be
        resolved, as when it counts from a report date that is not known.
    precision: "minute", "hour", "part of day", "day", "week", "month", "season", "quarter", "year", "decade",
        "century", "interval" or "" where unknown.
    """

    start: int
    end: int
    text: str
    earliest: str | None = None
    latest: str | None = None
    precision: str = ""

    def key(self) -> tuple[object, ...]:
        return (self.start, self.end)

    @property
    def position(self) -> int:
        return self.start
