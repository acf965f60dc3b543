"""Blocks: the lines of a text, the paragraphs and headings of a page, before anybody decides which are news."""

from __future__ import annotations

import msgspec

from ...records import Span


class Block(msgspec.Struct):
    """One line of a text, or one paragraph, heading, list item or table row of a page.

    start, end: offsets into the raw input. text: its characters, entities read and white space collapsed.
    parts: the runs of raw characters, without tags, that make it up; one of a text's lines has one.
    links: characters of `text` that stand within links. heading: 1 to 6, 0 where it is none; item: a list item.
    hint: why its place in the page says it is no news (a key of `reasons.yaml`), "" where nothing does.
    reason: why it is left out, "" where it stays.
    """

    start: int
    end: int
    text: str
    parts: list[Span]
    links: int = 0
    heading: int = 0
    item: bool = False
    hint: str = ""
    reason: str = ""


class Residue(msgspec.Struct, frozen=True):
    """Raw characters that are no text at all, such as the inside of a script element."""

    start: int
    end: int
    reason: str
