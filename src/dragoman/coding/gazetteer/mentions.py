"""Where a text names a place: words that the gazetteer knows, told from persons and common words by the parse."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from ...knowledge import Knowledge
from ..document import Document
from .gazetteer import Candidate, Gazetteer
from .names import fold
from .prominence import KindWords, Prominence, Seen

MAX_WORDS = 6
MAX_LETTERS = 60
_STOPS = frozenset(',;:!?()[]"“”«»…|')
_JOINS = frozenset("-'’./&")


class Mention(NamedTuple):
    """A name of a place.

    candidates: what it may mean (of a site: what the name inside it may mean); container: what the name after its comma
    may mean ("Texas" of "Paris, Texas"); certain: whether the parser, too, sees a place.
    """

    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    rule: str
    certain: bool
    container: tuple[Candidate, ...] = ()


class MentionFinder:
    """Finds mentions. Linear in the length of the text: at each word a bounded number of look-ups."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.words = knowledge.table("places/kinds.yaml", KindWords)
        self.prominence = Prominence(knowledge, self.words, gazetteer)

    def find(self, document: Document) -> list[Mention]:
        """The mentions in the order of the text, none over another."""
        doc = document.doc
        seen: list[Seen] = []
        i, end = 0, len(doc)
        while i < end:
            found = self._at(document, i) if _may_begin(doc[i]) or _opens_dateline(document, doc[i].idx) else None
            if found is None:
                i += 1
                continue
            seen.append(found)
            i = found.after
        elsewhere = self._as_places(seen)
        kept = [m for m in (self._mention(document, s, elsewhere) for s in seen) if m is not None]
        kept = sorted([*kept, *self._unlisted(document, seen)], key=lambda m: m.start)
        return [self._with_container(document, m, n) for m, n in itertools.zip_longest(kept, kept[1:])]

    def _at(self, document: Document, i: int) -> Seen | None:
        """The longest name that begins with the token."""
        doc, text = document.doc, document.text
        site = 0
        for j in self._ends(doc, i):
            if not site and j > i + 1 and doc[j - 1].lower_ in self.words.site_words:
                site = j
            key = fold(text[doc[i].idx : doc[j - 1].idx + len(doc[j - 1])])
            if (
                not key
                or len(key) > MAX_LETTERS
                or (j == i + 1 and key in self.words.not_alone and not self.gazetteer.own(key))
            ):
                continue
            candidates = self.gazetteer.find(key)
            if candidates and not (candidates[0].form == "code" and not _after_comma(doc, i)):
                if site > j and candidates[0].kind != "country":
                    return Seen(i, site, key, (), candidates, *_entity(doc, i, site))
                return Seen(i, j, key, candidates, (), *_entity(doc, i, j))
        if site:
            return Seen(
                i, site, fold(text[doc[i].idx : doc[site - 1].idx + len(doc[site - 1])]), (), (), *_entity(doc, i, site)
            )
        return None

    def _ends(self, doc: Doc, i: int) -> list[int]:
        """Where a name that begins at a token may end, the longest first: capitals, connectors and marks between."""
        ends = [i + 1]
        for j in range(i + 1, min(len(doc), i + 2 * MAX_WORDS)):
            token = doc[j]
            first = token.text[0]
            if token.is_sent_start or first in _STOPS:
                break
            if first.isupper() or first.isdigit():
                ends.append(j + 1)
            elif not (
                token.lower_ in self.words.connectors
                or first in _JOINS
                or (first == "." and not doc[j - 1].whitespace_ and not token.whitespace_)
            ):
                break
        return ends[::-1]

    def _as_places(self, seen: list[Seen]) -> frozenset[str]:
        """Names that the parser takes for a place somewhere in the report, and more often than for a person."""
        votes: Counter[str] = Counter()
        for s in seen:
            if self.prominence.seen_as_place(s):
                votes[s.key] += 2
            elif s.label in self.words.person_labels:
                votes[s.key] -= 1
        return frozenset(k for k, v in votes.items() if v > 0)

    def _mention(self, document: Document, s: Seen, elsewhere: frozenset[str]) -> Mention | None:
        """What was seen as a mention; None where it names no place."""
        doc = document.doc
        start, end = doc[s.first].idx, doc[s.after - 1].idx + len(doc[s.after - 1])
        if not s.candidates:
            if s.label in self.words.person_labels and doc[s.after - 1].lower_ not in self.words.street_words:
                return None
            return Mention(start, end, s.key, s.inside, "site", s.label in self.words.place_labels)
        best = s.candidates[0]
        certain = s.label in self.words.place_labels
        if best.form == "adjective":
            return Mention(start, end, s.key, s.candidates, "adjective", True) if s.label != "LANGUAGE" else None
        if _opens_dateline(document, start):
            return Mention(start, end, s.key, s.candidates, "name", True)
        if best.prior < self.prominence.needed(doc, s, s.key in elsewhere):
            return None
        embedded = s.inner and s.label in self.words.body_labels
        return Mention(start, end, s.key, s.candidates, "embedded" if embedded else "name", certain)

    def _unlisted(self, document: Document, seen: list[Seen]) -> Iterator[Mention]:
        """Names that the parser takes for places and the gazetteer does not have, nor anything within them."""
        taken = {i for s in seen for i in range(s.first, s.after)}
        for name in document.doc.ents:
            if name.label_ not in self.words.toponym_labels or not taken.isdisjoint(range(name.start, name.end)):
                continue
            if all(_may_begin(t) for t in name if t.is_alpha and t.lower_ not in self.words.connectors):
                yield Mention(name.start_char, name.end_char, fold(name.text), (), "name", True)

    def _with_container(self, document: Document, mention: Mention, after: Mention | None) -> Mention:
        """A mention with the name after its comma, where that may be a province or state."""
        if after is None or after.start - mention.end > 3 or document.text[mention.end : after.start].strip() != ",":
            return mention
        return mention._replace(container=after.candidates)


def _may_begin(token: Token) -> bool:
    first = token.text[0]
    return first.isupper() and (token.ent_type_ != "" or token.pos_ in ("PROPN", "ADJ", "NOUN"))


def _opens_dateline(document: Document, start: int) -> bool:
    return document.dateline is not None and document.dateline.start == start


def _entity(doc: Doc, i: int, j: int) -> tuple[str, bool]:
    """The label of the parser's name over the tokens, and whether that name is longer than they are."""
    labels = {doc[k].ent_type_ for k in range(i, j)} - {""}
    if not labels:
        return "", False
    label = next(t.ent_type_ for t in doc[i:j] if t.ent_type_)
    inner = doc[i].ent_iob_ == "I" or (j < len(doc) and doc[j].ent_iob_ == "I")
    return label, inner


def _after_comma(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].text == ","
