"""The kind and the unit that a figure's record gets."""

from __future__ import annotations

from .measure import Measure

_SPEEDS = frozenset({"length"})
_PLAIN = frozenset({"money", ""})
_TIME_CODES = frozenset({"s", "min", "h"})


def unit_of(m: Measure, counted: str) -> str:
    """The unit with what it is counted by: UCUM codes on both sides where the first is one ("km/h"), plain words behind
    money and things counted ("USD/barrel", "attack/day")."""
    if m.number.fraction and not m.unit:
        return "1"
    unit = m.unit or counted
    if not m.per or not unit:
        return unit
    return f"{unit}/{m.per if m.kind not in _PLAIN else m.per_word}"


def kind_of(m: Measure, counted: str, change: bool) -> str:
    """One of the kinds of `records.Figure`."""
    if change and not m.number.fraction and m.kind != "age":
        return "change"
    if m.per:
        return "speed" if m.kind in _SPEEDS and m.per in _TIME_CODES else "rate"
    if m.kind:
        return m.kind
    if m.number.fraction:
        return "share"
    if counted in ("time", "fold"):
        return "ratio"
    if counted == "point":
        return "score"
    whole = all(v is None or v == int(v) for v in (m.value, m.low, m.high))
    return "count" if whole and (counted or m.number.scale > 1 or abs(m.value or m.low or 0) < 1e6) else "other"
