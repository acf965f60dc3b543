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
from .repair import Edit, edits

_SHOWN = 400
_SPACE = re.compile(r"\s*+")
_ENTITY_OR_SPACE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^\S ]\s*+| \s++")


def whole(raw: str, blocks: Sequence[Block] = ()) -> Page:
    """A text that needs no cleaning but the repair of characters; the same string where not even that."""
    builder = Builder()
    heads = [b for b in blocks if b.heading]
    places = {p: p for b in heads for p in (b.start, b.end)}
    changes = edits(raw)
    if changes:
        at = 0
        waiting = sorted(places)
        for change in [*changes, Edit(len(raw), len(raw), "")]:
            while waiting and (waiting[0] <= change.start or waiting[0] < change.end):
                places[waiting[0]] = len(builder) + max(0, min(waiting[0], change.start) - at)
                waiting.pop(0)
            builder.copy(raw, at, change.start)
            builder.replace(change.text, change.start, change.end)
            at = change.end
    text = builder.text if changes else raw
    headings = tuple(Span(places[b.start], places[b.end]) for b in heads)
    return Page(
        text=text, raw=raw, headings=headings, title=_title(text, headings),
        alignment=builder.alignment() if changes else Alignment(),
    )  # fmt: skip


def _title(text: str, headings: Sequence[Span]) -> str | None:
    """The heading that the text begins with, if it does."""
    return headings[0].of(text) if headings and not text[: headings[0].start].strip() else None


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
            space = _SPACE.match(raw, last.end, max(last.end, block.start))
            out.replace("\n\n", last.end, space.end() if space else last.end)
        start = len(out)
        _write(out, raw, local, source)
        if block.heading:
            headings.append(Span(start, len(out)))
        last = block
    text = out.text
    return Page(
        text=text, raw=raw, title=_title(text, headings), headings=tuple(headings),
        dropped=_dropped(raw, blocks, residue), alignment=out.alignment(),
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
        piece_end = pieces[i + 1].clean if i + 1 < len(pieces) else source.length
        stop = min(end, piece_end)
        as_raw = start + piece.raw - piece.clean
        if (
            piece_end - piece.clean == piece.raw_end - piece.raw
            and text[start:stop] == raw[as_raw : as_raw + stop - start]
        ):
            out.copy(raw, as_raw, as_raw + stop - start)
        else:
            out.replace(text[start:stop], piece.raw, piece.raw_end)
        start, i = stop, i + 1


def _dropped(raw: str, blocks: Sequence[Block], residue: Iterable[Residue]) -> tuple[Dropped, ...]:
    """What went, in order, neighbours of one reason joined."""
    merged: list[Dropped] = []
    keep_apart = False
    pieces: list[Block | Residue] = [*blocks, *residue]
    for piece in sorted(pieces, key=attrgetter("start")):
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
