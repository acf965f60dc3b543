"""What a verb of speech or thought tells: its content, in the frames that the lexicon gives the verb."""

from __future__ import annotations

from ...records import Span
from ..document import Document
from ..tree import VERBAL, tree_of
from .cues import PREPOSITIONS, Cues, Verb
from .marks import Quotation
from .phrases import SUBJECTS, extent, without
from .surroundings import Surroundings


class Contents:
    """Finds contents in one document.

    lifted: verbs that the parser hung into a clause said though the speaker does what they tell, each with the verb of
    speech above it; filled while contents are read, in the order of the text.
    """

    def __init__(self, document: Document, cues: Cues, quoted: list[Quotation]) -> None:
        self.document, self.cues = document, cues
        self.tree = tree_of(document)
        self.around = Surroundings(document, cues, quoted)
        self.lifted: dict[int, int] = {}

    def of(self, i: int, verb: Verb, passive: bool) -> tuple[list[Span], str]:
        """What is said, and the frame in which it stands."""
        tree, frames = self.tree, verb.frames
        clauses = tree.children(i, "ccomp")
        clause = next((k for k in clauses if k > i), clauses[0] if clauses else None)
        if clause is not None and clause < i and ";" in tree.low[clause:i]:  # "Many fled; he needs money"
            clause = None
        if clause is not None and tree.pos[clause] != "PUNCT" and ("that" in frames or "quote" in frames):
            if self._finite(clause):
                return self._clause(i, clause), "that"
            infinite = any(tree.low[k] == "to" and k < clause for k in tree.kids[clause])
            if "to" in frames and infinite:
                return [extent(self.document, clause)], "to"
            if ("as" in frames or "pred" in frames) and (not infinite or tree.lemma[clause] == "be"):
                return [extent(self.document, clause)], "pred"
        if "that" in frames and clause is None and (told := self._told_in(i)):
            return told, "that"
        infinitive = tree.child(i, "xcomp")
        wanted = "to" in frames or (passive and verb.verb in self.cues.words.passive_open)
        if wanted and infinitive is not None and any(tree.low[k] == "to" for k in tree.kids[infinitive]):
            return self._infinitive(i, infinitive, passive), "to"
        if objects := self._object(i, verb, passive):
            return objects
        if "quote" in frames and (quotation := self.around.quotation(i)):
            return list(quotation.parts), "quote"
        if "paren" in frames and not passive and (around := self.around.sentence(i)):
            return around, "paren"
        if verb.sure > 0.5 and {"that", "paren"} <= set(frames) and not passive and (rest := self.around.rest(i)):
            return rest, "rest"
        return [], ""

    def _told_in(self, i: int) -> list[Span]:
        """ "said in a statement that ...": the clause that the parser hangs on the statement."""
        tree = self.tree
        for prep in tree.children(i, "prep"):
            for thing in tree.objects(prep):
                for k in tree.children(thing, "acl", "ccomp", "relcl", "appos"):
                    that = next((m for m in tree.kids[k] if tree.low[m] == "that" and tree.dep[m] == "mark"), None)
                    if that is not None:
                        return [Span(tree.start[that + 1], extent(self.document, k).end)]
        return []

    def _finite(self, clause: int) -> bool:
        tree = self.tree
        if tree.tag[clause] in ("VB", "VBG", "VBN") or tree.pos[clause] not in VERBAL:
            marks = [k for k in tree.kids[clause] if k < clause]
            if any(tree.low[k] == "to" and tree.dep[k] == "aux" for k in marks):
                return False
            return any(tree.dep[k] in ("aux", "auxpass", "cop", "mark") for k in marks)
        return True

    def _infinitive(self, i: int, infinitive: int, passive: bool) -> list[Span]:
        tree = self.tree
        content = extent(self.document, infinitive)
        if passive and (topic := tree.child(i, "nsubjpass")) is not None:
            return [extent(self.document, topic), content]
        if (whom := tree.child(i, "dobj")) is not None:
            return [Span(min(extent(self.document, whom).start, content.start), content.end)]
        return [content]

    def _object(self, i: int, verb: Verb, passive: bool) -> tuple[list[Span], str] | None:
        """An object, or what a preposition leads to, with what completes it: "blame X for Y", "call on X to Y"."""
        tree, frames = self.tree, verb.frames
        thing = next((k for k in tree.children(i, "dobj") if k > i), None)
        called = next((k for k in tree.children(i, "oprd") if k > i), None)
        for prep in tree.children(i, "prep"):
            frame = PREPOSITIONS.get(tree.low[prep])
            if frame is None or frame not in frames or prep < i:
                continue
            objects = tree.objects(prep)
            if not objects:
                continue
            rest = extent(self.document, objects[0])
            begin = extent(self.document, thing).start if thing is not None and thing < prep else rest.start
            return [Span(begin, self._completed(i, prep, rest.end))], frame
        if called is not None and "pred" in frames:
            end = extent(self.document, called).end
            if thing is not None and thing < called:
                return [Span(extent(self.document, thing).start, end)], "pred"
            topic = tree.child(i, "nsubjpass")
            return (
                ([extent(self.document, topic), extent(self.document, called)], "pred") if topic is not None else None
            )
        if passive and "np" in frames and tree.child(i, "agent") is not None:
            told = tree.child(i, "nsubjpass")
            if told is not None:
                return [extent(self.document, told)], "np"
            if tree.dep[i] == "acl":  # "a view shared by many"
                return without(extent(self.document, tree.head[i]), extent(self.document, i))[:1], "np"
        if thing is None and not passive:
            thing = next((k for k in tree.children(i, "xcomp") if k > i and tree.tag[k] == "VBG"), None)
        if thing is not None and "np" in frames and not passive and tree.low[thing] not in self.cues.words.empty:
            whole = extent(self.document, thing)
            end = self._completed(i, thing, whole.end)
            return [Span(whole.start, self._without_aside(thing, end))], "np"
        return None

    def _without_aside(self, thing: int, end: int) -> int:
        """Where an object ends without what is told about it behind a comma: "the verdict, which came on Friday"."""
        tree, doc = self.tree, self.document.doc
        for k in tree.kids[thing]:
            left = doc[k].left_edge.i
            if (
                k > thing
                and tree.dep[k] == "relcl"
                and tree.low[left - 1] == ","
                and doc[k].right_edge.i >= doc[thing].right_edge.i - 1
            ):
                return min(end, tree.start[left - 1])
        return end

    def _completed(self, i: int, after: int, end: int) -> int:
        """Where the content ends when what stands right behind its object completes it."""
        tree = self.tree
        for k in tree.kids[i]:
            if k <= after or tree.dep[k] not in ("prep", "xcomp", "oprd") or tree.start[k] < end:
                continue
            whole = extent(self.document, k)
            if whole.start - end > 1 or (tree.dep[k] == "prep" and self._dates(k)):
                break
            end = max(end, whole.end)
        return end

    def _dates(self, prep: int) -> bool:
        """Whether a prepositional phrase tells when."""
        tree = self.tree
        return any(tree.ent[k] in ("DATE", "TIME") for k in tree.objects(prep))

    def _clause(self, i: int, clause: int) -> list[Span]:
        """The clause said, in one piece or, where the verb is set into it, in two."""
        tree, doc = self.tree, self.document.doc
        whole = extent(self.document, clause)
        mine = self.around.parenthesis(i)
        pieces = without(whole, mine) if whole.start < mine.start and mine.end < whole.end else [whole]
        low, high = doc[clause].left_edge.i, doc[clause].right_edge.i
        if clause > i:
            end = self._without_remark(i, clause, pieces[-1].end)
            pieces[-1] = Span(pieces[-1].start, self._with_rest(i, clause, end) if end == pieces[-1].end else end)
            if tree.low[low] == "that" and tree.dep[low] == "mark":
                pieces[0] = Span(tree.start[min(low + 1, high)], pieces[0].end)
        return pieces

    def _without_remark(self, i: int, clause: int, end: int) -> int:
        """Where a clause ends when the speaker does more: "..., adding that", "... would fall and warned of"."""
        tree, doc = self.tree, self.document.doc
        for k in tree.kids[clause]:
            if k < clause or tree.lemma[k] not in self.cues.verbs:
                continue
            left = doc[k].left_edge.i
            remark = tree.dep[k] == "advcl" and tree.tag[k] == "VBG" and tree.low[left - 1] == ","
            second = (
                tree.dep[k] == "conj"
                and tree.tag[k] == tree.tag[i] != tree.tag[clause]
                and (tree.child(k, *SUBJECTS) is None)
            )
            if remark or second:
                self.lifted[k] = i
                return min(end, tree.start[left - 1])
        return end

    def _with_rest(self, i: int, clause: int, end: int) -> int:
        """Where a clause ends when the parser hung its last part on the verb of speech instead."""
        tree = self.tree
        for k in tree.kids[i]:
            if k <= clause or tree.start[k] < end or tree.dep[k] not in ("advcl", "prep"):
                continue
            whole = extent(self.document, k)
            if self.document.text[end : whole.start].strip(" ,") or tree.lemma[k] in self.cues.verbs:
                break
            end = max(end, whole.end)
        return end
