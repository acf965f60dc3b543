"""Plain words for the codes of the records, read from `data/brief/words.yaml`."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Mapping
from contextvars import ContextVar

import msgspec

from ...knowledge import Knowledge
from ...records import Event, Party


class Verb(msgspec.Struct, frozen=True):
    """How to tell of one category or mode; see the head of the table."""

    noun: str
    toward: str
    did: str
    do: str
    did_alone: str
    do_alone: str


class StatusWords(msgspec.Struct, frozen=True):
    """A status in plain words, with the auxiliaries that put a headline under its reserve."""

    label: str
    means: str
    auxiliary: str = ""
    plural: str = ""


class Noun(msgspec.Struct, frozen=True):
    """A word for one thing, and for many."""

    one: str
    many: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All plain words of the brief. labels: of categories of a user's own ontology, which have no words here."""

    categories: dict[str, Verb]
    modes: dict[str, Verb]
    mode_notes: dict[str, str]
    quads: dict[int, str]
    statuses: dict[str, StatusWords]
    sectors: dict[str, str]
    state_sectors: tuple[str, ...]
    articles: tuple[str, ...]
    bodies: dict[str, str]
    layers: dict[str, Noun]
    units: dict[str, str]
    per: dict[str, str]
    labels: dict[str, str] = {}

    def category(self, event: Event) -> str:
        """What kind of event it is: "Attack", "Demonstration"."""
        verb = self._verb(event)
        return verb.noun if verb else self._label(event)

    def mode(self, event: Event) -> str:
        """What the mode adds to the category's words, "" where nothing."""
        if not event.mode or f"{event.category} {event.mode}" in self.modes:
            return ""
        return self.mode_notes.get(event.mode, event.mode)

    def headline(self, event: Event) -> str:
        """The event as one line: "North Korea may attack South Korea (heavy weapons)"."""
        verb = self._verb(event)
        actors, recipients = naming(event.actors), naming(event.recipients)
        if verb is None:
            line = " → ".join(p for p in (actors, self._label(event).lower(), recipients) if p)
        elif not actors:
            line = f"{verb.noun} {verb.toward} {recipients}" if recipients else verb.noun
        else:
            line = f"{actors} {self._told(verb, event.status, recipients, len(event.actors) > 1)}"
        note = self.mode(event)
        return f"{line} ({note})" if note else line

    def _verb(self, event: Event) -> Verb | None:
        return self.modes.get(f"{event.category} {event.mode}") or self.categories.get(event.category)

    def _label(self, event: Event) -> str:
        return self.labels.get(event.category) or event.category.replace("_", " ").capitalize()

    def _told(self, verb: Verb, status: str, recipients: str, plural: bool) -> str:
        words = self.statuses.get(status)
        auxiliary = (words.plural if plural else words.auxiliary) if words else ""
        if recipients:
            told = (verb.do if auxiliary else verb.did).replace("{}", recipients)
        else:
            told = verb.do_alone if auxiliary else verb.did_alone
        return f"{auxiliary} {told}" if auxiliary else told

    def party(self, party: Party, country: str) -> str:
        """What is known of a party beside its name: "foreign minister, Iran, government"."""
        known = (party.role, country, self.sectors.get(party.sector, party.sector))
        return ", ".join(dict.fromkeys(k for k in known if k and k != party.name))


def naming(parties: tuple[Party, ...]) -> str:
    """The parties' names as one phrase: "A", "A and B", "A, B and 3 others"."""
    names = list(dict.fromkeys(p.name or p.text for p in parties))
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} others"]
    return " and ".join(([", ".join(names[:-1])] if names[:-1] else []) + names[-1:])


_spoken: ContextVar[Words | None] = ContextVar("words", default=None)


def words() -> Words:
    """The words in use: within `speaking` its own, else the shipped ones."""
    return _spoken.get() or _shipped()


@contextlib.contextmanager
def speaking(labels: Mapping[str, str]) -> Iterator[None]:
    """Within it, categories of `labels` (name to label) are called so, and not by the shipped words."""
    shipped = _shipped()
    others = {name: verb for name, verb in shipped.categories.items() if name not in labels}
    modes = {name: verb for name, verb in shipped.modes.items() if name.partition(" ")[0] not in labels}
    before = _spoken.set(msgspec.structs.replace(shipped, categories=others, modes=modes, labels=dict(labels)))
    try:
        yield
    finally:
        _spoken.reset(before)


@functools.cache
def _shipped() -> Words:
    return Knowledge().table("brief/words.yaml", Words)
