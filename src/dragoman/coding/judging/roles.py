"""Who acts and who is acted on, as the model reads it at each word, beside those whom the frames gave."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from ..eventing.kinds import PRONOUNS
from ..eventing.parties import PartyFinder
from ..eventing.told import Told
from ..tree import NOMINAL, Tree
from .verdict import Verdict


class Limits(NamedTuple):
    """Shares from which on a word is a party. keep: one that the frames gave; add: one of the model's alone; more: one
    beside those that the frames gave."""

    keep: float
    add: float
    more: float


class Roles:
    """Reads the parties of the events of one document."""

    def __init__(self, tree: Tree, finder: PartyFinder, acting: Limits, suffering: Limits) -> None:
        self._tree = tree
        self._finder = finder
        self._limits = (acting, suffering)

    def given(self, told: Told, verdict: Verdict, start: int) -> Told:
        """What is told, with the parties that frames and model make out together.

        Args: start: character of the document at which the judged sentence starts.
        """
        actors, recipients = self.read(told, verdict, start)
        new = {t: self._finder.span(t) for t in (*actors, *recipients) if t not in told.spans}
        return told._replace(actors=actors, recipients=recipients, spans=told.spans | new)

    def read(self, told: Told, verdict: Verdict, start: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Heads of the actors and of the recipients."""
        shares = self._by_token(verdict, start)
        actors = self._heads(told, told.actors, {t: s[0] for t, s in shares.items()}, self._limits[0])
        recipients = self._heads(told, told.recipients, {t: s[1] for t, s in shares.items()}, self._limits[1])
        # Whoever is both is what the model holds more likely, unless the frames themselves gave both.
        both = [t for t in recipients if t in actors and not (t in told.actors and t in told.recipients)]
        less = {t for t in both if shares.get(t, (0, 0))[0] >= shares.get(t, (0, 0))[1]}
        return (
            tuple(t for t in actors if t not in both or t in less),
            tuple(t for t in recipients if t not in less),
        )

    def _by_token(self, verdict: Verdict, start: int) -> dict[int, tuple[float, float]]:
        """The shares of each of the document's tokens in the sentence: the mean of its pieces'."""
        tree, found = self._tree, {}
        pieces: dict[int, list[tuple[float, float]]] = {}
        for (left, _), share in verdict.roles:
            pieces.setdefault(bisect_right(tree.end, left + start), []).append(share)
        for t, shares in pieces.items():
            if t < len(tree.end) and tree.end[t] > tree.start[t]:
                found[t] = (sum(a for a, _ in shares) / len(shares), sum(r for _, r in shares) / len(shares))
        return found

    def _heads(self, told: Told, given: tuple[int, ...], shares: dict[int, float], limits: Limits) -> list[int]:
        shares = self._of_meant(shares)
        kept = [t for t in given if shares.get(t, 1.0) >= limits.keep]
        least = limits.more if kept else limits.add
        spans = [told.spans[t] if t in told.spans else self._finder.span(t) for t in kept]
        for t, share in shares.items():
            if share < least or t in kept or not self._may_head(t, shares, least):
                continue
            span = self._finder.span(t)
            if not any(span.start < s.end and s.start < span.end for s in spans):
                kept.append(t)
                spans.append(span)
        return kept

    def _of_meant(self, shares: dict[int, float]) -> dict[int, float]:
        """The shares with those of pronouns at the words that they stand for, as the frames have it."""
        found: dict[int, float] = {}
        for t, share in shares.items():
            meant = self._finder.kinds.meant(t) if self._tree.tag[t] in PRONOUNS else t
            found[meant] = max(share, found.get(meant, 0.0))
        return found

    def _may_head(self, t: int, shares: dict[int, float], limit: float) -> bool:
        """Whether a word heads the phrase of a party: what it hangs on is none, or is another beside it."""
        tree, head = self._tree, self._tree.head[t]
        if tree.pos[t] not in NOMINAL and not tree.ent[t]:
            return False
        if not self._finder.kinds.may_be(t):
            return False
        if head == t or shares.get(head, 0.0) < limit:
            return True
        return tree.dep[t] == "conj"
