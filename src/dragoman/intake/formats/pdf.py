"""PDF: the text of its pages, its lines made paragraphs again."""

from __future__ import annotations

import functools
import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from ...knowledge import Knowledge
from ..dates import alternatives
from ..draft import Draft
from ..unreadable import Broken, Locked, NoNews, TooLarge, Unreadable
from .opened import Opened

_BREAK = re.compile(r"(\w{2,})[-\u00ad\u2010]$")
_END = re.compile(r"""[.!?:][)\]"'\u2019\u201d]*$""")


class PageNumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/page_numbers.yaml`."""

    page: tuple[str, ...]
    of: tuple[str, ...]


@functools.cache
def _page_number() -> re.Pattern[str]:
    words = Knowledge().table("intake/page_numbers.yaml", PageNumberWords)
    page, of = alternatives(words.page), alternatives(words.of)
    dashes = r"[-\u2013\u2014 ]*"
    return re.compile(rf"(?:(?:{page})\s*)?{dashes}\d{{1,4}}{dashes}(?:(?:{of})\s*\d{{1,4}})?$", re.I)


def read_pdf(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One report: the pages' text, with running heads and page numbers left out, lines joined into paragraphs.

    Raises: Locked where it needs a password; TooLarge above the limit of pages; NoNews where its pages are pictures;
        Broken where it cannot be read.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = opened.container_bytes()
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Locked("it needs a password; save it without one")
        if len(reader.pages) > opened.limits.max_pages:
            raise TooLarge(f"it has {len(reader.pages):,} pages, and may have {opened.limits.max_pages:,}; split it")
        pages = _texts(reader, opened.limits.max_bytes)
        meta = _metadata(reader)
    except (Locked, TooLarge):
        raise
    # Broken files make pypdf raise almost anything (KeyError, RecursionError, its own errors, ...).
    except Exception as error:
        raise Broken(f"the PDF cannot be read ({type(error).__name__}: {str(error)[:100]}); save it again") from None
    text = "\n\n".join(paragraphs(pages))
    if not text:
        raise NoNews("its pages hold no text, only pictures; put it through text recognition first")
    yield Draft(raw=text, kind="text", origin=opened.origin, **meta)


def _texts(reader: Any, limit: int) -> list[list[str]]:
    pages, size = [], 0
    for page in reader.pages:
        text = page.extract_text() or ""
        size += len(text)
        if size > limit:
            raise TooLarge(f"its pages hold more than {limit:,} characters; split it")
        pages.append([" ".join(line.split()) for line in text.splitlines()])
    return pages


def _metadata(reader: Any) -> dict[str, str]:
    """Author and title as the file has them. Its date is when the file was made, which is seldom the report's day."""
    info = reader.metadata or {}
    title = " ".join(str(info.get("/Title") or "")[:500].split())
    author = " ".join(str(info.get("/Author") or "")[:500].split())
    made_by_machine = not re.search(r"\w\s+\w", title) or re.search(r"\.\w{2,4}$|^Microsoft Word", title)
    return {"title": "" if made_by_machine else title, "author": author}


def paragraphs(pages: list[list[str]]) -> list[str]:
    """Paragraphs of the pages' lines: words cut at a line's end are joined, running heads and page numbers left out.

    A paragraph ends at a blank line, or at a line clearly shorter than the others that ends a sentence.
    """
    running = _running(pages)
    lines = [line for page in pages for line in [*_body(page, running)]]
    widths = sorted(len(line) for line in lines if len(line) > 20)
    full = widths[len(widths) * 3 // 4] if widths else 80
    done: list[str] = []
    current = ""
    for line in lines:
        if not line:
            if current:
                done.append(current)
            current = ""
            continue
        current = _joined(current, line)
        if len(line) < 0.75 * full and _END.search(line):
            done.append(current)
            current = ""
    return [*done, current] if current else done


def _joined(text: str, line: str) -> str:
    if not text:
        return line
    if _BREAK.search(text) and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that stand at the top or foot of at least three pages, digits aside."""
    ends = Counter(key for page in pages for key in {_key(line) for line in _ends(page)} if key)
    return {key for key, count in ends.items() if count >= 3 and count * 2 > len(pages)}


def _ends(page: list[str]) -> list[str]:
    full = [line for line in page if line]
    return full[:2] + full[-2:]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _body(page: list[str], running: set[str]) -> Iterator[str]:
    full = [i for i, line in enumerate(page) if line]
    edge = set(full[:2] + full[-2:])
    for i, line in enumerate(page):
        if i in edge and len(full) > 4 and (_key(line) in running or _page_number().match(line)):
            continue
        yield line
