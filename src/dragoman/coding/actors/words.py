"""Words of a text in the form in which names are compared: without case, accents, stops and apostrophes."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

# A number, initials with stops, a word with apostrophes inside, or a mark that sets phrases apart.
_WORD = re.compile(
    r"\d[\d.,]*\d(?![^\W_])|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:['’ʼ`´][^\W_]+)*|[,;:()\[\]&\"“”|]|[–—]"
)
_MARKS = frozenset(',;:()[]"“”|–—')
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´.")
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"})


class Word(NamedTuple):
    """norm: the form to compare; start, end: characters; possessive: had an 's or a bare apostrophe.

    capital: begins with a capital; upper: all capitals, two at least, or these with a plural s;
    joined: a hyphen ties it to the next word.
    after_mark: a comma, bracket, dash or quotation mark stands before it.
    """

    norm: str
    start: int
    end: int
    possessive: bool
    capital: bool
    upper: bool
    joined: bool
    after_mark: bool


@functools.lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word without case, accents, stops and apostrophes."""
    word = word.translate(_APOSTROPHES)
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in word if not unicodedata.combining(c)).translate(_LETTERS)


def split(text: str, limit: int | None = None) -> list[Word]:
    """The words of a text, the first `limit` of them."""
    words: list[Word] = []
    marked = False
    size = len(text)
    for match in _WORD.finditer(text):
        raw = match[0]
        if raw in _MARKS:
            marked = True
            continue
        start, end = match.span()
        possessive = False
        if len(raw) > 2 and raw[-2] in "'’ʼ`´" and raw[-1] in "sS":
            raw, possessive = raw[:-2], True
        elif end < size and text[end] in "'’" and raw[-1] in "sS":
            possessive = True
        joined = end < size - 1 and text[end] in "-‐‑" and not text[end + 1].isspace()
        norm = "and" if raw == "&" else fold(raw)
        capital = raw[0].isupper()
        upper = capital and len(norm) > 1 and (raw.isupper() or (raw[-1] == "s" and raw[:-1].isupper()))
        words.append(Word(norm, start, match.start() + len(raw), possessive, capital, upper, joined, marked))
        marked = False
        if limit is not None and len(words) >= limit:
            break
    return words


def key(name: str) -> tuple[str, ...]:
    """A name as the words to look it up by, without a leading article."""
    spaced = name.replace("-", " ")
    if spaced.isascii() and spaced.replace(" ", "").isalpha():  # most names: the same as below, far faster
        norms = tuple(spaced.lower().split())
    else:
        norms = tuple([w.norm for w in split(name)])
    return norms[1:] if len(norms) > 1 and norms[0] == "the" else norms
