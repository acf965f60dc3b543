"""The grammar of phrases: heads, owners, titles, groups; and input that means harm."""

from __future__ import annotations

import time

import pytest

import dragoman

DAY = "2021-06-01"


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("a Turkish warplane", "TUR", "MIL"),
        ("Polish farmers", "POL", "AGR"),
        ("Syrian rebels backed by Turkey", "SYR", "REB"),
        ("suspected Islamist gunmen", "", "UAF"),
        ("Israeli settlers", "ISR", "CVL"),
        ("Somali pirates", "SOM", "CRM"),
        ("a band of Malian soldiers", "MLI", "MIL"),
        ("the chairman of the bank's board", "", "BUS"),
        ("an Estonian intelligence agency officer", "EST", "SPY"),
        ("a Peruvian rebel commander", "PER", "REB"),
        ("Russian and Syrian warplanes", "RUS", "MIL"),
        ("IS militants", "", "REB"),
        ("Hindu nationalists", "", "PTY"),
        ("MPs", "", "LEG"),
        ("the White House press secretary", "USA", "GOV"),
        ("former Peruvian minister Rosa Quillfeather", "PER", "ELI"),
        ("Sen. Wilbur Quillfeather", "", "LEG"),
        ("Gen. Wilbur Quillfeather", "", "MIL"),
        ("a Kenayn farmer", "KEN", "AGR"),
        ("students at Tehran University", "IRN", "EDU"),
        ("pro-Russian separatists in eastern Ukraine", "UKR", "REB"),
        ("US-backed rebels", "", "REB"),
        ("a US-led coalition", "USA", "MIL"),
        ("Gaza-based militants", "PSE", "REB"),
        ("ADF rebels", "UGA", "REB"),
        ("Bosnian Croats", "BIH", ""),
        ("ethnic Albanians in Macedonia", "MKD", ""),
        ("the Iranian ambassador to Iraq", "IRN", "GOV"),
        ("Muslim cleric Ahmad al-Quillfeather", "", "REL"),
    ],
)
def test_country_and_sector(phrase: str, country: str, sector: str) -> None:
    actor = dragoman.resolve_actor(phrase, date=DAY)
    assert actor is not None
    assert (actor.country, actor.sector) == (country, sector)


@pytest.mark.parametrize(
    ("phrase", "name", "role"),
    [
        ("Minister Amina Quillfeather", "Amina Quillfeather", "minister"),
        ("Mr. Lavrov", "Sergei Lavrov", "foreign minister"),
        ("Muslim cleric Ahmad al-Quillfeather", "Ahmad al-Quillfeather", "muslim cleric"),
        ("Prime Minister of Israel Benjamin Netanyahu", "Benjamin Netanyahu", "prime minister"),
    ],
)
def test_names_and_roles(phrase: str, name: str, role: str) -> None:
    actor = dragoman.resolve_actor(phrase, date="2021-06-01")
    assert actor is not None
    assert (actor.name, actor.role) == (name, role)


@pytest.mark.parametrize("phrase", ["", "   ", "yesterday", "the weather", "Anna Merkel", "who", "-", "''", "..."])
def test_nobody(phrase: str) -> None:
    assert dragoman.resolve_actor(phrase, date=DAY) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "A" * 10_000,
        "al-" * 5_000 + "Sadr",
        "president " * 3_000,
        "minister of " * 2_000 + "France",
        ", ".join(f"Person{i} Name{i}" for i in range(300)),
        "'" * 10_000,
        "(" * 5_000 + "Iran" + ")" * 5_000,
        "الرئيس محمود عباس",
        "ראש הממשלה בנימין נתניהו",
        "\u202eIran\u202c president",
        "习近平主席",
        "президент Владимир Путин",
        "İ" * 3_000,
        "\ud7ff\U0001f600" * 1_000,
        "e\u0301" * 4_000,
        "\x00\x01\x02",
    ],
)
def test_hostile_phrases_are_quick(phrase: str) -> None:
    dragoman.resolve_actor("Iran")
    started = time.perf_counter()
    dragoman.resolve_actor(phrase, context=phrase, date=DAY)
    assert time.perf_counter() - started < 0.5
