"""Filters, SQL and its bounds."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import msgspec
import pytest
from handmade import report

from dragoman.archive import Archive, Loaded, QueryError
from dragoman.errors import UsageError
from dragoman.records import Party


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("archive") / "a")
    archive.add([report(1), report(2, date="2023-01-01", times=(), statements=(), publisher="Other Post")])
    return archive


@pytest.mark.parametrize(("filters", "found"), [
    ({}, 2), ({"actor": "IRN"}, 2), ({"actor": "iran"}, 2), ({"actor": "Iraq"}, 0), ({"recipient": "Iraq"}, 2),
    ({"actor": "IRQ"}, 0), ({"recipient": "IRQ"}, 2), ({"party": "IRQ"}, 2),
    ({"actor": "army of iran"}, 2), ({"actor": "b:x"}, 2), ({"actor": "Ira"}, 0), ({"actor": "' or 1=1 --"}, 0),
    ({"actor": "army.*"}, 0), ({"category": "ASSAULT", "mode": "heavy-weapons", "quad": 4}, 2), ({"quad": 1}, 0),
    ({"said_by": "hezbollah"}, 2), ({"said_by": "LBN"}, 2), ({"country": "IRQ"}, 2), ({"min_confidence": 0.81}, 0),
    ({"since": "2024-03-04", "until": "2024-03-04"}, 2), ({"since": "2024-03-05"}, 0), ({"until": "2024-03-03"}, 0),
    ({"since": datetime.date(2024, 1, 1)}, 2), ({"status": "negated"}, 0), ({"report": report(2).id}, 1),
])  # fmt: skip
def test_events(archive: Archive, filters: dict[str, object], found: int) -> None:
    assert archive.events(**filters).count() == found  # type: ignore[arg-type]


def test_three_capitals_are_a_country_or_a_name() -> None:
    def by(name: str, country: str) -> Party:
        return Party(start=0, end=3, text=name, name=name, country=country)

    event = report(1).events[0]
    parties = (by("PKK", "TUR"), by("a can factory", ""), by("Royal Mounted Police", "CAN"))
    events = tuple(msgspec.structs.replace(event, id=f"e_{p.name}", actors=(p,)) for p in parties)
    asked = Loaded([report(1, events=events)])
    assert [row["event_id"] for row in asked.events(actor="PKK")] == ["e_PKK"]
    assert [row["event_id"] for row in asked.events(actor="TUR")] == ["e_PKK"]
    assert [row["event_id"] for row in asked.events(actor="CAN")] == ["e_Royal Mounted Police"]


def test_the_other_records(archive: Archive) -> None:
    assert archive.statements(speaker="LBN", about="shelled").count() == 1
    assert archive.statements(source="hezbollah", since="2024-03-05").count() == 1
    assert archive.figures(of="people", unit="person").rows()[0]["low"] == 30
    assert archive.figures(until="2023-06-01").count() == 1, "a figure without a period has its report's date"
    assert archive.entities(country="IRN", sector="MIL").count() == 2
    assert archive.places(name="erbil", country="IRQ").count() == 2
    assert archive.times().count() == 1
    assert archive.reports(publisher="post", since="2024-01-01").rows()[0]["publisher"] == "=Post"


def test_a_row_reads_by_itself(archive: Archive) -> None:
    row = next(iter(archive.events(report=report(1).id)))
    assert row["sentence"].startswith("Iran's army shelled Erbil") and row["trigger"] == "shelled"
    assert (row["day"], row["place"], row["said_by_name"]) == (datetime.date(2024, 3, 4), "Erbil", "Hezbollah")
    assert (row["package"], row["lexicon"], row["model"]) == ("1", "l1", "m1")
    assert row["actors"][0]["text"] == "Iran's army" and "batch" not in row


def test_shapes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    sure = archive.events().filter("confidence > ? and actor_name[1] = ?", 0.5, "Army of Iran")
    relation = sure.order("event_id desc")
    assert [row["event_id"] for row in relation] == ["e_2", "e_1"]
    assert relation.limit(1).count() == len(relation.limit(1).df()) == relation.limit(1).pl().height == 1
    assert relation.arrow().num_rows == 2 and "e_2" in repr(relation)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install"):
        relation.df()


def test_dyads(archive: Archive) -> None:
    row = archive.dyads("IRQ", "IRN").rows()[0]
    assert (row["actor"], row["recipient"], row["events"], row["material_conflict"]) == ("IRN", "IRQ", 2, 2)
    assert row["categories"] == ["ASSAULT"] and row["score"] == -9.5


def test_sql_takes_parameters(archive: Archive) -> None:
    assert archive.sql("select count(*) as n from events where category = ?", ["ASSAULT"]).rows() == [{"n": 2}]
    assert archive.sql("select $x as x;", {"x": "' drop"}).rows() == [{"x": "' drop"}]


@pytest.mark.parametrize("query", [
    "select 1; select 2", "drop view events", "create table t as select 1", "copy events to '/tmp/dragoman.csv'",
    "attach '/tmp/dragoman.db'", "install httpfs", "set enable_external_access = true", "pragma database_list", "",
    "select * from read_text('/etc/passwd')", "select * from '/etc/passwd'", "select * from glob('/*')",
    "select * from read_csv('https://example.org/x.csv')", "select nothing from events", "selekt",
])  # fmt: skip
def test_sql_only_reads_the_archive(archive: Archive, query: str) -> None:
    with pytest.raises(QueryError):
        archive.sql(query).rows()
    assert not Path("/tmp/dragoman.csv").exists()
    assert archive.events().count() == 2


@pytest.mark.parametrize("date", ["yesterday", "2024-13-01", "1' or '1"])
def test_a_date_that_is_none(archive: Archive, date: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        archive.events(since=date)


def test_reports_at_hand_answer_the_same() -> None:
    with_two = Loaded([report(1), report(2), report(1)])
    assert (len(with_two), with_two.events(actor="IRN").count()) == (2, 2)
    assert with_two.report(report(1).id) == report(1)
    assert len(Loaded([])) == Loaded([]).events().count() == 0
