"""The frame of a verb: its own phrases, and those that it shares with the verbs around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..tree import NOMINAL, VERBAL, Tree
from .words import Words

if TYPE_CHECKING:
    from .frames import Frames, Slots

_SUBJECTS = ("nsubj", "csubj", "expl")
_RELATIVES = frozenset({"who", "whom", "which", "that"})
_DEEPEST = 8
# Words that open an aside with a preposition of its own ("according to the police").
_ASIDES = frozenset({"according", "due", "owing", "thanks", "prior", "contrary", "such", "because"})
_SHARED = frozenset({"in", "by", "during", "after", "at", "when", "clause"})
_PARTICLES = frozenset({"down", "up", "off", "out"})
_MISTAKEN = frozenset({"advmod", "npadvmod", "dep", "compound", "nmod", "amod"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


class VerbFrames:
    """Fills the frames of verbs and participles."""

    def __init__(self, frames: Frames, tree: Tree, words: Words) -> None:
        self._frames = frames
        self._tree = tree
        self._words = words
        self._depth = 0

    def fill(self, i: int, slots: Slots) -> None:
        """Puts what stands around the verb `i` into its slots."""
        tree, passive = self._tree, self._frames.is_passive(i)
        put = slots.setdefault
        for k in tree.kids[i]:
            dep = tree.dep[k]
            if dep in _SUBJECTS and not passive:
                put("subj", []).append(self._antecedent(k, i))
            elif dep in ("nsubjpass", "csubjpass", "dobj") or dep in _SUBJECTS:
                put("obj", []).append(self._antecedent(k, i))
            elif dep in ("dative", "prep", "agent"):
                self._preposition(k, slots, passive)
            elif dep in ("prt", "advmod"):
                if dep == "advmod" and k == i + 1 and tree.pos[k] == "NOUN":  # a headline's object: "slams rival"
                    put("obj", []).append(k)
                    continue
                put("part", []).append(k)
                put(tree.low[k], [])
                if dep == "prt" and (governed := tree.children(k, "pobj")):
                    put("obj", []).extend(governed)  # "burned down the house" with the parser's preposition
            elif dep in ("xcomp", "ccomp"):
                put(dep, []).append(k)
            elif dep in ("attr", "acomp", "oprd"):
                put("attr", []).append(k)
                if dep == "oprd" and tree.pos[k] in VERBAL:
                    put("xcomp", []).append(k)
        if "ccomp" in slots and "obj" not in slots:
            self._small_clause(slots)
        if passive and "obj" in slots and len(slots["obj"]) > 1:
            slots.setdefault("attr", []).extend(slots["obj"][1:])
        self._fill(i, slots, passive)

    def _preposition(self, k: int, slots: Slots, passive: bool) -> None:
        tree = self._tree
        if tree.pos[k] in NOMINAL:
            slots.setdefault("iobj", []).append(k)
            return
        objects = tree.objects(k)
        if tree.dep[k] == "agent" or (passive and tree.low[k] == "by" and objects):
            slots.setdefault("subj", []).extend(o for o in objects if tree.dep[o] == "pobj")
            slots.setdefault("by", []).extend(o for o in objects if tree.dep[o] == "pobj")
            return
        slots.setdefault(tree.low[k], []).extend(objects)
        if tree.low[k] in _PARTICLES and not passive and tree.child(tree.head[k], "dobj") is None:
            slots.setdefault("obj", []).extend(objects)  # "voted down the plan" with the parser's preposition
        for inner in tree.kids[k]:
            if tree.dep[inner] == "prep" and tree.low[k] not in _ASIDES:
                slots.setdefault(tree.low[inner], []).extend(tree.objects(inner))

    def _small_clause(self, slots: Slots) -> None:
        """In "urged the army to leave" the parser makes the army the subject of leaving; it is the object as well."""
        tree = self._tree
        clause = slots["ccomp"][0]
        to = any(tree.tag[k] == "TO" for k in tree.kids[clause])
        subject = tree.child(clause, "nsubj", "nsubjpass")
        if to and subject is not None:
            slots["obj"] = [subject]
            slots.setdefault("xcomp", []).append(clause)
        elif subject is not None and tree.pos[clause] in ("ADJ", "NOUN"):
            slots["obj"] = [subject]
            slots.setdefault("attr", []).append(clause)

    def _fill(self, i: int, slots: Slots, passive: bool) -> None:
        """Puts what the verb shares with the words above it where its own slots are empty."""
        dep, head = self._tree.dep[i], self._tree.head[i]
        if dep == "relcl" and head != i:
            self._relative(i, head, slots)
        missing = "obj" if passive else "subj"
        if (
            missing not in slots
            and self._tree.tag[i] in ("VBD", "VBZ", "VBP")
            and (name := self._name_before(i)) is not None
        ):
            slots[missing] = [name]
        if missing not in slots and head != i:
            self._depth += 1
            if self._depth < _DEEPEST:
                shared = self._shared(i, dep, head, passive)
                if shared:
                    slots[missing] = shared
            self._depth -= 1
        if "obj" not in slots and not passive:
            self._shared_object(i, slots)
        if passive:
            self._shared_setting(i, slots)
        if dep == "advcl" and head != i:
            slots["above"] = [head]
        if clauses := self._tree.children(i, "advcl"):
            slots["clause"] = clauses
            slots["purpose"] = [k for k in clauses if self._tree.tag[k] == "VB"]

    def _name_before(self, i: int) -> int | None:
        """A name just before a finite verb, which the parser took for an adverb: "Acme bought"."""
        tree = self._tree
        for k in reversed(tree.kids[i]):
            beside = i - 3 <= k < i and tree.dep[k] in _MISTAKEN
            if beside and (tree.ent[k] in _NAMES or tree.pos[k] == "PROPN"):
                return k
        return None

    def _shared(self, i: int, dep: str, head: int, passive: bool) -> list[int]:
        tree = self._tree
        verbal = tree.pos[head] in VERBAL
        if dep == "acl":
            if (
                tree.tag[i] == "VBG" and i > head + 1 and tree.low[i - 1] == ","
            ):  # "rises, killing": the verb's, not the noun's
                clause = next((h for h in tree.up(i, 6) if tree.pos[h] in VERBAL), None)
                if clause is not None:
                    return self._frames.of(clause).get("subj", [])
            if tree.tag[i] in ("VBN", "VBD", "VBG") and not any(tree.tag[k] == "TO" for k in tree.kids[i]):
                return [head]
            above = self._frames.of(head)
            return above.get("poss") or above.get("subj") or above.get("mod") or []
        if dep == "pcomp":
            return self._of_preposition(head)
        if not verbal:
            if dep == "xcomp" and tree.pos[head] == "ADJ":  # "is willing to send"
                return self._frames.of(head).get("subj", [])
            if dep == "conj":
                above = self._frames.of(head)
                return above.get("subj", [])
            return []
        above = self._frames.of(head)
        if dep == "conj":
            return above.get("obj" if passive or self._frames.is_passive(head) else "subj", []) or above.get("subj", [])
        if dep in ("xcomp", "ccomp", "oprd"):
            controlled = tree.lemma[head] in self._words.object_control or self._frames.is_passive(head)
            return (above.get("obj") if controlled else None) or above.get("subj") or above.get("obj") or []
        if dep == "advcl":
            if not self._frames.is_passive(head):
                return above.get("subj", [])
            result = tree.tag[i] == "VBG" and i > head and tree.low[i - 1] == ","  # "was bombed, killing ten"
            return above.get("subj", []) if result else above.get("obj", [])
        if dep == "dep" or dep == "parataxis":
            return above.get("subj", [])
        return []

    def _of_preposition(self, prep: int) -> list[int]:
        """The subject of a clause after a preposition: of "accused him of shelling" he, of "left after it" who left."""
        tree, above = self._tree, self._tree.head[prep]
        slots = self._frames.of(above)
        if tree.pos[above] in VERBAL:
            if tree.low[prep] in ("of", "for", "from", "into") and slots.get("obj"):
                return slots["obj"]
            return slots.get("subj") or slots.get("obj") or []
        return slots.get("subj") or slots.get("poss") or slots.get("mod") or []

    def _relative(self, i: int, head: int, slots: Slots) -> None:
        """A clause without relative pronoun: "the town they shelled"."""
        if head in slots.get("subj", ()) or head in slots.get("obj", ()):
            return
        if "subj" not in slots and not self._frames.is_passive(i):
            slots["subj"] = [head]
        elif "obj" not in slots:
            dangling = next((s for s, found in slots.items() if not found and s not in ("by",) and len(s) > 1), None)
            slots[dangling or "obj"] = [head]

    def _shared_object(self, i: int, slots: Slots) -> None:
        """In "arrested and deported 30 men" the object stands with the last verb alone."""
        tree = self._tree
        for k in tree.kids[i]:
            if tree.dep[k] == "conj" and tree.pos[k] in VERBAL and k - i <= 4:
                objects = tree.children(k, "dobj")
                if objects and tree.child(k, "nsubj") is None:
                    slots["obj"] = objects[:1]
                return

    def _shared_setting(self, i: int, slots: Slots) -> None:
        """In "four were killed and nine injured in a crash" what stands with the last verb holds for the first."""
        tree = self._tree
        for k in tree.kids[i]:
            if tree.dep[k] == "conj" and tree.pos[k] in VERBAL and self._frames.is_passive(k):
                for name, found in self._frames.of(k).items():
                    if name in _SHARED and name not in slots:
                        slots[name] = found

    def _antecedent(self, k: int, verb: int) -> int:
        """What a relative pronoun stands for, else the word itself."""
        tree = self._tree
        if tree.low[k] in _RELATIVES and tree.dep[verb] == "relcl":
            return tree.head[verb]
        return k
