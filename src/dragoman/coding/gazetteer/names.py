"""Names in the form in which they are looked up."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "ı": "i",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
    "ß": "ss",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
}
_APART = str.maketrans({**dict.fromkeys("-–—/·", " "), **dict.fromkeys("'’ʼʻ‘`´.,", None), **_LETTERS})
_SPACES = re.compile(r"\s+")


def fold(name: str) -> str:
    """A name without case, accents, dots and apostrophes, hyphens as spaces: "São Tomé" and "SAO TOME" are one."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _SPACES.sub(" ", name.translate(_APART).casefold()).strip()
