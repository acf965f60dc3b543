"""Which line is the headline: one that the page's title, or data left in the text, announces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block
from .line import Line, key_of

_HEADLINE = 4.0
# What a page's title adds to the headline stands behind one of these.
_SITE = re.compile(r"\s[|–—·•»:-]{1,2}\s")
# schema.org's name for it, in data left in the text.
_DATA_TITLE = re.compile(r'''"headline"\s*:\s*"([^"]{12,300})"''')
_TITLE_LINES = 60


def mark_headlines(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Marks the lines that the page's own title, or its data, which scrapers leave near the top, announces."""
    titles = announced(blocks, lines)
    for i, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        told = titles.get(line.key)
        if told is not None and not block.reason and (told[0] != i or told[1] == 2):
            line.headline = _HEADLINE * (1 + told[1])


def announced(blocks: Sequence[Block], lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
    """Keys of what may be the headline: where it stood, and how sure it is (0 a line, 1 part of one, 2 the data)."""
    found: dict[str, tuple[int, int]] = {}
    plain = 0
    for i, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if block.reason:
            for title in _DATA_TITLE.findall(block.text[:5000]):
                found[key_of(title)] = (i, 2)
            continue
        plain += 1
        if plain > _TITLE_LINES or line.words < 3:
            continue
        found.setdefault(line.key, (i, 0))
        for match in _SITE.finditer(block.text[:300]):
            if match.start() >= 15:
                found.setdefault(key_of(block.text[: match.start()]), (i, 1))
    return {key: value for key, value in found.items() if len(key) >= 12}
