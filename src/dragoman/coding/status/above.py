"""What the word above makes of an event: "failed to", "plans to", "denied that"."""

from __future__ import annotations

from ..tree import VERBAL, Tree
from .predicates import HAPPENED, PRESUPPOSED, Predicates
from .state import State
from .word import WordReader, finite, governor, infinitive

_CLAUSES = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "csubj", "csubjpass", "oprd", "relcl"})


class AboveReader:
    """Reads one step up the parse."""

    def __init__(self, words: Predicates, word: WordReader) -> None:
        self._words = words
        self._word = word

    def step(
        self, tree: Tree, at: int, head: int, dep: str, state: State, itself: bool
    ) -> bool | None:  # fmt: skip
        """What the word above makes of the event below it; returns whether it keeps it from happening, None where it
        takes it for granted.

        Args: itself: `at` is the event word, and no word above it.
        """
        prep, above = "", head
        if dep in ("pobj", "pcomp"):
            prep = tree.low[head]
            if head and tree.head[head - 1] == head:
                prep = f"{tree.low[head - 1]}_{prep}"  # "instead of"
            above = governor(tree, head)
        clause = dep in _CLAUSES
        lemma = tree.lemma[above]
        effect, rule = self._effect(self._words.clause if clause else self._words.object, lemma, prep, tree, above)
        if dep in ("advcl", "csubj", "csubjpass") and not prep:
            effect, rule = self._adverbial(tree, at)
            if (
                dep == "advcl"
                and tree.lemma[above] in self._words.reached
                and tree.tag[above] in ("VBD", "VBN", "VBZ", "VBP", "VBG")
            ):
                effect = HAPPENED  # "flew to Oslo to meet": who went there did
        elif effect is None and clause and infinitive(tree, at):
            ranked = any(tree.low[k] in self._words.ranked for k in tree.kids[above])  # "the first state to sign"
            effect, rule = (HAPPENED, "") if ranked else ("hypothetical", "to")
            if tree.pos[above] == "AUX":
                effect, rule = "future", "be to"
        if clause and infinitive(tree, at):
            effect, rule = self._periphrasis(tree, above) or (effect, rule)
        if (
            effect == "negated"
            and itself
            and not clause
            and tree.lemma[at] in self._words.spoken
            and lemma in self._words.rejecting
        ):
            return None  # what was rejected had been said
        if effect == PRESUPPOSED or (dep == "pobj" and prep in self._words.presupposing):
            return None
        if effect == HAPPENED and clause and tree.pos[above] in VERBAL and not finite(tree, at):
            self.inherit(tree, above, state)
            return False
        denied = effect is not None and self._word.is_denied(tree, above)
        state.denial_read = denied
        if denied and effect == "negated":
            effect = "hypothetical" if lemma in self._words.open_denials else HAPPENED
        elif denied and lemma in self._words.neg_raising and not self._asked(tree, at):
            effect = "negated"
        if effect is not None:
            state.meet(effect, rule, averts=effect == "negated" and not denied)
        if effect == "negated" and clause and not denied and tree.pos[above] in VERBAL:
            self._word.auxiliaries(tree, above, state)  # "if they fail to pay", "can act without asking"
        return effect == "negated"

    def _asked(self, tree: Tree, i: int) -> bool:
        """Whether a clause leaves itself open: "has not decided whether it will sue"."""
        return any(tree.dep[k] == "mark" and tree.low[k] in self._words.marks for k in tree.kids[i])

    def _periphrasis(self, tree: Tree, above: int) -> tuple[str, str] | None:
        """ "Is going to", "has yet to"."""
        if tree.tag[above] == "VBG" and tree.lemma[above] in self._words.going:
            return "future", tree.low[above]
        yet = next((k for k in tree.kids[above] if tree.dep[k] == "advmod" and tree.low[k] in self._words.unmet), None)
        return ("negated", tree.low[yet]) if yet is not None else None

    def _effect(self, table: dict[str, str], lemma: str, prep: str, tree: Tree, above: int) -> tuple[str | None, str]:
        particle = next((tree.low[k] for k in tree.kids[above] if tree.dep[k] == "prt"), "")
        for key in (f"{lemma}_{particle}_{prep}", f"{lemma}_{prep}", f"{lemma}_{particle}", prep, lemma):
            if key in table and key.strip("_") == key:
                return table[key], key
        return None, ""

    def _adverbial(self, tree: Tree, at: int) -> tuple[str | None, str]:
        """A purpose ("to help") is open; other clauses tell by their own mark, which `_own` has read."""
        if infinitive(tree, at):
            return "hypothetical", "to"
        mark = tree.child(at, "mark")
        if mark is not None and (effect := self._words.marks.get(tree.low[mark])):
            return effect, tree.low[mark]
        return None, ""

    def inherit(self, tree: Tree, head: int, state: State) -> None:
        """The verb's own modals and denials hold for the noun."""
        if tree.pos[head] in VERBAL:
            for k in tree.kids[head] if not state.denial_read else ():
                if tree.dep[k] == "neg" or (tree.dep[k] == "advmod" and self._word.denies(tree, k)):
                    state.meet("hypothetical" if self._word.leaves_open(tree, head) else "negated", tree.low[k])
            self._word.auxiliaries(tree, head, state)
