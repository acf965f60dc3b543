"""Statements told by a noun ("the claim that"), by an adjective ("afraid that") or by "according to"."""

from __future__ import annotations

from ...records import Span
from ..document import Document
from ..tree import NOMINAL, VERBAL, tree_of
from .cues import Cues
from .found import Found
from .phrases import LONGEST_SENTENCE, extent, noun_phrase, subject_of


class NounReader:
    """Reads the nouns, adjectives and phrases of one document."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document, self.cues = document, cues
        self.tree = tree_of(document)

    def read(self) -> list[Found]:
        """Every statement that a noun, an adjective or a phrase gives away."""
        tree, cues, found = self.tree, self.cues, []
        for i, lemma in enumerate(tree.lemma):
            if lemma in cues.nouns and tree.pos[i] == "NOUN":
                one = self._noun(i, cues.nouns[lemma].frames) or self._view(i)
            elif tree.low[i] in cues.adjectives and tree.pos[i] in ("ADJ", "VERB"):
                one = self._adjective(i, cues.adjectives[tree.low[i]].frames)
            elif tree.low[i] in cues.phrases:
                one = self._phrase(i)
            else:
                one = self._view(i)
            if one:
                found.append(one)
        return found

    def _noun(self, i: int, frames: tuple[str, ...]) -> Found | None:
        tree = self.tree
        content = self._clause(i, frames)
        source = next((k for k in tree.kids[i] if tree.dep[k] == "poss"), None)
        for prep in tree.children(i, "prep"):
            objects = tree.objects(prep)
            if not objects:
                continue
            if tree.low[prep] in self.cues.words.source_prepositions and source is None:
                source = objects[0]
            elif tree.low[prep] in frames and content is None:
                content = extent(self.document, objects[0])
        head = tree.head[i]
        by_verb = tree.dep[i] == "dobj" and tree.lemma[head] in self.cues.words.light_verbs
        if by_verb and (source is None or tree.tag[source] == "PRP$"):
            subject, _ = subject_of(tree, head, self.cues)
            source = source if subject is None else subject
        if content is None or source is None or tree.pos[source] not in NOMINAL:
            return None
        cue = Span(tree.start[head] if by_verb and head < i else tree.start[i], tree.end[i])
        return Found(noun_phrase(self.document, source), cue, [content], f"statements/nouns:{tree.lemma[i]}", 0.6)

    def _adjective(self, i: int, frames: tuple[str, ...]) -> Found | None:
        """ "They are afraid that ...", "ministers, wary of ..." """
        tree = self.tree
        verb = tree.head[i]
        own = tree.dep[i] not in ("acomp", "conj")
        subject = tree.child(i, "nsubj", "nsubjpass") if own else tree.child(verb, "nsubj")
        if subject is None or tree.low[subject] in self.cues.words.nobody or tree.pos[subject] not in NOMINAL:
            return None
        content = self._clause(i, frames)
        for prep in tree.children(i, "prep") if content is None else ():
            if tree.low[prep] in frames and (objects := tree.objects(prep)):
                content = extent(self.document, objects[0])
                break
        if content is None:
            return None
        cue = Span(tree.start[i], tree.end[i])
        return Found(noun_phrase(self.document, subject), cue, [content], f"statements/adjectives:{tree.low[i]}", 0.6)

    def _clause(self, i: int, frames: tuple[str, ...]) -> Span | None:
        tree = self.tree
        clause = next((k for k in tree.kids[i] if k > i and tree.dep[k] in ("acl", "ccomp", "xcomp")), None)
        if clause is None or tree.pos[clause] not in VERBAL:
            return None
        marks = [tree.low[k] for k in tree.kids[clause]]
        if ("that" in frames and ("that" in marks or tree.dep[clause] == "ccomp")) or (
            "to" in frames and tree.tag[clause] == "VB" and "to" in marks
        ):
            return extent(self.document, clause)
        return None

    def _phrase(self, i: int) -> Found | None:
        tree = self.tree
        for parts in self.cues.phrases[tree.low[i]]:
            end = i + len(parts)
            if tuple(tree.low[i:end]) != parts or end >= len(tree):
                continue
            thing = next(
                (k for k in range(end, min(end + 15, len(tree))) if tree.dep[k] == "pobj" and i <= tree.head[k] < end),
                None,
            )
            if thing is None:
                return None
            content = self._around(Span(tree.start[i], extent(self.document, thing).end))
            cue = Span(tree.start[i], tree.end[end - 1])
            return Found(noun_phrase(self.document, thing), cue, content, f"statements/phrases:{' '.join(parts)}", 0.9)
        return None

    def _view(self, i: int) -> Found | None:
        """ "In the minister's view, ..."."""
        tree = self.tree
        if tree.low[i] not in self.cues.words.views:
            return None
        prep = tree.head[i]
        owner = tree.child(i, "poss")
        if owner is None or tree.dep[i] != "pobj" or tree.low[prep] not in self.cues.words.view_prepositions:
            return None
        if tree.low[owner] in self.cues.words.nobody or any(k > i for k in tree.kids[i]):
            return None
        whole = Span(tree.start[prep], tree.end[i])
        content = self._around(whole)
        source = noun_phrase(self.document, owner)
        return Found(source, whole, content, f"statements/views:{tree.low[i]}", 0.7)

    def _around(self, whole: Span) -> list[Span]:
        """What stands in the sentence before and after "according to somebody"."""
        text = self.document.text
        sentence = self.document.sentence_at(whole.start)
        before = Span(max(sentence.start, whole.start - LONGEST_SENTENCE), whole.start)
        after = Span(whole.end, min(sentence.end, whole.end + LONGEST_SENTENCE))
        leads, follows = before.of(text).strip(), after.of(text).strip()
        if not leads or (len(leads.split()) <= 2 and not leads.endswith(",")):
            return [after]
        set_in = leads.endswith(",") and follows[:1] == ","
        return [before, after] if set_in or (len(follows.split()) > 3 and follows[:1] == ",") else [before]
