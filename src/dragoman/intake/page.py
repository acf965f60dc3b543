"""A page: what cleaning makes of raw input, before anything is read out of it."""

from __future__ import annotations

import msgspec

from ..records import Alignment, Dropped, Span


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The news text of a raw input, and what is known about it.

    text: the clean text: paragraphs and headings with a blank line between them; the headline first, where the
        input has one. raw: the input as given. headings: spans of headings, the headline among them.
    title, date (ISO), publisher, author, url, language, licence: from metadata or the text; None where unknown.
    dropped, alignment: see `records.Report`.
    origin: where it was read from, None for a text passed in. bad_date: what its row gives for a date though it is
        none, such as "soon" or 03/04/2024, which could be two days; None where there is no such thing.
    """

    text: str
    raw: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    origin: str | None = None
    bad_date: str | None = None
    headings: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    alignment: Alignment = Alignment()
