"""Whatever lies in the way of reading is named in one sentence, and the rest is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import time
from pathlib import Path

import pytest
import zstandard

from dragoman.intake import Limits, Page, Unreadable, read
from dragoman.intake.sources import list_sources

STORY = "The two ministers met in Geneva on Monday. They will meet again within the month, a spokeswoman said."


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(path: Path | str, code: str, **options: object) -> Unreadable:
    """The only thing that reading gives is an error of that number which names the input, in one line."""
    (found,) = read([path], **options)  # type: ignore[arg-type]
    assert isinstance(found, Unreadable), found
    assert found.code == code and "\n" not in found.error and len(found.error) < 500, found
    assert str(path) in found.error or "standard input" in found.error
    return found


@pytest.mark.parametrize("content", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", gzip.compress(b"", mtime=0)])
def test_empty(tmp_path: Path, content: bytes) -> None:
    for name in ("a.txt", "a.html", "a.jsonl", "a.csv", "a.eml", "a.pdf", "a.xml", "a.json.gz"):
        refused(put(tmp_path, name, content), "D104")


@pytest.mark.parametrize("content", [
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0\0", b"\x7fELF\x02\x01\x01" + b"\0" * 60, 
    bytes(range(256)) * 40,
    b"\xff\xd8\xff\xe0\0\x10JFIF", b"\0" * 5000, bytes((i * 73 + 41) % 256 for i in range(9000)),
])  # fmt: skip
def test_binary(tmp_path: Path, content: bytes) -> None:
    for name in ("a.txt", "a.jsonl", "a.csv", "a.html"):
        (found,) = read([put(tmp_path, name, content)])
        assert isinstance(found, Unreadable) and found.code in ("D105", "D104"), found


def test_what_is_not_there(tmp_path: Path) -> None:
    refused(tmp_path / "none.txt", "D101")
    refused(f"{tmp_path}/*.txt", "D101")
    refused(tmp_path, "D101")
    assert isinstance(next(read(["a\0b"])), Unreadable)
    (long,) = read(["x" * 5000])
    assert isinstance(long, Unreadable) and long.code == "D102" and len(long.error) < 500


def test_links_pipes_and_devices(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    os.mkfifo(tmp_path / "pipe")
    for name in ("gone", "circle", "pipe"):
        refused(tmp_path / name, "D102")
    refused("/dev/zero", "D102")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    put(tmp_path / "sub", "a.txt", STORY)
    found = list(read([tmp_path]))
    assert len(found) == 4 and sum(isinstance(f, Page) for f in found) == 1


def test_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "locked"
    inner.mkdir()
    put(tmp_path, "a.txt", STORY)
    opened, scanned = os.open, os.scandir

    def no(path: object, *rest: object) -> object:
        if "locked" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return (opened if rest else scanned)(path, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", no)
    monkeypatch.setattr(os, "open", no)
    good, bad = read([tmp_path])
    assert isinstance(good, Page) and isinstance(bad, Unreadable) and bad.code == "D103"
    refused(put(tmp_path, "locked.txt", STORY), "D103")


def test_too_large_is_refused_and_rows_are_bounded_one_by_one(tmp_path: Path) -> None:
    small = Limits(max_bytes=10_000, max_container_bytes=20_000)
    refused(put(tmp_path, "a.txt", STORY * 200), "D106", limits=small)
    refused(put(tmp_path, "a.html", "<html><body><p>" + STORY * 200), "D106", limits=small)
    refused(put(tmp_path, "a.json", json.dumps([{"text": STORY}] * 500)), "D106", limits=small)
    row, long = json.dumps({"text": STORY}), json.dumps({"text": STORY * 200})
    found = list(read([put(tmp_path, "a.jsonl", "\n".join([row] * 300 + [long, row]))], limits=small))
    assert len(found) == 302 and [type(f) for f in found[-2:]] == [Unreadable, Page]
    found = list(read([put(tmp_path, "a.csv", "text\n" + f'"{STORY}"\n' * 300)], limits=small))
    assert len(found) == 300 and all(isinstance(f, Page) for f in found)
    found = list(read([put(tmp_path, "b.csv", 'text\n"' + f"{STORY}\n" * 500)], limits=small))
    assert found and all(isinstance(f, Unreadable) for f in found)


def test_fifty_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", STORY * 500_000)
    start = time.monotonic()
    refused(path, "D106")
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress])
def test_bombs(tmp_path: Path, pack: object) -> None:
    data = pack(b"a" * 80_000_000)  # type: ignore[operator]
    for name in ("a.txt.gz", "a.jsonl.gz", "a.csv.gz"):
        start = time.monotonic()
        (found,) = read([put(tmp_path, name, data)])
        assert isinstance(found, Unreadable) and found.code in ("D106", "D107", "D109"), found
        assert time.monotonic() - start < 3
    nested = data
    for _ in range(4):
        nested = gzip.compress(nested)
    refused(put(tmp_path, "b.gz", nested), "D107")


def test_long_repetitive_lines_within_a_bomb(tmp_path: Path) -> None:
    row = json.dumps({"text": STORY}) + "\n"
    path = put(tmp_path, "a.jsonl.gz", gzip.compress(row.encode() * 3_000))
    found = list(read([path], limits=Limits(ratio_from=100_000)))
    assert isinstance(found[-1], Unreadable) and found[-1].code == "D107"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress])
def test_damaged_compression(tmp_path: Path, pack: object) -> None:
    data = pack(" ".join(f"{i * 7919 % 10007} ships left the port." for i in range(20_000)).encode())  # type: ignore[operator]
    for broken in (data[: len(data) // 2], data[:2000] + b"\x55" * 400 + data[2400:], data[:12]):
        refused(put(tmp_path, "a.txt.gz", broken), "D108")


def test_nested_deep(tmp_path: Path) -> None:
    deep = "[" * 100_000
    for name, content in (("a.json", '{"a":' * 100_000), ("b.json", deep), ("c.jsonl", '{"text":' + deep + "\n")):
        (found,) = read([put(tmp_path, name, content)])
        assert isinstance(found, Unreadable), found
    page = "<html><body>" + "<div>" * 100_000 + f"<p>{STORY}</p>"
    start = time.monotonic()
    found = list(read([put(tmp_path, "a.html", page)]))
    assert len(found) == 1 and time.monotonic() - start < 20
    mail = "MIME-Version: 1.0\nFrom: a@b.example\nTo: c@d.example\n"
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(3_000))
    assert isinstance(next(read([put(tmp_path, "a.eml", mail + parts)])), Unreadable)


def test_one_word_of_ten_megabytes(tmp_path: Path) -> None:
    for content in ("a" * 10_000_000, "ab-" * 3_000_000, "é" * 5_000_000):
        start = time.monotonic()
        (found,) = read([put(tmp_path, "a.txt", content)])
        assert isinstance(found, (Page, Unreadable)) and time.monotonic() - start < 10


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    names = ["no.txt", put(tmp_path, "e.txt", ""), put(tmp_path, "a.txt", STORY), "/dev/null", tmp_path / "a.txt"]
    assert [type(f) for f in read(names)] == [Unreadable, Unreadable, Page, Unreadable, Page]


def test_too_many_files(tmp_path: Path) -> None:
    for i in range(5):
        put(tmp_path, f"{i}.txt", STORY)
    found = list(list_sources([tmp_path], Limits(max_files=3)))
    assert len(found) == 4 and isinstance(found[-1], Unreadable)


def test_nothing_but_markup_is_no_news(tmp_path: Path) -> None:
    (found,) = read([put(tmp_path, "a.html", "<html><head><script>var a = 1;</script></head><body></body></html>")])
    assert isinstance(found, Unreadable) and found.code == "D112"
    refused(put(tmp_path, "a.txt", "12 34 -- 56"), "D112")


def test_broken_json_and_feeds(tmp_path: Path) -> None:
    refused(put(tmp_path, "a.json", '{"text": "unended'), "D108")
    refused(put(tmp_path, "e.json", "[]"), "D104")
    refused(put(tmp_path, "e.csv", "title,text\n"), "D104")
    refused(put(tmp_path, "a.xml", "<rss><channel></channel></rss>"), "D108")
    bomb = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    bomb += "]><rss><channel><item><title>x</title><description>&j;</description></item></channel></rss>"
    start = time.monotonic()
    found = list(read([put(tmp_path, "b.xml", bomb)]))
    assert found and time.monotonic() - start < 3


def test_standard_input_that_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b"")

    monkeypatch.setattr("sys.stdin", Input())
    refused("-", "D104")


def test_a_clean_text_longer_than_any_report(tmp_path: Path) -> None:
    refused(put(tmp_path, "a.txt", STORY * 30), "D106", limits=Limits(max_chars=2_000))
    refused(
        put(tmp_path, "a.html", f"<html><body><p>{STORY * 30}</p></body></html>"),
        "D106",
        limits=Limits(max_chars=2_000),
    )


def test_one_giant_word_in_a_page(tmp_path: Path) -> None:
    refused(put(tmp_path, "a.html", f"<html><body><p>{'a' * 2_000_000}</p><p>{STORY}</p></body></html>"), "D112")


def test_a_mail_of_many_parts(tmp_path: Path) -> None:
    def mail(*parts: str) -> str:
        head = "MIME-Version: 1.0\nFrom: Ada Berg <a@b.example>\nTo: c@d.example\nSubject: Talks\n"
        body = "".join(f"--b\nContent-Type: text/plain\n\n{part}\n" for part in parts)
        return f"{head}Content-Type: multipart/mixed; boundary=b\n\n{body}--b--\n"

    refused(put(tmp_path, "a.eml", mail(*[STORY] * 1_000)), "D106")
    (page,) = read(
        [put(tmp_path, "b.eml", mail(STORY, "They left.", "_______________\nA list of mail\nleave@list.example"))]
    )
    assert (
        isinstance(page, Page) and page.text.split("\n\n") == [f"{STORY}", "They left."] and page.author == "Ada Berg"
    )


def test_null_characters_in_a_table(tmp_path: Path) -> None:
    rows = f'title,text\nA,"The two\0 ministers met. {STORY}"\nB,"{STORY}"\n'
    first, second = read([put(tmp_path, "a.csv", rows)])
    assert isinstance(first, Page) and isinstance(second, Page) and first.text.startswith("The two ministers met.")


@pytest.mark.parametrize(
    "date", ["the day after", "2024-02-31", "03/04/2024", "0000-00-00", "9" * 50, None, [], {"a": 1}]
)
def test_a_date_that_is_none(tmp_path: Path, date: object) -> None:
    (page,) = read([put(tmp_path, "a.jsonl", json.dumps({"text": STORY, "date": date}))])
    assert isinstance(page, Page) and page.date is None


def test_files_outside_are_not_read_into_a_feed(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.txt", "secret words")
    feed = f'<!DOCTYPE l [<!ENTITY x SYSTEM "file://{secret}">]><rss version="2.0"><channel><item><title>x</title>'
    feed += f"<description>&x; {STORY}</description></item></channel></rss>"
    (page,) = read([put(tmp_path, "a.xml", f'<?xml version="1.0"?>{feed}')])
    assert isinstance(page, Page) and "secret words" not in page.text
