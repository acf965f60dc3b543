"""Status: whether what an event word tells of took place, by the words above it in the parse."""

from __future__ import annotations

import datetime

import msgspec

from ...knowledge import Knowledge
from ..document import Document
from ..tree import Tree, tree_of
from .climb import Climber
from .past import PastReader
from .predicates import HAPPENED, Predicates
from .state import State
from .word import WordReader


class Status(msgspec.Struct, frozen=True):
    """status: "reported", "historical", "future", "hypothetical" or "negated"; rule: what decided it."""

    status: str
    confidence: float
    rule: str = ""

    @property
    def purpose(self) -> bool:
        """Whether it is open only as what something else was done for: "to help"."""
        return self.status == "hypothetical" and self.rule.endswith(":to")


class StatusReader:
    """Reads the status of any event word by `data/status/predicates.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = Predicates(knowledge)
        self._word = WordReader(self._words)
        self._climber = Climber(self._words, self._word)
        self._past = PastReader(self._words)

    def read(self, document: Document, trigger: tuple[int, int]) -> Status:
        """Whether what the word at `trigger` tells of took place.

        Args: trigger: characters of any verb or noun that tells of an event.
        """
        return self.at(tree_of(document), document.tokens(trigger).root.i, document.date)

    def at(self, tree: Tree, i: int, date: datetime.date | None = None) -> Status:
        """The same for a token. date: the report's, against which years are judged historical."""
        state = State()
        self._word.own(tree, i, state)
        self._climber.climb(tree, i, state)
        if state.status == HAPPENED:
            if rule := self._past.past(tree, i, date):
                return Status("historical", 0.7, rule)
            return Status("reported", 0.8, "default")
        return Status(state.status, 0.75, f"predicates.yaml:{state.rule}")

    def foresees(self, status: Status, harm: bool) -> bool:
        """Whether it is only somebody's expectation that makes it a thing to come, and nobody's promise or threat.

        Args: harm: the deed is a hostile one, which whoever is "expected to" do it need not have announced.
        """
        word = status.rule.rpartition(":")[2]
        return word in self._words.expectations or (harm and word in self._words.expected_harm)

    def refuses(self, tree: Tree, i: int) -> bool:
        """Whether somebody will not or would not do what the verb `i` tells of, rather than did not do it."""
        at = i
        for _ in range(3):
            if any(tree.dep[k] == "aux" and tree.low[k] in self._words.refusals for k in tree.kids[at]):
                return True
            if tree.dep[at] not in ("conj", "xcomp", "dobj") or tree.head[at] == at:
                return False
            at = tree.head[at]
        return False
