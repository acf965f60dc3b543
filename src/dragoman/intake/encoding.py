"""From bytes to characters, whatever the encoding; never raises for bad bytes."""

from __future__ import annotations

import codecs
import re

from .unreadable import Binary

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# What pages call Latin-1 or ASCII is in truth Windows-1252 (WHATWG Encoding, "names and labels").
_LATIN = {"ascii", "iso8859-1"}
_HEAD = 4096
_SAMPLE = 60_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of `data`.

    The order: byte order mark; valid UTF-8 (other encodings hardly ever are); the declared charset (`declared`, from
    HTTP or mail headers, else the document's own); UTF-8 with a few broken places; a guess from the bytes.
    Raises: Binary where they are no text in any encoding.
    """
    text = _decode(data, declared)
    sample = text[:_SAMPLE]
    if sample and (len(_CONTROL.findall(sample)) + sample.count("\ufffd")) > max(2, 0.1 * len(sample)):
        raise Binary("it holds no text in any encoding that can be told; convert it to UTF-8 if it is one")
    return text


def declared_charset(data: bytes) -> str | None:
    """The charset that an XML declaration or a meta element at the start of `data` names."""
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def _decode(data: bytes, declared: str | None) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in (declared, declared_charset(data)):
        text = _as(data, label)
        if text is not None:
            return text
    return _broken_utf8(data) or _guess(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:_HEAD]
    if b"\0" not in head or len(head) < 8:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _as(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if codec.name in _LATIN:
        return data.decode("cp1252", "replace")
    if not getattr(codec, "_is_text_encoding", True) or codec.name in ("utf-8", "utf-7", "idna", "punycode"):
        return None
    try:
        return data.decode(codec.name)
    except (UnicodeError, ValueError):
        return None


def _broken_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes lost (a text cut short, a stray byte): far more good sequences than bad ones."""
    text = data[:1_000_000].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return data.decode("utf-8", "replace") if good > 4 * bad else None


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = len(sample.translate(None, bytes(range(128))))
    # English with a few curly quotes or accents is Windows-1252; where much of it is beyond ASCII, look closer.
    if high < max(4, 0.03 * len(sample)):
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return data.decode(best.encoding if best else "cp1252", "replace")
