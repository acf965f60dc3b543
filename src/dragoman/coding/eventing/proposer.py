"""Proposals: words the lexicon knows no meaning for, between two who may act, for the model to judge."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Span
from ..status import StatusReader
from ..tree import Tree
from .frames import Frames
from .matcher import Match
from .parties import PartyFinder
from .told import Told

_ACTOR = ("subj", "by")
_RECIPIENT = ("obj", "iobj", "against", "to", "with", "on", "from", "for", "of", "in", "complement")
# The rule that a proposal bears.
RULE = "model"


class Proposer:
    """Finds verbs that link two named parties and that no entry of the lexicon met."""

    def __init__(self, tree: Tree, frames: Frames, finder: PartyFinder, status: StatusReader) -> None:
        self._tree = tree
        self._frames = frames
        self._finder = finder
        self._status = status

    def propose(self, matches: list[Match], blocked: frozenset[int]) -> Iterator[Told]:
        """What may be told by verbs outside of the matches: category and mode empty, the parties in their slots.

        blocked: tokens of idioms and names that tell of nothing.
        """
        tree, finder = self._tree, self._finder
        known = {m.trigger for m in matches} | {t for m in matches for t in m.objects}
        for i, pos in enumerate(tree.pos):
            if pos != "VERB" or i in known or i in blocked or tree.dep[i] in ("aux", "auxpass", "amod", "compound"):
                continue
            if any(h in known and tree.dep[i] in ("xcomp", "ccomp", "pcomp") for h in tree.up(i, 2)):
                continue  # part of what the verb above tells
            actors = [t for t in finder.heads(i, _ACTOR, acts=True) if finder.kinds.can_act(t)]
            if not actors:
                continue
            recipients = [t for t in finder.heads(i, _RECIPIENT, acts=False) if self._may_suffer(t, actors)]
            if recipients:
                spans: dict[int, Span] = {t: finder.span(t) for t in (*actors, *recipients)}
                yield Told(
                    i, i, i, "", "", (), tuple(actors), tuple(recipients), spans, self._status.at(tree, i), 0.0, RULE
                )

    def _may_suffer(self, t: int, actors: list[int]) -> bool:
        return t not in actors and self._finder.kinds.can_act(t)
