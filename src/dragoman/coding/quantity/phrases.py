"""Noun phrases of one document's parse, as figures need them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ...records import Span
from ..tree import NOMINAL, Tree
from .tables import MeasureWords

WIDTH = 12
NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "poss", "det", "nummod", "quantmod", "advmod", "npadvmod"})
_COUNTS = frozenset({"nummod", "compound", "amod", "nmod", "quantmod"})


class Phrases:
    """Finds nouns and the phrases around them.

    Words that figures and times take (`take`) are never part of what another figure counts or measures.
    """

    def __init__(self, words: MeasureWords, tree: Tree, text: str) -> None:
        self.words = words
        self.tree = tree
        self.text = text
        self.taken: set[int] = set()

    def take(self, spans: Iterable[tuple[int, int]]) -> None:
        """Marks the words of figures and times."""
        for begin, end in spans:
            first = self.token(begin)
            self.taken.update(range(first, min(self.token(end - 1), first + WIDTH) + 1))

    def token(self, offset: int) -> int:
        """The token in which a character lies."""
        return max(0, bisect_right(self.tree.start, offset) - 1)

    def low(self, i: int) -> str:
        """The word at a token, in lower case; "" outside the text."""
        return self.tree.low[i] if 0 <= i < len(self.tree) else ""

    def is_thing(self, i: int) -> bool:
        """Whether a token is a noun that a figure can be of: no number, no time, no other figure."""
        tree = self.tree
        if tree.pos[i] not in NOUNS or tree.tag[i] == "CD" or i in self.taken:
            return False
        return tree.lemma[i] not in self.words.time_nouns and any(c.isalpha() for c in tree.low[i])

    def governed(self, prep: int) -> int | None:
        """The noun that a preposition governs."""
        tree = self.tree
        for o in tree.objects(prep):
            if tree.pos[o] in NOMINAL and o > prep:
                return o if tree.pos[o] != "NUM" else None
        return self.run(prep)

    def counted_by(self, number: int, last: int) -> int | None:
        """The noun at the end of the words right behind: "three Peruvian diplomats", "a 5.2 litre V10 engine".

        number: the numeral's token; last: the last token of the figure.
        """
        tree, follow = self.tree, last + 1
        if follow >= len(tree) or "\n" in self.text[tree.end[last] : tree.start[follow]]:
            return None
        head, run = tree.head[number], self.run(last)
        near = last < head <= last + WIDTH and head not in self.taken and tree.pos[head] in NOUNS
        if near and tree.dep[number] in _COUNTS:
            run = max(head, run) if run is not None and run - head <= 2 else head
        if run is None or len(tree.low[run]) == 1 or "\n" in self.text[tree.end[last] : tree.start[run]]:
            return None
        return run

    def run(self, last: int) -> int | None:
        """The last noun of a run of adjectives and nouns that begins right behind a token."""
        tree, found = self.tree, None
        for i in range(last + 1, min(len(tree), last + 1 + WIDTH)):
            if i in self.taken:
                break
            if tree.pos[i] in NOUNS:
                if found is not None and tree.tag[found] in ("NNS", "NNPS") and tree.head[found] != i:
                    break
                found = i
            elif not self._goes_on(i, found):
                break
        return found

    def _goes_on(self, i: int, found: int | None) -> bool:
        """Whether a run of nouns goes on behind a token that is none; found: the last noun that it has so far. "Kia and
        Hyundai vehicles" does, "a statue and cultural icon" does not."""
        tree, begun = self.tree, found is not None
        if tree.tag[i] in ("POS", "``", "''") or tree.low[i] == "-":
            return True
        if tree.low[i] == ",":
            return tree.pos[i - 1] == "ADJ" and i + 1 < len(tree) and self._leads(i + 1)
        if tree.dep[i] == "cc" and found is not None and tree.head[found] < i:
            return False
        if tree.dep[i] == "cc":
            if not begun and tree.pos[i - 1] != "ADJ":
                return False
            return i + 1 < len(tree) and (self._leads(i + 1) or (not begun and tree.pos[i + 1] == "ADJ"))
        if tree.pos[i] in ("ADJ", "ADV") or tree.tag[i] in ("VBN", "VBG"):
            return tree.dep[i] != "prep" and (self._leads(i) or (not begun and tree.pos[i] == "ADJ"))
        return False

    def _leads(self, i: int) -> bool:
        """Whether the token hangs on a noun that follows soon."""
        tree, head = self.tree, self.tree.head[i]
        return i < head <= i + 4 and (tree.pos[head] in NOUNS or head < tree.head[head] <= i + 6)

    def span(self, noun: int, after: int = -1) -> Span:
        """The characters of a noun with the words before it that belong to it, and what stands behind its "of"; none
        of them lies before the offset `after`."""
        tree = self.tree
        left, right = self._left(noun, after), self._right(noun)
        while left < noun and (tree.pos[left] in ("DET", "PUNCT", "CCONJ") or tree.tag[left] in ("POS", "PRP$")):
            left += 1
        start = max(tree.start[left], min(after, tree.start[noun]))
        while start < tree.start[noun] and self.text[start] in " \u00a0-":
            start += 1
        return Span(start, tree.end[right])

    def _left(self, noun: int, after: int) -> int:
        tree, left = self.tree, noun
        for k in tree.kids[noun]:
            if k < noun and tree.dep[k] in _BEFORE_NOUN and self._free(k, noun, after):
                left = min(left, k, *(j for j in tree.kids[k] if j < k and self._free(j, k, after)))
        return left

    def _free(self, i: int, head: int, after: int) -> bool:
        return head - i <= WIDTH and self.tree.start[i] >= after and i not in self.taken

    def _right(self, noun: int) -> int:
        tree = self.tree
        for k in tree.kids[noun]:
            if noun < k <= noun + 3 and tree.dep[k] == "prep" and tree.low[k] == "of":
                for o in tree.objects(k)[:1]:
                    if (
                        noun < o <= noun + WIDTH
                        and tree.pos[o] in NOMINAL
                        and self.taken.isdisjoint(range(noun + 1, o + 1))
                    ):
                        return o
        return noun

    def owner(self, noun: int) -> Span | None:
        """Whose a noun is: "Egypt's wheat imports", "the imports of Egypt"."""
        tree = self.tree
        owner = tree.child(noun, "poss")
        if owner is None:
            for k in tree.kids[noun]:
                if k > noun and tree.dep[k] == "prep" and tree.low[k] in ("of", "by"):
                    for o in tree.objects(k)[:1]:
                        owner = o if tree.pos[o] == "PROPN" else tree.child(o, "poss")
        if owner is None or owner in self.taken:
            return None
        return Span(tree.start[owner], tree.end[owner]) if tree.tag[owner] == "PRP$" else self.span(owner)

    def whole(self, noun: int) -> Span | None:
        """The whole whose parts are counted: "a survey of seven countries"; of deaths and arrests none."""
        tree, prep = self.tree, self.tree.head[noun]
        whole = tree.head[prep]
        if tree.dep[noun] != "pobj" or tree.low[prep] not in self.words.whole_before or whole >= prep:
            return None
        return self.span(whole) if self.is_thing(whole) and tree.lemma[whole] not in self.words.no_whole else None
