"""Cleaning with proof: the news out of a raw input, every character tied to where it came from."""

from __future__ import annotations

import functools
import re

from ...errors import InputError, UsageError
from ...knowledge import Knowledge
from ..page import Page
from .article import choose
from .compose import compose, whole
from .extraction import extracted
from .inline import cut_inline
from .lines import choose_lines
from .markup import read_page
from .plain import read_lines
from .signs import signs

MAX_CHARS = 20_000_000
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|article|span|br|h[1-6]|a\s+href|table|script|meta)\b[^<>]{0,2000}>", re.I)  # noqa: E501
_HEAD = 20_000


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
    """"html" where the text is marked up, "text" where it is not."""
    tags = _TAG.findall(raw[:_HEAD])
    return "html" if len(tags) >= 3 or (tags and raw.lstrip()[:1] == "<") else "text"


def _clean_page(raw: str, knowledge: Knowledge) -> Page:
    blocks, residue, depth = read_page(raw, knowledge)
    choose(raw, blocks, extracted(raw, blocks, depth), knowledge)
    return compose(raw, blocks, residue, markup=True)


def _clean_text(raw: str, knowledge: Knowledge) -> Page:
    blocks = read_lines(raw)
    residue = cut_inline(raw, blocks, signs(knowledge))
    if not choose_lines(blocks, knowledge) and not residue:
        return whole(raw)
    return compose(raw, blocks, residue)


@functools.cache
def _shipped() -> Knowledge:
    return Knowledge()
