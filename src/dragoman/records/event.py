"""An event: actors did something to recipients."""

from __future__ import annotations

from .base import Record, Span
from .party import Party
from .place import Place
from .time import Time


class Event(Record, frozen=True, kw_only=True):
    """An event in PLOVER's terms.

    category, mode, contexts: PLOVER's; mode "" and contexts () where none fits.
    status: "reported", "historical", "future", "hypothetical" or "negated".
    quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    score: PLOVER's conflict-cooperation score, -10 to +10.
    cameo: the CAMEO code nearest to category and mode; "" where there is none.
    actors, recipients: PLOVER's names; those who act alike (a meeting) are all actors.
    trigger: the word or words that tell of the event; sentence: the sentence around it.
    time, place: when and where it happened, None where the report does not say.
    said_by: who told of it, where the report puts it into somebody's mouth.
    """

    category: str
    mode: str = ""
    contexts: tuple[str, ...] = ()
    status: str = "reported"
    quad: int
    score: float
    cameo: str = ""
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    trigger: Span
    sentence: Span
    time: Time | None = None
    place: Place | None = None
    said_by: Party | None = None

    def key(self) -> tuple[object, ...]:
        return (
            self.category, self.mode, self.trigger.start, self.trigger.end,
            tuple(p.start for p in self.actors), tuple(p.start for p in self.recipients),
        )  # fmt: skip

    @property
    def position(self) -> int:
        return self.trigger.start
