"""A figure's value and unit for people to read."""

from __future__ import annotations

import re

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
    """The unit as people write it, such as "mi", "flights per week", "USD per barrel"; an unknown code as it stands."""
    of, slash, per = figure.unit.rpartition("/")
    if not slash or figure.unit in words().units:
        return _one_unit(figure.unit, figure.text)
    if per in words().per or _is_word(per) or per[:1].isdigit():
        return f"{_one_unit(of, figure.text)} per {words().per.get(per, per)}"
    return f"{_one_unit(of, figure.text)}/{_one_unit(per, figure.text)}"


def _one_unit(code: str, text: str) -> str:
    """A unit without "per". A plain word stands as the report has it, singular or plural."""
    if code in words().units:
        return words().units[code]
    if _is_word(code) and (written := re.search(rf"\b{re.escape(code)}(?:e?s)?\b", text, re.IGNORECASE)):
        return written.group().lower()
    return code


def _is_word(code: str) -> bool:
    """Whether it is a plain word, where others are codes ("km", "[bbl_us]") or currencies."""
    return len(code) > 2 and code.islower() and code.replace(" ", "").isalpha()


def sort_value(figure: Figure) -> float:
    """The number that a table sorts the figure by."""
    return next((v for v in (figure.value, figure.low, figure.high) if v is not None), 0.0)
