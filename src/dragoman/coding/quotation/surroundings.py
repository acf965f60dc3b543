"""What stands around a verb of speech in its sentence: where a content is that no clause under the verb holds."""

from __future__ import annotations

from bisect import bisect_left

from ...records import Span
from ..document import Document
from ..tree import VERBAL, tree_of
from .cues import Cues
from .marks import Quotation
from .phrases import LONGEST_REST, LONGEST_SENTENCE, SUBJECTS, cue_of, extent

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


class Surroundings:
    """Looks around the verbs of one document."""

    def __init__(self, document: Document, cues: Cues, quoted: list[Quotation]) -> None:
        self.document, self.cues, self.quoted = document, cues, quoted
        self.tree = tree_of(document)
        self.starts = [q.start for q in quoted]

    def parenthesis(self, i: int) -> Span:
        """ "the minister told reporters on Monday": the verb, its subject, and what stands between it and the comma."""
        tree = self.tree
        subject, cue = tree.child(i, *SUBJECTS), cue_of(self.document, i)
        start, end = cue
        if subject is not None:
            source = extent(self.document, subject)
            start, end = min(source.start, start), max(source.end, end)
        for k in tree.kids[i]:
            if k > i and tree.dep[k] in ("advmod", "npadvmod", "prep", "dobj", "dative"):
                whole = extent(self.document, k)
                if 0 <= whole.start - end <= 1:
                    end = whole.end
        return Span(start, end)

    def sentence(self, i: int) -> list[Span]:
        """The sentence into which "he said" is set between commas, or which it follows: "Prices, he said, fell"."""
        tree, text = self.tree, self.document.text
        mine = self.parenthesis(i)
        sentence = self.document.sentence_at(mine.start)
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            return []
        before, after = text[sentence.start : mine.start].rstrip(), text[mine.end : sentence.end].lstrip()
        word = before.rsplit(None, 1)[-1].rstrip(",") if before else ""
        led = word in ("as", "As")
        before = before[:-2].rstrip() if led else before
        if tree.child(i, *SUBJECTS) is None or not (before or led) or after[:1] not in (",", ".", ""):
            return []
        if word in self.cues.words.relatives:
            start = sentence.start + before.rindex(word)
        elif not before or before[-1] in ",-–—":
            start = sentence.start
        else:
            return []
        if led:
            mine = Span(sentence.start + len(before), mine.end)
        pieces = [Span(start, mine.start), Span(mine.end, sentence.end)]
        return pieces if any(self._tells_something(p) for p in pieces) else []

    def rest(self, i: int) -> list[Span]:
        """The rest of the sentence, where the parser lost the clause: "told a meeting on Monday that prices fell"."""
        tree = self.tree
        sentence = self.document.sentence_at(tree.start[i])
        if tree.dep[i] not in ("ROOT", "conj") or tree.tag[i] not in _FINITE or tree.child(i, "nsubj") is None:
            return []
        last = min(bisect_left(tree.start, sentence.end), i + LONGEST_REST)
        opener = next((k for k in range(i + 1, last) if tree.low[k] in self.cues.words.openers), None)
        if opener is None:
            if tree.child(i, "conj") is not None:  # "neither confirmed nor denied"
                return []
            begin = bisect_left(tree.start, self.parenthesis(i).end)
        else:
            begin = opener + (tree.low[opener] == "that")
        if not i < begin < last:
            return []
        span = Span(tree.start[begin], sentence.end)
        return [span] if self._tells_something(span) else []

    def _tells_something(self, span: Span) -> bool:
        """Whether a piece of a sentence has a verb of its own."""
        first, last = bisect_left(self.tree.start, span.start), bisect_left(self.tree.start, span.end)
        return any(
            self.tree.pos[k] in VERBAL and self.tree.tag[k] in _FINITE and self.tree.dep[k] not in ("relcl", "advcl")
            for k in range(first, min(last, first + 200))
        )

    def quotation(self, i: int) -> Quotation | None:
        """The quotation that follows the verb with nothing between."""
        end = self.tree.end[i]
        k = bisect_left(self.starts, end)
        if k < len(self.quoted) and not self.document.text[end : self.quoted[k].start].strip(" ,:"):
            return self.quoted[k]
        return None
