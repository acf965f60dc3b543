"""What a figure counts or measures, and whose it is, as the parse says."""

from __future__ import annotations

from typing import NamedTuple

from ...records import Span
from ..tree import NOMINAL
from .change import is_change
from .clause import Clause, clause_over
from .measure import Measure
from .measured import Measured
from .phrases import Phrases

_REACH = 80
_AT_ONCE = 8


class Counted(NamedTuple):
    """noun: token of the thing counted, None for a measure or a bare number; of: what is counted or measured;
    holders: phrases that may tell whose it is, the likeliest first; change: whether it tells by how much something
    changed."""

    noun: int | None = None
    of: Span | None = None
    holders: tuple[Span, ...] = ()
    change: bool = False


class Counter:
    """Reads the surroundings of measures in one document's parse."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._tree = phrases.tree
        self._words = phrases.words
        self._measured = Measured(phrases)

    def noun(self, m: Measure) -> int | None:
        """The noun that a number without a unit counts: "three men", "dozens of Kia and Hyundai vehicles"."""
        last = self._phrases.token(m.end - 1)
        if self._phrases.low(last + 1) == "of":
            vague = m.number.value is None or m.number.scale > 1
            return self._phrases.governed(last + 1) if vague else None
        return self._phrases.counted_by(self._phrases.token(m.number.end - 1), last)

    def name(self, noun: int | None, m: Measure) -> str:
        """The plain singular word for a thing counted; of "a 200 page report" and "six-cylinder engines" the page and
        the cylinder."""
        if noun is None:
            return ""
        tree, first = self._tree, self._phrases.token(m.end - 1) + 1
        hyphened = self._phrases.low(first) == "-"
        singular = tree.tag[noun] in ("NN", "NNP") and m.value != 1 and self._phrases.low(first) != "of"
        first += hyphened
        if (hyphened or singular) and first < noun and tree.tag[first] == "NN":
            noun = first
        written = self._phrases.text[tree.start[noun] : tree.end[noun]].strip("-.")
        if tree.tag[noun] == "NNPS":
            return self._people(noun).removesuffix("s")
        if tree.pos[noun] != "NOUN":
            return written
        return self._words.singulars.get(tree.low[noun]) or tree.lemma[noun].strip("-.") or written

    def _people(self, noun: int) -> str:
        """A people's whole name: "New Yorkers", "South Africans"."""
        tree, first = self._tree, noun
        while first and tree.tag[first - 1] == "NNP" and tree.head[first - 1] == noun:
            first -= 1
        return self._phrases.text[tree.start[first] : tree.end[noun]]

    def end(self, noun: int | None, m: Measure) -> int:
        """Where a figure with the thing that it counts ends."""
        end = self._tree.end[noun] if noun is not None else m.end
        return max(end, m.end) if end - m.end < _REACH else m.end

    def reach(self, m: Measure, counted: Counted) -> int:
        """Where a figure ends with what it counts or is of, where that follows at once."""
        if counted.noun is not None:
            return self.end(counted.noun, m)
        return counted.of.end if counted.of is not None and 0 < counted.of.start - m.end <= _AT_ONCE else m.end

    def read(self, m: Measure, noun: int | None) -> Counted:
        """What a measure is of and whose, given the noun that it counts."""
        if m.dated:
            return Counted(noun)
        first, last = self._phrases.token(m.number.start), self._phrases.token(m.end - 1)
        if noun is not None:
            counted, top, clause = self._thing(m, noun, first, last)
        else:
            counted, top, clause = self._measure(m, first, last)
        change = is_change(self._phrases, m, first, last, top, clause)
        holders = () if m.kind == "age" else tuple(h for h in dict.fromkeys(counted.holders) if h != counted.of)
        return counted._replace(holders=holders, change=change)

    def _thing(self, m: Measure, noun: int, first: int, last: int) -> tuple[Counted, int, Clause | None]:
        """Of things counted the holder is their owner, the whole that they are part of, or who has them."""
        phrases, tree = self._phrases, self._tree
        top = self._measured.top(first, last) if phrases.low(last + 1) == "of" else noun
        of = phrases.span(noun, after=tree.end[phrases.token(m.number.end - 1)])
        clause = clause_over(phrases, top, first, last)
        holders = [h for h in (phrases.owner(noun) or phrases.whole(top), self._measured.aside(m, first)) if h]
        if clause is not None and clause.subject is not None and clause.role == "object":
            whole = tree.lemma[clause.verb] == "be" and tree.tag[clause.subject] == "NN"
            if whole or self._has(clause):
                holders.append(phrases.span(clause.subject))
        return Counted(noun, of, tuple(holders)), top, clause

    def _measure(self, m: Measure, first: int, last: int) -> tuple[Counted, int, Clause | None]:
        """Of measures and bare numbers: what the words next to them say, else what the clause is about."""
        of, owner, top = self._measured.read(m, first, last)
        clause = clause_over(self._phrases, top, first, last)
        if (aside := self._measured.aside(m, first)) is not None:
            return Counted(None, aside), top, clause
        holders = [owner] if owner is not None else []
        if clause is None:
            return Counted(None, of or self._measured.before(m, first), tuple(holders)), top, clause
        if of is None and self._tells(m, clause, top, last):
            of, more = self._of_clause(clause, first)
            holders += more
        elif self._holds_measure(m, clause, of, first <= top <= last):
            holders.append(self._phrases.span(clause.subject or 0))
        return Counted(None, of, tuple(holders)), top, clause

    def _holds_measure(self, m: Measure, clause: Clause, of: Span | None, alone: bool) -> bool:
        """Whether the subject has what is measured: "Kenya imports 90% of its wheat", not "the court upheld a fine"."""
        if not self._has(clause) or m.hyphened:
            return False
        if of is None:
            return clause.role == "object" and not m.unit
        return clause.role in ("object", "prep") and (alone or self._tree.lemma[clause.verb] in self._words.having)

    def _has(self, clause: Clause) -> bool:
        return clause.subject is not None and self._tree.lemma[clause.verb] not in self._words.no_holder

    def _tells(self, m: Measure, clause: Clause, top: int, last: int) -> bool:
        """Whether a figure without a noun of its own is of what its clause tells: a bare number only behind verbs such
        as "reach" and "rise", a length of time only where it tells how long something lasts."""
        if m.kind == "duration":
            lasts = clause.role == "object" or self._tree.low[self._tree.head[top]] in self._words.lasting
            return lasts and self._phrases.low(last + 1) not in self._words.apart
        return bool(m.unit) or m.number.fraction or self._is_level(clause)

    def _is_level(self, clause: Clause) -> bool:
        lemma = self._tree.lemma[clause.verb]
        return lemma in self._words.level_verbs or lemma in self._words.change

    def _of_clause(self, clause: Clause, first: int) -> tuple[Span | None, list[Span]]:
        """A measure without a noun of its own measures its verb's object where one stands before it, else the subject;
        what a verb such as "pay" has for object is the subject's, or theirs who are given it."""
        tree, phrases, subject = self._tree, self._phrases, clause.subject
        has = [phrases.span(subject)] if subject is not None and self._has(clause) else []
        given = tree.child(clause.verb, "dative") if clause.role == "object" and not self._is_level(clause) else None
        if given is not None and given < first and tree.pos[given] in NOMINAL:
            return None, [phrases.span(given)]
        thing = tree.child(clause.verb, "dobj") if clause.role != "subject" else None
        if thing is not None and thing < first and phrases.is_thing(thing):
            owner = phrases.owner(thing)
            return phrases.span(thing), [owner, *has] if owner is not None else has
        if subject is None or clause.role == "subject":
            return None, []
        measured = clause.role != "object" or self._is_level(clause)
        if tree.pos[subject] == "PRON" or not measured:
            return None, [phrases.span(subject)] if measured else has
        owner = phrases.owner(subject)
        return phrases.span(subject), [owner] if owner is not None else []
