"""Resolves a phrase to an actor: the names and nouns in it, which of them is the head, and who owns the head."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable

import msgspec

from ...knowledge import Knowledge
from .lexicon import HEAD, STATED, Lexicon, Sense, Term, slugged
from .phrase import Phrase, read
from .userlists import load_user_lists
from .words import split

MAX_WORDS = 64
# A named body lends its sector to those whose own trade says less than the body does.
_LENDING = frozenset({"", "GOV", "MIL", "COP", "UAF", "UNK", "REB", "SPY", "PTY", "LAB", "CVL", "SOC", "BUS"})


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """What a phrase resolves to; fields as in `records.Party`. kind as in `records.Entity`.

    second: PLOVER's second sector (OPP, PRE, ...), "" where there is none. gender: "m", "f" or "". plural: more
    than one is meant. rule: the table row that decided. known: the entity has a name of its own in a table.
    """

    name: str
    country: str = ""
    sector: str = ""
    role: str = ""
    entity_id: str = ""
    kind: str = ""
    confidence: float = 1.0
    rule: str = ""
    second: str = ""
    gender: str = ""
    plural: bool = False
    known: bool = False


class ActorResolver:
    """Reads phrases by the tables under `data/actors/` and a user's own lists."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        if knowledge.actors:  # a slip in a user's list is told of at once
            _ = self.lexicon

    @functools.cached_property
    def lexicon(self) -> Lexicon:
        lexicon = Lexicon(self.knowledge)
        load_user_lists(lexicon, self.knowledge)
        return lexicon

    def resolve(
        self, text: str, context: str | None = None, date: datetime.date | None = None, cased: bool = False,
        around: frozenset[str] | None = None,
    ) -> Actor | None:  # fmt: skip
        """Who a phrase means.

        Args: text: a noun phrase; of a long one only the first 64 words are read. context: text around it, whose
            states settle ambiguous names. date: the day as of which offices are read; None: the latest known.
            cased: the text is known to write names with capitals, so that a phrase without any names nobody; else
            that is so only where the context has capitals. around: codes of the states that the context names, where
            they are known already.
        Returns: the actor, or None where the phrase names nobody that can act.
        """
        words = split(text[: MAX_WORDS * 40], MAX_WORDS)
        if not words:
            return None
        day = date.toordinal() if date else None
        if around is None:
            around = self.countries(context[:4000]) if context else frozenset()
        cased = cased or bool(context and not context.islower()) or any(w.capital for w in words)
        phrase = read(words, self.lexicon, day, around, text, cased)
        return self._actor(phrase, day) if phrase else None

    def countries(self, text: str) -> frozenset[str]:
        """Codes of the states that a text names."""
        matches = self.lexicon.matches(split(text, 800))
        return frozenset(m.senses[0].country for m in matches if m.senses[0].sort in STATED)

    def _actor(self, phrase: Phrase, day: int | None) -> Actor | None:
        head = phrase.head
        if head is None:
            return self._unknown(phrase)
        if head.sort == "person":
            return self.person(head, day, phrase)
        if head.sort == "role":
            return self._role(phrase, day)
        return self._named(phrase, head)

    def _named(self, phrase: Phrase, head: Sense) -> Actor | None:
        """A state, people, seat, town or body."""
        if head.sort == "town":
            return Actor(
                name=head.name, country=head.country, kind="", confidence=0.4, rule=head.rule,
                entity_id="", known=False,
            )  # fmt: skip
        if head.kind == "people" and phrase.country and phrase.country != head.country:
            return Actor(  # "Bosnian Croats", "ethnic Albanians in Macedonia": of the state where they live
                name=phrase.text, country=phrase.country, kind="people", confidence=0.7, rule=head.rule,
                entity_id=f"np:{phrase.country}-people-{slugged(head.name)}", plural=head.plural,
            )  # fmt: skip
        confidence = 0.95 if len(phrase.rivals) == 0 else 0.6
        sector, second = head.sector, head.second
        if phrase.former and head.kind != "state":
            sector = "ELI" if head.kind == "person" else sector
        return Actor(
            name=head.name, country=head.country, sector=sector, entity_id=head.entity_id, kind=head.kind,
            confidence=confidence, rule=head.rule, second=second, known=True,
            plural=head.plural or (head.sort == "adjective" and head.kind == "people"),
        )  # fmt: skip

    def person(self, head: Sense, day: int | None, phrase: Phrase | None = None) -> Actor:
        """A holder of an office, as of a day (an ordinal; None: in the latest term that is known)."""
        term, state = current(self.lexicon.terms.get(head.entity_id, ()), day)
        country, sector, role = head.country, head.sector, head.role
        if term is not None:
            country = term.country or country
            sector, role = (
                ("ELI", "") if state == "after" else ("", "") if state == "before" else (term.sector, term.role)
            )
        if phrase is not None:
            if phrase.former:
                sector, role = "ELI", ""
            elif phrase.title is not None and (state != "in" or term is None):
                sector, role = phrase.title.sector or sector, phrase.title.role or phrase.title.name
        confidence = 0.95 if state == "in" else 0.8
        if phrase is not None and phrase.rivals:
            confidence = 0.5
        return Actor(
            name=head.name, country=country, sector=sector, role=role, entity_id=head.entity_id, kind="person",
            confidence=confidence, rule=head.rule, gender=head.gender, known=True,
        )  # fmt: skip

    def _role(self, phrase: Phrase, day: int | None) -> Actor | None:
        """A common noun, with the country and the sector of what owns it."""
        head = phrase.head
        assert head is not None
        if head.takes == "part" or phrase.inner is not None:
            return self._part(phrase, day)
        country, sector, second = phrase.country, head.sector, phrase.second
        owner = phrase.body
        if owner is not None:
            lends = head.takes == "body" or (owner.sort == "body" and sector in _LENDING)
            if lends and owner.sector:
                sector = owner.sector
            elif lends and owner.sort == "body" and owner.country in ("IGO", "UNO", "NGO", "MNC") and sector == "GOV":
                sector = ""
            country = owner.country or country
        if phrase.former and head.kind == "person" and sector in ("", "GOV", "LEG", "MIL", "JUD", "COP", "SPY", "PTY"):
            sector = "ELI"
        if phrase.name:
            return self._titled(phrase, country, sector)
        held = self._holder(phrase, country, day)
        if held is not None:
            return held
        return Actor(
            name=phrase.text, country=country, sector=sector, kind="group" if head.kind == "thing" else head.kind,
            role=(head.role if head.role != HEAD else "") or (head.name if head.kind == "person" else ""),
            entity_id=f"np:{country}-{sector}-{slugged(head.name)}",
            confidence=0.85 if country or sector else 0.5, rule=head.rule, second=second, gender=head.gender,
            plural=head.plural or phrase.counted,
        )  # fmt: skip

    def _part(self, phrase: Phrase, day: int | None) -> Actor | None:
        """ "Hundreds of students", "members of the army": what follows "of" decides."""
        inner = phrase.inner
        found = self._actor(inner, day) if inner is not None else None
        if found is None:
            if phrase.body is None and not phrase.country:
                return None
            sector = phrase.body.sector if phrase.body else ""
            country = phrase.country or (phrase.body.country if phrase.body else "")
            return Actor(
                name=phrase.text, country=country, sector=sector, kind="group", confidence=0.5,
                rule=phrase.head.rule if phrase.head else "", plural=True,
                entity_id=f"np:{country}-{sector}-{slugged(phrase.text)[:60]}",
            )  # fmt: skip
        country = found.country or phrase.country
        return msgspec.structs.replace(
            found, name=phrase.text, country=country, plural=True, known=False, role="",
            kind="group" if found.kind != "person" else found.kind, confidence=found.confidence * 0.95,
            entity_id=f"np:{country}-{found.sector}-{slugged(phrase.text)[:60]}",
        )  # fmt: skip

    def _titled(self, phrase: Phrase, country: str, sector: str) -> Actor:
        """A title with a name that no table has: "Minister Amina Diallo"."""
        head = phrase.head
        assert head is not None
        gender = head.gender or self.lexicon.given_names.gender(phrase.name)
        return Actor(
            name=phrase.name, country=country, sector=sector, role=head.name if head.role in ("", HEAD) else head.role,
            entity_id=f"name:{slugged(phrase.name)}", kind="person", confidence=0.8, rule=head.rule, gender=gender,
        )  # fmt: skip

    def _holder(self, phrase: Phrase, country: str, day: int | None) -> Actor | None:
        """Who held the office on the day, where the phrase is definite and the table knows."""
        head = phrase.head
        if head is None or not head.role or head.plural or phrase.former or phrase.opposing or day is None:
            return None
        if phrase.counted or phrase.indefinite or not phrase.whole_office:
            return None
        keys = [(phrase.body.name, head.role)] if phrase.body is not None and phrase.body.sort == "body" else []
        if head.role != HEAD or phrase.owner in self.lexicon.parts:
            keys.append((phrase.owner if phrase.owner in self.lexicon.parts else country, head.role))
        for place in keys:
            holding = {(n, p) for since, until, n, p in self.lexicon.holders.get(place, ()) if since <= day <= until}
            if len(holding) == 1:
                name, person = holding.pop()
                sense = next((s for s in self.lexicon.look_up(name) if s.entity_id == person), None)
                if sense is not None:
                    found = self.person(sense, day)
                    return msgspec.structs.replace(
                        found, role=found.role if head.role == HEAD else head.role, confidence=0.85
                    )
        return None

    def _unknown(self, phrase: Phrase) -> Actor | None:
        """No noun or name in head position is known: what owns the phrase still tells the country."""
        if phrase.country and phrase.named:
            return Actor(
                name=phrase.text, country=phrase.country, kind="", confidence=0.3, rule="unknown head",
                entity_id="",
            )  # fmt: skip
        return None


def current(terms: Iterable[Term], day: int | None) -> tuple[Term | None, str]:
    """The term that tells what somebody is on a day, and whether the day is "in", "after" or "before" it."""
    terms = list(terms)
    if not terms:
        return None, ""
    if day is None:
        return max(terms, key=lambda t: (t.until, t.since)), "in"
    holding = [t for t in terms if t.since <= day <= t.until]
    if holding:
        return holding[0], "in"
    past = [t for t in terms if t.until < day]
    if past:
        return max(past, key=lambda t: t.until), "after"
    return min(terms, key=lambda t: t.since), "before"
