"""What a measure is of by the words next to it: "of the harvest", "a V10 engine", "a fine of"."""

from __future__ import annotations

from typing import NamedTuple

from ...records import Span
from .measure import Measure
from .phrases import NOUNS, WIDTH, Phrases

_BRACKET = 30
_LOOSE = frozenset({"punct", "prep", "advmod", "quantmod", "cc", "case", "det"})


class Found(NamedTuple):
    """of: what is measured; holder: whose that is; top: the token by which all of it hangs on the sentence."""

    of: Span | None
    holder: Span | None
    top: int


class Measured:
    """Finds what measures are of within their own noun phrases."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._tree = phrases.tree
        self._words = phrases.words
        self._ways = (
            self._behind_of, self._of_all, self._signed, self._noun_behind, self._apposed, self._noun_before,
            self._noun_before_change,
        )  # fmt: skip

    def read(self, m: Measure, first: int, last: int) -> Found:
        """The first way that fits; without any the measure's own top."""
        top = self.top(first, last)
        for way in self._ways:
            if (found := way(m, first, last, top)) is not None:
                return found
        return Found(None, None, top)

    def top(self, first: int, last: int) -> int:
        """The token of a figure that hangs on something outside it."""
        tree, best = self._tree, first
        for i in range(first, min(last, first + WIDTH) + 1):
            if not first <= tree.head[i] <= last or tree.head[i] == i:
                if tree.dep[i] not in _LOOSE:
                    return i
                best = i
        return best

    def before(self, m: Measure, first: int) -> Span | None:
        """The noun right before, for notes without a verb: "Dow +0.2%", "floor area: 32 m2"."""
        phrases, at = self._phrases, self._phrases.token(m.start - 1) if m.start else first
        while 0 < at < first and first - at < 4 and not any(c.isalnum() for c in phrases.low(at)):
            at -= 1
        if 0 < at < first and self._tree.tag[at] == "CD" and self._tree.pos[at - 1] == "PROPN":
            at -= 1
        if at >= first or not phrases.is_thing(at) or phrases.text[m.start - 1 : m.start] == "\n":
            return None
        return phrases.span(at)

    def aside(self, m: Measure, first: int) -> Span | None:
        """The noun before a figure in brackets ("Labour (45%)"), or the name before one behind a comma ("Shell, up
        2%")."""
        tree, phrases = self._tree, self._phrases
        at = phrases.token(m.start - 1) if m.start else 0
        if not 1 <= at < first:
            return None
        if tree.low[at] == "(":
            at -= 1
        elif at > 1 and tree.low[at] in self._words.change and tree.low[at - 1] == "," and tree.pos[at - 2] == "PROPN":
            at -= 2
        else:
            return None
        return phrases.span(at) if phrases.is_thing(at) and tree.tag[at] != "NNS" else None

    def _behind_of(self, m: Measure, first: int, last: int, top: int) -> Found | None:
        """ "60% of its revenue", "8 miles (13 km) of tunnels"; of money also "$1 billion in loans"."""
        at = self._past_asides(last)
        if self._phrases.low(at) != "of" and not (m.kind == "money" and self._phrases.low(at) in self._words.money_of):
            return None
        noun = self._phrases.governed(at)
        if noun is None or not self._phrases.is_thing(noun):
            return None
        if self._tree.low[at] != "of" and self._tree.ent[noun] in ("GPE", "LOC"):
            return None
        return Found(self._phrases.span(noun), self._phrases.owner(noun), top)

    def _of_all(self, m: Measure, first: int, last: int, top: int) -> Found | None:
        """ "Half the village"."""
        if not m.number.fraction or last + 1 >= len(self._tree) or self._tree.pos[last + 1] not in ("DET", "PRON"):
            return None
        noun = self._phrases.run(last + 1)
        if noun is None or not self._phrases.is_thing(noun):
            return None
        return Found(self._phrases.span(noun), self._phrases.owner(noun), top)

    def _signed(self, m: Measure, first: int, last: int, top: int) -> Found | None:
        """ "Nasdaq +0.8%": in lists of them the noun stands before."""
        if m.number.digits and self._phrases.text[m.number.start] == "+":
            return Found(self.before(m, first), None, top)
        return None

    def _noun_behind(self, m: Measure, first: int, last: int, top: int) -> Found | None:
        """ "A 5.2 litre engine", "a five-year, $1 million contract"; not "5 km wide"."""
        at = self._past_asides(last)
        if self._phrases.low(at) in ("", *self._words.extents) or (
            m.kind == "age" and "-" not in self._phrases.text[m.start : m.end]
        ):
            return None
        noun = self._phrases.counted_by(self._phrases.token(m.number.end - 1), at - 1)
        if noun is None or not self._phrases.is_thing(noun):
            return None
        return Found(*self._thing(noun, m.end), top if m.hyphened else noun)

    def _apposed(self, m: Measure, first: int, last: int, top: int) -> Found | None:
        noun = self._tree.head[top]
        if self._tree.dep[top] != "appos" or noun >= first or not self._phrases.is_thing(noun):
            return None
        return Found(*self._thing(noun), noun)

    def _noun_before(self, m: Measure, first: int, last: int, top: int) -> Found | None:
        """ "A fine of $3 million", "prices between $3 and $5"; of "players over the age of 21" the players."""
        tree = self._tree
        for _ in range(2):
            prep, noun = tree.head[top], tree.head[tree.head[top]]
            hangs = tree.dep[top] in ("pobj", "npadvmod") and tree.low[prep] in self._words.measured_before
            if not hangs or noun >= first or not self._phrases.is_thing(noun):
                break
            if m.kind != "age" or tree.lemma[noun] not in self._words.ages.before:
                return Found(*self._thing(noun), noun)
            top = noun
        return Found(None, None, top) if m.kind == "age" else None

    def _noun_before_change(self, m: Measure, first: int, last: int, top: int) -> Found | None:
        """ "Milk up 4%"."""
        if first < 2 or self._tree.low[first - 1] not in self._words.change or not self._phrases.is_thing(first - 2):
            return None
        return Found(self._phrases.span(first - 2), None, top)

    def _thing(self, noun: int, after: int = -1) -> tuple[Span | None, Span | None]:
        """A noun as what is measured, with its owner; of "a 3% drop in sales" the sales."""
        tree, phrases, lemma = self._tree, self._phrases, self._tree.lemma[noun]
        if lemma not in self._words.change or lemma in self._words.change_rates:
            return phrases.span(noun, after), phrases.owner(noun)
        for k in tree.kids[noun]:
            if k > noun and tree.dep[k] == "prep" and tree.low[k] in ("in", "of"):
                inner = phrases.governed(k)
                if inner is not None and phrases.is_thing(inner):
                    return phrases.span(inner), phrases.owner(inner)
        modified = noun - 1 in tree.kids[noun] and tree.pos[noun - 1] in NOUNS and noun - 1 not in phrases.taken
        return phrases.span(noun, after) if modified else None, phrases.owner(noun)

    def _past_asides(self, last: int) -> int:
        """The token behind a measure and what tells it once more: "(13 km)", ", 500-mile"."""
        phrases, at = self._phrases, last + 1
        if phrases.low(at) == "," and phrases.low(last - 1) == "-" and at + 1 in phrases.taken:
            while at + 1 in phrases.taken and at - last < WIDTH:
                at += 1
            at += 1
        if phrases.low(at) == "(" and at + 1 in phrases.taken:
            for i in range(at + 1, min(at + WIDTH, len(self._tree))):
                if phrases.low(i) == ")" and self._tree.start[i] - self._tree.start[at] < _BRACKET:
                    return i + 1
        return at
