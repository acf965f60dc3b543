"""What is known of a status on the way up the parse."""

from __future__ import annotations

from .predicates import HAPPENED


class State:
    """What is known so far on the way up: a status and what gave it."""

    __slots__ = ("averted", "denial_read", "rule", "status")

    def __init__(self) -> None:
        self.status = HAPPENED
        self.rule = ""
        self.averted = False
        self.denial_read = False

    def meet(self, effect: str, rule: str, averts: bool = False) -> None:
        """A denial stays; what is open stays open unless it is denied.

        averts: the word above keeps the event from happening; whether it does so may be open in its turn.
        """
        if effect == HAPPENED or (self.status == "negated" and not self.averted):
            return
        if self.averted and effect != "negated":
            self.status, self.rule, self.averted = "hypothetical", rule, False
        elif self.status == HAPPENED or effect == "negated" or (self.status == "future" and effect == "hypothetical"):
            self.averted = averts and effect == "negated" and self.status == HAPPENED
            self.status, self.rule = effect, rule
