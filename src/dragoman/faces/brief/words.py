"""Plain words for the codes of the records, read from `data/brief/words.yaml`."""

from __future__ import annotations

import functools

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
    """All plain words of the brief."""

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

    def category(self, event: Event) -> str:
        """What kind of event it is: "Attack", "Demonstration"."""
        verb = self._verb(event)
        return verb.noun if verb else event.category.capitalize()

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
            line = " → ".join(p for p in (actors, event.category.lower(), recipients) if p)
        elif not actors:
            line = f"{verb.noun} {verb.toward} {recipients}" if recipients else verb.noun
        else:
            line = f"{actors} {self._told(verb, event.status, recipients, len(event.actors) > 1)}"
        note = self.mode(event)
        return f"{line} ({note})" if note else line

    def _verb(self, event: Event) -> Verb | None:
        return self.modes.get(f"{event.category} {event.mode}") or self.categories.get(event.category)

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


@functools.cache
def words() -> Words:
    """The shipped words."""
    return Knowledge().table("brief/words.yaml", Words)
