"""The frame of a trigger: who and what stands in which slot around a verb or a noun."""

from __future__ import annotations

from ..tree import VERBAL, Tree
from .nounframes import NounFrames
from .verbframes import VerbFrames
from .words import Words

# The slots a frame may have beside the prepositions, which stand under their own names.
SLOTS = ("subj", "obj", "iobj", "poss", "mod", "xcomp", "ccomp", "part", "attr", "above", "clause", "purpose")
_LOOSEST = 3

Slots = dict[str, list[int]]


class Frames:
    """Frames of one document's tokens, each made once."""

    def __init__(self, tree: Tree, words: Words) -> None:
        self.tree = tree
        self._verbs = VerbFrames(self, tree, words)
        self._nouns = NounFrames(self, tree, words)
        self._made: dict[int, Slots] = {}

    def of(self, i: int) -> Slots:
        """The slots of token `i`; each holds heads of phrases, the first of any that are coordinated."""
        found = self._made.get(i)
        if found is None:
            self._made[i] = found = {}
            verbal = self.tree.pos[i] in VERBAL or self.is_participle(i)
            (self._verbs if verbal else self._nouns).fill(i, found)
        return found

    def loose(self, i: int, slot: str) -> list[int]:
        """What stands in a slot under the objects of `i`: the parser hangs "to Norland" on the troops that were sent,
        or on whatever noun stands just before it."""
        tree, frame = self.tree, self.of(i)
        waiting = [
            (o, 0) for o in (*frame.get("obj", ())[:2], *frame.get("attr", ())[:1], *frame.get("for", ())[:1]) if o != i
        ]
        while waiting:
            at, depth = waiting.pop(0)
            if tree.pos[at] not in VERBAL and (found := self.of(at).get(slot)):
                return found
            for k in tree.kids[at] if depth < _LOOSEST else ():
                if k > at and tree.dep[k] == "prep" and tree.low[k] != slot:
                    waiting += [(o, depth + 1) for o in tree.objects(k) if tree.pos[o] not in VERBAL]
                elif k > at and tree.dep[k] in ("acl", "conj") and tree.tag[k] != "VB":
                    if found := self.of(k).get(slot):
                        return found
                    waiting.append((k, depth + 1))
        return []

    def is_participle(self, i: int) -> bool:
        return self.tree.tag[i] in ("VBN", "VBG", "VBD") and self.tree.dep[i] in (
            "acl",
            "advcl",
            "relcl",
            "ROOT",
            "conj",
        )

    def is_passive(self, i: int) -> bool:
        tree = self.tree
        if any(tree.dep[k] in ("nsubjpass", "auxpass", "csubjpass") for k in tree.kids[i]):
            return True
        if tree.tag[i] == "VBN" and any(tree.dep[k] == "aux" and tree.lemma[k] == "be" for k in tree.kids[i]):
            return True
        if tree.tag[i] not in ("VBN", "VBD") or any(tree.dep[k] == "aux" for k in tree.kids[i]):
            return False
        dep = tree.dep[i]
        if dep == "acl" or any(tree.dep[k] == "agent" for k in tree.kids[i]):
            return True
        if dep == "advcl" and tree.tag[i] == "VBN":
            return not any(tree.dep[k] in ("nsubj", "dobj") for k in tree.kids[i])
        if dep == "conj" and tree.tag[i] == "VBN":  # "four were killed and nine wounded"
            return tree.child(i, "dobj") is None and self.is_passive(tree.head[i])
        return False
