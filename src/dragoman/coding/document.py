"""The one object that all coders of a report work on: its text, its parse, and the records made so far."""

from __future__ import annotations

import datetime
import functools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from ..records import Entity, Party, Span

if TYPE_CHECKING:
    from .actors import ActorResolver


# Characters of a sentence before and after a phrase that may tell who it is.
NEAR = 300
# Characters of a mention before its head word; longer ones are no names.
LONGEST_MENTION = 500
# How the ids of several named together begin; theirs follow, with "+" between.
PAIR = "pair:"
# How a word stands within a phrase, where that of a people means its state: "Greek ships".
_WITHIN_NAMES = frozenset({"compound", "amod", "nmod"})


class Document:
    """A report on its way through the coders.

    text: the clean text; doc: spaCy's parse of exactly that text, sentence starts set by `language.sentences`.
    date: the report's date, None where unknown.
    sentences, headings, dateline: spans; each heading, and the dateline where there is one, is a sentence of its own.
    records: what the coders before this one made, by type ("times", "places", "entities", ...).
    """

    def __init__(
        self, text: str, doc: Doc, sentences: Sequence[Span], resolver: ActorResolver,
        headings: Sequence[Span] = (), date: datetime.date | None = None, dateline: Span | None = None,
    ) -> None:  # fmt: skip
        self.text = text
        self.doc = doc
        self.sentences = tuple(sentences)
        self.headings = tuple(headings)
        self.date = date
        self.dateline = dateline
        self.resolver = resolver
        self.records: dict[str, tuple[Any, ...]] = {}

    def sentence_at(self, offset: int) -> Span:
        """The sentence in which the character lies, or the nearest before it."""
        if not self.sentences:
            return Span(0, len(self.text))
        i = bisect_right(self.sentences, offset, key=lambda s: s.start)
        return self.sentences[max(0, i - 1)]

    def tokens(self, span: tuple[int, int]) -> TokenSpan:
        """The tokens that the characters touch, at least one (none of an empty text)."""
        starts, ends = self._offsets
        first = min(bisect_right(ends, span[0]), max(0, len(starts) - 1))
        return self.doc[first : max(bisect_left(starts, span[1]), first + 1)]

    @functools.cached_property
    def _offsets(self) -> tuple[list[int], list[int]]:
        """Where each token begins and ends."""
        table = self.doc.to_array([IDX, LENGTH]).astype("int64")
        return table[:, 0].tolist(), table.sum(axis=1).tolist()

    def span(self, tokens: TokenSpan | Token) -> Span:
        """The characters of one token or some, without white space around them."""
        if isinstance(tokens, Token):
            return Span(tokens.idx, tokens.idx + len(tokens))
        return Span(tokens.start_char, tokens.end_char)

    def party(self, span: tuple[int, int]) -> Party:
        """The phrase `span` as a party: through the entities found in the report, else resolved by itself."""
        phrase = Span(*span)
        text = phrase.of(self.text)
        entity = self.entity_at(phrase)
        known: Any = entity or self.resolver.resolve(text, self._near(phrase), self.date)
        if not known:
            return Party(start=phrase.start, end=phrase.end, text=text, name=text)
        people = entity is None and known.kind == "people" and self.tokens(phrase).root.dep_ not in _WITHIN_NAMES
        return Party(
            start=phrase.start, end=phrase.end, text=text, name=text if people else known.name or text,
            country=known.country, sector=known.sector, role=known.role, entity_id=known.entity_id,
        )  # fmt: skip

    def parties(self, span: tuple[int, int]) -> tuple[Party, ...]:
        """The phrase `span` as parties: each of several whom it means together ("they", "the two presidents")."""
        entity = self.entity_at(span)
        if entity is None or not entity.entity_id.startswith(PAIR):
            return (self.party(span),)
        members = entity.entity_id.removeprefix(PAIR).split("+")
        known = {e.entity_id: e for e in self.records.get("entities", ()) if e.entity_id in members}
        if len(known) != len(members):
            return (self.party(span),)
        start, end = span
        return tuple(
            Party(
                start=start, end=end, text=self.text[start:end], name=e.name, country=e.country, sector=e.sector,
                role=e.role, entity_id=e.entity_id,
            )
            for e in sorted(known.values(), key=lambda e: e.mentions[0])
        )  # fmt: skip

    def _near(self, phrase: Span) -> str:
        """The sentence around a phrase; of a very long one what stands near it."""
        sentence = self.sentence_at(phrase.start)
        return self.text[max(sentence.start, phrase.start - NEAR) : min(sentence.end, phrase.end + NEAR)]

    def entity_at(self, span: tuple[int, int]) -> Entity | None:
        """The entity that a phrase names: a mention of it covers the phrase's head word, the closest-fitting one."""
        head = self.tokens(span).root
        at = (head.idx, head.idx + len(head))
        mentions = self._mentions
        fitting = []
        for k in range(bisect_right(mentions, at[0], key=lambda m: m[0].start) - 1, -1, -1):
            mention, i, entity = mentions[k]
            if at[0] - mention.start > LONGEST_MENTION:
                break
            if at[1] <= mention.end:
                fitting.append((abs(mention.start - span[0]) + abs(mention.end - span[1]), i, entity))
        return min(fitting)[2] if fitting else None

    def replace_entities(self, entities: tuple[Entity, ...]) -> None:
        """Puts entities that know more of their mentions in the place of those so far."""
        self.records["entities"] = entities
        self.__dict__.pop("_mentions", None)

    @functools.cached_property
    def _mentions(self) -> list[tuple[Span, int, Entity]]:
        """Every mention by its start, with its place in the order of the entities."""
        entities: tuple[Entity, ...] = self.records.get("entities", ())
        every = enumerate((m, e) for e in entities for m in e.mentions)
        return sorted(((m, i, e) for i, (m, e) in every), key=lambda m: (m[0].start, m[1]))
