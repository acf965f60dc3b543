"""What a figure counts or measures, and whose it is, as the parse says."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from ...records import Span
from ..tree import NOMINAL, VERBAL, Tree
from .tables import MeasureWords
from .units import Measure

_WIDTH = 12
_STEPS = 8
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "poss", "det", "nummod", "quantmod", "advmod", "npadvmod"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_TIMES = frozenset({"DATE", "TIME"})
_OF = ("of", "in", "worth")
_NOUNS = frozenset({"NOUN", "PROPN"})


class Counted(NamedTuple):
    """noun: token of the thing counted, None for a measure or a bare number; of: what is counted or measured;
    holder: whose it is; change: whether a word of change governs it; end: where the thing counted ends."""

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

    def token(self, offset: int) -> int:
        """The token in which a character lies."""
        return max(0, bisect_right(self._tree.start, offset) - 1)

    def noun(self, m: Measure) -> int | None:
        """The noun that a number without a unit counts: "three men", "dozens of Kia and Hyundai vehicles"."""
        tree, last = self._tree, self.token(m.end - 1)
        if last + 1 < len(tree) and tree.low[last + 1] == "of" and m.end < len(self._text):
            if m.number.low is not None or m.number.scale > 1:
                return self._after_of(last + 1)
            return None
        return self._noun_after(last, m)

    def name(self, noun: int | None) -> str:
        """The plain singular word for a thing counted."""
        if noun is None:
            return ""
        lemma, low = self._tree.lemma[noun], self._tree.low[noun]
        return lemma if lemma and self._tree.pos[noun] == "NOUN" else low

    def read(self, m: Measure, noun: int | None) -> Counted:
        """What a measure is of and whose, given the noun that it counts."""
        first, last = self.token(m.number.start), self.token(m.end - 1)
        if noun is not None:
            of = self.phrase(noun, after=self._tree.end[self.token(m.number.end - 1)])
            holder = self._holder_of_noun(noun)
            top = noun
        else:
            of, holder, top = self._measured(m, first, last)
        verb, role = self._verb(top, first)
        change = (
            self._is_change(first, last, verb, m) if m.unit or m.kind or noun is not None or verb is not None else False
        )
        if verb is not None:
            subject = self._subject(verb, first, last)
            if noun is not None:
                if holder is None and role == "object" and subject is not None and self._holds(verb):
                    holder = self.phrase(subject)
            elif of is None:
                of, holder = self._from_clause(verb, role, subject, first, holder)
            elif holder is None and subject is not None and role in ("object", "prep") and self._holds(verb):
                holder = self.phrase(subject)
        if of is not None and holder == of:
            holder = None
        return Counted(noun, of, holder, change)

    def _measured(self, m: Measure, first: int, last: int) -> tuple[Span | None, Span | None, int]:
        """Of a measure: what stands behind "of", the noun it describes, the noun it hangs on; and the topmost token."""
        tree = self._tree
        n = len(tree)
        if last + 1 < n and tree.low[last + 1] in _OF and tree.start[last + 1] - m.end <= 2:
            noun = self._after_of(last + 1)
            if (
                noun is not None
                and tree.ent[noun] not in _TIMES
                and not (tree.low[last + 1] == "in" and tree.ent[noun] in ("GPE", "LOC"))
            ):
                return self.phrase(noun), self._holder_of_noun(noun), self._top(first, last)
        top = self._top(first, last)
        follow = last + 1
        if follow < n and tree.start[follow] - m.end <= 1 and tree.low[follow] not in self._words.extents:
            noun = self._noun_after(last, m)
            if noun is not None and tree.ent[noun] not in _TIMES:
                return self.phrase(noun, after=m.end), self._holder_of_noun(noun), noun
        if tree.dep[top] == "appos" and tree.head[top] < first and tree.pos[tree.head[top]] in _NOUNS:
            noun = tree.head[top]
            return self.phrase(noun), self._holder_of_noun(noun), noun
        if (
            tree.dep[top] == "pobj"
            and (noun := tree.head[tree.head[top]]) < first
            and tree.pos[noun] in _NOUNS
            and tree.ent[noun] not in _TIMES
        ):
            prep = tree.low[tree.head[top]]
            if prep in (
                "of",
                "at",
                "to",
                "from",
                "between",
                "with",
                "under",
                "over",
                "by",
                "for",
                "in",
                "above",
                "below",
            ):
                if tree.lemma[noun] in self._words.change:
                    of = self._after_prep(noun, ("in", "of"), before=first)
                    if of is not None:
                        return self.phrase(of), self._holder_of_noun(of), noun
                return self.phrase(noun), self._holder_of_noun(noun), noun
        return None, None, top

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

    def _after_of(self, prep: int) -> int | None:
        """The noun that a preposition governs."""
        tree = self._tree
        objects = [o for o in tree.objects(prep) if tree.pos[o] in NOMINAL and o > prep]
        if objects:
            return objects[0] if tree.pos[objects[0]] != "NUM" else None
        return self._run(prep)

    def _after_prep(self, noun: int, preps: tuple[str, ...], before: int) -> int | None:
        tree = self._tree
        for k in tree.kids[noun]:
            if tree.dep[k] == "prep" and tree.low[k] in preps and k < before:
                return next((o for o in tree.objects(k) if tree.pos[o] in _NOUNS and o < before), None)
        return None

    def _noun_after(self, last: int, m: Measure) -> int | None:
        """The noun at the end of the words right behind: "three Peruvian diplomats", "a 5.2 litre V10 engine"."""
        tree = self._tree
        follow = last + 1
        if (
            follow >= len(tree)
            or tree.start[follow] - tree.end[last] > 2
            or "\n" in self._text[tree.end[last] : tree.start[follow]]
        ):
            return None
        head = tree.head[self.token(m.number.end - 1)]
        if (
            head > last
            and tree.pos[head] in _NOUNS
            and tree.dep[self.token(m.number.end - 1)] in ("nummod", "compound", "amod", "nmod", "quantmod")
        ):
            run = self._run(last)
            return max(head, run) if run is not None and run - head <= 2 else head
        return self._run(last)

    def _run(self, last: int) -> int | None:
        """The last noun of a run of adjectives and nouns that begins right behind a token."""
        tree, found = self._tree, None
        i = last + 1
        while i < len(tree) and i <= last + _WIDTH:
            pos, tag, low = tree.pos[i], tree.tag[i], tree.low[i]
            if pos in _NOUNS and tree.ent[i] not in _TIMES:
                if found is not None and tree.tag[found] in ("NNS", "NNPS") and not (tree.head[found] == i):
                    break
                found = i
            elif found is not None and not (
                tag == "POS" or low == "-" or (tag in ("JJ", "VBN", "VBG") and self._leads(i))
            ):
                break
            elif (
                pos in ("ADJ", "ADV", "DET", "PRON")
                or tag in ("VBN", "VBG", "JJ", "JJR", "JJS", "POS", "HYPH")
                or low in ("-", "and", ",", "or")
            ):
                if (
                    pos == "PRON"
                    or (pos == "DET" and i > last + 1)
                    or (low in (",", "and", "or") and not self._leads(i))
                ):
                    if tag == "NNS":
                        found = i
                    break
                if pos == "ADV" and not self._leads(i):
                    break
            else:
                break
            i += 1
        return found

    def _leads(self, i: int) -> bool:
        """Whether the token hangs on a noun that follows soon."""
        tree = self._tree
        head = tree.head[i]
        return head > i and head - i <= 4 and (tree.pos[head] in _NOUNS or tree.head[head] > head)

    def phrase(self, noun: int, after: int = -1) -> Span:
        """The noun with the words before it that belong to it, and what stands behind its "of"; nothing of it lies
        before the offset `after`."""
        tree = self._tree
        left, right = self._left(noun, after), noun
        for k in tree.kids[noun]:
            if k > noun and tree.dep[k] == "prep" and tree.low[k] == "of" and k - noun <= 3:
                for o in tree.objects(k)[:1]:
                    if tree.pos[o] in NOMINAL and tree.ent[o] not in _TIMES and o - noun <= _WIDTH:
                        right = o
        while (
            left < noun
            and tree.pos[left] in ("DET", "PUNCT", "CCONJ")
            or (left < noun and tree.tag[left] in ("POS", "PRP$"))
        ):
            left += 1
        start = max(tree.start[left], min(after, tree.start[noun]))
        return Span(_skip(self._text, start), tree.end[right])

    def _left(self, noun: int, after: int) -> int:
        tree, left = self._tree, noun
        for k in reversed(tree.kids[noun]):
            if k < noun and tree.dep[k] in _BEFORE_NOUN and noun - k <= _WIDTH and tree.start[k] >= after:
                left = min(left, k)
                low = min((j for j in tree.kids[k] if j < k and k - j <= _WIDTH and tree.start[j] >= after), default=k)
                left = min(left, low)
        return left

    def _holder_of_noun(self, noun: int) -> Span | None:
        """The owner: "Egypt's wheat imports", "the imports of Egypt"."""
        tree = self._tree
        owner = tree.child(noun, "poss")
        if owner is not None and tree.ent[owner] not in _TIMES:
            return Span(tree.start[owner], tree.end[owner]) if tree.tag[owner] == "PRP$" else self.phrase(owner)
        for k in tree.kids[noun]:
            if k > noun and tree.dep[k] == "prep" and tree.low[k] in ("of", "by"):
                for o in tree.objects(k)[:1]:
                    inner = tree.child(o, "poss")
                    if inner is not None and tree.ent[inner] not in _TIMES:
                        return (
                            self.phrase(inner)
                            if tree.tag[inner] != "PRP$"
                            else Span(tree.start[inner], tree.end[inner])
                        )
                    if tree.pos[o] == "PROPN" and tree.ent[o] not in _TIMES:
                        return self.phrase(o)
        return None

    def _verb(self, top: int, first: int) -> tuple[int | None, str]:
        """The verb that governs the figure, and whether the figure is its object, its subject or behind a preposition."""
        tree = self._tree
        role, at = "", top
        for _ in range(_STEPS):
            dep, head = tree.dep[at], tree.head[at]
            if head == at:
                return (at, role) if tree.pos[at] in VERBAL else (None, role)
            if not role or role == "object":
                if dep in _SUBJECTS:
                    role = "subject"
                elif dep in ("dobj", "attr", "oprd", "npadvmod", "acomp"):
                    role = "object"
                elif dep == "pobj":
                    role = "prep"
            if tree.pos[head] in VERBAL:
                return head, role or "prep"
            at = head
        return None, role

    def _subject(self, verb: int, first: int, last: int) -> int | None:
        """The subject of a verb, or of the verb that it depends on."""
        tree, at = self._tree, verb
        for _ in range(4):
            found = tree.child(at, *_SUBJECTS)
            if found is not None:
                if tree.tag[found] in ("WDT", "WP") and tree.dep[at] == "relcl":
                    found = tree.head[at]
                return (
                    None
                    if first <= found <= last or tree.pos[found] not in NOMINAL or tree.low[found] == "there"
                    else found
                )
            if tree.dep[at] in ("acl", "relcl") and tree.pos[tree.head[at]] in _NOUNS:
                return tree.head[at]
            if tree.dep[at] in ("conj", "xcomp", "advcl", "aux", "ccomp", "pcomp", "prep") and tree.head[at] != at:
                at = tree.head[at]
                continue
            return None
        return None

    def _holds(self, verb: int) -> bool:
        return self._tree.lemma[verb] not in self._words.no_holder

    def _from_clause(
        self, verb: int, role: str, subject: int | None, first: int, holder: Span | None
    ) -> tuple[Span | None, Span | None]:
        """A measure without a noun of its own measures its verb's subject, or the object where it stands beside it."""
        tree = self._tree
        thing = tree.child(verb, "dobj") if role == "prep" else None
        if thing is not None and thing < first and tree.pos[thing] in _NOUNS and tree.ent[thing] not in _TIMES:
            return self.phrase(thing), self._holder_of_noun(thing) or (
                self.phrase(subject) if subject is not None and self._holds(verb) else None
            )
        if subject is None or tree.ent[subject] in _TIMES:
            return None, holder
        return self.phrase(subject), holder or self._holder_of_noun(subject)

    def _is_change(self, first: int, last: int, verb: int | None, m: Measure) -> bool:
        """Whether the figure tells by how much something changed, not what it came to."""
        tree, change = self._tree, self._words.change
        low = first - 1
        while low >= 0 and tree.start[low] >= m.start:
            low -= 1
        before = tree.low[low] if low >= 0 else ""
        if before in self._words.levels:
            return False
        if before in change and m.unit:
            return True
        after = last + 1
        if after < len(tree) and m.unit and (tree.lemma[after] in change and tree.pos[after] in ("NOUN", "ADV", "ADJ")):
            return True
        top = self._top(first, last)
        head = tree.head[top]
        if tree.dep[top] == "pobj" and tree.low[head] in ("of", "by") and tree.lemma[tree.head[head]] in change:
            return bool(m.unit) or tree.low[head] == "by"
        return bool(
            verb is not None and m.unit and tree.lemma[verb] in change and tree.dep[top] in ("dobj", "npadvmod", "advmod", "attr")
            and head == verb and m.kind not in ("duration", "age")
        )  # fmt: skip


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \u00a0-":
        start += 1
    return start
