"""Every place that Dragoman knows, by name: states, the project's own table, and GeoNames' towns and provinces."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

import msgspec

from ...knowledge import DATA, Knowledge
from ..actors.tables import State
from .compiled import Compiled, Entry, load
from .names import fold

CACHE = 20_000
# What a name means to a reader who knows nothing else: a power of ten, as a town's people are.
_STATE, _PLACE, _NATION = 8.4, 7.6, 7.8
_BY_KIND = {"city": 0.4, "capital": 1.6, "region": -0.3, "district": -1.2}
# GeoNames' other names are often spellings of other languages; less so where no place has the name as its first.
_OTHER_NAME, _ONLY_OTHER = -1.8, -1.2
# A town as well known as this goes before a state's by-name.
_WELL_KNOWN = 5.5
_KINDS = {"capital": "city", "district": "region"}


class Candidate(NamedTuple):
    """What a name may mean.

    prior: how likely, before the report is looked at, as a power of ten; form: "name", "adjective" or "abbreviation";
    region: folded name of the province around it; people: how many live there, 0 where that does not apply.
    """

    name: str
    kind: str
    country: str
    region: str
    latitude: float
    longitude: float
    geonameid: int | None
    people: int
    prior: float
    form: str = "name"


class CountryRow(msgspec.Struct, frozen=True):
    """A row of `places/countries.tsv`."""

    code: str
    latitude: float
    longitude: float
    geonameid: int | None = None


class PlaceRow(msgspec.Struct, frozen=True):
    """A row of `places/places.tsv`."""

    name: str
    kind: str
    latitude: float
    longitude: float
    country: str = ""
    geonameid: int | None = None
    others: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    prior: float = _PLACE


class ShortName(msgspec.Struct, frozen=True):
    """A row of `places/short_names.tsv`."""

    name: str
    country: str
    abbreviations: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class Gazetteer:
    """Finds what a name may mean.

    countries: rows by code; find: what a folded name may mean, the likeliest first.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.countries = {row.code: row for row in knowledge.rows("places/countries.tsv", CountryRow)}
        self._own: dict[str, list[Candidate]] = {}
        self._replaced: set[int] = set()
        self._shorts: list[ShortName] = []
        for row in knowledge.rows("places/places.tsv", PlaceRow):
            self._add_place(row)
        for short in knowledge.rows("places/short_names.tsv", ShortName):
            self._shorts.append(short)
        for state in knowledge.rows("actors/states.tsv", State):
            self._add_state(state)
        self.find = functools.lru_cache(CACHE)(self._find)

    @functools.cached_property
    def compiled(self) -> Compiled:
        """GeoNames' towns, read when the first name is looked up. Raises: KnowledgeError where the file is damaged."""
        return load(DATA / "places" / "geonames.bin")

    def own(self, name: str) -> list[Candidate]:
        """What a folded name means in the tables that people wrote, without GeoNames' towns."""
        return self._own.get(name) or self._short_names.get(name, [])

    @functools.cached_property
    def _short_names(self) -> dict[str, list[Candidate]]:
        """Provinces by their abbreviations, codes and adjectives."""
        names: dict[str, list[Candidate]] = {}
        for row in self._shorts:
            fitting = [
                _candidate(e)
                for e in self.compiled.find(fold(row.name))
                if e.kind == "region" and e.country == row.country
            ]
            for place in fitting[:1]:
                for form, shorts in (
                    ("abbreviation", row.abbreviations),
                    ("code", row.codes),
                    ("adjective", row.adjectives),
                ):
                    for short in shorts:
                        names.setdefault(fold(short), []).append(place._replace(form=form, prior=max(place.prior, 6.0)))
        return names

    def _find(self, name: str) -> tuple[Candidate, ...]:
        own = self._own.get(name, []) + self._short_names.get(name, [])
        entries = [] if own and own[0].form == "adjective" else self.compiled.find(name)
        cost = _ONLY_OTHER if all(e.other_name for e in entries) and not own else _OTHER_NAME
        towns = [_candidate(e, cost) for e in entries]
        if any(t.prior >= _WELL_KNOWN and t.people for t in towns):
            own = [c._replace(prior=c.prior - 2) if c.kind == "country" and name != fold(c.name) else c for c in own]
        found = [*own, *(t for t in towns if t.geonameid not in self._replaced)]
        return tuple(sorted(found, key=lambda c: (-c.prior, c.country, c.geonameid or 0)))

    def _add_state(self, state: State) -> None:
        row = self.countries.get(state.code)
        if row is None or state.kind == "nation" or fold(state.name) in self._own:
            place = next((c for c in self._own.get(fold(state.name), ()) if c.form == "name"), None)
        else:
            place = Candidate(
                state.name, "country", state.code, "", row.latitude, row.longitude, row.geonameid, 0,
                _STATE if state.kind in ("state", "territory", "partial") else _NATION,
            )  # fmt: skip
        if place is None:
            return
        for name in (state.name, *state.others):
            self._add(name, place)
        for adjective in state.adjectives:
            self._add(adjective, place._replace(form="adjective"))

    def _add_place(self, row: PlaceRow) -> None:
        place = Candidate(row.name, row.kind, row.country, "", row.latitude, row.longitude, row.geonameid, 0, row.prior)
        if row.geonameid:
            self._replaced.add(row.geonameid)
        for name in (row.name, *row.others):
            self._add(name, place)
        for name in row.adjectives:
            self._add(name, place._replace(form="adjective"))
        for name in row.abbreviations:
            self._add(name, place._replace(form="abbreviation"))

    def _add(self, name: str, place: Candidate) -> None:
        name = fold(name)
        known = self._own.setdefault(name.removeprefix("the "), [])
        if not any(k.name == place.name and k.country == place.country for k in known):
            known.append(place)


def _candidate(entry: Entry, other_name: float = _OTHER_NAME) -> Candidate:
    prior = _power(entry.population) + _BY_KIND.get(entry.kind, 0) + (other_name if entry.other_name else 0)
    return Candidate(
        entry.name, _KINDS.get(entry.kind, entry.kind), entry.country, entry.region, entry.latitude, entry.longitude,
        entry.geonameid, entry.population, round(prior, 3),
    )  # fmt: skip


def _power(people: int) -> float:
    return math.log10(people + 1)
