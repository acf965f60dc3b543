"""Tells the format of an input: by its content first, by its name second."""

from __future__ import annotations

import functools
import json
import re
from urllib.parse import unquote_to_bytes

import msgspec

from ...knowledge import Knowledge
from ..columns import field_of, has_text_column
from ..encoding import decode
from ..unreadable import Binary, Empty

_ROOT = re.compile(r"<(?!\?|!)([A-Za-z_][\w.:-]*)")
_FEED_ROOTS = {"rss", "feed", "rdf:rdf", "rdf", "atom:feed"}
_JSON_START = re.compile(r'\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]]|$)')
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):(?:\s|$)")
_HEAD_CHARS = 20_000
_EXTENSIONS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".eml": "mail", ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".pdf": "pdf",
}  # fmt: skip


class BinaryKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `data/intake/kinds.yaml`: the first bytes of a file that holds no text we read."""

    starts: str
    name: str


class MailHeaders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/mail.yaml`: header lines that mail has, and those that only mail has."""

    proof: frozenset[str]
    headers: frozenset[str]


@functools.cache
def _binary_kinds() -> list[tuple[bytes, str]]:
    found = next(iter(Knowledge().documents("intake/kinds.yaml", list[BinaryKind])))[1]
    return [(unquote_to_bytes(k.starts), k.name) for k in found]


@functools.cache
def _mail() -> MailHeaders:
    return Knowledge().table("intake/mail.yaml", MailHeaders)


def sniff(head: bytes, extension: str = "") -> str:
    """The format of an input: "text", "html", "mail", "feed", "json", "jsonl", "csv" or "pdf".

    Args: head: its first bytes, unpacked, as many as there are up to 64 KiB; extension: with the dot, lower case.
    Raises: Empty; Binary, which names the kind of file where it is known.
    """
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Empty("it is empty; there is nothing to read")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for start, name in _binary_kinds():
        if head.startswith(start):
            raise Binary(f"it is {name}; Dragoman reads text, HTML, mail, feeds, JSON, CSV and PDF")
    text = decode(head).lstrip("\ufeff \t\r\n")[:_HEAD_CHARS]
    return _marked_up(text) or _json(text, extension) or _mail_or_table(text, extension) or _named(text, extension)


def _marked_up(text: str) -> str:
    if not text.startswith("<"):
        return ""
    root = _ROOT.search(text)
    if root and root[1].lower() in _FEED_ROOTS:
        return "feed"
    return "html" if root else ""


def _json(text: str, extension: str) -> str:
    """JSON by its name, or because nothing else follows it: dirty texts often begin with a page's JSON-LD."""
    if not _JSON_START.match(text):
        return ""
    named = _EXTENSIONS.get(extension, "")
    if named == "jsonl":
        return "jsonl"
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return "json" if len(text) >= _HEAD_CHARS or named == "json" else ""
    lines = [line for line in text[end:].split("\n") if line.strip()]
    objects = sum(line.lstrip().startswith("{") for line in lines)
    if isinstance(value, dict) and lines and objects * 2 > len(lines):
        return "jsonl"
    return "" if lines and named != "json" else "json"


def _mail_or_table(text: str, extension: str) -> str:
    if extension == ".eml" or _is_mail(text):
        return "mail"
    if _EXTENSIONS.get(extension) == "csv":
        return "csv"
    first = text.split("\n", 1)[0].rstrip("\r")
    for mark in "\t,;|":
        names = [n.strip(' "') for n in first.split(mark)]
        if len(names) >= 2 and has_text_column(names) and sum(bool(field_of(n)) for n in names) >= 2:
            return "csv" if all(len(n) <= 40 for n in names) else ""
    return ""


def _is_mail(text: str) -> bool:
    words = _mail()
    names: list[str] = []
    lines = text.split("\n", 60)
    if lines[0].startswith("From ") and "@" in lines[0]:
        lines = lines[1:]
    for line in lines[:60]:
        if line[:1] in " \t" and line.strip() and names:
            continue
        header = _HEADER.match(line)
        if not header:
            break
        names.append(header[1].lower())
    return any(n in words.proof for n in names) and sum(n in words.headers for n in names) >= 3


def _named(text: str, extension: str) -> str:
    """The rest is text, whatever it calls itself; a page without a tag at its start is found out by cleaning."""
    return "json" if _EXTENSIONS.get(extension) in ("json", "jsonl") else "text"
