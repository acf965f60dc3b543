"""The brief in Chromium: it asks the network for nothing, runs nothing of the reports', and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from brief_browser import CHROMIUM, Browser
from brief_reports import report

from dragoman.faces.brief import write_brief

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = Browser()
    yield found
    found.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_brief([report(1), report(2, title="A" * 280)], tmp_path_factory.mktemp("brief") / "brief.html")


@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (1440, False), (1440, True)])
def test_page_is_quiet_inert_and_as_wide_as_the_window(browser: Browser, page: Path, width: int, dark: bool) -> None:
    browser.open(page, width=width, dark=dark)
    assert browser.requests == [page.resolve().as_uri()]
    assert browser.errors == []
    assert browser.run("typeof window.hacked") == "undefined"
    assert browser.run("document.querySelectorAll('img').length") == 0
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.run("document.documentElement.scrollWidth") == width


def test_marks_are_reached_by_keyboard_and_show_their_record(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('#r1 .event-trigger').focus()")
    assert browser.run("document.activeElement.classList.contains('event-trigger')")
    card = browser.run("document.getElementById('card').hidden ? '' : document.getElementById('card').textContent")
    assert "ASSAULT" in card and "Raw characters" in card
    browser.press("Tab")
    assert browser.run("document.activeElement.classList.contains('m')")
    browser.press("Escape")
    assert browser.run("document.getElementById('card').hidden")


def test_the_card_of_a_mark_comes_and_goes_with_it(browser: Browser, page: Path) -> None:
    browser.open(page)
    away = "document.getElementById('card').classList.contains('away')"
    moved = "new Promise(go => { scrollTo({top: %s, behavior: 'instant'}); setTimeout(() => go(%s), 200) })"
    browser.run("document.querySelector('#r1 .event-trigger').focus({preventScroll: true})")
    there = "document.querySelector('#r1 .event-trigger').getBoundingClientRect().top + scrollY - 300"
    assert not browser.run(moved % (there, away))
    assert browser.run(moved % (0, away))
    assert not browser.run(moved % (there, away))
    assert not browser.run("document.getElementById('card').hidden")


def test_a_layer_that_is_off_is_no_stop_and_can_be_put_on(browser: Browser, page: Path) -> None:
    browser.open(page)
    stops = "document.querySelectorAll('#r1 .m.time[href]').length"
    assert browser.run(stops) == 0
    browser.run("document.querySelector('.layers input[value=time]').click()")
    assert browser.run(stops) == 1


def test_tables_filter_sort_and_give_safe_csv(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('#t-happened th button').click()")
    assert browser.run("document.querySelector('#t-happened th').getAttribute('aria-sort')") == "ascending"
    browser.run(
        "{const i=document.querySelector('#happened .tools input'); i.value='zzz'; i.dispatchEvent(new Event('input'))}"
    )
    assert browser.run("[...document.querySelectorAll('#t-happened tbody tr')].every(r => r.hidden)")
    for text, cell in (("=1+1", '"\'=1+1"'), ("-x", '"\'-x"'), ("@a", '"\'@a"'), ("-5", '"-5"'), ('a"b', '"a""b"')):
        assert browser.run(f"csvCell({text!r})") == cell


def test_page_reads_without_scripts(browser: Browser, page: Path) -> None:
    browser.open(page, scripts=False)
    assert browser.errors == []
    assert "Norland attacked Estmark" in page.read_text(encoding="utf-8")
