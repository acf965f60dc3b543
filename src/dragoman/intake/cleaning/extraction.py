"""What trafilatura takes for the report, carried over to blocks that know their offsets."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from .blocks import Block

_NO_WORD = re.compile(r"[\W_]+")
# A piece of a page without any of these holds nothing but what somebody has taken out of the page already.
_WHOLE = re.compile(r"<(?:html|head|body|article|main|title|nav|footer|meta)\b", re.I)
_SHORT = 24
# Deeper pages than this overrun the recursion of tree readers; real ones have 20 to 60 levels.
MAX_DEPTH = 250
_MAX_CHARS = 5_000_000
_MAX_BLOCKS = 20_000


def extracted(raw: str, blocks: Sequence[Block], depth: int) -> list[bool] | None:
    """For each block whether trafilatura has it in its text; all of a piece of a page; None where it finds none."""
    if not _WHOLE.search(raw):
        return [not block.hint for block in blocks]
    if depth > MAX_DEPTH or len(raw) > _MAX_CHARS or len(blocks) > _MAX_BLOCKS:
        return None
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(raw, include_comments=False, favor_precision=True, deduplicate=False)
    if not text:
        return None
    lines = [key for line in text.split("\n") if (key := _key(line))]
    return _located(blocks, "\n".join(lines), frozenset(lines))


def _key(text: str) -> str:
    return _NO_WORD.sub("", text).lower()


def _located(blocks: Sequence[Block], text: str, lines: frozenset[str]) -> list[bool]:
    """Which blocks' words stand in the extracted text: long ones anywhere in it, short ones as a line."""
    found = []
    for block in blocks:
        key = _key(block.text)
        found.append(bool(key) and (key in lines or (len(key) >= _SHORT and key in text)))
    return found
