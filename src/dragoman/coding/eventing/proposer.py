"""Proposals: words for which no entry of the lexicon was met, beside somebody who may act, for the model to judge."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ...records import Span
from ..status import StatusReader
from ..tree import Tree
from .frames import Frames
from .lexicon import Lexicon
from .matcher import Match
from .parties import PartyFinder
from .told import Told

_ACTOR = ("subj", "by")
_OWNER = ("poss", "by", "mod", "of", "from", "subj")
_RECIPIENT = ("obj", "iobj", "against", "to", "with", "on", "from", "for", "of", "in", "complement")
_SUFFERER = ("of", "against", "on", "to", "with", "for")
_NOT = frozenset({"aux", "auxpass", "amod", "compound"})
# The rule that a proposal bears.
RULE = "model"


class Proposer:
    """Finds verbs and nouns that may tell of an event though the lexicon does not say so."""

    def __init__(
        self, lexicon: Lexicon, tree: Tree, frames: Frames, finder: PartyFinder, status: StatusReader
    ) -> None:  # fmt: skip
        self._lexicon = lexicon
        self._tree = tree
        self._frames = frames
        self._finder = finder
        self._status = status

    def propose(
        self, matches: list[Match], blocked: frozenset[int], asked: Set[tuple[str, str]] | None = None
    ) -> Iterator[Told]:
        """What may be told outside of the matches: category and mode empty, the parties in their slots.

        A word that the lexicon knows in other frames needs one party, a verb that it does not know two.
        blocked: tokens of idioms and names that tell of nothing.
        asked: parts of speech and lemmas to look at; all where None.
        """
        tree = self._tree
        known = {m.trigger for m in matches} | {t for m in matches for t in m.objects}
        for i, pos in enumerate(tree.pos):
            if pos not in ("VERB", "NOUN") or i in known or i in blocked or tree.dep[i] in _NOT:
                continue
            if asked is not None and (pos, tree.lemma[i]) not in asked:
                continue
            if pos == "VERB":
                if any(h in known and tree.dep[i] in ("xcomp", "ccomp", "pcomp") for h in tree.up(i, 2)):
                    continue  # part of what the verb above tells
                parties = self._parties(i, _ACTOR, _RECIPIENT)
                needed = 1 if tree.lemma[i] in self._lexicon.verbs else 2
            elif tree.lemma[i] in self._lexicon.nouns:
                parties, needed = self._parties(i, _OWNER, _SUFFERER), 1
            else:
                continue
            if sum(map(bool, parties)) >= needed:
                yield self._told(i, *parties)

    def _parties(self, i: int, acting: tuple[str, ...], suffering: tuple[str, ...]) -> tuple[list[int], list[int]]:
        can_act = self._finder.kinds.can_act
        actors = [t for t in self._finder.heads(i, acting, acts=True) if can_act(t)]
        recipients = [t for t in self._finder.heads(i, suffering, acts=False) if t not in actors and can_act(t)]
        return actors, recipients

    def _told(self, i: int, actors: list[int], recipients: list[int]) -> Told:
        spans: dict[int, Span] = {t: self._finder.span(t) for t in (*actors, *recipients)}
        status = self._status.at(self._tree, i)
        return Told(i, i, i, "", "", (), tuple(actors), tuple(recipients), spans, status, 0.0, RULE)
