"""Where a record comes from: the report, as a line under each record names it."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from ...records import Report
from .days import as_date, long_day


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A report as a source.

    href: its address, "" unless http or https; address: the same as people read it; house: who stands behind it, its
    publisher or else the host of its address or the end of its path.
    """

    id: str
    title: str
    day: str = ""
    iso: str = ""
    publisher: str = ""
    author: str = ""
    licence: str = ""
    href: str = ""
    address: str = ""
    origin: str = ""

    @property
    def house(self) -> str:
        """Who stands behind the report: its publisher, else its host or file."""
        if self.publisher:
            return self.publisher
        return urlsplit(self.href).hostname or "" if self.href else _tail(self.origin)


def source_of(report: Report, line: int) -> Source:
    """The report as a source, each field cut to `line` characters."""
    day = as_date(report.date)
    text = report.title or first_line(report.text)
    return Source(
        id=report.id, title=cut(text, line) or "Untitled report", day=long_day(day) if day else cut(report.date, line),
        iso=day.isoformat() if day else "", publisher=cut(report.publisher, line), author=cut(report.author, line),
        licence=cut(report.licence, line), href=web_address(report.url), address=cut(report.url, line),
        origin=cut(report.origin, line),
    )  # fmt: skip


def web_address(url: str | None) -> str:
    """The address where a browser may follow it (http or https, with a host), else ""."""
    url = (url or "").strip()
    if len(url) > 2000 or any(c.isspace() or ord(c) < 32 for c in url):
        return ""
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def _tail(path: str, length: int = 60) -> str:
    return path if len(path) <= length else "…" + path[1 - length :]


def first_line(text: str) -> str:
    """The first line that is not blank."""
    return text[:1000].strip().partition("\n")[0]


def cut(text: str | None, length: int) -> str:
    """The text on one line, at most `length` characters of it."""
    text = " ".join((text or "")[: length * 2].split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
