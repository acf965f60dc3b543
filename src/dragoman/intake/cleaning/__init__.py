"""Cleaning with proof: the news out of a raw input, every character tied to where it came from."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from ...errors import InputError, UsageError
from ...knowledge import Knowledge
from ..html_metadata import html_metadata
from ..page import Page
from ..text_metadata import text_metadata
from .article import choose
from .blocks import Block
from .compose import compose, whole
from .extraction import MAX_DEPTH, extracted
from .inline import cut_inline
from .lines import choose_lines
from .markup import read_page
from .plain import mark_headings, read_lines
from .signs import signs

MAX_CHARS = 20_000_000
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|span|br|h[1-6]|a\s+href|table|script|meta)\b[^<>]{0,2000}>", re.I
)
_HEAD = 20_000
_HEAD_LINES = 20


class TooLong(InputError):
    """A single report longer than any report is."""

    code = "D110"


def clean(raw: str, kind: str | None = None, knowledge: Knowledge | None = None) -> Page:
    """The news text of a raw input, what was dropped from it and why, and where each character came from.

    Args: raw: a page's HTML or a text; kind: "html", "text", or None to find out; knowledge: tables to clean by, the
        shipped ones where None.
    Returns: a page; its text is `raw` itself where there is nothing to clean.
    Raises: TooLong (an InputError) above 20 million characters; UsageError where `kind` is something else.
    """
    if kind not in (None, "html", "text"):
        raise UsageError(f'kind is {kind!r}, but only "html", "text" or None (to find out) make sense')
    if len(raw) > MAX_CHARS:
        raise TooLong(
            f"the text has {len(raw):,} characters, and a report may have {MAX_CHARS:,}; split it into its reports"
        )
    knowledge = knowledge or _shipped()
    if (kind or kind_of(raw)) == "html":
        return _clean_page(raw, knowledge)
    return _clean_text(raw, knowledge)


def kind_of(raw: str) -> str:
    """ "html" where the text is marked up, "text" where it is not."""
    tags = _TAG.findall(raw[:_HEAD])
    return "html" if len(tags) >= 3 or (tags and raw.lstrip()[:1] == "<") else "text"


def _clean_page(raw: str, knowledge: Knowledge) -> Page:
    blocks, residue, depth = read_page(raw, knowledge)
    known = html_metadata(raw) if depth <= MAX_DEPTH else {}
    choose(blocks, extracted(raw, blocks, depth), known, knowledge)
    return _with_metadata(compose(raw, blocks, residue, markup=True), known)


def _clean_text(raw: str, knowledge: Knowledge) -> Page:
    table = signs(knowledge)
    blocks = read_lines(raw)
    residue = cut_inline(raw, blocks, table)
    dirty = choose_lines(blocks, knowledge) or bool(residue)
    mark_headings(raw, blocks, table)
    page = compose(raw, blocks, residue) if dirty else whole(raw, blocks)
    head = _head(blocks) if dirty else page.text
    return _with_metadata(page, text_metadata(head, page.headings if not dirty else ()))


def _head(blocks: Sequence[Block]) -> str:
    """What stands at the head of a text: its first lines, and the byline and dates that were dropped between them."""
    first = next((i for i, b in enumerate(blocks) if not b.reason), None)
    if first is None:
        return ""
    shown = [b.text for b in blocks[first : first + _HEAD_LINES] if b.reason in ("", "metadata", "author_note")]
    return "\n\n".join(shown)


def _with_metadata(page: Page, known: dict[str, str]) -> Page:
    """The page with what it says of itself; a headline in its text is its title as it stands there."""
    fields = {k: v for k, v in known.items() if k in Page.__struct_fields__ and (k != "title" or not page.title)}
    return msgspec.structs.replace(page, **fields) if fields else page


@functools.cache
def _shipped() -> Knowledge:
    return Knowledge()
