"""The coder's own promises: what it takes, what it refuses, and that the same input gives the same report."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import UsageError
from dragoman.records import Span

SAMPLE = Path(__file__).parents[1] / "samples" / "invented" / "truce-on-the-lake.html"
HOSTILE = [
    "",
    " \n\t ",
    "?",
    "🙂" * 500,
    "مرحبا بالعالم. 東京で会談。",
    "A" * 5000 + " attacked " + "B" * 5000,
    "ATTACK " * 400,
    ", ".join(f"Country{n}" for n in range(300)) + " condemned the attack.",
    "(" * 3000 + "said" + ")" * 3000,
    "“" * 2000 + "He said",
    "said " * 1000,
    "1,1,1,1,1," * 300 + "% of €€€ 1e999",
    "\x00\x01\x02 Police \ufffd arrested \u202e30 men\u202c.",
    "He came last night, the night before last, on 32 March, in the year 9999 and 30 February 0000.",
    "a.b.c.d.e.f." * 400,
]


def records(report: dragoman.Report) -> list[object]:
    return [*report.events, *report.statements, *report.figures, *report.entities, *report.places, *report.times]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: repr(t[:12]))
def test_nothing_that_can_be_written_stops_the_coder(coder: dragoman.Coder, text: str) -> None:
    report = coder.code(text, date="2024-03-05")
    for start, end in [s for e in report.entities for s in e.mentions] + [tuple(s) for s in report.sentences]:
        assert 0 <= start < end <= len(report.text)
    assert dragoman.Report.from_json(report.to_json()) == report


def test_every_span_leads_to_the_same_words_in_the_input(coder: dragoman.Coder) -> None:
    raw = SAMPLE.read_text(encoding="utf-8")
    report = coder.code(raw, date="2023-05-02")
    assert report.events and report.statements and report.figures
    for event in report.events:
        start, end = report.raw_span(event.trigger)
        assert html.unescape(raw[start:end]).replace("\xad", "") == event.trigger.of(report.text)


def test_the_same_input_gives_the_same_ids_in_any_order(coder: dragoman.Coder) -> None:
    texts = ["Peru expelled two envoys of Chile.", "Protesters burned a bus in Lima.", "Iran freed 3 sailors."]
    there = {r.text: r for r in coder.code_many(texts)}
    back = {r.text: r for r in dragoman.Coder().code_many(reversed(texts))}
    assert there == back
    assert len({record.id for r in there.values() for record in records(r)}) == sum(
        map(len, map(records, there.values()))
    )


def test_min_confidence_leaves_out_what_is_less_sure(coder: dragoman.Coder) -> None:
    text = "Riot police arrested 30 students in Lima on Friday, the ministry said."
    sure = dragoman.Coder(min_confidence=0.9).code(text, date="2024-03-05")
    all_of_them = coder.code(text, date="2024-03-05")
    assert all(r.confidence >= 0.9 for r in records(sure))  # type: ignore[attr-defined]
    assert len(records(sure)) < len(records(all_of_them))


@pytest.mark.parametrize("date", ["32 March", "2024-02-30", "yesterday", "20240", "9999-99-99"])
def test_a_date_that_is_none_is_refused(coder: dragoman.Coder, date: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        coder.code("Nothing happened.", date=date)


def test_spans_outside_the_sentence_are_refused(coder: dragoman.Coder) -> None:
    for span in [(0, 99), (5, 5), (7, 3), (-1, 2)]:
        with pytest.raises(UsageError, match="does not lie"):
            coder.status("Peru attacked.", span)
        with pytest.raises(UsageError, match="does not lie"):
            coder.classify("Peru attacked.", span)


def test_a_text_too_long_for_a_report_is_refused(coder: dragoman.Coder) -> None:
    with pytest.raises(UsageError, match="cut it into reports"):
        coder.code("Peru met Chile in Lima. " * 50_000)


def test_the_public_interface(coder: dragoman.Coder) -> None:
    text = "Riverland's president denied that troops had shelled Lima."
    found = coder.classify(text, actor=(0, 9), recipient=(53, 57))
    assert {found.category, found.mode, found.confidence}
    at = text.index("shelled")
    assert coder.status(text, (at, at + 7)).status in ("negated", "hypothetical")
    actor = dragoman.resolve_actor("Armenian Prime Minister Nikol Pashinyan", date="2022-04-01")
    assert actor and (actor.country, actor.sector) == ("ARM", "GOV")
    page = dragoman.clean("<p>One.</p><script>x()</script>", kind="html")
    assert page.text and page.title is None and isinstance(page.dropped, tuple)
    assert coder.code(text).raw_span((0, 4)) == Span(0, 4)


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("SFAX, March 4 (Meridian) –", ["SFAX"]),
        ("SFAX, 7 Nov 2023 —", ["SFAX"]),
        ("SFAX (BW) --", ["SFAX"]),
        ("CAIRO/AMMAN (Reuters) -", ["CAIRO", "AMMAN"]),
        ("SFAX, 4 March /Meridian/ --", ["SFAX"]),
    ],
)
def test_a_dateline_acts_in_nothing(coder: dragoman.Coder, line: str, places: list[str]) -> None:
    """It is a sentence of its own: nobody's name, no part of what is said, and its agency is no town."""
    report = coder.code(
        f"A headline about it\n\n{line} Egypt expelled two diplomats, a ministry said.", date="2024-03-05"
    )
    assert line in [span.of(report.text) for span in report.sentences]
    assert [p.text for e in report.events for p in e.actors] == ["Egypt"]
    assert [s.of(report.text) for st in report.statements for s in st.content] == ["Egypt expelled two diplomats"]
    assert [p.text for p in report.places if p.text != "Egypt"] == places


@pytest.mark.parametrize("given", [None, 5, b"bytes", Path("a.txt")])
def test_what_is_no_text_is_refused(coder: dragoman.Coder, given: object) -> None:
    with pytest.raises(UsageError, match=f"not {type(given).__name__}"):
        coder.code(given)  # type: ignore[arg-type]
