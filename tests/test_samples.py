"""The invented samples: gold that fits its text, and every record type scored on them."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
import yaml
from rich.console import Console

import dragoman
from gold import find, read_gold
from samples import SAMPLES, score_samples, table

NAMES = sorted(p.name.removesuffix(".gold.yaml") for p in SAMPLES.glob("*.gold.yaml"))
PLOVER = yaml.safe_load((Path(dragoman.__file__).parent / "data/ontology/plover.yaml").read_text(encoding="utf-8"))
# Floors a little under what was last measured, so that a fall is seen; the figures themselves are in the table.
FLOORS = {
    "events": 65.0, "statements": 72.0, "figures": 93.0, "entities": 96.0, "places": 92.0,
    "times": 95.0, "cleaning": 96.0,
}  # fmt: skip


def test_there_are_thirty_samples_and_half_are_dirty() -> None:
    dirty = [n for n in NAMES if read_gold(SAMPLES / f"{n}.gold.yaml").get("drop")]
    assert len(NAMES) >= 30
    assert len(dirty) >= len(NAMES) // 2


@pytest.mark.parametrize("name", NAMES)
def test_gold_quotes_its_report_and_uses_the_ontology(name: str) -> None:
    gold = read_gold(SAMPLES / f"{name}.gold.yaml")
    assert gold["marked"] == "invented"
    source = next(p for p in SAMPLES.glob(f"{name}.*") if not p.name.endswith(".yaml"))
    page = dragoman.clean(source.read_text(encoding="utf-8"))
    text = page.text + "\n" + html.unescape(page.raw)
    for kind in ("events", "statements", "figures", "places", "times"):
        for record in gold.get(kind) or []:
            quoted = record.get("content") or [record.get("trigger") or record.get("text")]
            for words in quoted:
                where = record.get("in") if kind != "statements" else None
                assert find(text, words, where), f"{kind}: {words!r} in {where!r}"
    for event in gold.get("events") or []:
        category = PLOVER["categories"][event["category"]]
        assert not event.get("mode") or event["mode"] in category["modes"], event
        assert event.get("status", "reported") in PLOVER["status"], event
        assert set(event.get("contexts") or []) <= set(PLOVER["contexts"]), event
    for entity in gold.get("entities") or []:
        assert not entity.get("sector") or entity["sector"] in PLOVER["sectors"], entity


def test_record_types_on_the_samples(coder: dragoman.Coder) -> None:
    scores = score_samples(coder)
    Console(width=140).print(table(scores))
    for kind, floor in FLOORS.items():
        assert 100 * scores[kind].f1 >= floor, kind
    hard = [kind for kind, s in scores.items() if kind != "cleaning" and s.f1 < 1]
    assert len(hard) == 6, "samples that are read without a miss measure nothing"
