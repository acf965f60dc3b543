"""Numerals that begin with digits: 1,204; 18 000; 2 1/2; 3½; 3.5 million; 4e14; 6 × 10^3; -12."""

from __future__ import annotations

import math
import re

from .atoms import LONGEST
from .number import MOST_ATOMS, Cursor, Number

_SPACED = re.compile(r"(?:[ \u00a0\u2009\u202f]\d{3}(?![\d.,]*\d))+")
_POWER = re.compile(
    r"[eE](?P<e>[+-]?\d{1,3})(?![\w.])"
    r"|\s?[×xX*·]\s?10(?P<ten>\s?\^\s?[-−–+]?\d{1,3}|[-−–]\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\d)"
)
_OVER = re.compile(r"\s?[/⁄]\s?(\d{1,4})(?![\w/⁄]|[.,]\d)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_SIGNS = "-−–+"


def from_digits(cursor: Cursor) -> Number | None:
    """The number that begins with the digits at the cursor; the cursor moves behind it."""
    first = cursor.atoms[cursor.at]
    number = Number(first.start, first.end, first.value, digits=True)
    cursor.at += 1
    if _simple_fraction(cursor, number):
        return number
    if not _mixed(cursor, number):
        _spaced(cursor, number)
        if not _power(cursor, number):
            _scaled(cursor, number)
            cursor.take_half(number)
    return _signed(cursor.text, number)


def _simple_fraction(cursor: Cursor, number: Number) -> bool:
    """1/40, but not 9/11 with its units swapped, nor 24/7; "3 tenths"."""
    over = _OVER.match(cursor.text, number.end)
    if over is not None:
        part = _part(number.value or 0.0, over.group(1))
        if part is not None:
            number.value, number.end, number.fraction = part, over.end(), True
            _skip(cursor, over.end())
            return True
    parts = cursor.next_joined(number.end, "fractions")
    if parts is not None and 0 < (number.value or 0.0) < parts.value:
        number.value, number.end, number.fraction = (number.value or 0.0) / parts.value, parts.end, True
        cursor.at += 1
        return True
    return False


def _mixed(cursor: Cursor, number: Number) -> bool:
    """2 1/2 and 3½."""
    after = cursor.peek()
    if after is None or after.start - number.end > 1 or number.value is None or number.value != int(number.value):
        return False
    if after.kind == "sign":
        number.value, number.end = number.value + after.value, after.end
    elif after.kind == "digits" and (over := _OVER.match(cursor.text, after.end)):
        part = _part(after.value, over.group(1))
        if part is None:
            return False
        number.value, number.end = number.value + part, over.end()
    else:
        return False
    _skip(cursor, number.end)
    return True


def _spaced(cursor: Cursor, number: Number) -> None:
    """10 000: groups of three with spaces between, where no other number stands before."""
    text, start = cursor.text, number.start
    spaced = _SPACED.match(text, number.end)
    written = text[start : number.end]
    follows = start > 1 and text[start - 1].isspace() and text[start - 2].isdigit()
    if spaced is None or len(written) > 3 or not written.isdigit() or written[0] == "0" or follows:
        return
    whole = "".join(c for c in text[start : spaced.end()] if c.isdigit())
    if len(whole) <= LONGEST:
        number.value, number.end = float(whole), spaced.end()
        _skip(cursor, number.end)


def _power(cursor: Cursor, number: Number) -> bool:
    """4e14, 2.48×10−5."""
    power = _POWER.match(cursor.text, number.end)
    if power is None:
        return False
    exponent = (power.group("e") or power.group("ten")).translate(_RAISED).replace("^", "")
    number.value, number.end = _times_ten(number.value or 0.0, int(exponent)), power.end()
    _skip(cursor, number.end)
    return True


def _scaled(cursor: Cursor, number: Number) -> None:
    """3.5 million, 4 hundred million."""
    for _ in range(MOST_ATOMS):
        scale = cursor.next_joined(number.end, "scale")
        if scale is None:
            return
        number.value = (number.value or 0.0) * scale.value
        number.scale *= scale.value
        number.end = scale.end
        cursor.at += 1


def _skip(cursor: Cursor, end: int) -> None:
    """Moves the cursor behind an offset."""
    while (atom := cursor.peek()) is not None and atom.start < end:
        cursor.at += 1


def _signed(text: str, number: Number) -> Number:
    """The number with the minus or plus before it, where that is no dash."""
    at = number.start - 1
    if at >= 0 and text[at] in _SIGNS and number.value is not None:
        before = text[at - 1 : at] if at else ""
        if not before or before in "([$£€¥~≈" or (before.isspace() and text[at] != "–"):
            number.start, number.signed = at, True
            if text[at] != "+":
                number.value = -number.value
    return number


def _part(above: float, below: str) -> float | None:
    """A proper fraction of two whole numbers, such as 1/40; 24/7 is none."""
    under = int(below)
    return above / under if 0 < above < under and above == int(above) else None


def _times_ten(value: float, exponent: int) -> float:
    """value × 10^exponent, to the last digit; infinite or zero where that leaves the range of numbers."""
    try:
        return value * 10.0**exponent if "e" in repr(value) else float(f"{value!r}e{exponent}")
    except OverflowError:
        return math.inf
