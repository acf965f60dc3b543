# ruff: noqa: E501
"""Cleaning: what stays, what goes and why, and that every character is accounted for."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.errors import UsageError
from dragoman.intake.cleaning import MAX_CHARS, TooLong, kind_of
from dragoman.intake.cleaning.repair import edits
from dragoman.knowledge import Knowledge
from dragoman.records import Span

BODY = [
    "LOMA, March 4 (Wire) - Customs officers in the port of Loma seized 40 crates of rifles on Monday, the ministry said.",
    "The crates had been declared as tractor parts and came from a warehouse two streets from the harbour gate.",
    "Interior Minister Ana Brel told reporters that three men were arrested and that a fourth was still at large.",
    "Neighbouring Istria denied that the shipment was meant for its army and asked for a joint inquiry.",
]
SHOP_SENTENCES = [
    "The gunman subscribed to a newsletter that the banned group sends to its followers, prosecutors said.",
    "Police closed the gift shop and the ticket office after the explosion.",
    "The regulator fined the site because it uses cookies to track voters without consent.",
    "Hackers hid the code in JavaScript that the ministry's own pages load.",
    "He asked his followers to share the video, and thousands did so before noon.",
    "Related companies were searched in Milan last night.",
    "Comments by the minister angered the neighbours on Tuesday.",
    "Photo albums of the dead king were sold in the streets.",
]
CODE = [
    "window.dataLayer = window.dataLayer || [];",
    "function gtag(){dataLayer.push(arguments);}",
    "gtag('js', new Date());",
    ".widget-area { margin: 0 auto; display: none; }",
    '{"@context":"https://schema.org","@type":"NewsArticle","wordCount":"311"}',
]


def covered(page: dragoman.intake.page.Page) -> set[int]:
    seen = {i for d in page.dropped for i in range(d.start, d.end)}
    if not page.alignment.pieces:
        return seen | set(range(len(page.raw))) if page.text == page.raw else seen
    return seen | {i for p in page.alignment.pieces for i in range(p.raw, p.raw_end)}


def lost(page: dragoman.intake.page.Page) -> str:
    """Raw characters that are neither in the text nor dropped, white space and what has no width aside."""
    inside = covered(page)
    rest = "".join(c if i not in inside else " " for i, c in enumerate(page.raw))
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]+", "", rest)


def is_dropped(page: dragoman.intake.page.Page, piece: str) -> str:
    return next((d.reason for d in page.dropped if piece in page.raw[d.start : d.end]), "")


def test_clean_text_is_itself() -> None:
    text = "\n\n".join(BODY)
    page = dragoman.clean(text)
    assert page.text == text and page.dropped == () and page.alignment.pieces == ()


@pytest.mark.parametrize("sentence", SHOP_SENTENCES)
def test_sentences_that_only_mention_a_shop_stay(sentence: str) -> None:
    assert dragoman.clean(sentence).text == sentence
    dirty = "\n".join([*CODE, *BODY[:2], sentence, *BODY[2:], *CODE, "Sign up for our newsletter", "Share on Facebook"])
    page = dragoman.clean(dirty)
    assert sentence in page.text and all(line in page.text for line in BODY)
    assert not any(line in page.text for line in CODE)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Sign up for our newsletter and get the news in your inbox every morning.", "newsletter"),
        ("To unsubscribe from this list click here: http://wire.example/u", "newsletter"),
        ("Also read: Five things to know about the harbour", "related"),
        ("READ MORE: Harbour chief resigns", "related"),
        ("Share this article", "share"),
        ("We use cookies to improve your experience. Accept all", "cookie"),
        ("(Photo: Jan Kos/Wire)", "credit"),
        ("Follow the author on Twitter @jankos", "author_note"),
        ("window.ads = window.ads || []; ads.push({'slot': 7});", "script"),
        ("Buy now and save up to 30% in our shop", "shop"),
        ("Continue reading below", "navigation"),
    ],
)
def test_residue_between_paragraphs_goes_with_its_reason(line: str, reason: str) -> None:
    raw = "\n".join([*BODY[:2], line, *BODY[2:], "Advertisement", "© 2024 Loma Wire. All rights reserved."])
    page = dragoman.clean(raw)
    assert [b for b in BODY if b not in page.text] == []
    assert line not in page.text
    assert is_dropped(page, line) == reason
    assert is_dropped(page, "All rights reserved") == "legal"
    assert lost(page) == ""


def test_code_at_the_end_without_a_tag() -> None:
    page = dragoman.clean("\n".join([*BODY, *CODE, "})();", "var _q = _q || [];"]))
    assert page.text == "\n\n".join(BODY)
    assert {d.reason for d in page.dropped} == {"script"}


def test_code_within_a_paragraph() -> None:
    raw = f"{BODY[0]} (adsbygoogle = window.adsbygoogle || []).push({{}}); {BODY[1]}\n\n{BODY[2]}"
    page = dragoman.clean(raw)
    assert "adsbygoogle" not in page.text
    assert BODY[0] in page.text and BODY[1] in page.text and BODY[2] in page.text
    assert lost(page) == ""


def test_aside_at_the_end_of_a_paragraph() -> None:
    page = dragoman.clean(f"{BODY[0]} {BODY[1]} Sign up for our daily newsletter.")
    assert page.text == f"{BODY[0]} {BODY[1]}"
    assert [d.reason for d in page.dropped] == ["newsletter"]


PAGE = f"""<!doctype html><html lang="en"><head><title>Rifles seized in Loma - Loma Wire</title>
<script>var a = "</p><p>not news</p>"; if (a < 3) {{ b(); }}</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<!-- a <p>comment</p> --><article><h1>Rifles seized in Loma</h1><p class="byline">By Jan Kos</p>
<p>{BODY[0].replace("rifles", "r<b>ifl</b>es &amp; pistols")}</p><p>{BODY[1]}<p>{BODY[2]}
<h2>Denial</h2><p>{BODY[3]}</p><p><a href="/x">Also read: Harbour chief resigns over the affair</a></p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Storm hits coast</a></li></ul></aside>
<footer>© 2024 Loma Wire. All rights reserved.</footer></body></html>"""


def test_page() -> None:
    page = dragoman.clean(PAGE)
    assert page.title == "Rifles seized in Loma" and page.text.startswith(page.title)
    assert [h.of(page.text) for h in page.headings] == ["Rifles seized in Loma", "Denial"]
    for line in (BODY[0].replace("rifles", "rifles & pistols"), *BODY[1:]):
        assert line in page.text
    for gone in ("not news", "comment", "Home", "Storm", "Also read", "All rights", "color"):
        assert gone not in page.text
    at = page.text.index("rifles & pistols")
    span = page.alignment.raw_span(Span(at, at + 16))
    assert PAGE[span.start : span.end] == "r<b>ifl</b>es &amp; pistols"
    assert is_dropped(page, "color: red") == "style" and is_dropped(page, "not news") == "script"


def test_page_accounts_for_all_its_text() -> None:
    page = dragoman.clean(PAGE)
    rest = "".join(" " if i in covered(page) else c for i, c in enumerate(PAGE))
    assert re.sub(r"<!--.*?-->|<[^>]*>|\s", "", rest, flags=re.S) == ""


def test_every_clean_character_comes_from_its_raw_ones() -> None:
    raw = "The ﬁrst co\u00adoperation  talks\u00a0ended.\r\nThe minister didnâ€™t speak &amp; left."
    page = dragoman.clean(raw, "text")
    assert page.text == "The first cooperation talks ended.\nThe minister didn’t speak & left."
    for word in ("first", "cooperation", "talks", "didn’t", "minister"):
        at = page.text.index(word)
        span = page.alignment.raw_span(Span(at, at + len(word)))
        assert dragoman.clean(raw[span.start : span.end], "text").text == word


@pytest.mark.parametrize(
    "text", ["“CAFÉ” and naïve façade", "می‌خواهم", "👩‍💻 wrote", "10 °C – 12 °C", "Ünlü Şehir", "a\n\nb"]
)
def test_characters_that_are_right_stay(text: str) -> None:
    assert edits(text) == []


@pytest.mark.parametrize(
    ("raw", "clean"),
    [("\x93Yes,\x94 he said", "“Yes,” he said"), ("Itâ€™s over", "It’s over"), ("MalmÃ¶ and ZÃ¼rich", "Malmö and Zürich"),
     ("a\tb", "a b"), ("a\r\n\r\nb", "a\n\nb"), ("zero\u200bwidth", "zerowidth"), ("oﬃce", "office"), ("AT&amp;T", "AT&T")],
)  # fmt: skip
def test_damaged_characters_are_repaired(raw: str, clean: str) -> None:
    assert dragoman.clean(raw, "text").text == clean


def test_comments_after_the_report_go() -> None:
    comments = [
        "Comments",
        "jan77 says:",
        "March 4, 2024 at 10:12 am",
        "This is the best thing our customs ever did, well done to all of them.",
    ]
    page = dragoman.clean("\n".join(["Home", "News", "Sport", "Rifles seized in Loma", *BODY, *comments * 3]))
    assert "customs ever did" not in page.text and BODY[-1] in page.text


def test_hostile_pages_end_soon() -> None:
    cases = [
        "<html><body>" + "<div>" * 100_000 + BODY[0] + "</div>" * 100_000,
        "a" * 2_000_000,
        "<html><p>" + "<a" * 200_000,
        "<html><p>" + '<a "' * 200_000,
        "<html><p>x" + "<!--" * 200_000,
        "The minister left. " + "window.x(" * 50_000,
        '"a": "b c d\n' * 20_000,
    ]
    started = time.perf_counter()
    pages = [dragoman.clean(case) for case in cases]
    assert time.perf_counter() - started < 20
    assert BODY[0] in pages[0].text and pages[1].text == cases[1]


def test_limits_and_arguments() -> None:
    with pytest.raises(TooLong, match="20,000,000"):
        dragoman.clean("x " * (MAX_CHARS // 2 + 1))
    with pytest.raises(UsageError):
        dragoman.clean("x", "pdf")
    assert dragoman.clean("").text == "" and dragoman.clean("<html></html>").text == ""
    assert kind_of("a < b and c > d") == "text" and kind_of(PAGE) == "html"


def test_reasons_are_all_explained() -> None:
    import msgspec

    from dragoman.intake.cleaning.markup import markup_table
    from dragoman.intake.cleaning.signs import Phrase

    knowledge = Knowledge()
    reasons = {k for _, d in knowledge.documents("cleaning/reasons.yaml", dict[str, str]) for k in d}
    table = markup_table(knowledge)
    used = {p.reason for p in knowledge.rows("cleaning/phrases.tsv", Phrase)}
    used |= {*table.raw.values(), *table.regions.values(), *table.names.values(), "outside", "hidden", "repeated"}
    assert used <= reasons
    assert msgspec.json.encode(sorted(used))


LINES = st.lists(
    st.one_of(
        st.sampled_from([*BODY, *CODE, "Home", "Share", "Read more", "By Jan Kos", "", "  ", "Advertisement"]),
        st.text(max_size=60),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_nothing_is_lost_of_any_text(lines: list[str], end: str) -> None:
    raw = end.join(lines)
    page = dragoman.clean(raw, "text")
    assert lost(page) == ""
    for i in range(0, len(page.text), 7):
        span = page.alignment.raw_span(Span(i, i + 1))
        assert 0 <= span.start <= span.end <= len(raw)


TAGS = st.sampled_from(["<p>", "</p>", "<div class='nav'>", "</div>", "<a href=x>", "</a>", "<br>", "<b", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#8217;", "<li>", '<i title=">">', "\n"])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS, st.sampled_from([*BODY, "Home", "x < y"]), st.text(max_size=20)), max_size=30))
def test_any_broken_page_is_read(parts: list[str]) -> None:
    raw = "".join(parts)
    page = dragoman.clean(raw, "html")
    for i in range(0, len(page.text), 5):
        span = page.alignment.raw_span(Span(i, i + 1))
        assert 0 <= span.start <= span.end <= len(raw)
    assert dragoman.clean(raw, "html") == page


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("gallery.items[gallery.items.length]=", "script"),
        ("wire.settings.lazy = true;", "script"),
        ("12 Shares", "share"),
        ("3 comments", "comment"),
        ("Jan Kos and Lia Roe contributed to this report.", "author_note"),
        ("™ & © 2024 Loma Cable News, Inc., a Wire Company. All rights reserved.", "legal"),
        ("© Wire/Jan Kos", "credit"),
        ("The customs house where the crates were keptPhoto: Jan Kos", "credit"),
    ],
)
def test_residue_of_known_kinds_goes(line: str, reason: str) -> None:
    page = dragoman.clean("\n".join([*CODE, *BODY, line, "Share on Facebook", "Sign up for our newsletter"]))
    assert line not in page.text and is_dropped(page, line) == reason
    assert all(b in page.text for b in BODY)


def test_a_comment_beside_code_is_code() -> None:
    page = dragoman.clean("\n".join([*BODY, CODE[0], "// this way it can be inspected with the console.", *CODE[1:]]))
    assert page.text == "\n\n".join(BODY)


def test_an_address_alone_is_no_code() -> None:
    text = "\n\n".join([*BODY, "https://wire.example/en/news/2024/03/rifles_seized-in_loma", "Mail press@wire.example"])
    page = dragoman.clean(text)
    assert page.text == text and page.dropped == ()


def test_a_list_of_other_reports_goes_and_the_report_resumes() -> None:
    other = [
        "Most popular",
        "Storm hits the coast of Istria",
        "Harbour chief resigns over audit",
        "Five bridges closed",
    ]
    page = dragoman.clean("\n".join([*CODE, *BODY[:2], *other, *BODY[2:], "Sign up for our newsletter"]))
    assert page.text == "\n\n".join(BODY)
    marked = "".join(f"<li><span>{o[:5]}</span><a href='/{i}'>{o[5:]}</a></li>" for i, o in enumerate(other[1:]))
    paragraphs = [f"<p>{b}</p>" for b in BODY]
    raw = f"<html><body><article>{''.join(paragraphs[:2])}<h3>{other[0]}</h3><ul>{marked}</ul>{''.join(paragraphs[2:])}"
    page = dragoman.clean(f"{raw}</article></body></html>")
    assert all(b in page.text for b in BODY) and not any(o in page.text for o in other)


def test_lists_that_belong_to_the_report_stay() -> None:
    dead = ["March 1 - Port of Loma, two dead", "March 2 - Brel Bridge, four dead", "March 3 - Kos Street, one dead"]
    page = dragoman.clean(
        "\n".join([*CODE, *BODY, *dead, "Sign up for our newsletter", *["Home", "News", "Sport"] * 4])
    )
    assert all(line in page.text for line in [*BODY, *dead]) and "Sport" not in page.text


def test_a_paragraph_that_a_program_wrapped_stays() -> None:
    wrapped = [
        "Prosecutors in the capital said late on Sunday that the crates had",
        "come from a depot that was closed",
    ]
    wrapped.append("after a fire last spring, and that two guards were missing.")
    page = dragoman.clean("\n".join(["Home", "News", "Sport", "Sign in", *CODE, *wrapped, *BODY, "Share on Facebook"]))
    assert all(line in page.text for line in wrapped) and "Sign in" not in page.text


@pytest.mark.parametrize(
    "head", [["Rifles seized in Loma"], ["LOMA (Wire) --"], ["Rifles seized in Loma", "By Jan Kos"]]
)
def test_the_head_of_a_dirty_text_stays(head: list[str]) -> None:
    page = dragoman.clean(
        "\n".join(["Home", "News", "Sport", "Subscribe", *CODE, *head, *BODY[1:], *CODE, "Share this"])
    )
    assert page.text.startswith(head[0]) and "Subscribe" not in page.text


def test_notes_on_the_author_go() -> None:
    note = "Jan Kos covers the harbours of the north and has won prizes for his work on smugglers."
    page = dragoman.clean("\n".join(["By Jan Kos", *BODY, note, *CODE, "Share on Facebook"]))
    assert note not in page.text and is_dropped(page, note) == "author_note"
    assert note in dragoman.clean("\n".join([*BODY, note, *CODE, "Share on Facebook"])).text


def test_a_page_of_which_another_extractor_takes_a_scrap_is_read_from_its_lines() -> None:
    body = "".join(f"<div><span><span>{b}</span></span></div><div> </div>" for b in BODY)
    raw = f"<html><body><p>{BODY[0][:60]}</p><div class=post>{body}</div></body></html>"
    assert all(b in dragoman.clean(raw).text for b in BODY)


def test_headline_standfirst_and_caption_above_a_dirty_text() -> None:
    head = [
        "Rifles seized in the port of Loma",
        "A guard before the gate on Monday. PHOTO | LOMA WIRE",
        "By Jan Kos",
        "Summary",
    ]
    raw = "\n".join(
        [*CODE, "Menu", "Home News Politics Business", *head, "Two neighbours trade charges over it", *BODY, *CODE]
    )
    page = dragoman.clean(raw)
    assert page.text == "\n\n".join([head[0], "Two neighbours trade charges over it", *BODY])
    assert page.title == head[0] and page.author == "Jan Kos" and is_dropped(page, "A guard") == "credit"


def test_a_page_ends_at_its_comments_and_begins_below_its_byline() -> None:
    body = "".join(f"<p>{b}</p>" for b in BODY * 2)
    raw = f"""<html><head><meta name="author" content="Jan Kos"></head><body><article><h1>Rifles seized in Loma</h1><p>Jan Kos</p>
    {body}<p>12 thoughts on this</p><p>Well done, all of them, and about time too.</p><h3>Get the Harbour Brief</h3></article></body></html>"""
    page = dragoman.clean(raw)
    for gone in ("Well done", "Harbour Brief", "Jan Kos", "thoughts"):
        assert gone not in page.text
    assert all(b in page.text for b in BODY) and page.author == "Jan Kos"


def test_an_invitation_in_two_sentences_goes_as_a_whole() -> None:
    line = "Would you like to comment on this article? Sign up (it's quick and free) or sign in now."
    page = dragoman.clean("\n".join([*BODY, line, *CODE]))
    assert page.text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "inner",
    [
        ["“We saw nothing,” he said.", "“Nothing at all.”", "“Never.”"],
        ["The two sides agreed on:", "a cease-fire from noon", "the exchange of all prisoners"],
        ["Who is behind it?"],
        ["The dead:", "March 1 - two guards in Loma", "March 2 - a driver in Istria"],
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_short_lines_of_the_report_stay_in_a_dirty_text(inner: list[str], place: int) -> None:
    lines = [*BODY[:place], *inner, *BODY[place:]]
    raw = "\n".join(
        [
            "Subscribe now",
            "Rifles seized in the port of Loma",
            *lines,
            "Share on Facebook",
            "Sign up for our newsletter",
        ]
    )
    page = dragoman.clean(raw)
    assert [line for line in lines if line not in page.text] == []
    assert "Facebook" not in page.text and "Subscribe" not in page.text


def test_a_piece_of_a_page_is_kept_but_for_what_it_says_of_itself() -> None:
    raw = f"<p>{BODY[0]}</p>\n{BODY[1]}&nbsp;<br/>{BODY[2]}<p>{BODY[3]}</p><p><a href='/x'>Read more</a></p>"
    page = dragoman.clean(raw)
    assert page.text == "\n\n".join(BODY) and [d.text for d in page.dropped] == ["Read more"]
