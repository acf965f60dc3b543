"""Writes the clean text of the blocks that stay, with the way back to the raw characters, and lists what went."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from ...records import Dropped, Span
from ...records.alignment import Alignment, Builder
from ..page import Page
from .blocks import Block, Residue
from .repair import edits

_SHOWN = 400
_ENTITY_OR_SPACE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^\S ]\s*+| \s++")


def whole(raw: str) -> Page:
    """A text that needs no cleaning but the repair of characters; the same string where not even that."""
    builder = Builder()
    changes = edits(raw)
    if not changes:
        return Page(text=raw, raw=raw)
    at = 0
    for change in changes:
        builder.copy(raw, at, change.start)
        builder.replace(change.text, change.start, change.end)
        at = change.end
    builder.copy(raw, at, len(raw))
    return Page(text=builder.text, raw=raw, alignment=builder.alignment())


def compose(raw: str, blocks: Sequence[Block], residue: Iterable[Residue] = (), markup: bool = False) -> Page:
    """A page of the blocks without a reason to drop them, an empty line between two; `markup`: entities are read."""
    out = Builder()
    headings: list[Span] = []
    last: Block | None = None
    for block in blocks:
        if block.reason:
            continue
        local, source = _local(raw, block.parts, markup)
        if not local:
            continue
        if last is not None:
            out.replace("\n\n", last.end, max(last.end, block.start))
        start = len(out)
        _write(out, raw, local, source)
        if block.heading:
            headings.append(Span(start, len(out)))
        last = block
    text = out.text
    title = headings[0].of(text) if headings and headings[0].start == 0 else None
    return Page(
        text=text, raw=raw, title=title, headings=tuple(headings), dropped=_dropped(raw, blocks, residue),
        alignment=out.alignment(),
    )  # fmt: skip


def _local(raw: str, parts: Sequence[Span], markup: bool) -> tuple[str, Alignment]:
    """A block's text with entities read and white space collapsed, and where each character came from."""
    out = Builder()
    space: Span | None = None
    for part in parts:
        if part.start == part.end:
            space = space or part
        at = part.start
        for match in _ENTITY_OR_SPACE.finditer(raw, part.start, part.end) if markup else ():
            new = html.unescape(match.group()) if match.group()[0] == "&" else " "
            if new == match.group():
                continue
            space = _run(out, raw, at, match.start(), space)
            if new.isspace():
                space = space or Span(*match.span())
            else:
                _gap(out, space)
                space = None
                out.replace(new, *match.span())
            at = match.end()
        space = _run(out, raw, at, part.end, space)
    return out.text, out.alignment()


def _run(out: Builder, raw: str, start: int, end: int, space: Span | None) -> Span | None:
    """Copies characters, holding back a space at their end; returns the space held back, if any."""
    if start == end:
        return space
    left, right = start, end
    if raw[left] == " ":
        left += 1
        space = space or Span(start, left)
    if left < right and raw[right - 1] == " ":
        right -= 1
    if left < right:
        _gap(out, space)
        out.copy(raw, left, right)
        return Span(right, end) if right < end else None
    return space


def _gap(out: Builder, space: Span | None) -> None:
    if space is not None and len(out):
        out.replace(" ", space.start, space.end)


def _write(out: Builder, raw: str, text: str, source: Alignment) -> None:
    """Appends a block's text, its damaged characters repaired."""
    at = 0
    for change in edits(text):
        _copy(out, raw, text, source, at, change.start)
        if change.text:
            out.replace(change.text, *source.raw_span(Span(change.start, change.end)))
        at = change.end
    _copy(out, raw, text, source, at, len(text))


def _copy(out: Builder, raw: str, text: str, source: Alignment, start: int, end: int) -> None:
    """Appends characters of a block's text, each with the place it came from."""
    pieces = source.pieces
    i = bisect_right(pieces, start, key=lambda p: p.clean) - 1
    while start < end:
        piece = pieces[i]
        stop = min(end, pieces[i + 1].clean if i + 1 < len(pieces) else source.length)
        as_raw = start + piece.raw - piece.clean
        if text[start:stop] == raw[as_raw : as_raw + stop - start]:
            out.copy(raw, as_raw, as_raw + stop - start)
        else:
            out.replace(text[start:stop], piece.raw, piece.raw_end)
        start, i = stop, i + 1


def _dropped(raw: str, blocks: Sequence[Block], residue: Iterable[Residue]) -> tuple[Dropped, ...]:
    """What went, in order, neighbours of one reason joined."""
    merged: list[Dropped] = []
    keep_apart = False
    for piece in sorted([*blocks, *residue], key=attrgetter("start")):
        if not piece.reason:
            keep_apart = True
            continue
        last = merged[-1] if merged else None
        if last and not keep_apart and last.reason == piece.reason:
            shown = last.text if len(last.text) >= _SHOWN else f"{last.text} {_shown(raw, piece)}"[:_SHOWN]
            merged[-1] = Dropped(last.start, max(last.end, piece.end), piece.reason, shown)
        else:
            merged.append(Dropped(piece.start, piece.end, piece.reason, _shown(raw, piece)))
        keep_apart = False
    return tuple(merged)


def _shown(raw: str, piece: Block | Residue) -> str:
    text = piece.text[:_SHOWN] if isinstance(piece, Block) else raw[piece.start : min(piece.end, piece.start + _SHOWN)]
    return text.strip()
