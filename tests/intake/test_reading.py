"""Every format, by its content and by its name, plain and compressed."""

from __future__ import annotations

import bz2
import email.message
import gzip
import io
import json
import lzma
from pathlib import Path

import pytest
import zstandard

from dragoman.errors import UsageError
from dragoman.intake import Page, Unreadable, count_inputs, read, read_bytes

STORY = (
    "The foreign ministers of Norland and Sudria met in Geneva on Monday to discuss the border dispute.\n\n"
    "They agreed that their deputies would meet again within the month, a spokeswoman for the ministry said."
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Ministers meet | The Norland Post</title>
<meta property="og:site_name" content="The Norland Post"><meta name="author" content="Ada Berg">
<meta property="article:published_time" content="2024-03-04T23:30:00-05:00">
<link rel="canonical" href="https://post.example.com/ministers"></head><body><article><h1>Ministers meet</h1>
{"".join(f"<p>{p}</p>" for p in STORY.split(chr(10) * 2))}</article></body></html>"""


def pages(path: Path | str, **options: object) -> list[Page]:
    found = list(read([path], **options))  # type: ignore[arg-type]
    assert all(isinstance(p, Page) for p in found), found
    return found  # type: ignore[return-value]


def one(path: Path | str, **options: object) -> Page:
    (page,) = pages(path, **options)
    return page


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_plain_text_has_title_date_and_agency_from_the_text(tmp_path: Path) -> None:
    text = f"Ministers meet over border\n\nMonday, March 4, 2024\n\nGENEVA, March 4 (Xinhua) -- {STORY}"
    page = one(write(tmp_path, "a.txt", text))
    assert (page.title, page.date, page.publisher) == ("Ministers meet over border", "2024-03-04", "Xinhua")
    assert page.raw == text and page.origin == str(tmp_path / "a.txt") and page.language == "en"


@pytest.mark.parametrize("fence", ["", "---\n"])
def test_header_lines_are_metadata_and_go_before_the_text(tmp_path: Path, fence: str) -> None:
    head = f"{fence}Title: 'A quiet day': reports\ndate: 4 March 2024\nSource: Post\n"
    head += "URL: https://a.example/x\nlicense: CC BY\n"
    page = one(write(tmp_path, "a.txt", f"{head}{fence}\nAnother headline\n\n{STORY}"))
    assert page.title == "'A quiet day': reports"
    assert (page.date, page.publisher, page.url, page.licence) == ("2024-03-04", "Post", "https://a.example/x", "CC BY")
    assert page.raw.startswith("Another headline") and "CC BY" not in page.text


def test_lines_that_only_look_like_headers_stay(tmp_path: Path) -> None:
    text = f"Geneva: ministers met\nLondon: markets fell\n\n{STORY}"
    assert one(write(tmp_path, "a.txt", text)).raw == text


def test_page(tmp_path: Path) -> None:
    for name in ("a.html", "a.txt", "a"):
        page = one(write(tmp_path, name, PAGE))
        assert (page.title, page.date, page.publisher) == ("Ministers meet", "2024-03-04", "The Norland Post")
        assert (page.author, page.url, page.language) == ("Ada Berg", "https://post.example.com/ministers", "en")
        assert page.raw == PAGE and "foreign ministers of Norland" in page.text


def test_given_date_and_kind_win(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.html", PAGE), date="2020-01-02").date == "2020-01-02"
    for wrong in ({"date": "yesterday"}, {"date": "2024-02-30"}, {"kind": "pdf"}):
        with pytest.raises(UsageError):
            read(["x"], **wrong)


def test_mail_with_plain_and_html(tmp_path: Path) -> None:
    mail = email.message.EmailMessage()
    mail["Subject"], mail["From"] = "Fwd: Ministers meet in Genève", "Ada Berg <ada@post.example.com>"
    mail["To"], mail["Date"] = "desk@example.com", "Mon, 04 Mar 2024 23:30:00 -0500"
    mail.set_content(STORY, charset="iso-8859-1")
    mail.add_alternative(PAGE, subtype="html")
    mail.add_attachment(b"\x89PNG\0\0", maintype="image", subtype="png", filename="x.png")
    page = one(write(tmp_path, "a.eml", bytes(mail)))
    assert (page.title, page.author, page.date) == ("Ministers meet in Genève", "Ada Berg", "2024-03-04")
    assert page.raw.strip() == STORY
    assert one(write(tmp_path, "noname", bytes(mail))).title == page.title


def test_mail_whose_plain_part_is_trivial(tmp_path: Path) -> None:
    mail = email.message.EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "News", "a@b.example", "no date at all"
    mail.set_content("Please view this message in your browser.")
    mail.add_alternative(PAGE, subtype="html")
    page = one(write(tmp_path, "a.eml", bytes(mail)))
    assert "foreign ministers" in page.text and page.date == "2024-03-04"


RSS = f"""<?xml version="1.0" encoding="utf-8"?><!-- made by hand --><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Norland Wire</title><language>en-us</language>
<item><title>Ministers &amp;amp; deputies meet</title><link>https://w.example/1</link>
<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{STORY}</p><script>track()</script>]]></content:encoded></item>
<item><title>No text</title><link>https://w.example/2</link></item>
<item><title>Second</title><description>{STORY}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><entry>
<title>Ministers meet</title><link href="https://w.example/a"/>
<author><name>Ada Berg</name></author><published>2024-03-04T10:00:00Z</published>
<content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"""


def test_feeds(tmp_path: Path) -> None:
    first, second, third = read([write(tmp_path, "feed", RSS)])
    assert isinstance(first, Page) and isinstance(second, Unreadable) and isinstance(third, Page)
    assert (first.title, first.url, first.date) == ("Ministers & deputies meet", "https://w.example/1", "2024-03-04")
    assert first.publisher == "Norland Wire" and "track()" not in first.text and first.origin.endswith("feed#row 1")
    assert second.origin.endswith("#row 2") and "entry 2" in second.error
    atom = one(write(tmp_path, "atom.xml", ATOM))
    assert (atom.title, atom.author, atom.date) == ("Ministers meet", "Ada Berg", "2024-03-04")


@pytest.mark.parametrize(
    "row",
    [
        {"text": STORY, "title": "T one", "date": "2024-03-04", "url": "https://a.example/", "publisher": "P"},
        {"body": STORY, "Headline": "T one", "published_at": "2024-03-04T10:00:00Z", "link": "https://a.example/",
         "source": {"id": None, "name": "P"}},
        {"content": {"rendered": STORY}, "title": {"rendered": "T one"}, "pubDate": 1709546400, "permalink":
         "https://a.example/", "outlet": "P", "id": 7, "summary": "short"},
        {"_id": "x", "_source": {"full_text": STORY, "headline": "T one", "timestamp": 1709546400000,
         "source_url": "https://a.example/", "site": "P"}},
    ],
)  # fmt: skip
def test_json_objects_under_many_names(tmp_path: Path, row: dict[str, object]) -> None:
    shapes = {
        "a.json": json.dumps(row), "b.json": json.dumps([row]), "c.json": json.dumps({"total": 1, "articles": [row]}),
        "d.jsonl": json.dumps(row), "e.json": json.dumps({"hits": {"hits": [row]}}),
        "f.json": json.dumps(row, indent=1),
    }  # fmt: skip
    for name, content in shapes.items():
        page = one(write(tmp_path, name, content))
        found = (page.title, page.date, page.url, page.publisher)
        assert found == ("T one", "2024-03-04", "https://a.example/", "P"), name
        assert page.raw == STORY


def test_a_text_that_begins_with_the_json_of_a_page_is_a_text(tmp_path: Path) -> None:
    residue = json.dumps({"@context": "https://schema.org", "@type": "WebSite", "url": "https://a.example"})
    for head in (residue, f"{residue}\n{residue}", json.dumps(json.loads(residue), indent=1)):
        page = one(write(tmp_path, "a.txt", f"{head}\n\nMinisters meet\n\n{STORY}"))
        assert STORY.partition("\n")[0] in page.text
    assert len(pages(write(tmp_path, "rows", f"{json.dumps({'text': STORY})}\n" * 3))) == 3


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    good = json.dumps({"text": STORY, "date": "2024-03-04"})
    lone = '{"text": "\\ud800 ' + STORY[:60] + '"}'
    lines = [good, "{broken", "", good, "[1, 2]", json.dumps({"headline": "x"}), lone, good]
    found = list(read([write(tmp_path, "a.jsonl", "\ufeff" + "\n".join(lines))]))
    assert [f.origin.partition("#")[2] for f in found] == [f"row {n}" for n in (1, 2, 4, 5, 6, 7, 8)]
    bad = [f for f in found if isinstance(f, Unreadable)]
    assert [b.origin[-1] for b in bad][:3] == ["2", "5", "6"]
    assert "line 2" in bad[0].error and "headline" in bad[2].error
    assert isinstance(found[-1], Page)


def test_json_lines_without_text_stop_early(tmp_path: Path) -> None:
    found = list(read([write(tmp_path, "a.jsonl", '{"x": 1}\n' * 5000)]))
    assert len(found) == 21 and isinstance(found[-1], Unreadable) and "rest" in found[-1].error


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_tables(tmp_path: Path, mark: str) -> None:
    quoted = '"' + STORY.replace('"', '""') + '"'
    text = mark.join(["ID", "Headline", "Published", "Body"]) + "\r\n"
    text += mark.join(["1", '"One, ""two"" and; three"', "2024-03-04", quoted]) + "\r\n\r\n"
    text += mark.join(["2", "Short row"]) + "\r\n" + mark.join(["3", "Long", "", quoted, "more", "more"]) + "\r\n"
    text += mark.join(["4", "Four", "04/03/2024", quoted]) + "\r\n"
    found = list(read([write(tmp_path, "a.csv" if mark != "\t" else "a.tsv", text.encode("utf-8-sig"))]))
    first, short, long, fourth = found
    assert isinstance(first, Page) and first.title == 'One, "two" and; three' and first.date == "2024-03-04"
    assert isinstance(short, Unreadable) and "row 2" in short.error and isinstance(long, Unreadable)
    assert isinstance(fourth, Page) and fourth.date is None and fourth.origin.endswith("#row 4")


def test_table_without_the_columns_is_one_error(tmp_path: Path) -> None:
    (error,) = read([write(tmp_path, "a.csv", "colour,size\nred,2\n" * 100)])
    assert isinstance(error, Unreadable) and error.code == "D109"
    assert "colour, size" in error.error and "text, body" in error.error


def test_table_in_windows_1252_and_utf_16(tmp_path: Path) -> None:
    text = f'title,text\n"Café \u2013 “now”","{STORY}"\n'
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        assert one(write(tmp_path, "a.csv", text.encode(encoding))).title == "Café – “now”", encoding


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


@pytest.mark.parametrize("pack", [gzip.compress, zstd, bz2.compress, lzma.compress, lambda d: gzip.compress(zstd(d))])
def test_compressed(tmp_path: Path, pack: object) -> None:
    for name, content in (("a.html.gz", PAGE), ("b.jsonl.zst", json.dumps({"text": STORY, "title": "Ministers meet"}))):
        assert one(write(tmp_path, name, pack(content.encode()))).title == "Ministers meet"  # type: ignore[operator]
    both = pack(f"Ministers meet\n\n{STORY}".encode()) + pack(b"\n\nThe second stream goes on where it ended.")  # type: ignore[operator]
    assert "second stream" in one(write(tmp_path, "c.txt.xz", both)).text


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, written by hand."""
    text = "BT /F1 10 Tf 40 800 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out, offsets = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n" + "".join(f"{o:010} 00000 n \n" for o in offsets)
    return (out + table + f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF").encode()


def test_pdf_paragraphs_and_hyphens(tmp_path: Path) -> None:
    lines = [
        "The foreign ministers of Norland and Sudria met in Geneva on Monday to discuss their bor-",
        "der dispute and the fate of the fishing boats that were seized in the northern sea this win-",
        "ter, a spokeswoman said.",
        "They agreed that the deputies of both would meet again within the month, the ministry told",
        "reporters.",
    ]
    for name in ("a.pdf", "a"):
        page = one(write(tmp_path, name, pdf(lines)))
        assert "their border dispute" in page.raw and "this winter, a spokeswoman said.\n\nThey agreed" in page.raw


def test_pdf_without_text_or_broken(tmp_path: Path) -> None:
    for content, code in ((pdf([]), "D112"), (pdf(["x"])[:200], "D108"), (b"%PDF-1.7\n" + b"\xff" * 500, "D108")):
        (error,) = read([write(tmp_path, "a.pdf", content)])
        assert isinstance(error, Unreadable) and error.code == code


def test_folders_globs_and_order(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "c.txt", ".git/x.txt", "a.txt", "a_files/a.css", "a.gold.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        write(path.parent, path.name, STORY)
    assert [p.origin for p in pages(tmp_path)] == [str(tmp_path / n) for n in ("a.txt", "c.txt", "b/a.txt", "b/z.txt")]
    assert len(pages(tmp_path, recursive=False)) == 2
    assert [p.origin[-5:] for p in pages(f"{tmp_path}/*.txt")] == ["a.txt", "c.txt"]
    assert len(pages(f"{tmp_path}/**/*.txt")) == 4
    assert count_inputs([tmp_path, "-", "https://a.example/"]) == 6
    told: list[str] = []
    list(read([tmp_path], done=told.append))
    assert len(told) == count_inputs([tmp_path])


def test_a_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a[1].txt", STORY)).raw == STORY


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(gzip.compress(PAGE.encode()))

    monkeypatch.setattr("sys.stdin", Input())
    page = one("-")
    assert page.title == "Ministers meet" and page.origin == "-"


def test_bytes_at_hand() -> None:
    (page,) = read_bytes(PAGE.encode(), "upload.html")
    assert isinstance(page, Page) and page.origin == "upload.html" and page.title == "Ministers meet"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le président de la République a déclaré lundi que les négociations avec le gouvernement se poursuivraient "
         "jusqu'à la fin de la semaine, selon un communiqué publié à Paris.", "French (fr)"),
        ("Президент заявил в понедельник, что переговоры продолжатся.", "Russian (ru)"),
        ("El presidente anunció el lunes que las conversaciones con el gobierno vecino continuarán durante toda la "
         "semana en la capital, según informó un portavoz.", "Spanish (es)"),
        ("外交部长星期一表示，会谈将继续进行，双方同意本月再次会面。", "Chinese (zh)"),
        ("De minister zei maandag dat de onderhandelingen met de regering in de hoofdstad zullen worden voortgezet, "
         "aldus een woordvoerder van het ministerie in Den Haag.", "Dutch (nl)"),
    ],
)  # fmt: skip
def test_other_languages_are_named(tmp_path: Path, text: str, code: str) -> None:
    (found,) = read([write(tmp_path, "a.txt", text)])
    assert isinstance(found, Unreadable) and found.code == "D111" and code in found.error


@pytest.mark.parametrize(
    "text",
    [
        "Iran attacks Israel",
        "Putin meets Xi",
        "Schröder, Fischer in Köln; González in Málaga: Zapatero signs treaty, troops leave Melilla",
        "Abdullah Abdullah, Mohammad Ashraf Ghani: 1,024,249 votes; Zalmai Rassoul: 11.5 percent, Herat, Balkh",
    ],
)
def test_short_english_with_foreign_names_is_english(tmp_path: Path, text: str) -> None:
    assert one(write(tmp_path, "a.txt", text)).language == "en"
