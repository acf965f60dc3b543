"""What a word's own modifiers, auxiliaries and marks make of its event."""

from __future__ import annotations

from ..tree import VERBAL, Tree
from .predicates import HAPPENED, Predicates
from .state import State

_QUOTES = frozenset({'"', "“", "”", "``", "''", "‘", "'"})


class WordReader:
    """Reads what stands with a word."""

    def __init__(self, words: Predicates) -> None:
        self._words = words

    def own(self, tree: Tree, i: int, state: State) -> None:
        verbal = tree.pos[i] in VERBAL
        for k in tree.kids[i]:
            dep, low = tree.dep[k], tree.low[k]
            if dep == "neg" or (dep in ("det", "advmod", "preconj") and self.denies(tree, k)):
                state.meet("hypothetical" if self.leaves_open(tree, i) else "negated", low)
            elif dep == "det" and low in self._words.open_determiners:
                state.meet("hypothetical", low)
            elif dep in ("amod", "compound", "advmod"):
                state.meet(self._words.modifiers.get(low) or self._words.modifiers.get(tree.lemma[k]) or HAPPENED, low)
        if verbal or tree.child(i, "nsubj", "cop", "aux") is not None:
            self.auxiliaries(tree, i, state)

    def denies(self, tree: Tree, k: int) -> bool:
        """Whether a word denies what it hangs on: "never", "no longer"."""
        return tree.low[k] in self._words.negations or (
            tree.low[k] in ("longer", "more") and k > 0 and tree.low[k - 1] in self._words.negations
        )

    def leaves_open(self, tree: Tree, i: int) -> bool:
        """Whether a denial is itself open: "may not come", "if he does not agree"."""
        return any(tree.low[k] in self._words.weak for k in tree.kids[i] if tree.dep[k] in ("aux", "mark"))

    def auxiliaries(self, tree: Tree, i: int, state: State) -> None:
        """Modals, marks, denied subjects, futures without modal, commands and questions."""
        aux = [k for k in tree.kids[i] if tree.dep[k] in ("aux", "auxpass")]
        for k in aux:
            if effect := self._words.modals.get(tree.low[k]):
                state.meet("future" if self._would_in_report(tree, i, k) else effect, tree.low[k])
        for k in tree.kids[i]:
            if tree.dep[k] == "mark" and (effect := self._words.marks.get(tree.low[k])):
                state.meet(effect, tree.low[k])
            if tree.dep[k] in ("nsubj", "nsubjpass") and self.has_denial(tree, k):
                state.meet("negated", tree.low[k])
        if tree.dep[i] == "ROOT":
            to = any(tree.tag[k] == "TO" for k in aux)
            subject = tree.child(i, "nsubj", "nsubjpass")
            if to and subject is not None:
                state.meet("future", "to")
            elif self._commands(tree, i, aux):
                state.meet("hypothetical", "command")
            elif any(tree.low[k] == "?" for k in tree.kids[i]) and not self._asks_how(tree, i):
                state.meet("hypothetical", "?")
        elif tree.dep[i] == "ccomp" and i and tree.low[i - 1] in _QUOTES and self._commands(tree, i, aux):
            state.meet("hypothetical", "command")
        self._by_time(tree, i, aux, state)

    def _commands(self, tree: Tree, i: int, aux: list[int]) -> bool:
        return tree.tag[i] == "VB" and not aux and tree.child(i, "nsubj", "nsubjpass") is None

    def _would_in_report(self, tree: Tree, i: int, aux: int) -> bool:
        """ "Said it would leave" reports "it will leave"."""
        head = tree.head[i]
        return (
            tree.low[aux] in self._words.reported_future
            and tree.dep[i] == "ccomp"
            and tree.tag[head] in ("VBD", "VBN")
            and self._words.clause.get(tree.lemma[head]) == HAPPENED
        )

    def has_denial(self, tree: Tree, k: int) -> bool:
        return tree.low[k] in self._words.negations or any(
            tree.dep[j] == "det" and tree.low[j] in self._words.negations for j in tree.kids[k]
        )

    def is_denied(self, tree: Tree, i: int) -> bool:
        """Whether a word, or the verb of which it is the predicate ("was not able"), is denied."""
        if tree.pos[i] == "ADJ" and tree.dep[i] in ("acomp", "attr") and self.is_denied(tree, tree.head[i]):
            return True
        return any(
            tree.dep[k] == "neg"
            or (
                tree.dep[k] in ("nsubj", "nsubjpass", "det")
                and (tree.low[k] in self._words.negations or self.has_denial(tree, k))
            )
            for k in tree.kids[i]
        )

    def _asks_how(self, tree: Tree, i: int) -> bool:
        return any(tree.tag[k] in ("WP", "WRB", "WDT") for k in tree.kids[i])

    def _by_time(self, tree: Tree, i: int, aux: list[int], state: State) -> None:
        """ "Is visiting next week": a present with a time to come."""
        if not any(tree.low[k] in ("is", "are", "am", "'s", "'re") for k in aux) and tree.tag[i] not in ("VBZ", "VBP"):
            return
        for k in tree.kids[i]:
            if tree.dep[k] in ("npadvmod", "advmod") and self._to_come(tree, k):
                state.meet("future", tree.low[k])

    def _to_come(self, tree: Tree, k: int) -> bool:
        """ "Tomorrow", "next week"."""
        return tree.low[k] == "tomorrow" or any(
            self._words.modifiers.get(tree.low[j]) == "future" for j in tree.kids[k]
        )


def infinitive(tree: Tree, i: int) -> bool:
    """Whether a verb stands with "to"."""
    return any(tree.tag[k] == "TO" and tree.dep[k] == "aux" for k in tree.kids[i])


def finite(tree: Tree, i: int) -> bool:
    """Whether a verb has a subject of its own."""
    return tree.child(i, "nsubj", "nsubjpass", "expl") is not None and not infinitive(tree, i)


def governor(tree: Tree, prep: int) -> int:
    """The word above a preposition, or above some that follow each other."""
    at = tree.head[prep]
    while tree.dep[at] == "prep" and tree.head[at] != at:
        at = tree.head[at]
    return at
