"""What offices take from whom they belong to: "its spokesman", "the ministry's director", else the report's state."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..tree import Tree
from .chains import Chain, Chains
from .home import Home, of_state
from .mention import Mention
from .words import CoreferenceWords

_CONFIDENCE = 0.65
_ROUNDS = 2  # the spokesman of the minister of a state
_LINKS = frozenset({"of", "for", "at", "from"})
_LENT = frozenset({"", "CVL", "UNK", "ELI"})  # sectors that say nothing about whoever serves there


class Offices:
    """Gives entities without a state that of their owners, or of the report."""

    def __init__(self, chains: Chains, tree: Tree, home: Home, words: CoreferenceWords) -> None:
        self.chains = chains
        self.tree = tree
        self.home = home
        self.words = words

    def settle(self) -> None:
        """Changes the actors of the chains."""
        for _ in range(_ROUNDS):
            for chain in self.chains.chains:
                if not (chain.actor.country and chain.actor.sector) and chain.kind in ("person", "body", "group"):
                    self._settle(chain)

    def _settle(self, chain: Chain) -> None:
        owned = False
        for mention in chain.mentions:
            if mention.sort == "nominal" and mention.noun in self.words.counterparts:
                self._mirror(chain, mention)
            if not self._is_office(chain, mention):
                continue
            for i in self._owners(mention.head):
                owned = True
                owner = self.chains.of_head.get(i) or self.chains.named_at(i)
                if owner is not None and owner is not chain and _lends(owner):
                    self._take(chain, owner, mention)
                    return
        if not owned and not chain.alien and self.home.owns(chain.actor, chain.nouns, chain.mentions[0].sentence):
            chain.actor = self.home.take(chain.actor)

    def _is_office(self, chain: Chain, mention: Mention) -> bool:
        """Whether a mention tells of a post that is somebody's: "its spokesman", not "his wife"."""
        if mention.sort == "name":
            return chain.actor.sector in self.words.home_sectors or (chain.kind == "person" and not chain.actor.known)
        actor = mention.actor
        if mention.sort != "nominal" or actor is None or mention.noun in self.words.apart:
            return False
        return actor.sector in self.words.home_sectors or not actor.sector

    def _mirror(self, chain: Chain, mention: Mention) -> None:
        """A counterpart holds the same office in another state: "her Chilean counterpart"."""
        for k in self.tree.kids[mention.head]:
            owner = self.chains.of_head.get(k) if self.tree.dep[k] == "poss" else None
            if owner is not None and owner is not chain and not chain.actor.sector:
                office = owner.actor
                chain.actor = msgspec.structs.replace(chain.actor, sector=office.sector, role=office.role)

    def _owners(self, head: int) -> Iterator[int]:
        tree = self.tree
        for k in tree.kids[head]:
            if tree.dep[k] == "poss":
                yield k
            elif tree.dep[k] == "relcl" and tree.lemma[k] in self.words.leading:
                yield from (j for j in tree.kids[k] if tree.dep[j] == "dobj")
            elif tree.dep[k] == "prep" and tree.low[k] in _LINKS:
                yield from (j for j in tree.kids[k] if tree.dep[j] == "pobj")

    def _take(self, chain: Chain, owner: Chain, mention: Mention) -> None:
        actor, lends = chain.actor, owner.actor
        if lends.country:
            actor = of_state(actor, lends.country, _CONFIDENCE, f"of {lends.name}")
        by_rank = actor.sector == "MIL" and mention.actor is not None and mention.noun and not mention.actor.sector
        if (by_rank or not actor.sector) and lends.sector not in _LENT:
            actor = msgspec.structs.replace(actor, sector=lends.sector)
        chain.actor = actor


def _lends(owner: Chain) -> bool:
    """Whether something is known of an owner that its offices share: not of citizens ("their governments")."""
    if owner.kind in ("state", "people"):
        return bool(owner.actor.country)
    return owner.actor.sector not in ("CVL", "UNK") and bool(owner.actor.country or owner.actor.sector)
