"""Direct speech: quotations that stand as sentences, with the verb and the speaker that are set beside them.

A parser often loses a clause that is cut up by quotation marks, so the speaker is sought by position: outside the
marks, next to the verb of speech, in the sentence in which the quotation begins or ends.
"""

from __future__ import annotations

from bisect import bisect_left

from ...records import Span
from ..document import Document
from ..tree import NOMINAL, VERBAL, Tree, tree_of
from .cues import Cues
from .found import Found
from .marks import Quotation
from .phrases import noun_phrase, subject_of

_OPENERS = ",:.?!;—–-―)]”\"'"
_ENDERS = ",.?!—–-…'’"
# Tokens between a quotation and the verb that tells who spoke.
_FAR = 30


class DirectReader:
    """Reads the direct speech of one document."""

    def __init__(self, document: Document, cues: Cues, quoted: list[Quotation]) -> None:
        self.document, self.cues, self.quoted = document, cues, quoted
        self.text = document.text
        self.tree: Tree = tree_of(document)
        self.inside = _quoted_tokens(self.tree, quoted)

    def read(self) -> list[Found]:
        """One statement for each run of quotations that a verb beside them gives to somebody."""
        found: list[Found] = []
        last: Found | None = None
        for k, q in enumerate(self.quoted):
            if not self._stands_whole(k):
                if last is not None and self._joined(last, q):
                    last.content += q.parts
                continue
            one = self._signed(k) or self._told_after(k) or self._told_before(k)
            if one is None and last is not None and self._goes_on(last, q):
                last.content += q.parts
                continue
            if one is None:
                continue
            if last is not None and one.cue == last.cue:  # "...," he said, "..."
                last.content += q.parts
                continue
            found.append(one)
            last = one
        return found

    def _stands_whole(self, k: int) -> bool:
        """Whether a quotation is speech of its own, not some words quoted within a clause."""
        q, text = self.quoted[k], self.text
        inner = text[q.start : q.end].strip("“”\"'‘’`„«»‹› ")
        if not inner or not inner[-1:].strip():
            return False
        before = text[max(0, q.start - 40) : q.start].rstrip(" \t")
        opened = not before or before[-1] == "\n" or before[-1] in _OPENERS or self._cue_ends(q.start)
        after = text[q.end : q.end + 1]
        return (
            opened
            and (inner[-1] in _ENDERS or after in (",", ".", ";"))
            and (not inner[0].islower() or before[-1:] == ",")
        )

    def _cue_ends(self, at: int) -> bool:
        i = bisect_left(self.tree.start, at) - 1
        return i >= 0 and self._speaks(i)

    def _speaks(self, i: int) -> bool:
        tree = self.tree
        if self.inside[i] or tree.pos[i] not in VERBAL:
            return False
        verb = self.cues.verbs.get(tree.lemma[i])
        return verb is not None and "quote" in verb.frames

    def _told_after(self, k: int) -> Found | None:
        """ "...," she said; "...," said the minister."""
        tree, q = self.tree, self.quoted[k]
        first = bisect_left(tree.start, q.end)
        if first >= len(tree) or "\n" in self.text[q.end : tree.start[first]]:
            return None
        limit = self.document.sentence_at(max(q.start, q.end - 1)).end
        if tree.start[first] >= limit:
            return None
        following = self.document.sentence_at(tree.start[first])
        limit = max(limit, following.end) if self.text[q.end - 2 : q.end - 1] in ",?!—–-" else limit
        for i in range(first, min(first + _FAR, len(tree))):
            if tree.start[i] >= limit or (tree.low[i] in self.cues.words.breaks and i == first):
                return None
            if not self._speaks(i) or tree.dep[i] in ("relcl", "acl"):
                continue
            if tree.tag[i] in ("VB", "VBG"):
                return None
            source = self._speaker(i, first, limit, after=True)
            if source is None:
                return None
            return self._found(i, source, q)
        return None

    def _told_before(self, k: int) -> Found | None:
        """She said: "..."."""
        tree, q = self.tree, self.quoted[k]
        last = bisect_left(tree.start, q.start) - 1
        while last > 0 and tree.pos[last] == "SPACE":
            last -= 1
        if last < 0:
            return None
        sentence = self.document.sentence_at(tree.start[last])
        colon = tree.low[last] == ":"
        if not colon and self.document.sentence_at(q.start).start > tree.start[last]:
            return None
        for i in range(last, max(-1, last - _FAR), -1):
            if tree.start[i] < sentence.start or tree.low[i] in (";", "that"):
                break
            if not self._speaks(i):
                continue
            source = self._speaker(i, bisect_left(tree.start, sentence.start), tree.end[last], after=False)
            return self._found(i, source, q) if source is not None else None
        return self._introduced(q, sentence, last) if colon else None

    def _introduced(self, q: Quotation, sentence: Span, last: int) -> Found | None:
        """ "He defended the cuts: ..."": any verb of speech that is its sentence's own, before a colon."""
        tree = self.tree
        for i in range(last, max(-1, last - 2 * _FAR), -1):
            if tree.start[i] < sentence.start:
                break
            if tree.lemma[i] not in self.cues.verbs or self.inside[i] or tree.dep[i] in ("relcl", "acl"):
                continue
            subject, own = subject_of(tree, i, self.cues)
            if subject is not None and own and not self.inside[subject] and tree.pos[i] in VERBAL:
                return self._found(i, subject, q)
        return None

    def _signed(self, k: int) -> Found | None:
        """ "..." - Maria Lopez, at the end of a line."""
        q, text = self.quoted[k], self.text
        rest = text[q.end : q.end + 120]
        sign = rest.lstrip()[:2].strip()
        dash = next((d for d in self.cues.words.dashes if sign.startswith(d)), None)
        if dash is None or text[q.end - 2] == ",":
            return None
        at = q.end + rest.index(dash)
        name = text[at + len(dash) : at + 120].split("\n")[0]
        words = name.split()
        if not words or len(words) > 12 or not words[0][:1].isupper():
            return None
        start = text.index(words[0], at)
        token = bisect_left(self.tree.start, start)
        if token >= len(self.tree) or self.tree.pos[token] not in NOMINAL or not name.rstrip(" .)").istitle():
            return None
        source = Span(start, start + len(name.strip()))
        return Found(source, Span(at, at + len(dash)), list(q.parts), "statements/signed", 0.8)

    def _goes_on(self, last: Found, q: Quotation) -> bool:
        """Whether a quotation without a cue of its own stands right behind the statement, in its paragraph."""
        reached = last.end
        if not 0 <= q.start - reached < 200:
            return False
        between = self.text[reached : q.start]
        return "\n" not in between and between.count(". ") < 2

    def _joined(self, last: Found, q: Quotation) -> bool:
        """Whether only "but" or "and" stands between a statement and a quotation: "...," he said, but "..."."""
        reached = last.end
        return 0 <= q.start - reached < 20 and self.text[reached : q.start].strip(" ,") in self.cues.words.breaks

    def _speaker(self, verb: int, first: int, limit: int, after: bool) -> int | None:
        """The head of the noun phrase, outside the marks, that names who speaks."""
        tree = self.tree
        subject = next((k for k in tree.kids[verb] if tree.dep[k] in ("nsubj", "nsubjpass")), None)
        if subject is not None and not self.inside[subject] and first <= subject and tree.start[subject] < limit:
            return subject
        if subject is None and not after:
            shared, _ = subject_of(tree, verb, self.cues)
            if shared is not None and not self.inside[shared] and shared < verb:
                return shared
        for at in (*range(verb - 1, max(first, verb - _FAR) - 1, -1), *range(verb + 1, min(verb + 4, len(tree)))):
            if tree.start[at] >= limit or self.inside[at] or tree.pos[at] not in NOMINAL:
                continue
            for up in tree.up(at):
                if up == verb or self.inside[up] or not first <= up or tree.start[up] >= limit:
                    break
                if tree.pos[up] in NOMINAL:
                    at = up
                elif tree.pos[up] != "ADP":
                    break
            return at
        return None

    def _found(self, verb: int, source: int, q: Quotation) -> Found:
        phrase = noun_phrase(self.document, source, self.inside)
        cue = Span(self.tree.start[verb], self.tree.end[verb])
        return Found(phrase, cue, list(q.parts), f"statements/verbs:{self.tree.lemma[verb]}/direct", 0.92)


def _quoted_tokens(tree: Tree, quoted: list[Quotation]) -> list[bool]:
    """For each token whether it stands within quotation marks."""
    inside = [False] * len(tree)
    for q in quoted:
        for i in range(bisect_left(tree.start, q.start), bisect_left(tree.start, q.end)):
            inside[i] = True
    return inside
