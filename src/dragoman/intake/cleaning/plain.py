"""Reads a text without markup into blocks, one a line."""

from __future__ import annotations

import re

from ...records import Span
from .blocks import Block

_LINE = re.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")


def read_lines(raw: str) -> list[Block]:
    """The lines of a text that hold more than white space."""
    blocks = []
    for line in _LINE.finditer(raw):
        text = line.group()
        start = line.start() + len(text) - len(text.lstrip())
        end = line.start() + len(text.rstrip())
        blocks.append(Block(start=start, end=end, text=raw[start:end], parts=[Span(start, end)]))
    return blocks
