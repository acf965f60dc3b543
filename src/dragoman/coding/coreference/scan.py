"""The tables' names and nouns in a document, and the way from characters to tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ..actors.lexicon import STATED, Match
from ..actors.words import split
from ..document import Document
from ..tree import tree_of

# Characters before and after an ambiguous name whose states may settle it.
NEAR = 1500
_LOCAL = STATED | {"person"}


class Scan:
    """words, matches: of the whole text. countries: codes of the states that it speaks of."""

    def __init__(self, document: Document) -> None:
        lexicon = document.resolver.lexicon
        self.words = split(document.text)
        self.matches = lexicon.matches(self.words)
        self.countries = frozenset(
            m.senses[0].country for m in self.matches if m.senses[0].sort in _LOCAL and m.senses[0].country
        )
        self._starts = tree_of(document).start
        named = [(self.words[m.start].start, m.senses[0].country) for m in self.matches if m.senses[0].sort in STATED]
        self._named_at, self._named = [at for at, _ in named], [country for _, country in named]

    def countries_near(self, offset: int) -> frozenset[str]:
        """Codes of the states named around a character, which settle ambiguous names there."""
        first, last = bisect_left(self._named_at, offset - NEAR), bisect_right(self._named_at, offset + NEAR)
        return frozenset(self._named[first:last])

    def within(self, start: int, end: int) -> list[Match]:
        """The matches that lie between two characters."""
        i = bisect_left(self.matches, start, key=lambda m: self.words[m.start].start)
        found = []
        for match in self.matches[i : i + 20]:
            if self.words[match.end - 1].end > end:
                break
            found.append(match)
        return found

    def characters(self, match: Match) -> tuple[int, int]:
        return self.words[match.start].start, self.words[match.end - 1].end

    def token_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens_of(self, start: int, end: int) -> range:
        return range(self.token_at(start), self.token_at(end - 1) + 1)
