"""Whether a time lies before or after the report, by the verb that it belongs to."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from ...knowledge import Knowledge
from ..document import Document

PAST, FUTURE, UNKNOWN = -1, 1, 0
MAX_STEPS = 12


class TenseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/times/tense.yaml`."""

    future_modals: frozenset[str] = frozenset()
    forward: frozenset[str] = frozenset()
    present_is_past: frozenset[str] = frozenset()
    forward_words: frozenset[str] = frozenset()
    forward_nouns: frozenset[str] = frozenset()
    sets_dates: frozenset[str] = frozenset()
    gives_until: frozenset[str] = frozenset()


class TenseReader:
    """Reads the direction of a time from the parse."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = knowledge.table("times/tense.yaml", TenseWords)

    def direction(self, document: Document, start: int, end: int, begin: int | None = None) -> int:
        """PAST, FUTURE or UNKNOWN for the time at those characters.

        Args: begin: where the whole expression begins, such as that of "9 a.m. Tuesday".
        """
        root = document.tokens((start, end)).root
        first = document.tokens((start if begin is None else begin, end)).start
        before = root.doc[max(0, first - 1)].lower_
        verb, noun = self._verb(root)
        if verb is not None:
            lemma = verb.lemma_.lower()
            if lemma in self.words.sets_dates or (
                before in self.words.forward_words and lemma in self.words.gives_until
            ):
                return FUTURE
            if noun and _is_present_passive(verb):  # "is linked to the August 7 bombings"
                return FUTURE if noun in self.words.forward_nouns else UNKNOWN
            tense = self._tense(verb, self._in_heading(document, start))
            if tense != UNKNOWN:
                return FUTURE if tense == PAST and noun in self.words.forward_nouns else tense
        return FUTURE if before in self.words.forward_words or noun in self.words.forward_nouns else UNKNOWN

    def _verb(self, token: Token) -> tuple[Token | None, str]:
        """The verb above a token, and the first noun on the way to it."""
        noun = ""
        for _ in range(MAX_STEPS):
            if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.lemma_.lower() in self.words.forward):
                return token, noun
            if token.head.i == token.i:
                return None, noun
            token = token.head
            if token.pos_ == "NOUN" and not noun:
                noun = token.lemma_.lower()
        return None, noun

    def _tense(self, verb: Token, heading: bool) -> int:
        for _ in range(MAX_STEPS):
            found = self._own_tense(verb, heading)
            if found is not None:
                return found
            if verb.head.i == verb.i:
                return UNKNOWN
            verb = verb.head
        return UNKNOWN

    def _own_tense(self, verb: Token, heading: bool) -> int | None:
        """The tense of one verb; None where the verb above it has to tell."""
        words = self.words
        helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
        if any(c.tag_ == "MD" and c.lower_ in words.future_modals for c in helpers):
            return PAST if any(c.lower_ == "have" for c in helpers) else FUTURE
        if any(c.tag_ == "TO" for c in helpers):
            if any(c.lower_ == "have" for c in helpers):
                return PAST
            head = verb.head
            looks_ahead = head.lemma_.lower() in words.forward or verb.dep_ in ("relcl", "acl")
            return FUTURE if looks_ahead else None
        perfect = any(c.lemma_.lower() == "have" for c in helpers)
        if verb.lemma_.lower() in words.forward and verb.tag_ in ("VBN", "JJ") and not perfect:
            return FUTURE if not any(c.dep_ == "xcomp" for c in verb.children) else UNKNOWN
        if (
            verb.tag_ == "VBN"
            and not perfect
            and any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in helpers)
        ):
            return PAST if heading else FUTURE  # "the case is heard in May"
        if verb.tag_ in ("VBD", "VBN") or any(c.tag_ == "VBD" for c in helpers):
            return PAST
        if verb.tag_ == "VBG":
            return FUTURE if helpers and not heading else None
        if verb.tag_ in ("VBZ", "VBP"):
            return PAST if heading or verb.lemma_.lower() in words.present_is_past else FUTURE
        return None

    @staticmethod
    def _in_heading(document: Document, start: int) -> bool:
        return document.sentence_at(start) in document.headings


def _is_present_passive(verb: Token) -> bool:
    """Whether a verb stands as in "is heard", not as in "has been heard"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    return (
        verb.tag_ == "VBN" and len(helpers) == 1 and helpers[0].tag_ in ("VBZ", "VBP") and helpers[0].dep_ == "auxpass"
    )
