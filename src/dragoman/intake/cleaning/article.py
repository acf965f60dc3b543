"""Which blocks of a page are the report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from ...knowledge import Knowledge
from .blocks import Block
from .lines import choose_lines, key_of

_TITLE = re.compile(r"<title[^<>]*+>([^<]{3,500})|<meta\s[^<>]*?(?:og:title|twitter:title)[^<>]*?content=(?:\"([^\"]{3,500})\"|'([^']{3,500})')", re.I)  # noqa: E501
_HEAD = 300_000
_SITE = re.compile(r"\s[|–—·•»:-]{1,2}\s")


def choose(raw: str, blocks: Sequence[Block], found: Sequence[bool] | None, knowledge: Knowledge) -> None:
    """Sets the reason of each block that is not the report's. `found`: what another extractor takes for it."""
    if found is None:
        choose_lines(blocks, knowledge)
        return
    for block, inside in zip(blocks, found, strict=True):
        block.reason = "" if inside else block.hint or "outside"
    keep_headline(raw, blocks)


def keep_headline(raw: str, blocks: Sequence[Block]) -> None:
    """Keeps the headline: the nearest block above the report that the page's own title begins with, or its first h1."""
    first = next((i for i, b in enumerate(blocks) if not b.reason), None)
    if first is None:
        return
    titles = set(announced(raw))
    named = [i for i in range(len(blocks)) if i <= first + 1 and key_of(blocks[i].text) in titles]
    tops = [i for i in range(first + 1) if blocks[i].heading == 1]
    if not (named or tops):
        return
    at = (named or tops)[-1]
    blocks[at].reason = ""
    blocks[at].heading = 1
    for block in blocks[:at]:
        block.reason = block.reason or "outside"


def announced(raw: str) -> Iterator[str]:
    """Keys of the titles that the page's head gives, with and without the site's name."""
    for match in _TITLE.finditer(raw, 0, _HEAD):
        text = html.unescape(next(g for g in match.groups() if g)).strip()
        yield key_of(text)
        for cut in _SITE.finditer(text):
            yield key_of(text[: cut.start()])
