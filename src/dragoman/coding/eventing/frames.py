"""The frame of a trigger: who and what stands in which slot around a verb or a noun."""

from __future__ import annotations

from ..tree import NOMINAL, VERBAL, Tree
from .words import Words

# The slots a frame may have beside the prepositions, which stand under their own names.
SLOTS = ("subj", "obj", "iobj", "poss", "mod", "xcomp", "ccomp", "part", "attr", "above", "clause", "purpose")
_SUBJECTS = ("nsubj", "csubj", "expl")
_RELATIVES = frozenset({"who", "whom", "which", "that"})
_DEEPEST = 8
_LOOSEST = 3
# Words that open an aside with a preposition of its own ("according to the police").
_ASIDES = frozenset({"according", "due", "owing", "thanks", "prior", "contrary", "such", "because"})
_SHARED = frozenset({"in", "by", "during", "after", "at", "when", "clause"})
_LENDING = VERBAL | {"ADJ"}  # "carried out", "responsible for"
_PARTICLES = frozenset({"down", "up", "off", "out"})
_PLACED = ("in", "at", "near", "between", "against", "outside", "through", "on", "over")
_MISTAKEN = frozenset({"advmod", "npadvmod", "dep", "compound", "nmod", "amod"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})

Slots = dict[str, list[int]]


class Frames:
    """Frames of one document's tokens, each made once."""

    def __init__(self, tree: Tree, words: Words) -> None:
        self.tree = tree
        self._words = words
        self._made: dict[int, Slots] = {}
        self._depth = 0

    def of(self, i: int) -> Slots:
        """The slots of token `i`; each holds heads of phrases, the first of any that are coordinated."""
        found = self._made.get(i)
        if found is None:
            self._made[i] = found = {}
            verbal = self.tree.pos[i] in VERBAL or self.is_participle(i)
            (self._verb if verbal else self._noun)(i, found)
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

    # --- verbs ---

    def _verb(self, i: int, slots: Slots) -> None:
        tree, passive = self.tree, self.is_passive(i)
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
        tree = self.tree
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
        tree = self.tree
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
        dep, head = self.tree.dep[i], self.tree.head[i]
        if dep == "relcl" and head != i:
            self._relative(i, head, slots)
        missing = "obj" if passive else "subj"
        if (
            missing not in slots
            and self.tree.tag[i] in ("VBD", "VBZ", "VBP")
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
        if clauses := self.tree.children(i, "advcl"):
            slots["clause"] = clauses
            slots["purpose"] = [k for k in clauses if self.tree.tag[k] == "VB"]

    def _name_before(self, i: int) -> int | None:
        """A name just before a finite verb, which the parser took for an adverb: "Acme bought"."""
        tree = self.tree
        for k in reversed(tree.kids[i]):
            beside = i - 3 <= k < i and tree.dep[k] in _MISTAKEN
            if beside and (tree.ent[k] in _NAMES or tree.pos[k] == "PROPN"):
                return k
        return None

    def _shared(self, i: int, dep: str, head: int, passive: bool) -> list[int]:
        tree = self.tree
        verbal = tree.pos[head] in VERBAL
        if dep == "acl":
            if (
                tree.tag[i] == "VBG" and i > head + 1 and tree.low[i - 1] == ","
            ):  # "rises, killing": the verb's, not the noun's
                clause = next((h for h in tree.up(i, 6) if tree.pos[h] in VERBAL), None)
                if clause is not None:
                    return self.of(clause).get("subj", [])
            if tree.tag[i] in ("VBN", "VBD", "VBG") and not any(tree.tag[k] == "TO" for k in tree.kids[i]):
                return [head]
            above = self.of(head)
            return above.get("poss") or above.get("subj") or above.get("mod") or []
        if dep == "pcomp":
            return self._of_preposition(head)
        if not verbal:
            if dep == "xcomp" and tree.pos[head] == "ADJ":  # "is willing to send"
                return self.of(head).get("subj", [])
            if dep == "conj":
                above = self.of(head)
                return above.get("subj", [])
            return []
        above = self.of(head)
        if dep == "conj":
            return above.get("obj" if passive or self.is_passive(head) else "subj", []) or above.get("subj", [])
        if dep in ("xcomp", "ccomp", "oprd"):
            controlled = tree.lemma[head] in self._words.object_control or self.is_passive(head)
            return (above.get("obj") if controlled else None) or above.get("subj") or above.get("obj") or []
        if dep == "advcl":
            if not self.is_passive(head):
                return above.get("subj", [])
            result = tree.tag[i] == "VBG" and i > head and tree.low[i - 1] == ","  # "was bombed, killing ten"
            return above.get("subj", []) if result else above.get("obj", [])
        if dep == "dep" or dep == "parataxis":
            return above.get("subj", [])
        return []

    def _of_preposition(self, prep: int) -> list[int]:
        """The subject of a clause after a preposition: of "accused him of shelling" he, of "left after it" who left."""
        tree, above = self.tree, self.tree.head[prep]
        slots = self.of(above)
        if tree.pos[above] in VERBAL:
            if tree.low[prep] in ("of", "for", "from", "into") and slots.get("obj"):
                return slots["obj"]
            return slots.get("subj") or slots.get("obj") or []
        return slots.get("subj") or slots.get("poss") or slots.get("mod") or []

    def _relative(self, i: int, head: int, slots: Slots) -> None:
        """A clause without relative pronoun: "the town they shelled"."""
        if head in slots.get("subj", ()) or head in slots.get("obj", ()):
            return
        if "subj" not in slots and not self.is_passive(i):
            slots["subj"] = [head]
        elif "obj" not in slots:
            dangling = next((s for s, found in slots.items() if not found and s not in ("by",) and len(s) > 1), None)
            slots[dangling or "obj"] = [head]

    def _shared_object(self, i: int, slots: Slots) -> None:
        """In "arrested and deported 30 men" the object stands with the last verb alone."""
        tree = self.tree
        for k in tree.kids[i]:
            if tree.dep[k] == "conj" and tree.pos[k] in VERBAL and k - i <= 4:
                objects = tree.children(k, "dobj")
                if objects and tree.child(k, "nsubj") is None:
                    slots["obj"] = objects[:1]
                return

    def _shared_setting(self, i: int, slots: Slots) -> None:
        """In "four were killed and nine injured in a crash" what stands with the last verb holds for the first."""
        tree = self.tree
        for k in tree.kids[i]:
            if tree.dep[k] == "conj" and tree.pos[k] in VERBAL and self.is_passive(k):
                for name, found in self.of(k).items():
                    if name in _SHARED and name not in slots:
                        slots[name] = found

    def _antecedent(self, k: int, verb: int) -> int:
        """What a relative pronoun stands for, else the word itself."""
        tree = self.tree
        if tree.low[k] in _RELATIVES and tree.dep[verb] == "relcl":
            return tree.head[verb]
        return k

    # --- nouns ---

    def _noun(self, i: int, slots: Slots) -> None:
        tree = self.tree
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
            subject = self.of(tree.head[i]).get("subj" if tree.dep[i] != "oprd" else "obj", [])
            if others := [s for s in subject if s != i]:
                slots["subj"] = others
        if tree.pos[i] == "ADJ" and "xcomp" not in slots and (clauses := tree.children(i, "xcomp", "ccomp")):
            slots["xcomp"] = clauses
        self._support(i, slots)

    def _done(self, participle: int, slots: Slots) -> None:
        """An attack "carried out by", "launched against": what hangs on the participle belongs to the noun."""
        tree = self.tree
        if tree.lemma[participle] in self._words.lights:
            for k in tree.kids[participle]:
                if tree.dep[k] in ("agent", "prep"):
                    slots.setdefault(tree.low[k], []).extend(o for o in tree.objects(k) if tree.dep[o] == "pobj")

    def _support(self, i: int, slots: Slots) -> None:
        """What a noun has through the light verb that governs it: "launched an attack on", "attacks were launched"."""
        tree, at = self.tree, i
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
        tree = self.tree
        for k in slots.get("relcl", ()):
            if tree.lemma[k] in self._words.lights and i in self.of(k).get("obj", ()):
                self._from_verb(k, i, slots)
                return

    def _from_verb(self, verb: int, i: int, slots: Slots) -> None:
        above = self.of(verb)
        for name, found in above.items():
            if name in ("subj", "xcomp", "ccomp"):
                slots.setdefault(name, []).extend(f for f in found if f != i)
            elif name not in ("obj", "part", "attr", "of") and (others := [f for f in found if f != i]):
                slots[name] = slots.get(name) or others
        slots.setdefault("light", []).append(verb)

    def _occurring(self, verb: int, slots: Slots) -> None:
        """What a noun has through the verb that says that it took place: "clashes broke out between"."""
        for name in _PLACED:
            if name not in slots and (found := self.of(verb).get(name)):
                slots[name] = found

    def _suffered(self, verb: int, i: int, slots: Slots) -> None:
        """What a noun has through a verb whose subject its event is done to: "received aid from"."""
        above = self.of(verb)
        if i in above.get("obj", ()) and not self.is_passive(verb) and "of" not in slots:
            slots["of"] = [s for s in above.get("subj", ()) if s != i]
        for name in ("from", "by", "in", "on", "at"):
            if name not in slots and above.get(name):
                slots[name] = above[name]

    def _borrow(self, i: int, first: int, slots: Slots) -> None:
        """The second of two coordinated nouns shares what stands before the first: "Israeli raids and strikes on"."""
        above = self.of(first)
        for name in ("poss", "mod"):
            if above.get(name) and not slots.get(name):
                slots[name] = list(above[name])
