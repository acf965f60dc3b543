"""JSON and back without loss, and ids that are the same everywhere."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.records import Dropped, Event, Party, Report, Span

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TYPES = ("events", "statements", "figures", "entities", "places", "times")
FILES = ("wikinews/korea.txt", "wikinews/asylum.txt", "invented/truce-on-the-lake.html")


@pytest.fixture(scope="module")
def reports(coder: dragoman.Coder) -> list[Report]:
    return list(coder.code_many((SAMPLES / name).read_text(encoding="utf-8") for name in FILES))


def test_reports_come_back_whole(reports: list[Report]) -> None:
    assert all(getattr(report, kind) for report in reports for kind in ("events", "statements", "places", "times"))
    for report in reports:
        line = report.to_json()
        back = Report.from_json(line)
        assert back == report and back.to_json() == line and "\n" not in line
        where = [span for event in report.events for span in (event.trigger, event.sentence)]
        assert [back.raw_span(span) for span in where] == [report.raw_span(span) for span in where]


@given(st.text(), st.text(), st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 9))
def test_any_text_comes_back(text: str, title: str, confidence: float, at: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    title = title.encode("utf-8", "replace").decode()
    party = Party(start=at, end=at + 1, text=title, name=text)
    event = Event(
        category="AID", quad=2, score=confidence, actors=(party,), trigger=Span(at, at), sentence=Span(0, at)
    )  # fmt: skip
    report = Report(
        id="r_1", text=text, title=title, headings=(Span(at, at),), dropped=(Dropped(0, at, "shop", text),),
        events=(event,),
    )  # fmt: skip
    assert Report.from_json(report.to_json()) == report


def ids(reports: list[Report]) -> dict[str, list[str]]:
    return {r.id: [record.id for kind in TYPES for record in getattr(r, kind)] for r in reports}


def test_every_record_has_an_id_of_its_own(reports: list[Report]) -> None:
    found = [i for of_report in ids(reports).values() for i in of_report]
    assert len(found) == len(set(found)) and all(found)


def test_ids_depend_neither_on_order_nor_on_the_process(reports: list[Report], coder: dragoman.Coder) -> None:
    shuffled = list(FILES)
    random.Random(1).shuffle(shuffled)
    assert ids(list(coder.code_many((SAMPLES / n).read_text(encoding="utf-8") for n in shuffled))) == ids(reports)
    code = (
        "import sys, json, dragoman\n"
        "texts = [open(path, encoding='utf-8').read() for path in sys.argv[1:]]\n"
        f"print(json.dumps({{r.id: [x.id for kind in {TYPES} for x in getattr(r, kind)]"
        " for r in dragoman.Coder().code_many(texts)}))\n"
    )
    paths = [str(SAMPLES / name) for name in FILES]
    elsewhere = os.environ | {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    done = subprocess.run([sys.executable, "-c", code, *paths], env=elsewhere, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ids(reports)
