"""The frame of a noun: its own phrases, and what it has through the verb that lends it some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..tree import VERBAL, Tree
from .words import Words

if TYPE_CHECKING:
    from .frames import Frames, Slots

_LENDING = VERBAL | {"ADJ"}  # "carried out", "responsible for"
_PLACED = ("in", "at", "near", "between", "against", "outside", "through", "on", "over")


class NounFrames:
    """Fills the frames of nouns and adjectives."""

    def __init__(self, frames: Frames, tree: Tree, words: Words) -> None:
        self._frames = frames
        self._tree = tree
        self._words = words

    def fill(self, i: int, slots: Slots) -> None:
        """Puts what stands around the noun `i` into its slots."""
        tree = self._tree
        put = slots.setdefault
        for k in tree.kids[i]:
            dep = tree.dep[k]
            if dep == "poss":
                put("poss", []).append(k)
            elif dep in ("compound", "amod", "nmod", "npadvmod"):
                put("mod", []).append(k)
            elif dep in ("prep", "agent"):
                put(tree.low[k], []).extend(tree.objects(k))
            elif dep == "acl" and tree.tag[k] != "VBG":
                put("xcomp" if any(tree.tag[j] == "TO" for j in tree.kids[k]) else "acl", []).append(k)
                if tree.tag[k] == "VBN":
                    self._done(k, slots)
            elif dep in ("acl", "relcl", "ccomp"):
                put(dep, []).append(k)
        for k in slots.get("mod", ())[:]:
            put("mod", []).extend(j for j in tree.kids[k] if tree.dep[j] in ("compound", "amod", "conj", "nmod"))
        predicate = tree.pos[i] == "ADJ" and tree.dep[i] in ("acomp", "attr", "oprd")
        if predicate and "subj" not in slots and tree.pos[tree.head[i]] in VERBAL:
            subject = self._frames.of(tree.head[i]).get("subj" if tree.dep[i] != "oprd" else "obj", [])
            if others := [s for s in subject if s != i]:
                slots["subj"] = others
        if tree.pos[i] == "ADJ" and "xcomp" not in slots and (clauses := tree.children(i, "xcomp", "ccomp")):
            slots["xcomp"] = clauses
        self._support(i, slots)

    def _done(self, participle: int, slots: Slots) -> None:
        """An attack "carried out by", "launched against": what hangs on the participle belongs to the noun."""
        tree = self._tree
        if tree.lemma[participle] in self._words.lights:
            for k in tree.kids[participle]:
                if tree.dep[k] in ("agent", "prep"):
                    slots.setdefault(tree.low[k], []).extend(o for o in tree.objects(k) if tree.dep[o] == "pobj")

    def _support(self, i: int, slots: Slots) -> None:
        """What a noun has through the light verb that governs it: "launched an attack on", "attacks were launched"."""
        tree, at = self._tree, i
        for _ in range(4):
            if tree.dep[at] != "conj":
                break
            at = tree.head[at]
        for _ in range(2):  # "began a round of talks": the round's verb is that of the talks
            prep = tree.head[at]
            noun = tree.lemma[tree.head[prep]]
            stands = (tree.low[prep] == "of" and noun in self._words.phases) or noun == "responsibility"
            if tree.dep[at] != "pobj" or not stands:
                break
            at = tree.head[prep]
        head, slot = tree.head[at], tree.dep[at]
        if at != i and tree.dep[i] == "conj" and not slots.get("mod"):
            self._borrow(i, at, slots)
        if slot == "pobj":
            slot, head = tree.low[head], tree.head[head]
        elif slot in ("dobj", "nsubjpass"):
            slot = "obj"
        elif slot == "relcl":
            return
        if slot == "nsubj" and tree.lemma[head] in self._words.occurrences and tree.pos[head] in VERBAL:
            self._occurring(head, slots)
            return
        if slot == "obj" and tree.lemma[head] in self._words.sufferers and tree.pos[head] in VERBAL and head != i:
            self._suffered(head, i, slots)
            return
        governs = self._words.lights.get(tree.lemma[head])
        if not governs or slot not in governs or head == i or tree.pos[head] not in _LENDING:
            self._relative_support(i, slots)
            return
        self._from_verb(head, i, slots)

    def _relative_support(self, i: int, slots: Slots) -> None:
        """The attack "that the rebels carried out"."""
        tree = self._tree
        for k in slots.get("relcl", ()):
            if tree.lemma[k] in self._words.lights and i in self._frames.of(k).get("obj", ()):
                self._from_verb(k, i, slots)
                return

    def _from_verb(self, verb: int, i: int, slots: Slots) -> None:
        above = self._frames.of(verb)
        for name, found in above.items():
            if name in ("subj", "xcomp", "ccomp"):
                slots.setdefault(name, []).extend(f for f in found if f != i)
            elif name not in ("obj", "part", "attr", "of") and (others := [f for f in found if f != i]):
                slots[name] = slots.get(name) or others
        slots.setdefault("light", []).append(verb)

    def _occurring(self, verb: int, slots: Slots) -> None:
        """What a noun has through the verb that says that it took place: "clashes broke out between"."""
        for name in _PLACED:
            if name not in slots and (found := self._frames.of(verb).get(name)):
                slots[name] = found

    def _suffered(self, verb: int, i: int, slots: Slots) -> None:
        """What a noun has through a verb whose subject its event is done to: "received aid from"."""
        above = self._frames.of(verb)
        if i in above.get("obj", ()) and not self._frames.is_passive(verb) and "of" not in slots:
            slots["of"] = [s for s in above.get("subj", ()) if s != i]
        for name in ("from", "by", "in", "on", "at"):
            if name not in slots and above.get(name):
                slots[name] = above[name]

    def _borrow(self, i: int, first: int, slots: Slots) -> None:
        """The second of two coordinated nouns shares what stands before the first: "Israeli raids and strikes on"."""
        above = self._frames.of(first)
        for name in ("poss", "mod"):
            if above.get(name) and not slots.get(name):
                slots[name] = list(above[name])
