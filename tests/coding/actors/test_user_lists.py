"""A user's own lists of actors: PETRARCH's dictionaries, YAML, CSV and TSV."""

from __future__ import annotations

import datetime
import time
import warnings
from pathlib import Path

import pytest

from dragoman.coding.actors import Actor, ActorResolver
from dragoman.coding.actors.cameo import CameoCodes
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge

ACTORS = """# Invented people and bodies of two states.
ORVELLO_BRANT_  # first premier
+PREMIER_BRANT_
+O._BRANT_
\t[PERELI 700101-850728]
\t[PERGOV 850729-20050728]
\t[PERREB <700101]
\t[CHLJUD >20100101]
\t[PEROPP]
LEAGUE_OF_LAMPLIGHTERS_ [PERLAB]   # one line
+LAMPLIGHTERS'_LEAGUE_
GREY_HERONS_ [IMGPER]
TALLOW_AND_WICK_HOLDINGS [MNCPERBUS]
WHO_KEEPERS_ [IGOUNOHLH]
ZZQ_ [PERCOP 20100101-20121231] [PERMIL]
"""
AGENTS = """!PERSON! = MAN, WOMAN
LAMPLIGHTER [~LAB]
WICK!PERSON! [~BUS]
RIVER_WATCH {} [~COP]
OX_DROVER {OXEN_DROVERS} [~AGR]
FOREIGN_SCRIBE_OFFICE [~GOVMED]
"""


def resolver(*paths: Path) -> ActorResolver:
    return ActorResolver(Knowledge(actors=paths))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def who(found: ActorResolver, text: str, day: str | None = None) -> Actor:
    actor = found.resolve(text, date=datetime.date.fromisoformat(day) if day else None)
    assert actor is not None, text
    return actor


@pytest.fixture(scope="module")
def petrarch(tmp_path_factory: pytest.TempPathFactory) -> ActorResolver:
    folder = tmp_path_factory.mktemp("petrarch")
    return resolver(written(folder, "own.actors.txt", ACTORS), written(folder, "own.agents.txt", AGENTS))


@pytest.mark.parametrize(
    ("day", "country", "sector"),
    [
        ("1965-03-01", "PER", "REB"),
        ("1970-01-01", "PER", "ELI"),
        ("1985-07-28", "PER", "ELI"),
        ("1985-07-29", "PER", "GOV"),
        ("2005-07-28", "PER", "GOV"),
        ("2005-07-29", "PER", "PTY"),
        ("2015-01-01", "CHL", "JUD"),
    ],
)
def test_codes_hold_between_their_days(petrarch: ActorResolver, day: str, country: str, sector: str) -> None:
    for name in ("Orvello Brant", "Premier Brant", "O. Brant"):
        actor = who(petrarch, name, day)
        assert (actor.country, actor.sector, actor.entity_id) == (country, sector, "person:orvello-brant")


def test_names_bodies_and_codes(petrarch: ActorResolver) -> None:
    league = who(petrarch, "the Lamplighters' League")
    assert (league.name, league.country, league.sector, league.kind) == ("League of Lamplighters", "PER", "LAB", "body")
    assert league.rule == "own.actors.txt:10"
    assert (who(petrarch, "Grey Herons").country, who(petrarch, "Grey Herons").sector) == ("", "REB")
    assert (who(petrarch, "Tallow and Wick Holdings").country, who(petrarch, "Tallow and Wick Holdings").sector) == (
        "MNC",
        "BUS",
    )
    assert who(petrarch, "ZZQ", "2011-01-01").sector == "COP"
    assert who(petrarch, "ZZQ", "2014-01-01").sector == "MIL"
    assert petrarch.resolve("Zzq") is None, "three letters count only as initials"


def test_agents_take_the_country_of_their_owner(petrarch: ActorResolver) -> None:
    for phrase, sector, plural in [
        ("Chilean lamplighters", "LAB", True),
        ("a Chilean wickwoman", "BUS", False),
        ("Chile's river watch", "COP", False),
        ("Chilean oxen drovers", "AGR", True),
    ]:
        actor = who(petrarch, phrase)
        assert (actor.country, actor.sector, actor.plural) == ("CHL", sector, plural), phrase
    assert who(petrarch, "foreign scribe office").sector == "GOV"
    assert petrarch.resolve("river watches") is None, "{} forbids the plural"


def test_cameo_codes() -> None:
    knowledge = Knowledge()
    codes = CameoCodes(knowledge, frozenset(ActorResolver(knowledge).lexicon.countries))
    assert codes.read("IRQ") == ("IRQ", "", "", True)
    assert codes.read("IRQGOVMIL")[:3] == ("IRQ", "GOV", "")
    assert codes.read("SYROPPREB")[:3] == ("SYR", "PTY", "OPP")
    assert codes.read("IGOUNOHLH")[:2] == ("UNO", "MED")
    assert codes.read("KSVGOV")[:2] == ("XKX", "GOV")
    assert codes.read("MED")[:2] == ("", "JRN")
    assert codes.read("QQQ") == ("", "", "", False)


def test_slips_of_real_dictionaries_are_left_out_and_named(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "slips.actors.txt",
        "NAMELESS_ONE_\nTOM_QUILLFEATHER_ [PERGOV 991399-20000101] [PERMIL]\nANN_QUILLFEATHER_ [PERGOV\n",
    )
    with pytest.warns(UserWarning, match=r"line 1: 'NAMELESS ONE' has no code.*line 2: .*991399 is no day.*line 3: a"):
        found = resolver(path)
    assert who(found, "Tom Quillfeather", "2000-01-01").sector == "MIL"
    assert found.resolve("Ann Quillfeather") is None


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.txt", "\n+SYNONYM_ [PER]\n", r"a\.txt line 2: a synonym"),
        ("a.txt", "[PERGOV]\n", r"a\.txt line 1: a code stands before"),
        ("a.txt", "A_!SET!_B [PERGOV]\n", r"a\.txt line 1: the set !SET!"),
        ("a.txt", "nothing here\n", r"a\.txt has no actor"),
        ("a.txt", "A\0B [PER]", "no text file"),
        ("a.csv", "name,country\nX Y,PER\nZ W,Peru\n", r"a\.csv line 3: country 'Peru'"),
        ("a.csv", "name,sector\nX Y,GOVT\n", r"a\.csv line 2: sector 'GOVT'"),
        ("a.csv", "name,colour\nX Y,red\n", r"a\.csv line 1: unknown columns colour"),
        ("a.csv", "country\nPER\n", r"a\.csv line 1: no column `name`"),
        ("a.csv", "name,country\nX Y,PER,GOV\n", r"a\.csv line 2: 3 cells"),
        ("a.csv", 'name,country\n"X Y,PER\n', r"a\.csv line"),
        ("a.csv", "name,country\n", "lists no actor"),
        ("a.tsv", "name\tsince\tuntil\nX Y\t2010\t2009\n", r"a\.tsv line 2: until 2009 is before"),
        ("a.tsv", "name\tsince\nX Y\tyesterday\n", r"a\.tsv line 2: 'yesterday' is no date"),
        ("a.tsv", "name\tkind\nX Y\tplanet\n", r"a\.tsv line 2: Invalid enum value 'planet'"),
        ("a.yaml", "- name: X Y\n- nme: Z\n", r"a\.yaml line 2: "),
        ("a.yaml", "- name: X Y\n- [1, 2]\n", r"a\.yaml line 2: "),
        ("a.yaml", "name: X Y\n", r"a\.yaml line 1: a list"),
        ("a.yaml", "- name: {\n", r"a\.yaml line"),
        ("a.yaml", "[" * 100_000, "a.yaml"),
        ("a.yaml", "- name: '!!'\n", r"line 1: `name` has no letters"),
    ],
)
def test_slips_are_told_with_file_and_line(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(KnowledgeError, match=told):
        resolver(written(tmp_path, name, text))


def test_tables_of_ones_own(tmp_path: Path) -> None:
    tsv = (
        "# ours\nname\tkind\tcountry\tsector\trole\tsince\tuntil\tothers\n"
        "Ilva Tarrant\tperson\tPER\tGOV\tharbour minister\t2010\t2012-06\tTarrant\n"
    )
    yaml = (
        "- name: Heron Watch\n  kind: group\n  country: PER\n  sector: REB\n  others: [The Herons, Watch of Herons]\n"
        "  until: 2015-01-01\n"
        "- name: Heron Watch\n  country: PER\n  sector: PTY\n  since: 2015-01-02\n"
    )
    csv = 'name,country,sector,others\n"Wick, Tallow & Co",MNC,BUS,Wick Tallow|WTC\n'
    found = resolver(
        written(tmp_path, "a.tsv", tsv), written(tmp_path, "b.yaml", yaml), written(tmp_path, "c.csv", csv)
    )
    minister = who(found, "Tarrant", "2012-06-30")
    assert (minister.name, minister.sector, minister.role) == ("Ilva Tarrant", "GOV", "harbour minister")
    assert who(found, "Ilva Tarrant", "2012-07-01").sector == "ELI"
    assert who(found, "the Watch of Herons", "2014-01-01").sector == "REB"
    assert who(found, "Heron Watch", "2016-01-01").sector == "PTY"
    assert who(found, "WTC").country == "MNC"


def test_a_users_word_goes_before_ours_and_a_later_list_before_an_earlier(tmp_path: Path) -> None:
    first = written(tmp_path, "a.csv", "name,country,sector\nRed Cross,CHE,MED\n")
    second = written(tmp_path, "b.csv", "name,country,sector\nRed Cross,AUT,SOC\n")
    assert who(resolver(first), "Red Cross").country == "CHE"
    assert who(resolver(first, second), "Red Cross").country == "AUT"
    assert who(resolver(second, first), "Red Cross").country == "CHE"


def test_coder_codes_with_a_users_actors(tmp_path: Path) -> None:
    import dragoman

    path = written(tmp_path, "mine.csv", "name,kind,country,sector\nGrenfell Lamplighters,body,PER,LAB\n")
    report = dragoman.Coder(actors=[path]).code("The Grenfell Lamplighters attacked Chile on Monday. They fled.")
    entity = next(e for e in report.entities if e.name == "Grenfell Lamplighters")
    assert (entity.country, entity.sector, entity.rule) == ("PER", "LAB", "mine.csv:2")


def test_a_hostile_list_is_quick(tmp_path: Path) -> None:
    same = "SAME_NAME_ [PERGOV]\n" + "".join(f"\t[PERGOV >{1900 + i % 100}0101]\n" for i in range(50_000))
    long = f"{'A_' * 900} [PERGOV]\n"
    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = resolver(written(tmp_path, "a.txt", same + long))
    assert who(found, "Same Name", "2001-01-01").country == "PER"
    assert time.perf_counter() - started < 10


def test_a_users_list_replaces_what_ships_of_a_person(tmp_path: Path) -> None:
    dictionary = written(tmp_path, "a.txt", "ANGELA_MERKEL_\n    [DEUEDU 780101-900101]\n    [DEUMIL]\n")
    found = resolver(dictionary)
    assert who(found, "Angela Merkel", "1985-01-01").sector == "EDU"
    assert who(found, "Angela Merkel", "2012-01-01").sector == "MIL"
    table = written(tmp_path, "a.csv", "name,kind,country,sector,since,until\nAngela Merkel,person,DEU,JUD,2001,2003\n")
    assert who(resolver(table), "Angela Merkel", "2002-01-01").sector == "JUD"
    assert who(resolver(table), "Angela Merkel", "2012-01-01").sector == "ELI"
    assert who(resolver(dictionary, table), "Angela Merkel", "2002-01-01").sector == "JUD"
