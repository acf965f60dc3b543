"""Who wrote a report: bylines at a text's head, and the notes in brackets at its end."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge
from .dates import alternatives, words

_TAIL_CHARS = 700
_FULL_STOP = re.compile(r"""[.\u2026]["'\u201d\u2019)]*$""")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019.-]*(?:['\u2019.-][^\W\d_]+)*\.?")


class Bylines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/bylines.yaml`."""

    before: tuple[str, ...]
    tail: tuple[str, ...]
    particles: frozenset[str]
    joins: tuple[str, ...]
    not_names: frozenset[str]


@functools.cache
def _bylines() -> Bylines:
    return Knowledge().table("intake/bylines.yaml", Bylines)


class _Patterns(NamedTuple):
    """before: the words that open a byline; tail: those in brackets at a text's end; join: what joins two names."""

    before: re.Pattern[str]
    tail: re.Pattern[str]
    join: re.Pattern[str]


@functools.cache
def _byline_words() -> _Patterns:
    table = _bylines()
    joins = alternatives(table.joins)
    return _Patterns(
        re.compile(rf"^(?:{alternatives(table.before)})[:\s]\s*", re.IGNORECASE),
        re.compile(rf"\((?:[^()\n]{{0,80}}[;,]\s*)?(?:{alternatives(table.tail)})[:\s]\s*", re.IGNORECASE),
        re.compile(rf"\s*(?:,\s*(?:(?:{joins})\s+)?|(?:{joins})\s+)"),
    )


def byline(line: str) -> str:
    """The authors of "By Jane Doe and John Roe in Nairobi", as written; "" where the line is no byline."""
    opening = _byline_words().before.match(line)
    if not opening or len(line) > 140 or (_FULL_STOP.search(line[-2:]) and not line.endswith("Jr.")):
        return ""
    names, rest = _names(line[opening.end() :])
    return names if len(rest.split()) <= 10 else ""


def without_byline_words(name: str) -> str:
    """An author's name without the "by" before it."""
    return _byline_words().before.sub("", name)


def tail_author(text: str) -> str:
    """ "(Reporting by Jane Doe; Editing by ...)" at the end."""
    tail = text[-_TAIL_CHARS:]
    found = _byline_words().tail.search(tail)
    return _names(tail[found.end() :])[0] if found else ""


def _names(text: str) -> tuple[str, str]:
    """The names with which a text begins ("Jane Doe, John van Roe and A. B. Cee"), and the rest."""
    table = _bylines()
    names: list[str] = []
    at = 0
    while True:
        current: list[str] = []
        joined = at
        while word := _NAME_WORD.match(text, at):
            plain = word.group().lower().rstrip(".")
            capital = any(c.isupper() for c in word.group())  # "al-Sayed" too, but not to begin with
            if not (word.group()[0].isupper() or (current and (capital or plain in table.particles))):
                break
            if plain in table.not_names or plain in _weekdays():
                current = []  # an office ("Chief Political Correspondent"), or a day, and no name
                break
            current.append(word.group())
            at = word.end()
            at += len(text[at : at + 1]) if text[at : at + 1] == " " else 0
        if not 2 <= len(current) <= 5 or current[-1].islower():
            return ", ".join(names), text[joined:].strip(" ,")
        names.append(" ".join(current))
        join = _byline_words().join.match(text, at)
        if not join or len(names) >= 8:
            return ", ".join(names), text[at:].strip(" ,")
        at = join.end()


@functools.cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for names in words().weekdays.values() for name in names)
