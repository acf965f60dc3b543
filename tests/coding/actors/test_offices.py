"""The table of offices: dates that can be, one holder at a time, and what a phrase about an office resolves to."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict

import pytest

import dragoman
from dragoman.coding.actors import ActorResolver, tables
from dragoman.knowledge import Knowledge

KNOWLEDGE = Knowledge()
ROWS = KNOWLEDGE.rows("actors/offices*.tsv", tables.Office)


def test_dates_are_possible() -> None:
    for row in ROWS:
        since, until = tables.first_day(row.since), tables.last_day(row.until)
        assert since <= until, row
        assert not row.since or datetime.date(1939, 1, 1).toordinal() < since < datetime.date.today().toordinal(), row
        assert not row.until or until - since < 71 * 366, row


def test_one_holder_at_a_time() -> None:
    terms = defaultdict(list)
    for row in ROWS:
        if not row.shared:
            terms[row.body or row.country, row.role].append(row)
    for office, rows in terms.items():
        rows.sort(key=lambda r: r.since)
        for one, other in itertools.pairwise(rows):
            assert one.until, (office, one.name, "has no end, but is followed by", other.name)
            places = min(len(one.until), len(other.since))
            assert one.until[:places] <= other.since[:places], (office, one.name, other.name)
            if len(one.until) == len(other.since) == 10:
                assert one.until < other.since, (office, one.name, other.name)


def test_words_are_known() -> None:
    states = KNOWLEDGE.rows("actors/states.tsv", tables.State)
    bodies = {b.name for b in KNOWLEDGE.rows("actors/bodies*.tsv", tables.Body)} | {s.name for s in states}
    countries = {s.code for s in states} | tables.IGO_CODES | {""}
    gender = defaultdict(set)
    for row in ROWS:
        assert row.country in countries, row
        assert not row.body or row.body in bodies, row
        assert row.gender in ("m", "f"), row
        gender[row.name].add(row.gender)
    assert all(len(found) == 1 for found in gender.values())


def test_enough_states_have_their_heads() -> None:
    heads = {r.country for r in ROWS if r.role in ("president", "prime minister", "monarch", "chancellor")}
    members = {s.code for s in KNOWLEDGE.rows("actors/states.tsv", tables.State) if s.kind == "state"}
    assert len(heads & members) > 185
    assert len(ROWS) > 3000


@pytest.mark.parametrize(
    ("phrase", "day", "name", "country", "sector"),
    [
        ("the Catalan president", "2017-05-01", "Carles Puigdemont", "ESP", "GOV"),
        ("Senator Barack Obama", "2006-05-01", "Barack Obama", "USA", "LEG"),
        ("Alexei Navalny", "2018-05-01", "Alexei Navalny", "RUS", "PTY"),
        ("the French president", "1999-05-01", "Jacques Chirac", "FRA", "GOV"),
        ("the French president", "2011-05-01", "Nicolas Sarkozy", "FRA", "GOV"),
        ("Boris Yeltsin", "2005-01-01", "Boris Yeltsin", "RUS", "ELI"),
        ("Yeltsin", "1995-01-01", "Boris Yeltsin", "RUS", "GOV"),
        ("former Prime Minister Tony Blair", "2015-01-01", "Tony Blair", "GBR", "ELI"),
        ("the prime minister of Nepal", "2012-01-01", "Baburam Bhattarai", "NPL", "GOV"),
        ("the president of Chechnya", "2010-01-01", "Ramzan Kadyrov", "RUS", "GOV"),
        ("the Russian president", "2010-01-01", "Dmitry Medvedev", "RUS", "GOV"),
        ("the NATO secretary general", "2005-01-01", "Jaap de Hoop Scheffer", "IGO", "MIL"),
        ("the leader of Hezbollah", "2010-01-01", "Hassan Nasrallah", "LBN", "REB"),
        ("the UN chief", "2000-06-01", "Kofi Annan", "UNO", ""),
        ("the head of the World Bank", "2006-06-01", "Paul Wolfowitz", "IGO", ""),
        ("George Bush", "1990-06-01", "George H. W. Bush", "USA", "GOV"),
        ("George Bush", "2004-06-01", "George W. Bush", "USA", "GOV"),
        ("Scotland's first minister", "2016-01-01", "Nicola Sturgeon", "GBR", "GOV"),
    ],
)
def test_offices_resolve_by_date(phrase: str, day: str, name: str, country: str, sector: str) -> None:
    actor = dragoman.resolve_actor(phrase, date=day)
    assert actor is not None
    assert (actor.name, actor.country, actor.sector) == (name, country, sector)


@pytest.mark.parametrize("spelling", ["Mohammad Khatami", "Muhammad Khatami", "Mohamed Khatami", "MOHAMMAD KHATAMI"])
def test_spellings_of_one_name(spelling: str) -> None:
    actor = dragoman.resolve_actor(spelling, date="2000-01-01")
    assert actor is not None
    assert (actor.name, actor.role) == ("Mohammad Khatami", "president")


@pytest.mark.parametrize(
    "phrase",
    [
        "a US senator",
        "the US senator",
        "a French minister",
        "two presidents",
        "the French presidents",
        "the deputy leader",
    ],
)
def test_no_holder_is_guessed(phrase: str) -> None:
    actor = dragoman.resolve_actor(phrase, date="2011-05-01")
    assert actor is None or not actor.entity_id.startswith("person:")


def test_two_in_office_with_one_name_are_not_told_apart_without_context() -> None:
    resolver = ActorResolver(KNOWLEDGE)
    day = datetime.date(2010, 5, 5)
    alone = resolver.resolve("King Abdullah", date=day)
    assert alone is None or alone.confidence <= 0.5
    for context, country in [("King Abdullah met officials in Jordan.", "JOR"), ("Saudi King Abdullah spoke.", "SAU")]:
        actor = resolver.resolve("King Abdullah", context, day)
        assert actor is not None
        assert actor.country == country
