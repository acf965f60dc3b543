"""Statements read off the parse: verbs of speech and thought with their subjects and contents."""

from __future__ import annotations

from ...records import Span
from ..document import Document
from ..tree import VERBAL, tree_of
from .contents import Contents
from .cues import Cues, Verb
from .found import Found
from .marks import Quotation
from .phrases import cue_of, extent, noun_phrase, subject_of, without

_CLAUSES = frozenset({"that", "quote"})
_JUDGED = frozenset({"of", "for", "as", "pred"})
# How often a statement found in that frame is one, by counts over news articles that others have marked.
_SURE = {
    "that": 0.82, "quote": 0.7, "paren": 0.8, "rest": 0.8, "pred": 0.78, "for": 0.75, "np": 0.58, "to": 0.6, "as": 0.55,
}  # fmt: skip
_SURE_ELSE, _NOT_OWN, _OTHER_SENSES = 0.65, 0.85, 0.85


class ClauseReader:
    """Reads the verbs of one document; those in `taken` (start of the cue) have been read already."""

    def __init__(self, document: Document, cues: Cues, quoted: list[Quotation], taken: set[int]) -> None:
        self.document, self.cues, self.taken = document, cues, taken
        self.tree = tree_of(document)
        self.contents = Contents(document, cues, quoted)

    def read(self) -> list[Found]:
        """Every statement that a verb gives away."""
        tree, verbs = self.tree, self.cues.verbs
        found = (
            self._verb(i, verbs[lemma])
            for i, lemma in enumerate(tree.lemma)
            if lemma in verbs and tree.pos[i] in VERBAL and tree.start[i] not in self.taken
        )
        return [f for f in found if f]

    def _verb(self, i: int, verb: Verb) -> Found | None:
        tree = self.tree
        passive = self._passive(i)
        content, frame = self.contents.of(i, verb, passive)
        if not content or self._quotes_another(i) or self._lacks_it(i, verb):
            return None
        at = self.contents.lifted.get(i, i)
        subject, own = self._by(i) if passive else subject_of(tree, at, self.cues)
        if not self._tells(i, verb, frame, subject) or self._nobody(subject):
            return None
        if subject is None:
            topic = self._topic(i, verb, frame)
            if topic is None:
                return None
            content = [*topic, *content]
        source, speaker = self._source(subject)
        if source is not None:
            content = [p for s in content for p in (without(s, source) if _holds(s, source) else [s])]
        sure = _SURE.get(frame, _SURE_ELSE) * (1 if own else _NOT_OWN)
        sure *= 1 if verb.sure >= 0.8 or frame in _CLAUSES else _OTHER_SENSES
        return Found(source, cue_of(self.document, i), content, f"statements/verbs:{verb.verb}/{frame}", sure, speaker)

    def _passive(self, i: int) -> bool:
        tree = self.tree
        if any(tree.dep[k] in ("nsubjpass", "auxpass") for k in tree.kids[i]):
            return True
        return tree.tag[i] == "VBN" and tree.dep[i] in ("acl", "advcl") and tree.child(i, "aux") is None

    def _tells(self, i: int, verb: Verb, frame: str, subject: int | None) -> bool:
        """Whether a verb in this frame tells of speech, rather than of what could be said."""
        if frame in _CLAUSES:
            return True
        tree = self.tree
        if frame == "np" and verb.sure < 0.5:  # a survey finds what a soldier does not
            return subject is not None and tree.lemma[subject] in self.cues.words.documents
        if frame == "np" and tree.children(i, "neg"):  # "Italy has never recognised Taiwan"
            return False
        return not (tree.tag[i] == "VB" and tree.dep[i] in ("xcomp", "relcl", "acl"))

    def _nobody(self, subject: int | None) -> bool:
        """Whether the subject says that there is none: "no group claimed responsibility"."""
        tree = self.tree
        return subject is not None and any(tree.low[k] == "no" for k in tree.children(subject, "det"))

    def _lacks_it(self, i: int, verb: Verb) -> bool:
        """Whether it is a verb that speaks only with "it": "as she put it"."""
        return verb.verb in self.cues.words.with_it and all(
            self.tree.low[k] != "it" for k in self.tree.children(i, "dobj")
        )

    def _quotes_another(self, i: int) -> bool:
        """Whether it is "quoted the envoy as saying", which the second verb tells."""
        tree = self.tree
        return any(
            tree.lemma[k] in self.cues.verbs and tree.tag[k] == "VBG"
            for prep in tree.children(i, "prep")
            if tree.low[prep] == "as"
            for k in tree.kids[prep]
        )

    def _by(self, i: int) -> tuple[int | None, bool]:
        """Who speaks in the passive."""
        for by in self.tree.children(i, "agent"):
            if objects := self.tree.children(by, "pobj"):
                return objects[0], True
        return None, True

    def _topic(self, i: int, verb: Verb, frame: str) -> list[Span] | None:
        """What comes before the content where nobody is named who says it; None where that makes no statement.

        "He is accused of fraud" needs him; "he is believed to be abroad" has him in its content already.
        """
        topic = self.tree.child(i, "nsubjpass")
        if topic is not None and verb.verb in self.cues.words.passive_judged and frame in _JUDGED:
            return [] if frame == "pred" else [self._source(topic)[1] or extent(self.document, topic)]
        told = self.tree.child(i, "auxpass") is not None and verb.verb in self.cues.words.passive_open
        return [] if told and frame in ("that", "to") else None

    def _source(self, subject: int | None) -> tuple[Span | None, Span | None]:
        """The phrase that names who speaks, and what a relative pronoun stands for."""
        if subject is None:
            return None, None
        tree = self.tree
        phrase = noun_phrase(self.document, subject)
        verb = tree.head[subject]
        if tree.tag[subject] in ("WP", "WDT") and tree.dep[verb] == "relcl":
            return phrase, noun_phrase(self.document, tree.head[verb])
        return phrase, None


def _holds(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end
