"""Who deals with whom: pairs of parties, how often and how kindly."""

from __future__ import annotations

import itertools

import msgspec

from ...records import Event, Party
from .countries import country_name
from .source import cut
from .words import words


class Dyad(msgspec.Struct, kw_only=True):
    """An ordered pair, and the events that took place between them. score: sum of PLOVER's scores, -10 to +10 each.

    Where both act alike (a meeting) the pair stands in the order of their names, and `mutual` counts it.
    """

    actor: str
    recipient: str
    count: int = 0
    score: float = 0.0
    mutual: int = 0

    @property
    def mean(self) -> float:
        """Mean score of the events."""
        return self.score / self.count if self.count else 0.0


class Dyads:
    """Counts dyads over any number of events."""

    def __init__(self) -> None:
        self._dyads: dict[tuple[str, str], Dyad] = {}

    def add(self, event: Event) -> None:
        """Takes in an event: every actor with every recipient, or the actors among themselves where none is given."""
        pairs = set()
        if event.recipients:
            for a, b in itertools.product(event.actors[:8], event.recipients[:8]):
                pairs.add(_ends(a, b))
        else:
            for a, b in itertools.combinations(event.actors[:8], 2):
                first, second = sorted(_ends(a, b))
                pairs.add((first, second))
        for actor, recipient in pairs:
            if not actor or not recipient or actor == recipient:
                continue
            dyad = self._dyads.setdefault((actor, recipient), Dyad(actor=actor, recipient=recipient))
            dyad.count += 1
            dyad.score += event.score
            dyad.mutual += not event.recipients

    def ranked(self) -> list[Dyad]:
        """All dyads, the commonest first."""
        return sorted(self._dyads.values(), key=lambda d: (-d.count, d.actor, d.recipient))


def _ends(a: Party, b: Party) -> tuple[str, str]:
    """How the two stand in the picture: as their states, where both speak for different ones, else by name."""
    x, y = _state(a), _state(b)
    if x and y and x != y:
        return x, y
    if x == y:
        return _name(a), _name(b)
    return x or _name(a), y or _name(b)


def _state(party: Party) -> str:
    w = words()
    if party.country and party.country not in w.bodies and party.sector in w.state_sectors:
        return country_name(party.country)
    return country_name(party.country) if party.country == "UNO" else ""


def _name(party: Party) -> str:
    """The party's name; "" for a phrase of which nothing is known ("the country", "those"), which names nobody."""
    if not (party.country or party.sector or _is_name(party.name)):
        return ""
    return cut(party.name or party.text, 40)


def _is_name(text: str) -> bool:
    """Whether any word but an opening article begins with a capital."""
    parts = text.split()
    return any(w[:1].isupper() for w in (parts[1:] if len(parts) > 1 else parts))
