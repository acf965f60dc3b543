"""Entities of a report while they are put together: each a chain of mentions; names are joined here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from ..actors import Actor
from ..actors.words import split
from ..document import Document
from .mention import Mention


@dataclass(eq=False)
class Chain:
    """An entity of the report while it is being put together; fields as in `Entity`.

    nouns: head nouns of its nominals; names: its names, lower case; words: of its fullest name; salience: how much
    each sentence speaks of it. alien: belongs to somebody with a name that no table has.
    """

    actor: Actor
    mentions: list[Mention] = field(default_factory=list)
    gender: str = ""
    named: bool = False
    nouns: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    salience: dict[int, float] = field(default_factory=dict)
    alien: bool = False
    _borne: tuple[Actor, frozenset[str]] | None = None

    @property
    def bears(self) -> frozenset[str]:
        """The words of its role and, if it is no person, of its name."""
        if self._borne is None or self._borne[0] is not self.actor:
            name = self.actor.name if self.kind != "person" else ""
            self._borne = (self.actor, frozenset([w.norm for w in split(f"{self.actor.role} {name}", 16)]))
        return self._borne[1]

    @property
    def plural(self) -> bool:
        return self.mentions[0].plural

    @property
    def kind(self) -> str:
        return self.actor.kind


class Chains:
    """All chains of one document."""

    def __init__(self, document: Document) -> None:
        self.doc = document.doc
        self.text = document.text
        self.chains: list[Chain] = []
        self.of_head: dict[int, Chain] = {}
        self.by_id: dict[str, Chain] = {}
        self._by_word: dict[str, list[Chain]] = {}
        self._counts: dict[str, int] = {}

    def add(self, chain: Chain, mention: Mention) -> None:
        """Adds a mention to a chain, with what it tells of the entity."""
        chain.mentions.append(mention)
        self.of_head[mention.head] = chain
        if mention.sort == "name":
            chain.named = True
            chain.names.add(mention.text.lower())
        chain.alien = chain.alien or mention.alien
        if mention.noun:
            chain.nouns.add(mention.noun)
        if mention.gender in ("m", "f") and not chain.gender:
            chain.gender = mention.gender

    def new(self, mention: Mention, actor: Actor) -> Chain:
        """A chain of a mention alone; a second "a soldier" gets an id of its own."""
        if actor.entity_id in self.by_id:
            n = self._counts[actor.entity_id] = self._counts.get(actor.entity_id, 1) + 1
            actor = msgspec.structs.replace(actor, entity_id=f"{actor.entity_id}:{n}")
        chain = Chain(actor, gender=mention.gender)
        self.chains.append(chain)
        self.by_id[actor.entity_id] = chain
        self.add(chain, mention)
        return chain

    def named_at(self, i: int) -> Chain | None:
        """The named entity at a token, or at the head of the name that the token is a part of."""
        chain = self.of_head.get(i)
        for _ in range(12):
            if chain is not None or i >= len(self.doc) or self.doc[i].dep_ != "compound":
                break
            i = self.doc[i].head.i
            chain = self.of_head.get(i)
        return chain if chain is not None and chain.named else None

    def join_names(self, mentions: Sequence[Mention]) -> None:
        """Makes the chains of names; a shorter form goes to the chain of the longer, whichever comes first."""
        for mention in mentions:
            if mention.sort == "name" and mention.actor is not None:
                self._join_name(mention, mention.actor)

    def _join_name(self, mention: Mention, actor: Actor) -> None:
        words = [w.norm for w in split(mention.text, 12)]
        chain = self.by_id.get(actor.entity_id) if actor.known and actor.kind == "person" else None
        if chain is None:
            chain = self._person_of_surname(mention, words) or self.by_id.get(actor.entity_id)
        if chain is None and actor.kind in ("person", "body", "group") and not actor.known:
            chain = self._shorter_form(mention, actor, words) or self._longer_form(mention, actor, words)
        if chain is None and actor.known and actor.kind == "person":
            chain = self._longer_form(mention, actor, words)
        if chain is not None:
            if not chain.actor.known and chain.kind == actor.kind == "person" and _shortens(chain.words, words):
                self._name_in_full(chain, actor, words)
            self.add(chain, mention)
            return
        chain = self.new(mention, actor)
        chain.words = [w.norm for w in split(actor.name, 12)]
        if actor.kind in ("person", "body", "group"):
            for word in {*chain.words, *words}:
                self._by_word.setdefault(word, []).append(chain)
            self._acronym(mention, chain)

    def _person_of_surname(self, mention: Mention, words: list[str]) -> Chain | None:
        """The person whose full name stood before, where a surname alone looks like a town or a firm."""
        if len(words) != 1 or mention.placed:
            return None
        fitting = [
            c
            for c in self._by_word.get(words[0], ())[-50:]
            if c.kind == "person" and len(c.words) > 1 and c.words[-1] == words[0]
            and not (c.gender and mention.gender in ("m", "f") and c.gender != mention.gender)
        ]  # fmt: skip
        return max(fitting, key=lambda c: (len(c.mentions), c.mentions[-1].start), default=None)

    def _shorter_form(self, mention: Mention, actor: Actor, words: list[str]) -> Chain | None:
        """An earlier longer name that this one shortens: "Merkel", "Mrs Merkel", "KCNA"."""
        if not words:
            return None
        fitting = []
        for chain in self._by_word.get(words[-1], ())[-50:]:
            if actor.kind == "person":
                if chain.kind != "person" or (chain.gender and mention.gender and chain.gender != mention.gender):
                    continue
                fits = _shortens(words, chain.words) or (len(words) > 1 and _shortens(chain.words, words))
            else:
                longer = chain.words
                fits = chain.kind in ("body", "group") and _abbreviates(words, longer)
            if fits or mention.text.lower() in chain.names:
                fitting.append(chain)
        if len(fitting) > 1:
            fitting.sort(key=lambda c: (len(c.mentions), c.mentions[-1].start))
        return fitting[-1] if fitting else None

    def _longer_form(self, mention: Mention, actor: Actor, words: list[str]) -> Chain | None:
        """An earlier surname, as headlines have it, whose full name this is."""
        if actor.kind != "person" or len(words) < 2:
            return None
        for chain in self._by_word.get(words[-1], ())[-50:]:
            known = chain.actor.known or chain.kind != "person" or not _shortens(chain.words, words)
            if not known and not (chain.gender and mention.gender and chain.gender != mention.gender):
                self._name_in_full(chain, actor, words)
                return chain
        return None

    def _name_in_full(self, chain: Chain, actor: Actor, words: list[str]) -> None:
        """Gives a person of whom a shorter form stood before the full name."""
        self.by_id[actor.entity_id] = chain
        for word in set(words).difference(chain.words):
            self._by_word.setdefault(word, []).append(chain)
        if not actor.sector and not actor.country:
            actor = msgspec.structs.replace(
                actor, country=chain.actor.country, sector=chain.actor.sector, role=chain.actor.role
            )
        chain.actor, chain.words = actor, words

    def _acronym(self, mention: Mention, chain: Chain) -> None:
        """ "Korean Central News Agency (KCNA)": the letters in brackets are another name."""
        text = self.text[mention.end : mention.end + 14]
        inside = text[2:].partition(")")[0] if text.startswith(" (") and ")" in text else ""
        if 2 <= len(inside) <= 10 and inside.isalnum() and sum(c.isupper() for c in inside) >= 2:
            self._by_word.setdefault(inside.lower(), []).append(chain)
            chain.names.add(inside.lower())


def _shortens(words: list[str], longer: list[str]) -> bool:
    """Whether a person's name is a shorter form: the surname, the given name, or both without what is between."""
    if not 0 < len(words) < len(longer):
        return False
    if len(words) == 1:
        return words[0] in (longer[0], longer[-1])
    return longer[-len(words) :] == words or (len(words) == 2 and words == [longer[0], longer[-1]])


def _abbreviates(words: list[str], longer: list[str]) -> bool:
    """Whether a body's name is a shorter form: how the full one begins, or its last word ("the Front")."""
    return len(words) < len(longer) and (longer[: len(words)] == words or longer[-1:] == words)
