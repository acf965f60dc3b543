"""Several named side by side, "Quill and Torvik", whom "they" may mean together."""

from __future__ import annotations

from ..actors import Actor
from ..tree import Tree
from .chains import Chain, Chains
from .mention import Mention
from .pronouns import PronounLinker

MOST = 6  # names side by side; longer rows are lists, not groups
KEPT = 8


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

    def keep(self, chain: Chain) -> None:
        """Makes a row an entity of the report."""
        row = any(other is chain for _, other in self._rows)
        if row and self.chains.by_id.get(chain.actor.entity_id) is not chain:
            self.chains.by_id[chain.actor.entity_id] = chain
            self.chains.chains.append(chain)

    def _together(self, row: list[tuple[Mention, Chain]], pronouns: PronounLinker) -> Chain:
        members = [chain.actor for _, chain in row]
        entity_id = "pair:" + "+".join(a.entity_id for a in members)
        known = self.chains.by_id.get(entity_id)
        first, last = row[0][0], row[-1][0]
        mention = Mention(first.start, last.end, first.head, "name", "group", plural=True, sentence=first.sentence)
        if known is not None:
            known.mentions.append(mention)
            return known
        countries, sectors = {a.country for a in members}, {a.sector for a in members}
        actor = Actor(
            name=" ".join(self.text[first.start : last.end].split()), kind="group", entity_id=entity_id, plural=True,
            country=countries.pop() if len(countries) == 1 else "", sector=sectors.pop() if len(sectors) == 1 else "",
            confidence=0.5, rule="names side by side",
        )  # fmt: skip
        chain = Chain(actor, [mention], named=True)
        chain.salience[mention.sentence] = pronouns.weight(first.head)
        return chain
