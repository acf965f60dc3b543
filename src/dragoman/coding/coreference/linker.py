"""Walks the mentions of a report once and leads each to its entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence

from ..document import Document
from ..tree import tree_of
from .chains import Chain, Chains
from .home import Home
from .mention import Mention
from .nominals import NominalLinker, richer
from .offices import Offices
from .pairs import Pairs
from .pronouns import WINDOW, PronounLinker
from .words import CoreferenceWords

RECENT = 80  # mentions that are kept in sight

Seen = deque[tuple[Mention, Chain]]


class Linker:
    """Joins mentions to entities: names first, then noun phrases and pronouns in the order of the text."""

    def __init__(self, words: CoreferenceWords) -> None:
        self.words = words
        self.nominals = NominalLinker(words)

    def link(self, document: Document, mentions: Sequence[Mention]) -> list[Chain]:
        """The entities of a report, in the order of their first mentions."""
        chains = Chains(document)
        home = Home(document, mentions, self.words)
        chains.join_names(mentions)
        tree = tree_of(document)
        pronouns = PronounLinker(document.text, tree, self.words)
        things = _Things(document, pronouns, mentions)
        pairs = Pairs(chains, tree, document.text)
        seen: Seen = deque(maxlen=RECENT)
        for mention in mentions:
            chain = chains.of_head.get(mention.head) if mention.sort == "name" else None
            both = pairs.both(mention, seen, self.words) if mention.both else None
            if both is not None:
                chain = both
                pairs.keep(chain)
                chains.add(chain, mention)
            elif mention.sort == "nominal":
                chain = self._nominal(chains, mention, seen, home)
            elif mention.sort == "pronoun":
                candidates = [*_latest(seen, mention), *(pairs.candidates() if mention.plural else ())]
                chain = pronouns.choose(mention, candidates, things.salience(mention))
                if chain is not None:
                    mention.kind = chain.kind
                    pairs.keep(chain)
                    chains.add(chain, mention)
            elif chain is not None:
                pairs.see(mention, chain, pronouns)
            if chain is not None:
                pronouns.weigh(chain, mention)
                seen.appendleft((mention, chain))
        Offices(chains, tree, home, self.words).settle()
        for chain in chains.chains:
            chain.mentions.sort(key=lambda m: (m.start, m.end))
        return sorted(chains.chains, key=lambda c: (c.mentions[0].start, c.mentions[0].end))

    def _nominal(self, chains: Chains, mention: Mention, seen: Seen, home: Home) -> Chain | None:
        chain = self.nominals.find(chains, mention, seen)
        actor = mention.actor if chain is None and not (mention.possessed or mention.alien) else None
        if actor is not None and home.owns(actor, (mention.noun,), mention.sentence):
            mention.actor = home.take(actor)
            chain = self.nominals.same(chains, mention)
        if chain is None:
            return chains.new(mention, mention.actor) if mention.actor is not None else None
        if mention.actor is not None:
            chain.actor = richer(chain.actor, mention.actor, self.words.ranks)
        chains.add(chain, mention)
        return chain


def _latest(seen: Seen, mention: Mention) -> Iterator[tuple[Chain, list[Mention]]]:
    """Entities in sight, each with its mentions there, the nearest first."""
    found: dict[int, tuple[Chain, list[Mention]]] = {}
    for other, chain in seen:
        if mention.sentence - other.sentence > WINDOW:
            break
        found.setdefault(id(chain), (chain, []))[1].append(other)
    yield from found.values()


class _Things:
    """Nouns that are no mention of an entity, and how salient each is."""

    def __init__(self, document: Document, pronouns: PronounLinker, mentions: Sequence[Mention]) -> None:
        tree = pronouns.tree
        taken = {m.head for m in mentions}
        self.pronouns = pronouns
        self._at = [
            i
            for i, pos in enumerate(tree.pos)
            if pos == "NOUN" and i not in taken and tree.dep[i] not in ("compound", "nmod", "npadvmod", "amod")
        ]
        self._starts = [tree.start[i] for i in self._at]
        self._sentences = [s.start for s in document.sentences] or [0]

    def salience(self, mention: Mention) -> float:
        """Of the most salient thing that a pronoun may mean instead of an entity; he and she mean none."""
        if mention.gender in ("m", "f"):
            return 0.0
        tree = self.pronouns.tree
        most = 0.0
        for n in range(bisect_left(self._starts, mention.start) - 1, -1, -1):
            i = self._at[n]
            distance = mention.sentence - max(0, bisect_right(self._sentences, self._starts[n]) - 1)
            if distance > 2:
                break
            if (tree.tag[i] == "NNS") == mention.plural:
                most = max(most, self.pronouns.of_thing(i, distance, mention))
        return most
