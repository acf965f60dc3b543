"""Units counted from the time that the text named last: "that day", "a year later"."""

from __future__ import annotations

from collections.abc import Iterator

from . import calendar
from .grammar import Expression
from .reading import Context, Reading, makes, resolved, unresolved

# Parts of an expression that no count of units leads to, with the precision of such a time.
_NOT_COUNTED = {"part": "part of day", "weekday": "day", "month": "month", "weekend": "interval"}


@makes("that_unit")
def that_unit(e: Expression, c: Context) -> Iterator[Reading]:
    """ "that day", "later that year", "the same month": of the time named last."""
    for name, precision in _NOT_COUNTED.items():
        if name in e.parts:
            yield unresolved(e, precision)
            return
    yield from_mentioned(e, c, str(e.get("unit") or "quarter"), 0)


@makes("the_next")
def the_next(e: Expression, c: Context) -> Iterator[Reading]:
    """ "the next day", "the following year", "the previous month"."""
    name = str(e.get("unit") or "day")
    yield from_mentioned(e, c, name, -1 if "previous" in e.parts else 1)


@makes("the_day_after")
def the_day_after(e: Expression, c: Context) -> Iterator[Reading]:
    """ "the day after", "the week before"."""
    name = str(e.get("unit") or "day")
    yield from_mentioned(e, c, name, -1 if "before" in e.parts else 1)


@makes("units_later")
def units_later(e: Expression, c: Context) -> Iterator[Reading]:
    """ "two days later", "a year before"."""
    name = str(e.get("unit") or "weekend")
    if "some_number" in e.parts or name == "weekend" or name not in calendar.UNITS[3:]:
        yield unresolved(e, name)
        return
    yield from_mentioned(e, c, name, float(e.get("count")) * (-1 if "before" in e.parts else 1))


def from_mentioned(e: Expression, c: Context, name: str, count: float) -> Reading:
    """Counts from the last time mentioned, where that is exact enough to count such units from."""
    known = c.mentioned
    exact = (
        known is not None
        and known.latest - known.earliest
        <= calendar.unit(name, known.earliest).latest - calendar.unit(name, known.earliest).earliest
    )
    if known is None or not exact:
        return unresolved(e, name)
    return resolved(e, calendar.unit(name, calendar.shift(known.earliest, name, count)), 0.75)
