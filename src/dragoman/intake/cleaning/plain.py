"""Reads a text without markup into blocks, one a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ...records import Span
from .blocks import Block
from .signs import Signs

_HEADING_WORDS = 16
_BODY_WORDS = 8
_NO_HEADING_END = '.!?…:;,"”»_-–—)('
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


def mark_headings(raw: str, blocks: Sequence[Block], table: Signs) -> None:
    """Marks the lines that are headings: short, without a stop, alone between line ends, a sentence next."""
    kept = [b for b in blocks if not b.reason]
    for i, (block, following) in enumerate(itertools.pairwise(kept)):
        if block.heading or not _may_head(block.text) or table.metadata(block.text):
            continue
        apart = "\n\n" in raw[block.end : following.start].replace("\r", "").replace(" ", "")
        begun = i == 0 or kept[i - 1].heading or kept[i - 1].text[-1] in _NO_HEADING_END
        body = following.text[:2000]
        sentence = len(body.split()) >= _BODY_WORDS and body[:1].upper() == body[:1]
        if begun and sentence and (apart or (body[-1] in _NO_HEADING_END and len(body) > len(block.text))):
            block.heading = 1 if i == 0 else 2


def _may_head(text: str) -> bool:
    bare = text.lstrip("\"'“‘([")
    if text.rstrip("\"'”’)]")[-1:] in _NO_HEADING_END:
        return False
    return len(text) <= 160 and len(text.split()) <= _HEADING_WORDS and (
        bare[:1].isupper() or bare[:1].isdigit()
    )  # fmt: skip
