"""What the model answers."""

from __future__ import annotations

from typing import NamedTuple

# The name of no event among the categories.
NONE = "NONE"

Shares = dict[str, float]
# Characters of a piece of a word in the sentence, and how likely it belongs to who acts and to who is acted on.
Role = tuple[tuple[int, int], tuple[float, float]]


class Verdict(NamedTuple):
    """What the model makes of one question: probability of each category ("NONE" for no event) and status, which sum
    to 1; of each mode ("COERCE arrest") and context, by themselves. roles: of each piece of a word."""

    categories: Shares
    modes: Shares
    statuses: Shares
    contexts: Shares
    roles: tuple[Role, ...] = ()

    def mode(self, category: str) -> str:
        """The likeliest mode of a category; "" where none is likelier than not."""
        own = [(share, name) for name, share in self.modes.items() if name.startswith(category + " ") and share > 0.5]
        return max(own)[1].partition(" ")[2] if own else ""
