"""The brief as text: safe, whole, bounded, the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from brief_reports import TEXT, report
from lxml import html

from dragoman.archive import OutputError
from dragoman.faces.brief import brief_html, write_brief
from dragoman.faces.brief.figure_words import number
from dragoman.faces.brief.marks import Mark, blocks
from dragoman.faces.brief.source import web_address
from dragoman.faces.brief.top import Top


def section(page: str, name: str) -> str:
    return " ".join(html.fromstring(page).get_element_by_id(name).text_content().split())


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


def test_the_same_reports_give_the_same_page() -> None:
    reports = [report(i, date=f"2024-03-{i:02}") for i in range(1, 9)]
    assert brief_html(reports) == brief_html(iter(reports))


def test_every_inner_link_leads_somewhere() -> None:
    tree = html.fromstring(brief_html([report(1), report(2)]))
    ids = set(tree.xpath("//@id"))
    assert len(ids) == len(tree.xpath("//@id"))
    assert {a[1:] for a in tree.xpath("//a/@href") if a.startswith("#")} <= ids


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
    assert "60 of 3,000 reports are shown" in page
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
