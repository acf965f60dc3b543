"""The way up the parse from an event word, as far as the words above bear on it."""

from __future__ import annotations

from ..tree import VERBAL, Tree
from .above import AboveReader
from .predicates import HAPPENED, Predicates
from .state import State
from .word import WordReader, finite, governor, infinitive

_NOMINAL_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative", "poss", "compound", "amod", "nmod"})
_HIGHEST = 14


class Climber:
    """Climbs from an event word to the top of what bears on it."""

    def __init__(self, words: Predicates, word: WordReader) -> None:
        self._words = words
        self._word = word
        self._above = AboveReader(words, word)

    def climb(self, tree: Tree, i: int, state: State) -> None:
        at = i
        for _ in range(_HIGHEST):
            head, dep = tree.head[at], tree.dep[at]
            if head == at:
                return
            noun = self._noun_of_purpose(tree, at, dep)
            if noun is not None:
                state.meet(self._words.clause[tree.lemma[noun]], tree.lemma[noun])
                at = noun
                continue
            if dep == "conj":
                if any(tree.low[k] in self._words.outranked for k in tree.kids[head] if k < at):
                    state.meet("negated", "than")
                self._coordinated(tree, at, head, state)
            elif dep == "advcl" and finite(tree, at):
                self._timed(tree, at, head, state)
                return
            elif (
                dep in ("appos", "parataxis", "dep")
                or (dep in ("relcl", "acl") and not self._complement(tree, at, dep))
                or (dep == "amod" and tree.tag[at] in ("VBN", "VBG"))
            ):
                return
            elif dep not in ("prep", "agent"):
                averted = self._above.step(tree, at, head, dep, state, itself=at == i)
                if averted is None:
                    return
                if dep in _NOMINAL_DEPS:
                    if not averted and not self._shares(tree, at, head, dep):
                        return
                    self._above.inherit(tree, head, state)
                    if dep == "pobj" and not averted and not self._definite(tree, at):
                        self._above.inherit(tree, governor(tree, head), state)
            at = head

    def _noun_of_purpose(self, tree: Tree, at: int, dep: str) -> int | None:
        """In "foiled a plot to bomb" the parser hangs the bombing on the foiling; it is the plot's."""
        if dep not in ("advcl", "xcomp") or not infinitive(tree, at):
            return None
        noun = min(k for k in tree.kids[at] if tree.tag[k] == "TO") - 1
        if noun < 0 or tree.dep[noun] != "dobj" or tree.head[noun] != tree.head[at]:
            return None
        return noun if self._words.clause.get(tree.lemma[noun], HAPPENED) != HAPPENED else None

    def _timed(self, tree: Tree, at: int, head: int, state: State) -> None:
        """ "Will stay until it ends": a present under a verb that is still to come is to come as well."""
        finite = next((k for k in tree.kids[at] if tree.dep[k] in ("aux", "auxpass")), at)
        if tree.tag[finite] in ("VBZ", "VBP"):
            above = State()
            self._word.auxiliaries(tree, head, above)
            if above.status in ("future", "hypothetical"):
                state.meet("hypothetical", above.rule)

    def _complement(self, tree: Tree, at: int, dep: str) -> bool:
        """Whether a clause under a noun is what the noun is about ("a plan to", "the claim that"), and no aside."""
        return infinitive(tree, at) or (dep == "acl" and tree.child(at, "mark") is not None)

    def _coordinated(self, tree: Tree, at: int, head: int, state: State) -> None:
        """A conjunct without modal of its own shares that of the first: "will meet and discuss"."""
        own = any(tree.dep[k] in ("aux", "nsubj", "nsubjpass") for k in tree.kids[at])
        joined = any(tree.low[k] in self._words.joining for k in tree.kids[head] if tree.dep[k] == "cc")
        if joined and not own and tree.pos[at] in VERBAL and self._word.is_denied(tree, head):
            state.meet("negated", "nor")  # "did not attack or threaten"
        if tree.tag[at] in ("VB", "VBN") and tree.tag[at] == tree.tag[head] and not own:
            self._word.auxiliaries(tree, head, state)
        elif tree.pos[at] not in VERBAL:
            self._own_modifiers(tree, head, state)

    def _own_modifiers(self, tree: Tree, i: int, state: State) -> None:
        for k in tree.kids[i]:
            if tree.dep[k] == "det" and tree.low[k] in self._words.negations:
                state.meet("negated", tree.low[k])

    def _shares(self, tree: Tree, at: int, head: int, dep: str) -> bool:
        """Whether a noun's event stands or falls with the verb it belongs to: not where it is taken for granted."""
        if tree.pos[head] not in VERBAL:
            return dep in ("pobj", "attr", "compound", "amod", "nmod")
        if dep in ("nsubj", "nsubjpass"):
            return tree.lemma[head] in self._words.occurrence or not self._definite(tree, at)
        return not self._definite(tree, at) or self._words.object.get(tree.lemma[head]) == HAPPENED

    def _definite(self, tree: Tree, i: int) -> bool:
        return any(
            tree.dep[k] == "poss" or (tree.dep[k] == "det" and tree.low[k] in ("the", "this", "that", "these", "those"))
            for k in tree.kids[i]
        )
