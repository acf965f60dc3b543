"""Deeds and their tolls: "killed six in an ambush", "the raid that wounded nine" tell of one event, not of two."""

from __future__ import annotations

from ..tree import Tree
from .frames import Frames
from .matcher import Match

# Where a deed stands in the frame of its toll.
_DEEDS = ("subj", "in", "during", "by", "when", "clause", "above")
_LONGEST = 4


class Tolls:
    """Leads each toll to its deed.

    of: trigger of a deed to those of its tolls; part: the tolls that have a deed.
    """

    def __init__(self, tree: Tree, frames: Frames, by_trigger: dict[int, Match]) -> None:
        self._tree = tree
        self._frames = frames
        self._by_trigger = by_trigger
        self.of: dict[int, list[int]] = {}
        for i, match in by_trigger.items():
            if match.entry.meaning.toll and (deed := self._deed(i)) is not None:
                self.of.setdefault(deed, []).append(i)
        self.part = frozenset(i for tolls in self.of.values() for i in tolls)

    def _deed(self, toll: int) -> int | None:
        """The deed behind a toll: the first above or beside it that is no toll itself, else the first toll of a row."""
        at, seen = toll, {toll}
        for _ in range(_LONGEST):
            beside = self._beside(at)
            if beside is None or beside in seen:
                break
            at = beside
            seen.add(at)
            if not self._by_trigger[at].entry.meaning.toll:
                break
        return at if at != toll else None

    def _beside(self, i: int) -> int | None:
        """The next event of the same category that `i` hangs on or has in its frame."""
        tree, frame = self._tree, self._frames.of(i)
        near = [t for slot in _DEEDS for t in frame.get(slot, ())]
        if tree.dep[i] in ("acl", "relcl"):
            near.append(tree.head[i])
        near += self._within(near)
        if tree.dep[i] == "conj" and tree.child(i, "nsubj") is None:
            near.insert(0, tree.head[i])
        category = self._by_trigger[i].entry.meaning.category
        for t in near:
            found = self._by_trigger.get(t)
            if found and t != i and found.entry.meaning.category == category:
                return t
        return None

    def _within(self, tokens: list[int]) -> list[int]:
        """What follows after "of" ("a wave of bombings"), and clauses that say by what ("in fighting between")."""
        tree = self._tree
        return [o for t in tokens for k in tree.kids[t] if tree.low[k] == "of" for o in tree.objects(k)]
