"""Parties: which words of a frame's slot name somebody, and the whole phrase around them."""

from __future__ import annotations

from ...records import Span
from ..tree import VERBAL, Tree
from .frames import Frames
from .kinds import PRONOUNS, Kinds

MOST = 60
_DEEPEST = 2
_WIDEST = 40
# Clauses and asides that tell about the phrase but do not belong to its name.
_OUTSIDE = frozenset(
    {"relcl", "acl", "appos", "conj", "cc", "punct", "ccomp", "advcl", "parataxis", "preconj", "dep", "case"}
)
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod"})
# Where somebody is looked for within what is nobody.
_ACTS_WITHIN = ("poss", "by", "subj", "mod", "of", "from", "between")
_SUFFERS_WITHIN = ("against", "on", "to", "with", "poss", "by", "from", "mod", "of", "for", "between", "in")
# Where the recipient of a clause stands about which the lexicon knows nothing.
_INNER = ("obj", "iobj", "with", "to", "against", "on", "from", "of", "for", "into", "in", "at")
_CLAUSES_UNDER = ("to", "on", "against", "from", "for", "of", "in")
_NEVER_LOOSE = frozenset({"subj", "obj", "poss", "mod", "iobj"})
_WHERE = frozenset({"in", "at", "near", "over", "outside", "inside", "around", "along", "off"})
_WITHIN = frozenset({"of", "for", "from", "in", "at", "to"})


class PartyFinder:
    """Finds parties in the frames of one document.

    inner: the recipient slots of events that stand within others, by trigger; filled in by who knows them.
    """

    def __init__(self, tree: Tree, frames: Frames, kinds: Kinds) -> None:
        self.tree = tree
        self.frames = frames
        self.kinds = kinds
        self.inner: dict[int, tuple[str, ...]] = {}

    def heads(self, i: int, slots: tuple[str, ...], acts: bool) -> list[int]:
        """Heads of the phrases in the first of the slots that names somebody; `acts`: they must be able to act.

        Of those acted on, whoever can act goes before what cannot, and that before where it was.
        """
        if not acts:
            for slot in slots:
                if slot not in _WHERE and (sure := [t for t in self.in_slot(i, slot, acts) if self._is_other(t)]):
                    return sure
        for slot in slots:
            if found := self.in_slot(i, slot, acts):
                return found
        return []

    def _is_other(self, t: int) -> bool:
        """Whether it can be acted on, and is not the actor's own ("withdrew its troops from the province")."""
        tree, kinds = self.tree, self.kinds
        owner = tree.child(t, "poss")
        own = owner is not None and tree.tag[owner] == "PRP$" and kinds.meant(owner) != owner
        return not own and kinds.can_suffer(t)

    def in_slot(self, i: int, slot: str, acts: bool) -> list[int]:
        """Heads of the phrases that name somebody in one slot of the frame of `i`; beside the frame's own slots
        "complement" (those on whom the complement's event is) and "inner" (the subject of its clause)."""
        if slot == "complement":
            return self._in_complement(i)
        if slot == "inner":
            clauses = self.frames.of(i).get("ccomp", ())
            return [f for c in clauses for f in self.in_slot(c, "subj", acts) or self.in_slot(c, "obj", acts)]
        tokens = self.frames.of(i).get(slot)
        if not tokens and slot not in _NEVER_LOOSE and not (acts and slot in ("of", "in")):
            tokens = self.frames.loose(i, slot)
        if slot == "mod":
            tokens = self._modifiers(tokens or [])
        found: list[int] = []
        for t in self._whole_names(tokens or []):
            for one in self.tree.conjuncts(t) if slot != "mod" else (t,):
                found += [f for f in self._named_by(one, slot, acts) if f not in found and f != i]
                if len(found) >= MOST:
                    return found
            if found and slot == "obj":
                break  # of a passive's two the first: "was denied access to Norland"
        return found

    def _modifiers(self, tokens: list[int]) -> list[int]:
        """Of what stands before a noun the heads of phrases: of "Italian police arrests" the police."""
        tree, can_act = self.tree, self.kinds.can_act
        return [t for t in tokens if tree.head[t] not in tokens and (t + 1 not in tokens or not can_act(t + 1))]

    def _whole_names(self, tokens: list[int]) -> list[int]:
        """Without the first parts of a name that the parser took for words of their own."""
        tree = self.tree
        return [t for t in tokens if not (tree.ent[t] and t + 1 in tokens and tree.ent[t + 1] == tree.ent[t])]

    def _in_complement(self, i: int) -> list[int]:
        """Those on whom the complement's event is: of "refused to meet the minister" the minister."""
        frame = self.frames.of(i)
        clauses = [c for slot in ("xcomp", "ccomp", "purpose") for c in frame.get(slot, ())]
        clauses += [c for a in frame.get("attr", ()) for c in self.frames.of(a).get("xcomp", ())]
        under = [c for slot in _CLAUSES_UNDER for c in frame.get(slot, ())]
        clauses += [c for c in under if self.tree.pos[c] in VERBAL or self.kinds.is_thing(c)]
        for clause in (*clauses, *frame.get("obj", ())):
            if clause != i and (found := self.heads(clause, self.inner.get(clause, _INNER), acts=False)):
                return [f for f in found if f != i]
        return []

    def _named_by(self, t: int, slot: str, acts: bool) -> list[int]:
        """The heads that name a party at `t`: itself, or who stands within it."""
        kinds = self.kinds
        if not kinds.may_be(t):
            return []
        if self.tree.tag[t] in PRONOUNS:
            return [kinds.meant(t)]
        if slot == "mod" and not kinds.can_modify(t):
            return []
        if slot == "in" and not kinds.can_suffer(t):
            return []
        if acts and kinds.is_mere_place(t):
            return []
        return self._within(t, acts) if kinds.is_thing(t, acts and slot == "subj") else [t]

    def _within(self, t: int, acts: bool, depth: int = 0) -> list[int]:
        """Who stands within what is nobody: "the decision of the council", "restrictions on trade with Norland"."""
        kinds, frame = self.kinds, self.frames.of(t)
        for slot in _ACTS_WITHIN if acts else _SUFFERS_WITHIN:
            for inner in frame.get(slot, ()):
                if inner == t or not kinds.may_be(inner) or (slot == "mod" and not kinds.can_modify(inner)):
                    continue
                if self.tree.tag[inner] in PRONOUNS:
                    return [kinds.meant(inner)]
                fits = kinds.can_act(inner) if acts else kinds.can_suffer(inner)
                if fits and not kinds.is_thing(inner):
                    return self.tree.conjuncts(inner) if slot != "mod" else [inner]
                if slot != "mod" and depth < _DEEPEST and (found := self._within(inner, acts, depth + 1)):
                    return found
        return []

    def span(self, t: int) -> Span:
        """The whole phrase that names a party: without relative clauses, other conjuncts and times."""
        tree = self.tree
        left = right = t
        waiting = [t]
        while waiting:
            at = waiting.pop()
            for k in tree.kids[at]:
                if not self._is_part(k, at, t):
                    continue
                if k < at and (tree.dep[k] == "poss" or tree.dep[k] in _BEFORE_NOUN):
                    left = min(left, self._leftmost(k))
                elif abs(k - at) <= _WIDEST:
                    waiting.append(k)
                left, right = min(left, k), max(right, k)
        if left == t:
            left = self._first_of_name(t)
        return Span(tree.start[left], tree.end[right])

    def _is_part(self, k: int, at: int, head: int) -> bool:
        """Whether the dependent `k` of `at` belongs to the phrase that `head` heads."""
        tree, dep = self.tree, self.tree.dep[k]
        if dep == "appos" and at == head:  # "the president, Ann Marker": the name belongs to the phrase
            return tree.pos[k] == "PROPN" and tree.pos[head] == "NOUN" and tree.ent[k] == "PERSON"
        if dep in _OUTSIDE and not (dep in ("conj", "cc") and at != head):  # "the armies of Norland and Lowland"
            return False
        if tree.ent[k] in ("DATE", "TIME") and dep != "compound":
            return False
        return dep != "prep" or self._belongs(k, at)

    def _first_of_name(self, t: int) -> int:
        """The first token of a name, or of modifiers that stand before the same noun, of which `t` is the last."""
        tree, left = self.tree, t
        while left and tree.head[left - 1] == tree.head[t] and tree.ent[left - 1]:
            same = tree.dep[left - 1] == tree.dep[t] and tree.ent[left - 1] == tree.ent[t]
            if not same and not (tree.dep[t] in _BEFORE_NOUN and tree.ent[left - 1] in ("NORP", "GPE")):
                break
            left -= 1
        return left

    def _leftmost(self, t: int) -> int:
        """The first token of what stands under `t`, on its left."""
        tree, at = self.tree, t
        for _ in range(20):
            left = min((k for k in tree.kids[at] if tree.dep[k] not in ("punct", "cc")), default=at)
            if left >= at:
                return at
            at = left
        return at

    def _belongs(self, prep: int, noun: int) -> bool:
        tree = self.tree
        if tree.low[prep] not in _WITHIN or prep < noun:
            return False
        objects = tree.objects(prep)
        if not objects or any(tree.ent[o] in ("DATE", "TIME") or tree.pos[o] in VERBAL for o in objects):
            return False
        return tree.low[prep] == "of" or prep - noun <= 3
