"""What a figure counts or measures, and whose it is, as the parse says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from ...records import Span
from ..tree import NOMINAL, VERBAL, Tree
from .tables import MeasureWords
from .units import Measure

_RATES = frozenset({"%", "[pp]", "[bps]", "point"})
_WIDTH = 12
_STEPS = 8
_BRACKET = 30
_REACH = 80
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "poss", "det", "nummod", "quantmod", "advmod", "npadvmod"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SHARED_SUBJECT = frozenset({"conj", "xcomp", "advcl", "aux", "ccomp", "pcomp", "prep", "acl"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_RELATIVE = frozenset({"WDT", "WP"})
# Between a noun and a figure of it: "a price of $3", "a fine between $3 and $5", "a grant worth $8m".
_OF_FIGURE = frozenset(
    ["of", "at", "to", "from", "between", "with", "under", "over", "by", "for", "above", "below", "worth"]
)
# Between a whole and the things counted in it: "a survey of seven countries".
_OF_COUNT = frozenset(["of", "with", "for", "on", "among", "between"])


class Counted(NamedTuple):
    """noun: token of the thing counted, None for a measure or a bare number; of: what is counted or measured;
    holder: whose it is; change: whether it tells by how much something changed."""

    noun: int | None = None
    of: Span | None = None
    holder: Span | None = None
    change: bool = False


class Counter:
    """Reads the surroundings of measures in one document's tree."""

    def __init__(self, words: MeasureWords, tree: Tree, text: str) -> None:
        self._words = words
        self._tree = tree
        self._text = text
        self._taken: set[int] = set()

    def take(self, spans: Iterable[tuple[int, int]]) -> None:
        """Marks the words of figures and times: none of them is what a figure counts or measures."""
        for begin, end in spans:
            first = self.token(begin)
            self._taken.update(range(first, min(self.token(end - 1), first + _WIDTH) + 1))

    def token(self, offset: int) -> int:
        """The token in which a character lies."""
        return max(0, bisect_right(self._tree.start, offset) - 1)

    def noun(self, m: Measure) -> int | None:
        """The noun that a number without a unit counts: "three men", "dozens of Kia and Hyundai vehicles"."""
        last = self.token(m.end - 1)
        if self._is_of(last + 1):
            return self._governed(last + 1) if m.number.value is None or m.number.scale > 1 else None
        return self._noun_after(last, m)

    def name(self, noun: int | None, m: Measure) -> str:
        """The plain singular word for a thing counted; of "a 200 page report" the page."""
        if noun is None:
            return ""
        tree, first = self._tree, self.token(m.end - 1) + 1
        if tree.tag[noun] in ("NN", "NNP") and m.value != 1 and not self._is_of(first):
            first += first < noun and tree.low[first] == "-"
            noun = first if first < noun and tree.tag[first] == "NN" else noun
        written = self._text[tree.start[noun] : tree.end[noun]].strip("-.")
        if tree.tag[noun] == "NNPS":
            return written.removesuffix("s")
        if tree.pos[noun] != "NOUN":
            return written
        return self._words.singulars.get(tree.low[noun]) or tree.lemma[noun].strip("-.") or written

    def end(self, noun: int | None, m: Measure) -> int:
        """Where a figure with the thing that it counts ends."""
        end = self._tree.end[noun] if noun is not None else m.end
        return end if end - m.end < _REACH else m.end

    def reach(self, m: Measure, counted: Counted) -> int:
        """Where a figure ends with what it counts or is of, where that follows at once."""
        if counted.noun is not None:
            return self.end(counted.noun, m)
        return counted.of.end if counted.of is not None and 0 < counted.of.start - m.end <= 8 else m.end

    def read(self, m: Measure, noun: int | None) -> Counted:
        """What a measure is of and whose, given the noun that it counts."""
        tree, first, last = self._tree, self.token(m.number.start), self.token(m.end - 1)
        if m.dated:
            return Counted(noun)
        if noun is None:
            of, holder, top = self._measured(m, first, last)
        else:
            of = self.phrase(noun, after=self._tree.end[self.token(m.number.end - 1)])
            top = noun if not self._is_of(last + 1) else self._top(first, last)
            holder = self._owner(noun) or self._whole(top)
        verb, role = self._verb(top)
        if verb is not None:
            subject = self._subject(verb, first, last)
            has = subject if subject is not None and self._tree.lemma[verb] not in self._words.no_holder else None
            if of is None:
                if self._measures_clause(m, verb, role, top, last):
                    of, owner = self._of_clause(verb, role, subject, has, first)
                    holder = holder or owner
                elif role == "object" and has is not None and not m.unit:
                    holder = holder or self.phrase(has)
            elif (
                holder is None
                and has is not None
                and m.kind != "age"
                and not m.hyphened
                and (role == "object" or (noun is None and role == "prep"))
                and (noun is not None or first <= top <= last or tree.lemma[verb] in self._words.having)
            ):
                holder = self.phrase(has)
            elif (
                holder is None
                and noun is not None
                and role == "object"
                and subject is not None
                and tree.lemma[verb] == "be"
            ):
                holder = self.phrase(subject) if tree.tag[subject] == "NN" else None
        if (aside := self._aside(m, first)) is not None:
            of, holder = (of, holder or aside) if noun is not None else (aside, None)
        elif of is None and verb is None:
            of = self._before(m, first)
        return Counted(
            noun, of, None if holder == of or m.kind == "age" else holder, self._is_change(m, first, last, top, verb)
        )

    def _measures_clause(self, m: Measure, verb: int, role: str, top: int, last: int) -> bool:
        """Whether a figure without a noun of its own is of what its clause tells: a bare number only behind verbs such
        as "reach" and "rise", a length of time only where it tells how long something lasts."""
        tree, lemma = self._tree, self._tree.lemma[verb]
        if m.kind == "duration":
            after = tree.low[last + 1] if last + 1 < len(tree) else ""
            return after not in self._words.apart and (
                role == "object" or tree.low[tree.head[top]] in self._words.lasting
            )
        return bool(m.unit) or m.number.fraction or lemma in self._words.level_verbs or lemma in self._words.change

    def _measured(self, m: Measure, first: int, last: int) -> tuple[Span | None, Span | None, int]:
        """Of a measure: what stands behind "of", the noun it describes, or the noun it hangs on; with the topmost
        token of it all."""
        tree, top = self._tree, self._top(first, last)
        after = self._past_brackets(last)
        if self._is_of(after) or (m.kind == "money" and after < len(tree) and tree.low[after] in ("in", "worth")):
            noun = self._governed(after)
            if (
                noun is not None
                and self._may_be_of(noun)
                and (tree.low[after] == "of" or tree.ent[noun] not in ("GPE", "LOC"))
            ):
                return self.phrase(noun), self._owner(noun), top
        if (
            m.number.fraction
            and after < len(tree)
            and tree.pos[after] in ("DET", "PRON")
            and (noun := self._run(after)) is not None
        ):
            if self._may_be_of(noun):
                return self.phrase(noun), self._owner(noun), top
        if m.number.digits and self._text[m.number.start] == "+":
            return self._before(m, first), None, top
        if (
            after < len(tree)
            and tree.low[after] not in self._words.extents
            and (noun := self._noun_after(after - 1, m)) is not None
        ):
            if self._may_be_of(noun):
                return *self._of_noun(noun, m.end), top if m.hyphened else noun
        if tree.dep[top] == "appos" and tree.head[top] < first and self._may_be_of(tree.head[top]):
            return *self._of_noun(tree.head[top]), tree.head[top]
        prep = tree.head[top]
        if (
            tree.dep[top] in ("pobj", "npadvmod")
            and tree.low[prep] in _OF_FIGURE
            and self._may_be_of(noun := tree.head[prep])
            and noun < first
        ):
            if m.kind != "age" or tree.lemma[noun] != "age":
                return *self._of_noun(noun), noun
            top = noun
        if (
            first
            and tree.low[first - 1] in self._words.change
            and first > 1
            and tree.pos[first - 2] in _NOUNS
            and self._may_be_of(first - 2)
        ):
            return self.phrase(first - 2), None, top
        return None, None, top

    def _of_noun(self, noun: int, after: int = -1) -> tuple[Span | None, Span | None]:
        """A noun as what is measured, with its owner; of a change what changed."""
        lemma = self._tree.lemma[noun]
        if lemma not in self._words.change or lemma in self._words.change_rates:
            return self.phrase(noun, after), self._owner(noun)
        for k in self._tree.kids[noun]:
            if k > noun and self._tree.dep[k] == "prep" and self._tree.low[k] in ("in", "of"):
                inner = self._governed(k)
                if inner is not None and self._may_be_of(inner):
                    return self.phrase(inner), self._owner(inner)
        if self._tree.pos[noun - 1] in _NOUNS and noun - 1 in self._tree.kids[noun] and noun - 1 not in self._taken:
            return self.phrase(noun, after), self._owner(noun)
        return None, self._owner(noun)

    def _may_be_of(self, noun: int) -> bool:
        tree = self._tree
        plain = tree.pos[noun] in _NOUNS and tree.tag[noun] != "CD" and any(c.isalpha() for c in tree.low[noun])
        return plain and noun not in self._taken and tree.lemma[noun] not in self._words.time_nouns

    def _is_of(self, i: int) -> bool:
        return i < len(self._tree) and self._tree.low[i] == "of"

    def _past_brackets(self, last: int) -> int:
        """The token behind a measure, and behind brackets there that tell it once more."""
        tree, follow = self._tree, last + 1
        if (
            follow + 1 < len(tree)
            and tree.low[follow] == ","
            and tree.low[last - 1] == "-"
            and follow + 1 in self._taken
        ):
            while follow + 1 < len(tree) and follow + 1 in self._taken and follow - last < _WIDTH:
                follow += 1
            return self._past_brackets(follow)
        if follow < len(tree) and tree.low[follow] == "(":
            for i in range(follow + 1, min(follow + _WIDTH, len(tree) - 1)):
                if tree.low[i] == ")" and tree.start[i] - tree.start[follow] < _BRACKET and (follow + 1) in self._taken:
                    return i + 1
        return follow

    def _top(self, first: int, last: int) -> int:
        """The token of the measure that hangs on something outside it."""
        tree = self._tree
        best = first
        for i in range(first, min(last, first + _WIDTH) + 1):
            head = tree.head[i]
            if not first <= head <= last or head == i:
                if tree.dep[i] not in ("punct", "prep", "advmod", "quantmod", "cc", "case", "det"):
                    return i
                best = i
        return best

    def _governed(self, prep: int) -> int | None:
        """The noun that a preposition governs."""
        tree = self._tree
        for o in tree.objects(prep):
            if tree.pos[o] in NOMINAL and o > prep:
                return o if tree.pos[o] != "NUM" else None
        return self._run(prep)

    def _noun_after(self, last: int, m: Measure) -> int | None:
        """The noun at the end of the words right behind: "three Peruvian diplomats", "a 5.2 litre V10 engine"."""
        tree, follow = self._tree, last + 1
        if follow >= len(tree) or "\n" in self._text[tree.end[last] : tree.start[follow]]:
            return None
        number = self.token(m.number.end - 1)
        head, run = tree.head[number], self._run(last)
        if head > last and head not in self._taken and tree.pos[head] in _NOUNS and head - last <= _WIDTH:
            if tree.dep[number] in ("nummod", "compound", "amod", "nmod", "quantmod"):
                run = max(head, run) if run is not None and run - head <= 2 else head
        return run if run is not None and len(tree.low[run]) > 1 else None

    def _run(self, last: int) -> int | None:
        """The last noun of a run of adjectives and nouns that begins right behind a token."""
        tree, found = self._tree, None
        for i in range(last + 1, min(len(tree), last + 1 + _WIDTH)):
            pos, tag = tree.pos[i], tree.tag[i]
            if i in self._taken:
                break
            if pos in _NOUNS:
                if found is not None and tree.tag[found] in ("NNS", "NNPS") and tree.head[found] != i:
                    break
                found = i
            elif tag == "POS" or tree.low[i] == "-":
                continue
            elif tree.low[i] in ("and", "or", ","):
                if i + 1 >= len(tree) or not (self._leads(i + 1) or (found is None and tree.pos[i + 1] == "ADJ")):
                    break
            elif pos in ("ADJ", "ADV") or tag in ("VBN", "VBG"):
                if (found is not None or pos != "ADJ") and not self._leads(i):
                    break
            else:
                break
        return found

    def _leads(self, i: int) -> bool:
        """Whether the token hangs on a noun that follows soon."""
        head = self._tree.head[i]
        return i < head <= i + 4 and (self._tree.pos[head] in _NOUNS or head < self._tree.head[head] <= i + 6)

    def phrase(self, noun: int, after: int = -1) -> Span:
        """The noun with the words before it that belong to it, and what stands behind its "of"; nothing of it lies
        before the offset `after`, and no figure is in it."""
        tree = self._tree
        left, right = self._left(noun, after), noun
        for k in tree.kids[noun]:
            if noun < k <= noun + 3 and tree.dep[k] == "prep" and tree.low[k] == "of":
                for o in tree.objects(k)[:1]:
                    free = o - noun <= _WIDTH and self._taken.isdisjoint(range(noun + 1, o + 1))
                    if tree.pos[o] in NOMINAL and free and noun < o:
                        right = o
        while left < noun and (tree.pos[left] in ("DET", "PUNCT", "CCONJ") or tree.tag[left] in ("POS", "PRP$")):
            left += 1
        return Span(_skip(self._text, max(tree.start[left], min(after, tree.start[noun]))), tree.end[right])

    def _left(self, noun: int, after: int) -> int:
        tree, left = self._tree, noun
        for k in reversed(tree.kids[noun]):
            if (
                k < noun
                and tree.dep[k] in _BEFORE_NOUN
                and noun - k <= _WIDTH
                and tree.start[k] >= after
                and k not in self._taken
            ):
                left = min(
                    left,
                    k,
                    *(
                        j
                        for j in tree.kids[k]
                        if k - _WIDTH <= j < k and tree.start[j] >= after and j not in self._taken
                    ),
                )
        return left

    def _owner(self, noun: int) -> Span | None:
        """Whose a noun is: "Egypt's wheat imports", "the imports of Egypt"."""
        tree = self._tree
        owner = tree.child(noun, "poss")
        if owner is None:
            for k in tree.kids[noun]:
                if k > noun and tree.dep[k] == "prep" and tree.low[k] in ("of", "by"):
                    for o in tree.objects(k)[:1]:
                        owner = o if tree.pos[o] == "PROPN" else tree.child(o, "poss")
        if owner is None or owner in self._taken:
            return None
        return Span(tree.start[owner], tree.end[owner]) if tree.tag[owner] == "PRP$" else self.phrase(owner)

    def _whole(self, noun: int) -> Span | None:
        """The whole whose parts are counted: "a survey of seven countries"; of deaths and arrests none."""
        tree, prep = self._tree, self._tree.head[noun]
        whole = tree.head[prep]
        if tree.dep[noun] != "pobj" or tree.low[prep] not in _OF_COUNT or whole >= prep or not self._may_be_of(whole):
            return None
        return None if tree.lemma[whole] in self._words.no_whole else self.phrase(whole)

    def _verb(self, top: int) -> tuple[int | None, str]:
        """The verb that governs a token, and whether it is its object, its subject or behind a preposition."""
        tree, role, at = self._tree, "", top
        for _ in range(_STEPS):
            dep, head = tree.dep[at], tree.head[at]
            if at != top and tree.pos[at] in VERBAL or head == at:
                return (at if tree.pos[at] in VERBAL and at != top else None), role
            if not role:
                role = (
                    "subject"
                    if dep in _SUBJECTS
                    else "prep"
                    if dep == "pobj"
                    else "object"
                    if dep in ("dobj", "attr", "oprd", "npadvmod", "acomp")
                    else ""
                )
            at = head
        return None, role

    def _subject(self, verb: int, first: int, last: int) -> int | None:
        """The subject of a verb, or of the verb that it depends on; of "which" the noun before."""
        tree, at = self._tree, verb
        for _ in range(6):
            found = tree.child(at, *_SUBJECTS)
            if found is not None:
                if tree.tag[found] in _RELATIVE or (tree.low[found] == "that" and tree.dep[at] == "relcl"):
                    found = tree.head[at] if tree.dep[at] == "relcl" else None
                if found is None or first <= found <= last or found in self._taken or tree.pos[found] not in NOMINAL:
                    return None
                return None if tree.pos[found] == "NUM" or tree.dep[found] == "expl" else found
            noun = tree.head[at]
            if (
                tree.dep[at] in ("acl", "relcl")
                and tree.pos[noun] in _NOUNS
                and not any(tree.low[k] == "to" for k in tree.kids[at])
            ):
                return noun if noun not in self._taken else None
            if tree.head[at] == at or tree.dep[at] not in _SHARED_SUBJECT and tree.pos[at] in VERBAL:
                return None
            at = noun
        return None

    def _of_clause(
        self, verb: int, role: str, subject: int | None, has: int | None, first: int
    ) -> tuple[Span | None, Span | None]:
        """A measure without a noun of its own measures its verb's object where one stands before it, else the subject."""
        tree = self._tree
        given = tree.child(verb, "dative") if tree.lemma[verb] not in self._words.level_verbs else None
        if given is not None and given < first and role == "object" and tree.pos[given] in NOMINAL:
            return None, self.phrase(given)
        thing = tree.child(verb, "dobj") if role != "subject" else None
        if thing is not None and thing < first and self._may_be_of(thing):
            return self.phrase(thing), self._owner(thing) or (self.phrase(has) if has is not None else None)
        if subject is None or role == "subject":
            return None, None
        lemma = tree.lemma[verb]
        measured = role != "object" or lemma in self._words.level_verbs or lemma in self._words.change
        if tree.pos[subject] == "PRON" or not measured:
            return None, self.phrase(subject) if measured or has is not None else None
        return self.phrase(subject), self._owner(subject)

    def _before(self, m: Measure, first: int) -> Span | None:
        """The noun right before, where no verb stands by: "Dow +0.2%", "floor area ≈ 32 m2"."""
        before = self.token(m.start - 1) if m.start else first
        while (
            before > 0 and before < first and self._tree.low[before] in (":", "(", "-", "–", " ") and first - before < 4
        ):
            before -= 1
        if before > 0 and before < first and self._tree.tag[before] == "CD" and self._tree.pos[before - 1] == "PROPN":
            before -= 1
        if before >= first or not self._may_be_of(before) or self._text[m.start - 1 : m.start] == "\n":
            return None
        return self.phrase(before)

    def _aside(self, m: Measure, first: int) -> Span | None:
        """The noun before a figure in brackets ("Labour (45%)"), or the name before one behind a comma
        ("Shell, up 2%")."""
        tree, at = self._tree, self.token(m.start - 1) if m.start else 0
        if at < 1 or at >= first:
            return None
        if tree.low[at] == "(":
            at -= 1
        elif tree.low[at] in self._words.change and tree.low[at - 1] == "," and at > 1 and tree.pos[at - 2] == "PROPN":
            at -= 2
        else:
            return None
        return self.phrase(at) if self._may_be_of(at) and tree.tag[at] != "NNS" else None

    def _is_change(self, m: Measure, first: int, last: int, top: int, verb: int | None) -> bool:
        """Whether the figure tells by how much something changed, not what it came to."""
        tree, change = self._tree, self._words.change
        if m.unit not in _RATES:
            change = change - self._words.change_rates
        if not m.unit or m.kind in ("age", "duration"):
            return False
        before = self.token(m.start - 1) if m.start else first
        word = tree.low[before] if before < first else ""
        if (
            m.ranged
            and word in self._words.sources
            or self._text[m.start : m.end].startswith(tuple(self._words.sources))
        ):
            return verb is not None and tree.lemma[verb] in change
        if word in self._words.levels:
            return False
        if (
            word in change
            or (before < first and tree.pos[before] == "VERB" and tree.lemma[before] in change)
            or (word == "by" and tree.lemma[tree.head[before]] in change)
        ):
            return True
        after = last + 1
        if after < len(tree) and tree.lemma[after] in change and tree.pos[after] in ("NOUN", "ADV", "ADJ"):
            return True
        head = tree.head[top]
        if tree.dep[top] == "pobj" and tree.low[head] in ("of", "by") and tree.lemma[tree.head[head]] in change:
            return True
        return (
            head == verb
            and verb is not None
            and tree.lemma[verb] in change
            and tree.dep[top] in ("dobj", "npadvmod", "advmod", "attr")
        )


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \u00a0-":
        start += 1
    return start
