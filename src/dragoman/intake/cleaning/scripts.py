"""Which lines are code or data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block
from .line import Line

CODE = 1.0
_OPEN_STRING = re.compile(r'[{\s]*"[@\w]{1,40}"\s*:\s*"(?:[^"\\]|\\.)*+$')
_CLOSES = re.compile(r'(?<!\\)"\s*[,}\]]*$')
_LONGEST_SEEN = 20_000
_STRING_LINES = 300


def mark_code(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Marks code, and what stands between two lines of it and looks half like it."""
    for block, line in zip(blocks, lines, strict=True):
        if line.code >= CODE:
            block.reason = "script"
    for i in range(1, len(blocks) - 1):
        line = lines[i]
        near = bool(blocks[i - 1].reason) + bool(blocks[i + 1].reason)
        if not blocks[i].reason and near and line.code >= (0.5 if near == 2 else 0.93):
            blocks[i].reason = "script"
    _mark_long_strings(blocks)


def _mark_long_strings(blocks: Sequence[Block]) -> None:
    """Marks lines within a string of JSON data, from the line that opens it to the line that closes it."""
    opened: int | None = None
    for i, block in enumerate(blocks):
        text = block.text[:_LONGEST_SEEN]
        if opened is not None and _CLOSES.search(block.text[-60:]):
            for inner in blocks[opened : i + 1]:
                inner.reason = "script"
            opened = None
        elif opened is None or i - opened >= _STRING_LINES:
            opened = i if _OPEN_STRING.match(text) else None
