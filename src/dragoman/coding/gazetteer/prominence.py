"""How well known a place must be for words of a text to be taken for it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from spacy.tokens import Doc

from ...knowledge import Knowledge
from .bearers import Bearers
from .gazetteer import Candidate, Gazetteer

# How well known a place must be for its name to be taken, by what the parser sees there: a place, nothing, a body, a
# person; and less where a word such as "in" stands before. Powers of ten of people.
_SEEN, _UNSEEN, _IN_BODY, _IN_PERSON, _COMMON_WORD, _NEVER = 0.0, 5.0, 4.8, 6.3, 7.5, 99.0
_UNSEEN_AFTER_IN, _IN_PERSON_AFTER_IN = 3.6, 4.8
# A body's name or initials that the parser takes for a place: towns of fewer people are not meant.
_BODY_SEEN = 5.0


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/places/kinds.yaml`."""

    connectors: frozenset[str] = frozenset()
    not_alone: frozenset[str] = frozenset()
    place_labels: frozenset[str] = frozenset()
    toponym_labels: frozenset[str] = frozenset()
    site_labels: frozenset[str] = frozenset()
    person_labels: frozenset[str] = frozenset()
    body_labels: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()
    site_words: frozenset[str] = frozenset()
    street_words: frozenset[str] = frozenset()


class Seen(NamedTuple):
    """Words that may name a place.

    first, after: the first token and that after the last; key: the folded name; candidates: what it may mean; inside:
    what the towns within a site's name may mean; label: of the parser's name there; inner: whether that is longer.
    """

    first: int
    after: int
    key: str
    candidates: tuple[Candidate, ...]
    inside: tuple[Candidate, ...]
    label: str
    inner: bool


class Prominence:
    """Weighs what the parser and the words around tell against how well known a place is."""

    def __init__(self, knowledge: Knowledge, words: KindWords, gazetteer: Gazetteer) -> None:
        self.words, self.gazetteer = words, gazetteer
        self.bearers = Bearers(knowledge)

    def needed(self, doc: Doc, s: Seen, elsewhere: bool) -> float:
        """How well known a place must be, as a power of ten of people, for the words to be taken for it."""
        words = self.words
        before = doc[s.first - 1].lower_.rstrip(".") if s.first else ""
        alone = s.after == s.first + 1
        of_body = alone and s.key in self.bearers.bodies and not self.gazetteer.own(s.key)
        if self.seen_as_place(s):
            titled = before in words.titles and alone and s.label != "GPE"
            return _NEVER if titled else _BODY_SEEN if of_body else _SEEN
        if before in words.titles or _in_code(doc, s.after):
            return _NEVER
        if s.label in words.person_labels and s.inner:
            return _NEVER
        if alone and doc[s.first].pos_ != "PROPN":
            return _COMMON_WORD
        if of_body:
            return _IN_PERSON
        of_person = s.label in words.person_labels or (alone and self._names_person(doc, s))
        if of_person and before in words.place_words:
            return _IN_PERSON_AFTER_IN
        if elsewhere:
            return _SEEN
        if of_person:
            return _IN_PERSON
        if s.inner and s.label in (words.body_labels | words.site_labels):
            return _IN_BODY
        return _UNSEEN_AFTER_IN if before in words.place_words else _UNSEEN

    def seen_as_place(self, s: Seen) -> bool:
        """Whether the parser sees a place; of a single word that it takes for a site, nobody knows."""
        single = s.after == s.first + 1
        return s.label in self.words.place_labels and not (single and s.label in self.words.site_labels)

    def _names_person(self, doc: Doc, s: Seen) -> bool:
        """Whether a single word is a name of persons, or the last word of a longer name: "Fernando Lugo"."""
        if self.gazetteer.own(s.key):
            return False
        return s.key in self.bearers.persons or _ends_name(doc, s.first)


def _ends_name(doc: Doc, i: int) -> bool:
    """Whether a name of another kind runs up to the token: a capital stands right before it within the sentence."""
    before = doc[i - 1] if i and not doc[i].is_sent_start else None
    return before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and bool(before.whitespace_)


def _in_code(doc: Doc, after: int) -> bool:
    """Whether capitals run on behind a hyphen, as in "SARS-CoV-2"; "PARIS-based" does not."""
    if after + 1 >= len(doc) or doc[after].text != "-" or doc[after - 1].whitespace_ or doc[after].whitespace_:
        return False
    return doc[after - 1].text.isupper() and not doc[after + 1].text.islower()
