"""The state that a report is about, which unowned offices and bodies belong to: "the foreign ministry", "police"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from ..actors import Actor
from ..document import Document
from .mention import Mention
from .words import CoreferenceWords

_CONFIDENCE = 0.5
_FEWEST = 3  # names that make a state the report's own
_LEADS = 2.0  # how many times as often as the next state
_EARLY = 1500  # characters within which a dateline stands
_ABROAD = frozenset({"IGO", "UNO", "NGO", "MNC"})
_IN = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?\Z", re.IGNORECASE)
# What follows the place of a dateline: ", March 4 (Agency) -", ":".
_DATELINE = re.compile(r"(?:,[^\n]{1,40}?)?(?:\s?\([^)\n]{1,60}\))?(?:\s--?\s|\s?[–—]\s?|:\s)")


class Home:
    """Whose the unowned offices of one report are.

    country: the state that most of the names and places belong to, "" where another competes with it.
    """

    def __init__(self, document: Document, mentions: Iterable[Mention], words: CoreferenceWords) -> None:
        self._words = words
        self._sentences = [s.start for s in document.sentences] or [0]
        places = [p for p in document.records.get("places", ()) if p.country]
        named = Counter(p.country for p in places if p.kind != "country")
        named.update(
            m.actor.country
            for m in mentions
            if m.sort == "name" and m.actor is not None and m.actor.known and m.actor.country not in ("", *_ABROAD)
        )
        self.country = _most(named, _dateline(document.text, places))
        self._scenes = {
            document.sentence_at(p.start).start
            for p in places
            if p.country != self.country and _IN.search(document.text, max(0, p.start - 12), p.start)
        } if self.country else set()  # fmt: skip

    def owns(self, actor: Actor, nouns: Iterable[str], sentence: int) -> bool:
        """Whether an office or body without a state is the report's state's.

        Args: nouns: by which the text calls it; sentence: the index of the sentence that brings it; where that takes
            place in another state the owner is not plain.
        """
        return bool(
            self.country
            and not actor.country
            and actor.sector in self._words.home_sectors
            and not self._words.abroad.intersection((*nouns, actor.role))
            and self._sentences[sentence] not in self._scenes
        )

    def take(self, actor: Actor) -> Actor:
        """The actor as one of the report's state."""
        return of_state(actor, self.country, _CONFIDENCE, "the report's state")


def of_state(actor: Actor, country: str, confidence: float, rule: str) -> Actor:
    """The actor with a country; the id of a common noun tells it."""
    entity_id = actor.entity_id
    if entity_id.startswith("np:-"):
        entity_id = f"np:{country}-{entity_id[4:]}"
    return msgspec.structs.replace(
        actor, country=country, entity_id=entity_id, confidence=min(actor.confidence, confidence),
        rule=f"{actor.rule}; {rule}",
    )  # fmt: skip


def _dateline(text: str, places: Sequence) -> str:
    """The state of the place that the report's dateline names."""
    for place in places:
        if place.start > _EARLY:
            break
        first = place.start == 0 or text[place.start - 1] == "\n"
        if first and text[place.start : place.end].isupper() and _DATELINE.match(text, place.end):
            return place.country
    return ""


def _most(named: Counter[str], dateline: str) -> str:
    if not named:
        return ""
    (first, count), (_, next_count) = [*named.most_common(2), ("", 0)][:2]
    enough = 1 if first == dateline else _FEWEST
    return first if count >= max(enough, _LEADS * next_count) else ""
