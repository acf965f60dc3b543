"""Joins names and noun phrases that mean the same entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc

from ..actors import Actor
from ..actors.words import split
from .mentions import Mention


@dataclass(eq=False)
class Chain:
    """An entity of the report while it is being put together; fields as in `Entity`."""

    actor: Actor
    mentions: list[Mention] = field(default_factory=list)
    gender: str = ""
    named: bool = False
    nouns: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @property
    def plural(self) -> bool:
        return self.mentions[0].plural

    @property
    def kind(self) -> str:
        return self.actor.kind


class Chains:
    """All chains of one document, joined mention by mention in the order of the text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.chains: list[Chain] = []
        self.of_head: dict[int, Chain] = {}
        self._by_id: dict[str, Chain] = {}
        self._by_word: dict[str, list[Chain]] = {}
        self._counts: dict[str, int] = {}

    def join(self, mentions: Sequence[Mention]) -> list[Chain]:
        """The chains of names and nominals (pronouns are linked after)."""
        for mention in mentions:
            if mention.sort == "name":
                self._join_name(mention)
        for mention in mentions:
            if mention.sort == "nominal":
                self._join_nominal(mention)
        for chain in self.chains:
            chain.mentions.sort(key=lambda m: (m.start, m.end))
        self.chains.sort(key=lambda c: (c.mentions[0].start, c.mentions[0].end))
        return self.chains

    def add(self, chain: Chain, mention: Mention) -> None:
        """Adds a mention to a chain, with what it tells of the entity."""
        chain.mentions.append(mention)
        self.of_head[mention.head] = chain
        if mention.sort == "name":
            chain.named = True
            chain.names.add(mention.text.lower())
        if mention.noun:
            chain.nouns.add(mention.noun)
        if mention.gender in ("m", "f") and not chain.gender:
            chain.gender = mention.gender

    def _new(self, mention: Mention, actor: Actor) -> Chain:
        chain = Chain(actor, gender=mention.gender)
        self.chains.append(chain)
        self._by_id[actor.entity_id] = chain
        self.add(chain, mention)
        return chain

    def _join_name(self, mention: Mention) -> None:
        actor = mention.actor
        assert actor is not None
        chain = self._by_id.get(actor.entity_id)
        if chain is None and actor.kind in ("person", "body") and not actor.known:
            chain = self._shorter_form(mention, actor)
        if chain is None:
            chain = self._new(mention, actor)
            if actor.kind in ("person", "body", "group"):
                for word in {w.norm for w in split(actor.name, 12)} | {w.norm for w in split(mention.text, 12)}:
                    self._by_word.setdefault(word, []).append(chain)
                self._acronym(mention, chain)
        else:
            self.add(chain, mention)

    def _shorter_form(self, mention: Mention, actor: Actor) -> Chain | None:
        """An earlier longer name that this one shortens: "Merkel", "Mrs Merkel", "KCNA"."""
        words = [w.norm for w in split(mention.text, 12)]
        if not words:
            return None
        fitting = []
        for chain in self._by_word.get(words[-1], ()):
            longer = [w.norm for w in split(chain.actor.name, 12)]
            if actor.kind == "person":
                if chain.kind != "person" or (chain.gender and mention.gender and chain.gender != mention.gender):
                    continue
                fits = len(words) < len(longer) and (
                    longer[-len(words) :] == words or (len(words) == 1 and words[0] in (longer[0], longer[-1]))
                )
            else:
                fits = chain.kind in ("body", "group") and len(words) < len(longer) and longer[: len(words)] == words
            if fits or mention.text.lower() in chain.names:
                fitting.append(chain)
        if len({c.actor.entity_id for c in fitting}) > 1:
            fitting.sort(key=lambda c: max((m.start for m in c.mentions if m.start < mention.start), default=-1))
        return fitting[-1] if fitting else None

    def _acronym(self, mention: Mention, chain: Chain) -> None:
        """ "Korean Central News Agency (KCNA)": the letters in brackets are another name."""
        text = self.text[mention.end : mention.end + 14]
        inside = text[2:].partition(")")[0] if text.startswith(" (") and ")" in text else ""
        if 2 <= len(inside) <= 10 and inside.isalnum() and sum(c.isupper() for c in inside) >= 2:
            self._by_word.setdefault(inside.lower(), []).append(chain)
            chain.names.add(inside.lower())

    def _join_nominal(self, mention: Mention) -> None:
        actor = mention.actor
        assert actor is not None
        chain = self._apposed(mention)
        if chain is None and actor.entity_id in self._by_id and (actor.known or self._same(mention)):
            chain = self._by_id[actor.entity_id]
        if chain is None and mention.definite and not mention.possessed:
            chain = self._anaphor(mention)
        if chain is not None:
            chain.actor = _richer(chain.actor, actor)
            self.add(chain, mention)
            return
        self._new(mention, self._local(actor))

    def _same(self, mention: Mention) -> bool:
        """Whether a noun phrase with the same id as an earlier one means the same: not "a soldier" twice."""
        return mention.definite or mention.plural or mention.kind != "person"

    def _local(self, actor: Actor) -> Actor:
        """An id of its own within the report, for the second "a soldier"."""
        if actor.entity_id not in self._by_id:
            return actor
        n = self._counts[actor.entity_id] = self._counts.get(actor.entity_id, 1) + 1
        return msgspec.structs.replace(actor, entity_id=f"{actor.entity_id}:{n}")

    def _apposed(self, mention: Mention) -> Chain | None:
        """The named entity beside which the phrase stands: "X, the prime minister", "Prime Minister X"."""
        head = self.doc[mention.head]
        near = [head.head] if head.dep_ in ("appos", "compound", "nmod") else []
        near += [c for c in head.children if c.dep_ == "appos"]
        if head.i + 1 < len(self.doc):
            near.append(self.doc[head.i + 1]) if self.doc[head.i + 1].pos_ == "PROPN" else None
        for token in near:
            chain = self._named_at(token.i)
            if chain is not None and _alike(chain, mention):
                return chain
        return None

    def _named_at(self, i: int) -> Chain | None:
        chain = self.of_head.get(i)
        if chain is None and i < len(self.doc):
            root = self.doc[i]
            while root.dep_ in ("compound",) and root.head.i != root.i:
                root = root.head
            chain = self.of_head.get(root.i)
        return chain if chain is not None and chain.named else None

    def _anaphor(self, mention: Mention) -> Chain | None:
        """The latest earlier entity that "the minister", "the ministry", "the group" fits."""
        actor = mention.actor
        assert actor is not None
        best: Chain | None = None
        best_at = -1
        for chain in self.chains:
            if chain.plural != mention.plural or not _alike(chain, mention):
                continue
            if actor.country and chain.actor.country and actor.country != chain.actor.country:
                continue
            if not _fits_noun(chain, mention):
                continue
            at = max((m.start for m in chain.mentions if m.start < mention.start), default=-1)
            if at > best_at:
                best, best_at = chain, at
        return best


def _alike(chain: Chain, mention: Mention) -> bool:
    if mention.plural and chain.kind == "person":
        return False
    if mention.gender in ("m", "f") and chain.gender in ("m", "f") and mention.gender != chain.gender:
        return False
    if mention.kind == "person":
        return chain.kind == "person"
    return chain.kind in ("body", "group")


def _fits_noun(chain: Chain, mention: Mention) -> bool:
    """Whether the head noun is one that the entity bears: in its role, its name, or a phrase before."""
    noun = mention.noun
    if noun in chain.nouns:
        return True
    words = {w.norm for w in split(f"{chain.actor.role} {chain.actor.name if chain.kind != 'person' else ''}", 16)}
    return noun in words


def _richer(actor: Actor, other: Actor) -> Actor:
    """The actor of a name, with what a phrase beside it adds."""
    if not other.sector and not other.country:
        return actor
    if actor.known and actor.sector:
        return actor
    return msgspec.structs.replace(
        actor, country=actor.country or other.country, sector=actor.sector or other.sector,
        role=actor.role or other.role, gender=actor.gender or other.gender,
        confidence=max(actor.confidence, 0.75),
    )  # fmt: skip
