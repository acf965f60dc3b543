"""What the model is asked: a sentence with its parties and its event word marked, and the lexicon's word on them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

Characters = tuple[int, int]

# Around the actor, around the recipient, around the event word. Each is one token to the model's tokenizer.
SIGNS = ("@", "#", "^")
# Of a long sentence so many characters before the first mark and behind the last go to the model.
REACH = 80
# Marks further apart than this are not all shown: what stands nearest to the event word is.
WIDEST = 900
# From this confidence on the lexicon's word is given to the model as sure.
SURE = 0.6


class Asked(NamedTuple):
    """text: what the model reads; shifts: where each piece of the sentence begins in it, and where in the sentence."""

    text: str
    shifts: tuple[Characters, ...]

    def origin(self, start: int, end: int) -> Characters | None:
        """The characters of the sentence that those of the text are; None for those of a sign or the hint."""
        i = bisect_right(self.shifts, start, key=lambda s: s[0]) - 1
        if i < 0:
            return None
        here, there = self.shifts[i]
        limit = self.shifts[i + 1][1] if i + 1 < len(self.shifts) else there + len(self.text) - here
        found = (start - here + there, end - here + there)
        return found if found[1] <= limit else None


class Question(NamedTuple):
    """One event to judge. actor, recipient, trigger: characters of the text, None where there is none.

    hint: what the rules make of it, in the words that `hint` puts it in.
    """

    text: str
    actor: Characters | None = None
    recipient: Characters | None = None
    trigger: Characters | None = None
    hint: str = ""

    def asked(self) -> Asked:
        """What the model reads: hint, then the sentence with a sign before and behind each marked phrase."""
        marked = [(s, sign) for s, sign in zip((self.actor, self.recipient, self.trigger), SIGNS, strict=True) if s]
        start, end = self._window([s for s, _ in marked])
        marks = []
        for (left, right), sign in marked:
            if start <= left and right <= end:
                # At one place what ends goes before what begins, the inner end and the outer beginning first.
                marks += [(left, 1, -right, sign + " "), (right, 0, -left, " " + sign)]
        pieces, shifts, at, length = [self.hint], [], start, len(self.hint)
        for place, _, _, sign in [*sorted(marks), (end, 2, 0, "")]:
            shifts.append((length, at))
            pieces += [self.text[at:place], sign]
            length += place - at + len(sign)
            at = place
        return Asked("".join(pieces), tuple(shifts))

    def _window(self, spans: list[Characters]) -> Characters:
        """The characters that are shown: all that is marked where it lies near together, else what is around the
        event word."""
        left = min((s[0] for s in spans), default=0)
        right = max((s[1] for s in spans), default=0)
        if right - left > WIDEST and spans:
            centre = self.trigger or spans[0]
            left, right = centre[0] - WIDEST // 2, centre[1] + WIDEST // 2
        return max(0, left - REACH), min(len(self.text), right + REACH)


def hint(category: str = "", mode: str = "", confidence: float = 0.0, status: str = "") -> str:
    """What the rules make of an event, in words that go before the sentence; "" where they say nothing."""
    words = [category.lower(), mode] if category else []
    if category:
        words.insert(0, "surely" if confidence >= SURE else "perhaps")
    if status:
        words.append(status)
    return " ".join(w for w in words if w) + " : " if words else ""
