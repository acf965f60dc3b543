"""Several named side by side, "Quill and Torvik", whom "they" may mean together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..actors import Actor
from ..document import PAIR
from ..tree import Tree
from .chains import Chain, Chains
from .mention import Mention
from .pronouns import PronounLinker
from .words import CoreferenceWords

MOST = 6  # names side by side; longer rows are lists, not groups
KEPT = 8
NEAR = 3  # sentences back to which "the two sides" may lead


class Pairs:
    """The rows of names seen last, each as an entity that counts only once a pronoun means it."""

    def __init__(self, chains: Chains, tree: Tree, text: str) -> None:
        self.chains = chains
        self.tree = tree
        self.text = text
        self._rows: list[tuple[list[tuple[Mention, Chain]], Chain | None]] = []

    def see(self, mention: Mention, chain: Chain, pronouns: PronounLinker) -> None:
        """Takes note of a name; one that is coordinated with the name before it lengthens the row."""
        tree = self.tree
        if self._rows and tree.dep[mention.head] == "conj":
            row, _ = self._rows[-1]
            last = row[-1][0]
            joined = last.head == tree.head[mention.head] and len(row) < MOST and chain is not row[-1][1]
            if joined and chain.kind == row[0][1].kind and last.sentence == mention.sentence:
                row.append((mention, chain))
                self._rows[-1] = (row, self._together(row, pronouns))
                return
        self._rows.append(([(mention, chain)], None))
        del self._rows[:-KEPT]

    def candidates(self) -> list[tuple[Chain, list[Mention]]]:
        """The rows as entities, the latest first."""
        return [(chain, chain.mentions[:1]) for _, chain in reversed(self._rows) if chain is not None]

    def both(self, mention: Mention, seen: Iterable[tuple[Mention, Chain]], words: CoreferenceWords) -> Chain | None:
        """The two that "the two presidents", "both sides" mean: the only two of that sort nearby, nearest first."""
        found: dict[str, tuple[Mention, Chain]] = {}
        distance = 0
        for other, chain in seen:
            away = mention.sentence - other.sentence
            if away > NEAR or (away > distance and len(found) > 1):
                break
            distance = away
            if not other.placed and chain.actor.entity_id not in found and _is_one_of(chain, mention, words):
                found[chain.actor.entity_id] = (other, chain)
        if len(found) != 2:
            return None
        two = [c for _, c in sorted(found.values(), key=lambda f: f[0].start)]
        entity_id = _pair_id([c.actor for c in two])
        row = next((c for c in reversed(self._rows) if c[1] is not None and c[1].actor.entity_id == entity_id), None)
        known = self.chains.by_id.get(entity_id) or (row[1] if row else None)
        return known or Chain(_pair([c.actor for c in two], " and ".join(c.actor.name for c in two)), named=True)

    def keep(self, chain: Chain) -> None:
        """Makes a row an entity of the report."""
        if chain.actor.entity_id.startswith(PAIR) and self.chains.by_id.get(chain.actor.entity_id) is not chain:
            self.chains.by_id[chain.actor.entity_id] = chain
            self.chains.chains.append(chain)

    def _together(self, row: list[tuple[Mention, Chain]], pronouns: PronounLinker) -> Chain:
        members = [chain.actor for _, chain in row]
        known = self.chains.by_id.get(_pair_id(members))
        first, last = row[0][0], row[-1][0]
        mention = Mention(first.start, last.end, first.head, "name", "group", plural=True, sentence=first.sentence)
        if known is not None:
            known.mentions.append(mention)
            return known
        actor = _pair(members, " ".join(self.text[first.start : last.end].split()))
        chain = Chain(actor, [mention], named=True)
        chain.salience[mention.sentence] = pronouns.weight(first.head)
        return chain


def _pair_id(members: Iterable[Actor]) -> str:
    return PAIR + "+".join(sorted(a.entity_id for a in members))


def _pair(members: Sequence[Actor], name: str) -> Actor:
    """Several named together; the country and sector that all have."""
    countries, sectors = {a.country for a in members}, {a.sector for a in members}
    return Actor(
        name=name, kind="group", entity_id=_pair_id(members), plural=True,
        country=countries.pop() if len(countries) == 1 else "", sector=sectors.pop() if len(sectors) == 1 else "",
        confidence=0.5, rule="names side by side",
    )  # fmt: skip


def _is_one_of(chain: Chain, mention: Mention, words: CoreferenceWords) -> bool:
    """Whether an entity is one of those that a noun in the plural counts."""
    if chain.plural or not chain.named:
        return False
    if mention.noun in words.both.get(chain.kind, ()):
        return True
    if chain.kind != "person":
        return False
    return mention.noun in chain.nouns or mention.noun in chain.bears
