"""Which lines of a text are the report's: a dense core of sentences, found among whatever stands around it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ...knowledge import Knowledge
from ..bylines import byline
from ..dateline import dateline
from .blocks import Block
from .core import core, weights
from .headlines import mark_headlines
from .line import Line, read_line
from .scripts import mark_code
from .signs import Sign, Signs, signs

# How the items of a list begin: a bullet, a number, a day.
_ITEM = re.compile(
    r"(?P<bullet>[•▪‣◦*–—-]\s)|(?P<number>\(?\d{1,2}[.)]\s)|(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}\b(?=\W+[^\W\d]))"
)
_WRAPPED_WORDS = 6
_AUTHORS = 20
_TITLE_WORDS, _STANDFIRST_WORDS = 3, 6
_HEAD_LINES = 8
# Headlines have a small word or two, menus run into a line have none.
_TITLE_LOWER = 0.12


def choose_lines(blocks: Sequence[Block], knowledge: Knowledge) -> bool:
    """Sets the reason of each line that is not the report's; returns whether there is any."""
    table = signs(knowledge)
    lines = [read_line(block, table) for block in blocks]
    mark_code(blocks, lines)
    settle_signs(blocks, lines)
    if not dirty(blocks, lines):
        return False
    mark_headlines(blocks, lines)
    mark_runs(blocks, lines)
    mark_notes(blocks, lines, "", table)
    rest = [(block, line) for block, line in zip(blocks, lines, strict=True) if not block.reason]
    chosen = [line for _, line in rest]
    mark_repeated(chosen)
    start, end = core(weights(chosen), [line.headline for line in chosen])
    start = _opening([block for block, _ in rest], chosen, start) if end else 0
    body = _body(chosen, start, end)
    first = next((i for i in range(start, end) if chosen[i].prose), end)
    announced_headline = any(line.headline for line in chosen)
    section = ""
    for i, (block, line) in enumerate(rest):
        if line.sign is not None:
            block.reason = line.sign.reason
            section = line.sign.reason if line.sign.effect == "section" else section
            continue
        section = "" if line.prose or line.headline else section
        if section:
            block.reason = section
        elif not start <= i < end:
            block.reason = "metadata" if line.metadata else "outside"
        elif line.repeated:
            block.reason = "repeated"
        elif i == start and (line.headline or not (line.prose or line.sentence)):
            block.heading = 1
        elif i < body and _beside(block, line, above=i < first, announced=announced_headline):
            block.reason = "metadata"
        elif line.metadata and not chosen[min(i + 1, end - 1)].prose:
            block.reason = "metadata"  # a day or time above prose is a heading
    return True


def _opening(blocks: Sequence[Block], lines: Sequence[Line], start: int) -> int:
    """Where the report opens: at the headline that nothing announces, or a dateline on its own, above its core."""
    if any(line.headline for line in lines):
        return start
    opening = start
    for i in range(start - 1, max(-1, start - 1 - _HEAD_LINES), -1):
        line = lines[i]
        if line.repeated or (line.sign is not None and line.sign.reason not in ("credit", "metadata", "author_note")):
            break
        apart = line.sign or line.metadata or line.listed or byline(blocks[i].text)
        title = not apart and _TITLE_WORDS <= line.words <= 30 and line.lower >= _TITLE_LOWER
        if title or dateline(f"{blocks[i].text[:200]} A"):
            opening = i
    return opening


def _body(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the running text begins: behind the bylines and dates under the headline, and under a standfirst too."""
    prose = [i for i in range(start, end) if lines[i].prose]
    for first, second in itertools.pairwise(prose):
        if second - first <= 2:
            return first
    return prose[0] if prose else start


def settle_signs(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Takes back signs that mean nothing where they stand: a menu's word between sentences, a name without a date."""
    for i, line in enumerate(lines):
        if line.sign is None:
            continue
        beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines) and not blocks[j].reason]
        dateless = line.sign.effect == "dated" and not any(n.metadata for n in beside)
        alone = line.sign.effect == "menu" and all(n.sign is None and n.words >= 6 for n in beside)
        if dateless or alone:
            line.sign = None


def dirty(blocks: Sequence[Block], lines: Sequence[Line]) -> bool:
    """Whether there is anything to clean: code, or phrases enough to be sure of it."""
    return any(b.reason for b in blocks) or sum(line.sign.strength for line in lines if line.sign) >= 1


def _beside(block: Block, line: Line, above: bool, announced: bool) -> bool:
    """Whether a line between headline and running text belongs to neither.

    above: above the first sentence; announced: the headline is known, so what stands there is caption or byline.
    """
    if line.prose or line.brief:
        return False
    if line.metadata or byline(block.text):
        return True
    if above:
        return announced or line.words < _STANDFIRST_WORDS
    return not block.text.endswith(":") and (line.lower < 0.5 or line.words < 4)


def mark_runs(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Marks the lines of a paragraph that a program has wrapped, and those of a list whose items begin alike."""
    for (block, line), (after, follower) in itertools.pairwise(zip(blocks, lines, strict=True)):
        if block.reason or after.reason:
            continue
        open_end = not line.sentence and line.words >= _WRAPPED_WORDS and block.text[-1].isalnum()
        if open_end and line.lower >= 0.4 and after.text[:1].islower():
            line.wrapped = follower.wrapped = True
    shapes = [_ITEM.match(block.text) if not line.metadata else None for block, line in zip(blocks, lines, strict=True)]
    for (shape, line), (other, follower) in itertools.pairwise(zip(shapes, lines, strict=True)):
        if shape and other and shape.lastgroup == other.lastgroup:
            line.listed = follower.listed = True


def mark_notes(blocks: Sequence[Block], lines: Sequence[Line], author: str, table: Signs) -> None:
    """Marks sentences about whoever a byline, or `author` (names with commas between), says wrote the report."""
    named = {n for block in blocks if len(block.text) < 140 and (n := byline(block.text))} | {author}
    names = sorted({name.strip() for group in named for name in group.split(",") if " " in name.strip()})[:_AUTHORS]
    starts = tuple(f"{name} {verb} " for name in names for verb in table.words.of_authors)
    for block, line in zip(blocks, lines, strict=True):
        if starts and line.sign is None and line.words >= 5 and block.text.startswith(starts):
            line.sign = Sign("author_note", "drop", 1.0)


def mark_repeated(lines: Sequence[Line]) -> None:
    """Marks lines that said the same before."""
    seen: set[str] = set()
    # A copy with entities or escapes in it comes from data left in the page, so the plain one stays.
    for line in sorted(lines, key=lambda line: line.escaped):
        if line.words >= 6 and not line.headline:
            line.repeated = line.key in seen
            seen.add(line.key)
