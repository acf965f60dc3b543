"""Bytes of any kind under any name: reading never raises, and every error is one sentence with a number."""

from __future__ import annotations

import gzip

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.intake import Page, Unreadable, read_bytes
from dragoman.intake.metadata import dateline, html_metadata, text_metadata

NAMES = ("a.txt", "a.html", "a.eml", "a.xml", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.pdf", "a", "a.txt.gz")
STARTS = (
    b"", b"%PDF-1.4\n", b"\x1f\x8b\x08\0",
    b"\x28\xb5\x2f\xfd", b"BZh91AY&SY", b"\xfd7zXZ\0", b"{", b"[{",
    b'{"text":"', b"<rss><channel><item>", b"<html><head>", b"<feed><entry>", b"From: a@b\nTo: c\nSubject: d\n",
    b"text,title\n",
    b"title: x\n", b"---\n", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
    b"MIME-Version: 1.0\nContent-Type: multipart/x\n",
)  # fmt: skip
PIECES = st.one_of(
    st.binary(max_size=120), st.text(max_size=80).map(lambda t: t.encode("utf-8", "replace")),
    st.sampled_from([b"\n", b'"', b"}", b"<p>", b"</", b"<!--", b"&#x0;", b"\0", b",", b"\r\n", b"--b\n",
    b"<![CDATA["]),
)  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(NAMES), st.sampled_from(STARTS), st.lists(PIECES, max_size=8), st.booleans())
def test_bytes_of_any_kind(name: str, start: bytes, pieces: list[bytes], packed: bool) -> None:
    data = start + b"".join(pieces)
    for found in read_bytes(gzip.compress(data) if packed else data, name):
        assert isinstance(found, (Page, Unreadable))
        if isinstance(found, Unreadable):
            assert found.code.startswith("D1") and found.error and "\n" not in found.error


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_metadata_of_any_text(text: str) -> None:
    for found in (html_metadata(text), html_metadata(f"<title>{text}</title>"), text_metadata(text, year=2024)):
        assert all(isinstance(v, str) and v for v in found.values())
    opening = dateline(text)
    assert opening is None or 0 < opening.end <= len(text)
