"""The brief as text: safe, whole, bounded, the same every time."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from brief_reports import TEXT, report
from lxml import html

from dragoman.archive import OutputError
from dragoman.faces.brief import brief_html, write_brief
from dragoman.faces.brief.figure_words import number, unit_words
from dragoman.faces.brief.gather import Gathered
from dragoman.faces.brief.limits import Limits
from dragoman.faces.brief.marks import Mark, blocks
from dragoman.faces.brief.source import source_of, web_address
from dragoman.faces.brief.story import highlights, title_of
from dragoman.faces.brief.timeline import bars_of, draw_timeline
from dragoman.faces.brief.top import Top
from dragoman.records import Figure, Span


def section(page: str, name: str) -> str:
    return " ".join(html.fromstring(page).get_element_by_id(name).text_content().split())


@pytest.mark.parametrize(("unit", "text", "words"), [
    ("[mi_i]", "2 miles", "mi"), ("[mi_i]/h", "60 miles an hour", "mph"),
    ("USD/barrel", "$80 a barrel", "USD per barrel"),
    ("flight/week", "three flights a week", "flights per week"), ("[bbl_us]/d", "2m barrels a day", "barrels per day"),
    ("death/100,000", "a death per 100,000", "death per 100,000"), ("g/km", "120 grams per kilometre", "g/km"),
    ("EUR/square metre", "€20 per square metre", "EUR per square metre"), ("dose", "two doses", "doses"),
    ("", "40", ""), ("1", "a third", ""), ("furlong/fortnight/", "odd", "furlong/fortnight/"),
])  # fmt: skip
def test_units_are_read_as_words(unit: str, text: str, words: str) -> None:
    figure = Figure(start=0, end=len(text), text=text, value=None, low=None, high=None, unit=unit)
    assert unit_words(figure) == words


def test_sections_keep_what_took_place_from_what_is_feared_or_denied() -> None:
    page = brief_html([report()])
    assert "Norland attacked Estmark" in section(page, "happened")
    assert "may attack" not in section(page, "happened")
    assert "Norland may attack Estmark" in section(page, "feared")
    assert "did not yield to" in section(page, "background")
    assert "Ada Holm" in section(page, "said") and "minister, Estonia" in section(page, "said")
    assert "at least 30" in section(page, "figures")
    assert "invented sample" in section(page, "reports") and "shop" in section(page, "reports")


def test_text_from_outside_is_never_markup() -> None:
    tree = html.fromstring(brief_html([report()], title="</title><script>window.hacked=1</script>"))
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //*[@onerror] | //iframe | //link | //*[@style] | //*[@src]")
    shown = "".join(p.text_content() for p in tree.xpath("//div[@class='text']/*[self::p or self::h4]"))
    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", TEXT)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/b", True), ("HTTP://a.example", True), ("javascript:alert(1)", False), ("http:///x", False),
        ("data:text/html,x", False), ("https://[broken", False), ("java\nscript:x", False), ("//a.example", False),
    ],
)  # fmt: skip
def test_only_web_addresses_are_followed(url: str, kept: bool) -> None:
    assert web_address(url) == (url if kept else "")
    links = html.fromstring(brief_html([report(url=url)])).xpath("//a[not(starts-with(@href, '#'))]")
    assert bool(links) == kept
    assert all(link.get("rel") == "noopener noreferrer" for link in links)


@pytest.mark.parametrize(
    ("known", "house"),
    [
        ({"publisher": "Post", "url": "https://a.example/b", "origin": "f.txt"}, "Post"),
        ({"publisher": None, "url": "https://a.example/b", "origin": "f.txt"}, "a.example"),
        ({"publisher": None, "url": "javascript:x", "origin": "news/f.txt"}, "news/f.txt"),
        ({"publisher": None, "url": None, "origin": "a/" * 50}, "…" + ("a/" * 50)[-59:]),
        ({"publisher": None, "url": None, "origin": None}, ""),
    ],
)
def test_a_source_is_known_by_its_publisher_or_where_it_was_found(known: dict[str, str | None], house: str) -> None:
    assert source_of(report(**known), 300).house == house


def test_the_same_reports_give_the_same_page() -> None:
    reports = [report(i, date=f"2024-03-{i:02}") for i in range(1, 9)]
    assert brief_html(reports) == brief_html(iter(reports))


def test_every_inner_link_leads_somewhere() -> None:
    tree = html.fromstring(brief_html([report(1), report(2)]))
    ids = set(tree.xpath("//@id"))
    assert len(ids) == len(tree.xpath("//@id"))
    assert {a[1:] for a in tree.xpath("//a/@href") if a.startswith("#")} <= ids


def test_a_headline_loses_its_capital_within_the_lead() -> None:
    events = [msgspec.structs.replace(report().events[0], sentence=Span(i, 90)) for i in range(2)]
    convoy = (msgspec.structs.replace(events[0].actors[0], name="A convoy"),)
    events[1] = msgspec.structs.replace(events[1], actors=convoy, confidence=0.5)
    lead = html.fromstring(brief_html([report(events=tuple(events))])).find_class("lead")[0].text_content()
    assert lead == "Norland attacked Estmark; and a convoy attacked Estmark, according to the report of 5 Mar 2024."


def test_no_report_and_empty_reports_make_a_page() -> None:
    assert "No report was given" in brief_html([])
    bare = report(text="", title=None, date=None, url=None, publisher=None, licence=None, headings=(), sentences=(),
                  events=(), statements=(), figures=(), places=(), times=(), provenance=None)  # fmt: skip
    assert "Untitled report" in brief_html([bare])


def test_broken_characters_do_not_break_the_page(tmp_path: Path) -> None:
    out = write_brief([report(title="a\ud800\x00\x1b b")], tmp_path / "b.html")
    assert "a\ufffd\ufffd\ufffd b" in out.read_text(encoding="utf-8")


def test_a_large_archive_stays_small_and_says_what_it_left_out() -> None:
    page = brief_html(report(i) for i in range(3000))
    assert len(page) < 10_000_000
    assert "40 of 3,000 reports are shown" in page
    assert "2,800 more events were left out" in page


def test_a_path_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_brief([report()], tmp_path / "missing" / "b.html")
    assert not list(tmp_path.iterdir())


def test_overlapping_marks_become_segments_without_losing_a_character() -> None:
    marks = [Mark(start=0, end=8, layer="statement", part="content", record="s", quad=0),
             Mark(start=4, end=12, layer="event", part="trigger", record="e", quad=4)]  # fmt: skip
    (block,) = blocks("abcdefghijklmnop", (), marks, 100)
    assert [(s.text, s.records) for s in block.segments] == [
        ("abcd", ("s",)), ("efgh", ("e", "s")), ("ijkl", ("e",)), ("mnop", ()),
    ]  # fmt: skip


def test_top_keeps_the_weightiest_first_come_first() -> None:
    top: Top[str] = Top(2)
    for weight, name in ((1, "a"), (3, "b"), (1, "c"), (3, "d")):
        top.offer(weight, lambda name=name: name)
    assert (top.ranked(), top.left_out) == (["b", "d"], 2)


@pytest.mark.parametrize(
    ("value", "text"), [(1234567.0, "1,234,567"), (0.3333, "0.3333"), (-2.5, "-2.5"), (float("inf"), "inf")]
)
def test_numbers_for_people(value: float, text: str) -> None:
    assert number(value) == text


def test_what_several_reports_tell_alike_stands_first() -> None:
    gathered = Gathered(Limits())
    graver = msgspec.structs.replace(report().events[0], confidence=0.85)
    actor = msgspec.structs.replace(graver.actors[0], country="PER")
    recipient = msgspec.structs.replace(graver.recipients[0], country="CHL")
    gathered.add(report(99, events=(msgspec.structs.replace(graver, actors=(actor,), recipients=(recipient,)),)))
    assert len(gathered.ranked("reported")) == 1
    for i in range(4):
        gathered.add(report(i))
    assert [row.source.id for row in gathered.ranked("reported")] == ["r_0", "r_1", "r_2", "r_3", "r_99"]


def test_highlights_come_from_many_reports_and_tell_nothing_twice() -> None:
    many = Gathered(Limits())
    for i in range(30):
        events = tuple(
            msgspec.structs.replace(report().events[0], mode=f"m{i}-{j}", sentence=Span(j, 90)) for j in range(5)
        )
        many.add(report(i, events=events))
    found = highlights(many, 12)
    assert len(found) == len({row.headline for row in found}) == 12
    assert max(Counter(row.source.id for row in found).values()) == 2
    one = Gathered(Limits())
    one.add(report(1, events=events))
    assert len(highlights(one, 12)) == 5


def test_a_long_statement_by_somebody_known_stands_before_words_in_quotation_marks() -> None:
    gathered = Gathered(Limits())
    statement = report().statements[0]
    long = msgspec.structs.replace(statement, content=(Span(26, 90),))
    gathered.add(report(1, statements=(statement, long, msgspec.structs.replace(long, speaker=None, source=None))))
    assert [row.number for row in gathered.statements.ranked()] == [2, 1, 3]


def test_a_timeline_shows_the_days_on_which_most_happened() -> None:
    first = datetime.date(2022, 2, 1)
    days = Counter({(first + datetime.timedelta(days=i), 4): 3 for i in range(28)})
    days |= {(datetime.date(2006 + i, 7, 12), 1): 3 for i in range(16)}
    span = bars_of(days, datetime.date(2006, 1, 12), datetime.date(2022, 2, 28), 90)
    assert span is not None and (span.step, len(span.bars), span.outside) == ("day", 28, 48)
    assert sum(sum(bar.counts) for bar in span.bars) + span.outside == sum(days.values())
    # Where a finer step is not to be had, nothing is left out.
    spread_out = Counter({(datetime.date(1990 + i, 1, 1), 1): 1 for i in range(30)})
    span = bars_of(spread_out, datetime.date(1990, 1, 1), datetime.date(2019, 1, 1), 90)
    assert span is not None and span.outside == 0


@pytest.mark.parametrize("step", [1, 7, 31, 92, 366])
@pytest.mark.parametrize("width", [390, 960])
def test_labels_under_a_timeline_neither_meet_nor_leave_it(step: int, width: int) -> None:
    first = datetime.date(2006, 1, 12)
    days = Counter({(first + datetime.timedelta(days=step * i), 1 + i % 4): 1 + i for i in range(30)})
    span = bars_of(days, first, first + datetime.timedelta(days=step * 30), 36)
    assert span is not None
    ticks = draw_timeline(span, {}, width, 240).ticks
    edges = [(t.at - 3.4 * len(t.label), t.at + 3.4 * len(t.label)) for t in ticks]
    assert ticks and edges[0][0] >= 0 and edges[-1][1] <= width
    assert all(left[1] < right[0] for left, right in pairwise(edges))


def test_a_title_is_the_reports_own_or_its_days_unbroken() -> None:
    gathered = Gathered(Limits())
    gathered.add(report(1, title="Harbour talks"))
    assert title_of(gathered) == "Harbour talks"
    gathered.add(report(2, date="2023-01-12"))
    assert title_of(gathered).split(" ") == ["News", "brief,", "12\u00a0Jan\u00a02023\u00a0–", "5\u00a0Mar\u00a02024"]
