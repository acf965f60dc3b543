"""A figure's value and unit for people to read."""

from __future__ import annotations

from ...records import Figure
from .words import words


def number(value: float) -> str:
    """The number with commas between thousands, and no digits that say nothing."""
    if value != value or abs(value) == float("inf") or abs(value) >= 1e18:
        return str(value)
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0") if abs(value) >= 0.001 else f"{value:.3g}"


def value_words(figure: Figure) -> str:
    """The value with its bounds: "69", "at least 30", "up to 30", "30 to 40", "about 500"."""
    about = "about " if figure.approximate else ""
    if figure.value is None:
        low, high = figure.low, figure.high
        if low is not None and high is not None:
            return f"{about}{number(low)} to {number(high)}"
        if low is not None:
            return f"at least {number(low)}"
        return f"up to {number(high)}" if high is not None else figure.text
    if figure.high is None and figure.low is not None:
        return f"at least {number(figure.value)}"
    if figure.low is None and figure.high is not None:
        return f"up to {number(figure.value)}"
    return about + number(figure.value)


def unit_words(figure: Figure) -> str:
    """The unit as people write it."""
    return words().units.get(figure.unit, figure.unit)


def sort_value(figure: Figure) -> float:
    """The number that a table sorts the figure by."""
    return next((v for v in (figure.value, figure.low, figure.high) if v is not None), 0.0)
