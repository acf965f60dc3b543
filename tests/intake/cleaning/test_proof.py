"""The way back: what is kept and what is dropped make up the raw text, and repairs keep their places."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.intake import Page
from dragoman.records import Span

NEWS = (
    "Customs officers in the port of Loma seized 40 crates of rifles on Monday, the ministry said.",
    "Interior Minister Ana Brel told reporters that three men were arrested and a fourth was at large.",
    "“Nobody asked us,” said a dock worker, who gave his name as Jan Kos.",
    "Neighbouring Istria denied that the shipment was meant for its army.",
)
RESIDUE = (
    "window.dataLayer = window.dataLayer || [];",
    "gtag('js', new Date());",
    "Sign up for our newsletter",
    "Share on Facebook",
    "Advertisement",
    "Home",
    "By Jan Kos",
    "12 comments",
    "© 2024 Loma Wire. All rights reserved.",
    "Also read: Five things to know about the harbour",
)
# What damage does to a piece of text, and what it must read like again.
DAMAGE = (
    ("co\u00adopera\u00adtion", "cooperation"),
    ("oﬃcial", "official"),
    ("ﬁrst  and   last", "first and last"),
    ("didnâ€™t", "didn’t"),
    ("ZÃ¼rich", "Zürich"),
    ("â€œYesâ€\x9d", "“Yes”"),
    ("â€œSoâ€", "“So”"),
    ("\x93No\x94", "“No”"),
    ("zero\u200bwidth", "zerowidth"),
    ("no\u00a0break", "no break"),
    ("AT&amp;T", "AT&T"),
    ("“curly”", "“curly”"),
    ("plain", "plain"),
)
_NO_WIDTH = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]+"


def pieces(page: Page) -> list[tuple[Span, Span]]:
    """Pairs of a clean span and the raw span that it comes from, in order."""
    if not page.alignment.pieces:
        return [(Span(0, len(page.text)), Span(0, len(page.text)))] if page.text else []
    starts = [*(p.clean for p in page.alignment.pieces), page.alignment.length]
    return [
        (Span(a, b), Span(p.raw, p.raw_end))
        for p, (a, b) in zip(page.alignment.pieces, itertools.pairwise(starts), strict=True)
    ]


def check_proof(page: Page) -> None:
    """Pieces follow each other, none is dropped too, and together with what was dropped they are all of the text."""
    found = pieces(page)
    assert "".join(clean.of(page.text) for clean, _ in found) == page.text
    for (_, before), (_, after) in itertools.pairwise(found):
        assert before.end <= after.start or before.start == after.start
    for (_, end), dropped in itertools.product(found, page.dropped):
        assert end.end <= dropped.start or dropped.end <= end.start, (end, dropped)
    for first, second in itertools.pairwise(page.dropped):
        assert first.end <= second.start
    for dropped in page.dropped:
        assert page.raw[dropped.start : dropped.end].strip() and dropped.reason


def unaccounted(page: Page) -> str:
    """Raw characters that are neither kept nor dropped, white space and what has no width aside."""
    left = list(page.raw)
    spans: Sequence[Span] = [raw for _, raw in pieces(page)] + [Span(d.start, d.end) for d in page.dropped]
    for span in spans:
        left[span.start : span.end] = " " * (span.end - span.start)
    return re.sub(_NO_WIDTH, "", "".join(left))


LINES = st.lists(st.one_of(st.sampled_from(NEWS), st.sampled_from(RESIDUE), st.text(max_size=40)), max_size=20)


@settings(max_examples=200, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]))
def test_kept_and_dropped_make_up_any_text(lines: list[str], end: str) -> None:
    page = dragoman.clean(end.join(lines), "text")
    check_proof(page)
    assert unaccounted(page) == ""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(DAMAGE), min_size=1, max_size=12), st.booleans())
def test_repaired_words_lead_back_to_their_damage(words: list[tuple[str, str]], dirty: bool) -> None:
    body = " ".join(f"w{i}q {damaged}" for i, (damaged, _) in enumerate(words))
    raw = "\n".join([*RESIDUE[:4], NEWS[0], f"{body} ended the long day.", NEWS[1]]) if dirty else body
    page = dragoman.clean(raw, "text")
    wanted = " ".join(f"w{i}q {clean}" for i, (_, clean) in enumerate(words))
    assert wanted in page.text
    check_proof(page)
    at = page.text.index(wanted)
    for i, (damaged, clean) in enumerate(words):
        start = page.text.index(f"w{i}q", at)
        span = page.alignment.raw_span(Span(start + len(f"w{i}q "), start + len(f"w{i}q ") + len(clean)))
        assert raw[span.start : span.end].strip("\u00ad\u200b") == damaged


TEXTS = st.lists(st.sampled_from([*NEWS, *RESIDUE[2:]]), min_size=1, max_size=12)
TAGS = st.sampled_from(["p", "div", "li", "h2", "td", "blockquote", "aside", "footer", "figcaption"])


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(TAGS, min_size=12, max_size=12), st.booleans())
def test_a_page_keeps_or_drops_each_of_its_words(texts: list[str], tags: list[str], linked: bool) -> None:
    marked = [f"{text} z{i}z" for i, text in enumerate(texts)]
    inner = "".join(
        f"<{tag}>{f'<a href=x>{html.escape(t)}</a>' if linked and i % 3 == 2 else html.escape(t)}</{tag}>"
        for i, (t, tag) in enumerate(zip(marked, tags, strict=False))
    )
    page = dragoman.clean(f"<!doctype html><html><body><article>{inner}</article></body></html>", "html")
    check_proof(page)
    for i in range(len(texts)):
        word = f"z{i}z"
        at = page.raw.index(word)
        kept = page.text.find(word)
        dropped = any(d.start <= at < d.end for d in page.dropped)
        assert (kept >= 0) != dropped
        if kept >= 0:
            span = page.alignment.raw_span(Span(kept, kept + len(word)))
            assert page.raw[span.start : span.end] == word


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_utf8_read_as_another_encoding_is_read_again(encoding: str) -> None:
    text = "The Málaga café’s owner – a Kurd – said “no” to Žižkov. It cost €40 in Köln."
    if encoding == "latin-1":
        text = text.replace("€", "").replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-")
        text = text.replace("Žižkov", "Zizkov")
    raw = text.encode().decode(encoding, "replace")
    page = dragoman.clean(raw, "text")
    assert page.text == text
    check_proof(page)


SHORT = st.sampled_from(
    ["Rifles  seized in ﬁve ports", " Denial ", "What comes next", "Who said â€œnoâ€\x9d", *NEWS, *RESIDUE[2:5]]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SHORT, min_size=1, max_size=10), st.sampled_from(["\n", "\n\n", "\r\n\r\n", " \n\n "]))
def test_headings_are_whole_lines_of_the_clean_text(lines: list[str], end: str) -> None:
    page = dragoman.clean(end.join(lines), "text")
    for heading in page.headings:
        text = heading.of(page.text)
        assert text and text == text.strip() and "\n" not in text
        assert page.text[: heading.start].rstrip(" ")[-1:] in ("", "\n")
        assert page.text[heading.end :].lstrip(" ")[:1] in ("", "\n")
    assert not page.title or page.title in page.text
