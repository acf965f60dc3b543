"""The text of a report with its records marked: spans that overlap are cut into segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter

import msgspec

# Which record a segment under several leads to: the narrowest layer that covers it.
LAYERS = ("event", "figure", "time", "place", "statement", "entity")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of the text that belong to a record. part: the role they play in it ("trigger", "party", ...)."""

    start: int
    end: int
    layer: str
    part: str
    record: str
    quad: int = 0


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """Characters under the same marks. classes: for the style sheet; records: ids, the one it leads to first.

    first: whether a mark begins here, which makes the segment a stop for the keyboard.
    """

    text: str
    classes: str = ""
    records: tuple[str, ...] = ()
    first: bool = False


class Block(msgspec.Struct, frozen=True):
    """A paragraph or heading."""

    heading: bool
    segments: list[Segment]


def blocks(text: str, headings: Iterable[tuple[int, int]], marks: Iterable[Mark], most: int) -> list[Block]:
    """The first `most` characters of the text as paragraphs and headings, cut into segments."""
    headed = {start for start, _ in headings}
    ordered = sorted((m for m in marks if 0 <= m.start < m.end), key=lambda m: (m.start, -m.end, m.record))
    found = []
    at = 0
    for start, end in _paragraphs(text[:most]):
        while at < len(ordered) and ordered[at].end <= start:
            at += 1
        inside = [m for m in _until(ordered, at, end) if m.end > start]
        found.append(Block(start in headed, list(_segments(text, start, end, inside))))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that holds something."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lead = len(line) - len(line.lstrip())
            yield start + lead, start + len(line.rstrip())
        start += len(line) + 1


def _until(marks: list[Mark], at: int, end: int) -> Iterator[Mark]:
    for i in range(at, len(marks)):
        if marks[i].start >= end:
            return
        yield marks[i]


def _segments(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Segment]:
    edges = sorted({start, end, *(min(end, max(start, e)) for m in marks for e in (m.start, m.end))})
    active: list[Mark] = []
    coming = 0
    for here, there in pairwise(edges):
        active = [m for m in active if m.end > here]
        while coming < len(marks) and marks[coming].start <= here:
            if marks[coming].end > here:
                active.append(marks[coming])
            coming += 1
        yield _segment(text[here:there], here, active)


def _segment(text: str, here: int, active: list[Mark]) -> Segment:
    if not active:
        return Segment(text=text)
    ranked = sorted(((_rank(m), m.end - m.start, m.record, m) for m in active), key=itemgetter(0, 1, 2))
    marks = [m for *_, m in ranked]
    classes = dict.fromkeys(c for m in marks for c in _classes(m))
    return Segment(
        text=text, classes=" ".join(classes), records=tuple(dict.fromkeys(m.record for m in marks)),
        first=any(m.start == here for m in marks),
    )  # fmt: skip


def _rank(mark: Mark) -> int:
    """Triggers lead to their events before anything else; the parties of an event come after what is narrower."""
    if mark.layer == "event" and mark.part == "party":
        return len(LAYERS) - 2
    return LAYERS.index(mark.layer)


def _classes(mark: Mark) -> Iterator[str]:
    yield mark.layer
    yield f"{mark.layer}-{mark.part}"
    if mark.quad:
        yield f"q{mark.quad}"
