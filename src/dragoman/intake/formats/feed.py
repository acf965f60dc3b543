"""RSS and Atom files: one report an entry; nothing is fetched."""

from __future__ import annotations

import html
import io
import re
import time
from collections.abc import Iterator
from typing import Any

from ..columns import language_code
from ..dates import iso, iso_day
from ..draft import Draft
from ..unreadable import BadRow, Broken, Unreadable
from .opened import Opened

_TAGS = re.compile(r"<[^<>]{0,2000}>")
_IS_HTML = re.compile(r"<(?:p|br|div|a|img|b|i|em|strong|span|ul|h[1-6])\b", re.IGNORECASE)


def read_feed(opened: Opened) -> Iterator[Draft | Unreadable]:
    """An entry's full content where the feed has it, else its summary.

    Raises: Broken where the feed holds no entry.
    """
    import feedparser

    data = opened.container_bytes()
    try:
        # A stream, never the text itself: feedparser would open a text that looks like a path or an address.
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise Broken(f"the feed cannot be read ({type(error).__name__}); fetch it again") from None
    if not feed.entries:
        raise Broken("the feed holds no entry that can be read; fetch it again, or open it to see what it is")
    about = feed.feed
    for number, entry in enumerate(feed.entries, 1):
        origin = f"{opened.origin}#row {number}"
        draft = _draft(entry, about, origin)
        if draft is None:
            yield Unreadable.of(origin, BadRow(f"entry {number} of {opened.origin} has neither content nor summary"))
        elif len(draft.raw) > opened.limits.max_bytes:
            long = f"entry {number} of {opened.origin} has more than {opened.limits.max_bytes:,} characters"
            yield Unreadable.of(origin, BadRow(long))
        else:
            yield draft


def _draft(entry: Any, feed: Any, origin: str) -> Draft | None:
    raw, kind = _content(entry)
    title = _line(entry.get("title"))
    if not raw.strip():
        return None
    source = entry.get("source")
    publisher = source.get("title") if isinstance(source, dict) and source.get("title") else feed.get("title")
    return Draft(
        raw=raw, kind=kind, origin=origin, title=title, date=_date(entry), publisher=_line(publisher),
        author=_line(entry.get("author")), url=_line(entry.get("link")),
        language=language_code(_line(entry.get("language") or feed.get("language"))),
        licence=_line(entry.get("license") or entry.get("rights") or feed.get("license") or feed.get("rights")),
    )  # fmt: skip


def _content(entry: Any) -> tuple[str, str | None]:
    parts = [(c.get("value") or "", c.get("type") or "") for c in entry.get("content") or ()]
    detail = entry.get("summary_detail") or {}
    parts.append((entry.get("summary") or "", detail.get("type") or ""))
    raw, kind = next(((v, k) for v, k in parts if v.strip()), ("", ""))
    return raw, "html" if "html" in kind and _IS_HTML.search(raw) else None


def _date(entry: Any) -> str:
    for name in ("published", "updated", "created"):
        if day := iso_day(entry.get(name)):
            return day
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, time.struct_time) and (day := iso(*parsed[:3])):
            return day
    return ""


def _line(value: Any) -> str:
    text = _TAGS.sub(" ", value[:2_000]) if isinstance(value, str) else ""
    return " ".join(html.unescape(text).split())
