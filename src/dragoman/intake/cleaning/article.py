"""Which blocks of a page are the report: another extractor's choice, mended by what the blocks themselves say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...knowledge import Knowledge
from ..text_metadata import byline
from .blocks import Block
from .line import Line, key_of, read_line
from .lines import choose_lines, mark_notes, settle_signs
from .signs import signs

# A block of which so much stands within links leads elsewhere.
_LINKED = 0.8
# A report has more words than these in its sentences.
_FEW = 60
# Behind the mark of its end comes no more than so much of a report.
_REST = 0.25


def choose(
    blocks: Sequence[Block], found: Sequence[bool] | None, known: Mapping[str, str], knowledge: Knowledge
) -> None:
    """Sets the reason of each block that is not the report's, and makes the headline the first that stays.

    Args: found: what another extractor takes for the report, None where it fails; known: the page's metadata, of which
        title and author help.
    """
    if found is None or not any(found):
        choose_lines(blocks, knowledge)
        return
    table = signs(knowledge)
    lines = [read_line(block, table) for block in blocks]
    if _missed(blocks, lines, found):
        choose_lines(blocks, knowledge)
        return
    for block, inside in zip(blocks, found, strict=True):
        block.reason = "" if inside else block.hint or "outside"
    top = headline(blocks, known.get("title", ""))
    mark_notes(blocks, lines, known.get("author", ""), table)
    settle_signs(blocks, lines)
    _drop_asides(blocks, lines)
    _drop_bylines(blocks, lines, known.get("author", ""))
    _drop_end(blocks, lines)
    _recover(blocks, lines, top)
    _name_reasons(blocks, lines)
    if top is not None:
        _begin_at(blocks, top)


def _missed(blocks: Sequence[Block], lines: Sequence[Line], found: Sequence[bool]) -> bool:
    """Whether the other extractor took hold of something small beside the report."""
    kept = sum(line.words for line, inside in zip(lines, found, strict=True) if inside)
    if kept >= _FEW:
        return False
    left = sum(
        line.words
        for block, line, inside in zip(blocks, lines, found, strict=True)
        if not inside
        and line.prose
        and line.sentence
        and not block.hint
        and block.links < _LINKED / 2 * len(block.text)
    )
    return left > max(_FEW, 2 * kept)


def headline(blocks: Sequence[Block], title: str) -> int | None:
    """The nearest block above the report, or at its beginning, that is its title; else its only main heading."""
    first = next((i for i, b in enumerate(blocks) if not b.reason), 0)
    key = key_of(title)
    named = [i for i in range(min(len(blocks), first + 3)) if key and key_of(blocks[i].text) == key]
    tops = [i for i in range(first + 1) if blocks[i].heading == 1 and len(blocks[i].text) >= 12]
    if named or len(tops) == 1:
        return (named or tops)[-1]
    return None


def _drop_asides(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Drops what is inside the report but speaks of other things: invitations, links to other reports."""
    for block, line in zip(blocks, lines, strict=True):
        if block.reason:
            continue
        if line.sign is not None and not (block.item and line.prose):
            block.reason = line.sign.reason
        elif block.links > _LINKED * len(block.text) and line.words >= 3:
            block.reason = "related"
    _drop_sections(blocks, lines)


def _drop_sections(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Drops the list that follows a heading such as "More from the Wire", up to the next sentence or heading."""
    reason = ""
    for block, line in zip(blocks, lines, strict=True):
        if line.sign is not None and line.sign.effect == "section":
            reason = line.sign.reason
        elif block.heading or (line.prose and line.sentence and block.links < _LINKED / 2 * len(block.text)):
            reason = ""
        elif reason and not block.reason and (block.item or block.links):
            block.reason = reason


def _drop_bylines(blocks: Sequence[Block], lines: Sequence[Line], author: str) -> None:
    """Drops who wrote the report, where a paragraph above its first sentence says nothing else."""
    names = {key_of(name) for name in author.split(",")} - {""}
    for block, line in zip(blocks, lines, strict=True):
        if not block.reason and line.prose:
            return
        if not block.reason and (key_of(block.text) in names or byline(block.text)):
            block.reason = "metadata"


def _drop_end(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Drops the little that stands behind a mark of the report's end, and headings with nothing under them."""
    inside = [i for i, block in enumerate(blocks) if not block.reason or lines[i].sign is not None]
    words = [0 if blocks[i].reason else lines[i].words for i in inside]
    before, total = 0, sum(words)
    for place, i in enumerate(inside):
        sign = lines[i].sign
        if sign is not None and sign.effect in ("end", "dated") and total - before < _REST * before:
            for j in inside[place:]:
                blocks[j].reason = blocks[j].reason or sign.reason
            break
        before += words[place]
    for block in reversed([block for block in blocks if not block.reason]):
        if not block.heading:
            break
        block.reason = "outside"


def _recover(blocks: Sequence[Block], lines: Sequence[Line], top: int | None) -> None:
    """Takes back sentences between others of the report that nothing speaks against."""
    kept = [i for i, b in enumerate(blocks) if not b.reason]
    if not kept:
        return
    first = kept[0] if top is None or top > kept[0] else top
    for i in range(first, kept[-1]):
        block, line = blocks[i], lines[i]
        plain = line.prose and line.sentence and line.sign is None and not block.hint
        if block.reason == "outside" and plain and block.links < _LINKED / 2 * len(block.text):
            block.reason = ""


def _name_reasons(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Gives what was left outside a nearer reason, where its words say one."""
    for block, line in zip(blocks, lines, strict=True):
        if block.reason == "outside":
            if line.sign is not None:
                block.reason = line.sign.reason
            elif line.metadata:
                block.reason = "metadata"
            elif block.links > _LINKED * len(block.text):
                block.reason = "related" if line.words >= 4 else "navigation"


def _begin_at(blocks: Sequence[Block], top: int) -> None:
    blocks[top].reason = ""
    blocks[top].heading = 1
    key = key_of(blocks[top].text)
    for i, block in enumerate(blocks):
        if i < top:
            block.reason = block.reason or "outside"
        elif i > top and not block.reason and key_of(block.text) == key:
            block.reason = "repeated"
