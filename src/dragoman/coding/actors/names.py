"""Given names and the gender that they tell."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge
from .words import fold, split


class GivenName(msgspec.Struct, frozen=True):
    """`givennames.tsv`: names that tell one gender, m or f."""

    gender: str
    names: tuple[str, ...] = ()


class GivenNames:
    """Gender by given name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._gender: dict[str, str] = {}
        for row in knowledge.rows("actors/givennames.tsv", GivenName):
            for name in row.names:
                self._gender[fold(name)] = row.gender

    def gender(self, name: str) -> str:
        """ "m", "f", or "" where the first word of the name tells none."""
        words = split(name, 3)
        if len(words) < 2:
            return ""
        for word in words[:2]:
            if found := self._gender.get(word.norm):
                return found
        return ""

    def known(self, word: str) -> bool:
        """Whether a word is a given name."""
        return fold(word) in self._gender
