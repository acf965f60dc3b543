"""What pages and texts say of themselves; none rather than a guess."""

from __future__ import annotations

import json
import time

import pytest

from dragoman.intake.dates import iso_day
from dragoman.intake.encoding import decode
from dragoman.intake.metadata import byline, dateline, html_metadata, text_metadata, without_site

BODY = "The ministers of both states met for three hours and agreed to meet again within the month, an aide said."


def page(head: str, body: str = "", lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}<p>{BODY}</p></body></html>'


def linked(node: object) -> str:
    return f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}</script>'


ARTICLE = {
    "@type": "NewsArticle", "headline": "Talks &amp; more talks", "datePublished": "2024-03-04T08:00:00+09:00",
    "author": [{"@type": "Person", "name": "Ada Berg"}, {"name": "Bo Lund"}], "inLanguage": "en-GB",
    "publisher": {"@type": "Organization", "name": "Norland Post"}, "license": "https://example.org/by",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://post.example.com/talks"},
}  # fmt: skip


@pytest.mark.parametrize("node", [
    ARTICLE, [{"@type": "WebSite", "name": "Other"}, ARTICLE], {"@graph": [{"@type": "BreadcrumbList"}, ARTICLE]},
    {**ARTICLE, "@type": ["Thing", "https://schema.org/ReportageNewsArticle"]}, json.dumps(ARTICLE)[:-1] + ",}",
    f"<!-- {json.dumps(ARTICLE)} -->", {"@type": "WebPage", "mainEntity": ARTICLE},
])  # fmt: skip
def test_json_ld(node: object) -> None:
    found = html_metadata(page(linked("{broken") + linked(node) + '<meta property="og:title" content="Other">'))
    assert found == {
        "title": "Talks & more talks", "date": "2024-03-04", "author": "Ada Berg, Bo Lund", "publisher": "Norland Post",
        "url": "https://post.example.com/talks", "language": "en", "licence": "https://example.org/by",
    }  # fmt: skip


def test_meta_elements_and_marked_ones() -> None:
    head = """<title>Talks - Norland Post</title><meta property=og:site_name content="Norland Post">
    <meta name="DC.date.issued" content="4 March 2024">
    <meta property="article:author" content="https://facebook.example/ada">
    <meta property="og:url" content="javascript:alert(1)">"""
    body = '<a rel="author" href="/ada">By Ada Berg</a><a rel="license" href="https://c.example/by">x</a>'
    found = html_metadata(page(head, body))
    assert found == {"title": "Talks", "date": "2024-03-04", "publisher": "Norland Post", "author": "Ada Berg",
                     "language": "en", "licence": "https://c.example/by"}  # fmt: skip
    assert html_metadata(page("", '<time datetime="2024-03-04T10:00">today</time>'))["date"] == "2024-03-04"


@pytest.mark.parametrize("body", [
    "", "<p>In 2031 the treaty ends.</p>", "<time>10:30</time>",
    '<time datetime="2024-03-04">a</time><time datetime="2023-01-02">b</time>', "<p>Copyright 2024 Norland Post</p>",
])  # fmt: skip
def test_no_date_is_guessed(body: str) -> None:
    assert "date" not in html_metadata(page("<title>Talks</title>", body))


def test_pages_that_are_none() -> None:
    for raw in ("", " ", "<", "\0", "https://a.example/2020/01/01/x", "<html>" * 50_000, "<meta content=x>" * 50_000):
        start = time.monotonic()
        assert isinstance(html_metadata(raw), dict) and time.monotonic() - start < 4
    deep = linked("[" * 100_000) + linked({"@type": "NewsArticle", "headline": {"name": {"name": {"name": ["x"]}}}})
    assert isinstance(html_metadata(page(deep)), dict)


@pytest.mark.parametrize(("title", "site", "heads", "expected"), [
    ("Three dead in blast | World | The Post", "", [], "Three dead in blast"),
    ("Three dead in blast - The Post", "Post", [], "Three dead in blast"),
    ("Three dead - and many hurt", "", [], "Three dead - and many hurt"),
    ("War, peace - a history", "Norland Post", [], "War, peace - a history"),
    ("Three dead in blast \u2014 Post World", "", ["Three dead in blast"], "Three dead in blast"),
])  # fmt: skip
def test_titles_lose_the_site(title: str, site: str, heads: list[str], expected: str) -> None:
    assert without_site(title, site, heads) == expected


@pytest.mark.parametrize(("paragraph", "expected"), [
    ("GENEVA, March 4 (Agency) - The talks", ("GENEVA", "Agency", "2024-03-04", "The talks")),
    ("KABUL, Afghanistan (AP) \u2014 A bomb", ("KABUL, Afghanistan", "Associated Press", "", "A bomb")),
    ("MOSCOW, March 4. /TASS/. The envoy", ("MOSCOW", "TASS", "2024-03-04", "The envoy")),
    ("Geneva, 4 March 2021 \u2013 The UN", ("Geneva", "", "2021-03-04", "The UN")),
    ("WASHINGTON \u2014 The envoy", ("WASHINGTON", "", "", "The envoy")),
    ("New York (CNN) The envoy", ("New York", "CNN", "", "The envoy")),
    ("(Reuters) - Talks", ("", "Reuters", "", "Talks")),
    ("NAIROBI/GENEVA (Reuters) - Talks", ("NAIROBI/GENEVA", "Reuters", "", "Talks")),
    ("KYIV, Ukraine (AP) _ Talks", ("KYIV, Ukraine", "Associated Press", "", "Talks")),
    ("OSLO--(BUSINESS WIRE)--The firm", ("OSLO", "BUSINESS WIRE", "", "The firm")),
    ("BEIJING, Feb 30 (Xinhua) -- China", ("BEIJING", "Xinhua", "", "China")),
])  # fmt: skip
def test_datelines(paragraph: str, expected: tuple[str, str, str, str]) -> None:
    found = dateline(paragraph, 2024)
    assert found and (found.place, found.agency, found.day, paragraph[found.end :]) == expected


@pytest.mark.parametrize("paragraph", [
    "The war (in Gaza) - a", "Mr. Smith (Labour) - said he", "London - The", "UPDATE 2 - Oil falls",
    "ISIS \u2014 the group \u2014 has", "ROME \u2014 a city of",
    "BREAKING - Oil falls", "In March 4 people died - two of them", "He said (UPDATED) - that",
    "Ceasefire \u2014 what we know", "Ada M. Roe (May 1, 1930 \u2013 June 2, 1999) was a judge",
    "", "A" * 500, "WATCH: The minister", "GENEVA",
])  # fmt: skip
def test_what_is_no_dateline(paragraph: str) -> None:
    assert dateline(paragraph, 2024) is None


def test_a_dateline_without_year_gives_no_date() -> None:
    assert "date" not in text_metadata(f"Talks go on\n\nGENEVA, March 4 (Reuters) - {BODY}")
    found = text_metadata(f"Talks go on\n\nGENEVA, March 4 (Reuters) - {BODY}", year=2024)
    assert found == {"title": "Talks go on", "date": "2024-03-04", "place": "GENEVA", "publisher": "Reuters"}


def test_head_of_a_text() -> None:
    text = f"""Norland and Sudria resume talks

After a year of silence both sides sit down again.

By Ada Berg and JOHN van der Roe in Geneva

Published: Monday, 4 March 2024, 10:30 GMT | Updated 5 March 2024

{BODY}"""
    assert text_metadata(text) == {
        "title": "Norland and Sudria resume talks", "standfirst": "After a year of silence both sides sit down again.",
        "author": "Ada Berg, JOHN van der Roe", "date": "2024-03-04",
    }  # fmt: skip
    assert text_metadata(f"Updated: March 5, 2024\n\n{BODY}") == {}
    assert text_metadata(f"{BODY}\n\n{BODY} (Reporting by Ada Berg; Editing by Bo Lund)") == {"author": "Ada Berg"}


@pytest.mark.parametrize("text", [
    BODY, f"{BODY}\n\n{BODY}", "The first line of a text that was cut at\nthe width of a page and goes on below it.",
    "On March 4, 2024 the war began and nobody knew\n\nhow long it would last.", "Tuesday, March 4, 2024", "", "x",
    "a,\n\n" + BODY,
])  # fmt: skip
def test_what_has_no_head(text: str) -> None:
    found = text_metadata(text)
    assert "author" not in found and (not found or found == {"date": "2024-03-04"} or "title" in found)
    assert not (text.startswith(BODY) and found)
    if text.startswith(("Tuesday", "The first", "a,")):  # the weekday is wrong; lines run on
        assert not found


@pytest.mark.parametrize(("line", "expected"), [
    ("By Ada Berg", "Ada Berg"), ("By A. B. Cee, Reuters", "A. B. Cee"), ("By Mohammed al-Sayed", "Mohammed al-Sayed"),
    ("By Ada Berg, Chief Political Correspondent", "Ada Berg"), ("By Friday Morning", ""), ("by staff reporter", ""),
    ("By the end of the day the army had left.", ""), ("By Our Correspondent", ""), ("By Land", ""), ("By", ""),
])  # fmt: skip
def test_bylines(line: str, expected: str) -> None:
    assert byline(line) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ("2024-03-04", "2024-03-04"), ("2024-03-04T23:59:00-11:00", "2024-03-04"), ("20240304", "2024-03-04"),
    ("20240304T101500Z", "2024-03-04"), (20240304, "2024-03-04"), ("Mon, 04 Mar 2024 10:00:00 +0000", "2024-03-04"),
    ("March 4th, 2024", "2024-03-04"), ("4 Sept. 2024", "2024-09-04"), ("25/12/2023", "2023-12-25"),
    ("12/25/2023", "2023-12-25"),
    ("03/04/2024", ""), ("2024", ""), ("March 2024", ""), ("2024-02-30", ""), ("2024-13-01", ""), ("", ""), (None, ""),
    (True, ""), (1709546400, "2024-03-04"), (1709546400000, "2024-03-04"), (12, ""), ("Tuesday, March 4, 2024", ""),
    ("9" * 400, ""), (float("nan"), ""), (1e300, ""), ([2024], ""), ("2024/3/4 10:00", "2024-03-04"),
])  # fmt: skip
def test_days(value: object, expected: str) -> None:
    assert iso_day(value) == expected


@pytest.mark.parametrize(("data", "declared", "expected"), [
    ("“Zoë”".encode(), "iso-8859-1", "“Zoë”"), ("“Zoë”".encode("cp1252"), "latin-1", "“Zoë”"),
    ("“Zoë”".encode("utf-16"), None, "“Zoë”"), ("Zoe said nothing".encode("utf-16-le"), None, "Zoe said nothing"),
    (b"\xef\xbb\xbfabc", "cp1252", "abc"), ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
    ("He said “yes” and left the room. ".encode("cp1252") * 9, None, "He said “yes” and left the room. " * 9),
    ("He said “yes” – “no”. ".encode() * 20 + b"\xe2\x80", None, "He said “yes” – “no”. " * 20 + "\ufffd"),
    (b"abc", "no-such-codec", "abc"), (b"caf\xe9", "rot13", "café"), (b"+AGE-", "utf-7", "+AGE-"),
])  # fmt: skip
def test_encodings(data: bytes, declared: str | None, expected: str) -> None:
    assert decode(data, declared) == expected
