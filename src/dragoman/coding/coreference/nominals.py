"""Leads noun phrases to the entities that they mean: beside a name, said of somebody, or "the minister" later on."""

from __future__ import annotations

from collections.abc import Container, Iterable

import msgspec
from spacy.tokens import Token

from ..actors import Actor
from .chains import Chain, Chains
from .mention import Mention
from .words import CoreferenceWords

LONGEST = 12  # words of an office's phrase after its head
_IN_PHRASE = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"})
REACH = 15  # sentences back to which "the minister" may lead


class NominalLinker:
    """Which entity a noun phrase means."""

    def __init__(self, words: CoreferenceWords) -> None:
        self.words = words

    def find(self, chains: Chains, mention: Mention, before: Iterable[tuple[Mention, Chain]]) -> Chain | None:
        """The entity of a noun phrase, None where it is none of those so far.

        Args: before: the mentions that stand before it with their entities, the nearest first.
        """
        chain = self._beside(chains, mention)
        if chain is not None:
            return chain
        actor = mention.actor
        if actor is not None and actor.known:
            return chains.by_id.get(actor.entity_id)
        if mention.definite and not mention.possessed:
            chain = self._anaphor(mention, before)
        return self.same(chains, mention) if chain is None else chain

    def same(self, chains: Chains, mention: Mention) -> Chain | None:
        """The entity of an earlier phrase that says the same, where the two may mean one."""
        again = mention.actor is not None and _same(mention)
        return chains.by_id.get(mention.actor.entity_id) if again and mention.actor is not None else None

    def _beside(self, chains: Chains, mention: Mention) -> Chain | None:
        """The entity that the phrase is said of or beside which it stands: "X, the prime minister"."""
        head = chains.doc[mention.head]
        near = [mention.of] if mention.of is not None else []
        if mention.role:
            if head.dep_ in ("compound", "nmod"):
                near.append(head.head.i)
            near += [c.i for c in head.children if c.dep_ == "appos"]
            if head.i + 1 < len(chains.doc) and chains.doc[head.i + 1].pos_ == "PROPN":
                near.append(head.i + 1)
            if mention.kind == "person" and not mention.plural and (mention.definite or mention.possessed):
                near += self._after_comma(chains, head)
        for i in near:
            chain = chains.of_head.get(i) if i == mention.of else None
            if chain is None:
                chain = chains.named_at(i)
            if chain is not None and self._may_be(chain, mention):
                return chain
        return None

    def _after_comma(self, chains: Chains, head: Token) -> list[int]:
        """The name behind the comma that ends an office's phrase: "the governor of the province, X,"."""
        doc = chains.doc
        for i in range(head.i + 1, min(head.i + LONGEST, len(doc) - 1)):
            if doc[i].text == ",":
                return [i + 1] if doc[i + 1].pos_ == "PROPN" else []
            if doc[i].pos_ not in _IN_PHRASE:
                break
        return []

    def _may_be(self, chain: Chain, mention: Mention) -> bool:
        """Whether what is said of an entity can be said of one of its kind."""
        if mention.role:
            return alike(chain, mention)
        if chain.plural != mention.plural:
            return False
        if chain.kind == "state":
            return mention.kind == "state"
        return chain.kind == "person" if not mention.kind else chain.kind in ("body", "group")

    def _anaphor(self, mention: Mention, before: Iterable[tuple[Mention, Chain]]) -> Chain | None:
        """The latest earlier entity that "the minister", "the ministry", "the country" fits."""
        for other, chain in before:
            if mention.sentence - other.sentence > REACH:
                return None
            if chain.plural == mention.plural and self._fits(chain, mention):
                return chain
        return None

    def _fits(self, chain: Chain, mention: Mention) -> bool:
        actor = mention.actor
        if actor is None:
            if not chain.named or mention.noun not in self.words.anaphors.get(_sort(chain), ()):
                return False
            if mention.kind == "state" or not chain.actor.sector or mention.noun in chain.bears:
                return True
            return mention.noun in self.words.any_body and chain.actor.sector not in _OFFICIAL
        if actor.country and chain.actor.country and actor.country != chain.actor.country:
            return False
        if not alike(chain, mention) or _holds_another(chain, actor):
            return False
        if mention.noun in chain.nouns or mention.noun in chain.bears:
            return True
        return bool(
            chain.named
            and mention.kind != "person"
            and actor.sector not in _VAGUE
            and actor.sector == chain.actor.sector
        )


_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "COP"})  # what nobody calls a group
_VAGUE = frozenset({"", "GOV", "UNK", "CVL"})


def _sort(chain: Chain) -> str:
    return "body" if chain.kind == "body" else chain.kind


def _same(mention: Mention) -> bool:
    """Whether a noun phrase with the same id as an earlier one means the same: not "a soldier" or "ten men" twice."""
    return not mention.fresh and (mention.definite or mention.plural or mention.kind != "person")


def _holds_another(chain: Chain, office: Actor) -> bool:
    """Whether the entity is known by another office: "the prime minister" is not the foreign minister."""
    held = chain.actor.role
    return bool(office.role and held and not set(office.role.split()) <= set(held.split()))


def alike(chain: Chain, mention: Mention) -> bool:
    """Whether kind, number and gender allow the two to be one."""
    if mention.plural and chain.kind == "person" and not chain.plural:
        return False
    if mention.gender in ("m", "f") and chain.gender in ("m", "f") and mention.gender != chain.gender:
        return False
    if mention.kind == "person":
        return chain.kind == "person"
    return chain.kind in ("body", "group")


def richer(actor: Actor, other: Actor, ranks: Container[str]) -> Actor:
    """The actor of a name, with what a phrase beside it adds; an office goes before a rank."""
    if actor.known and actor.sector:
        return actor
    if actor.role in ranks and other.kind == "person" and other.role and other.role not in ranks:
        actor = msgspec.structs.replace(actor, role=other.role, sector=other.sector or actor.sector)
    if not other.sector and not other.country:
        return actor
    return msgspec.structs.replace(
        actor, country=actor.country or other.country, sector=actor.sector or other.sector,
        role=actor.role or other.role, gender=actor.gender or other.gender,
        confidence=max(actor.confidence, 0.75),
    )  # fmt: skip
