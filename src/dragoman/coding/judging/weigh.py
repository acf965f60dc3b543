"""Lexicon and model weighed against each other: what an event is, whether it is one, and how sure that is."""

from __future__ import annotations

import math

import msgspec

from .verdict import NONE, Shares, Verdict

_LEAST = 1e-4
# How much likelier than the lexicon's mode another must be to the model.
MODE = 0.5


class Weights(msgspec.Struct, frozen=True):
    """How much the rules' word counts beside the model's, and from where on something counts as told.

    lexicon: added to the log probability of the lexicon's category, times its confidence, for events in a text; pair:
    the same where a pair is marked. status: added to that of the rules' status. none: share of "no event" from which
    on an event of the lexicon is dropped. proposal: share that a category must have where the lexicon had no word.
    context: shares from which on a context that the rules name counts, and another. actor, recipient: shares from which
    on a party that the frames gave is kept, one is added where they gave none, and one beside those that they gave.
    slope, offset: of the logistic curve from share to confidence.
    """

    lexicon: float = 1.0
    pair: float = 2.0
    status: float = 1.0
    none: float = 0.6
    proposal: float = 0.6
    context: tuple[float, float] = (0.2, 0.4)
    actor: tuple[float, float, float] = (0.1, 0.6, 0.6)
    recipient: tuple[float, float, float] = (0.1, 0.6, 0.6)
    slope: float = 1.0
    offset: float = 0.0


class Weighed(msgspec.Struct, frozen=True):
    """category: "" where nothing is told; share: of the category after weighing, 0 to 1."""

    category: str
    mode: str
    share: float


class Weigher:
    """Weighs by the weights that were fitted on sentences that trained nothing."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def event(self, verdict: Verdict, category: str, mode: str, confidence: float) -> Weighed:
        """What a word of a text tells of. category: the lexicon's, "" where it has no word for it."""
        weights = self.weights
        shares = _leaned(verdict.categories, category, weights.lexicon * confidence)
        best = max((c for c in shares if c != NONE), key=lambda c: shares[c])
        told = shares[NONE] < weights.none if category else shares[best] >= weights.proposal
        return Weighed(best if told else "", self._mode(verdict, best, category, mode), shares[best])

    def pair(self, verdict: Verdict, category: str, mode: str, confidence: float) -> Weighed:
        """What one marked party does to the other, where something is told for certain."""
        named = {c: share for c, share in verdict.categories.items() if c != NONE}
        shares = _leaned(named, category, self.weights.pair * (confidence + 0.2))
        best = max(shares, key=lambda c: shares[c])
        return Weighed(best, self._mode(verdict, best, category, mode), shares[best])

    def status(self, verdict: Verdict, status: str) -> tuple[str, float]:
        """The status and its share, given what the rules say."""
        shares = _leaned(verdict.statuses, status, self.weights.status)
        best = max(shares, key=lambda s: shares[s])
        return best, shares[best]

    def contexts(self, verdict: Verdict, named: tuple[str, ...]) -> tuple[str, ...]:
        """The contexts, given those that the rules name, of which the model may not know some."""
        kept, added = self.weights.context
        likely = [c for c, share in verdict.contexts.items() if share >= (kept if c in named else added)]
        return (*(c for c in named if c not in verdict.contexts), *likely)

    def confidence(self, share: float) -> float:
        """How often what has this share is right."""
        odds = math.log((share + _LEAST) / (1 - share + _LEAST))
        return 1 / (1 + math.exp(-(self.weights.slope * odds + self.weights.offset)))

    def _mode(self, verdict: Verdict, best: str, category: str, mode: str) -> str:
        """The mode: the model's, unless it thinks the lexicon's nearly as likely."""
        given = mode if best == category else ""
        judged = verdict.mode(best)
        share = verdict.modes.get(f"{best} {given}", 0.0)
        nearly = bool(given) and share + MODE >= verdict.modes.get(f"{best} {judged}", 0.0)
        return given if nearly else judged or given


def _leaned(shares: Shares, towards: str, weight: float) -> Shares:
    """The shares with one of them made larger by `weight` (in log probability), summing to 1 again."""
    logs = {name: math.log(share + _LEAST) + (weight if name == towards else 0.0) for name, share in shares.items()}
    highest = max(logs.values())
    powers = {name: math.exp(log - highest) for name, log in logs.items()}
    total = sum(powers.values())
    return {name: power / total for name, power in powers.items()}
