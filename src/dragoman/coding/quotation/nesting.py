"""Statements within statements: what is told inside somebody's words is a part of those words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ...records import Span
from .found import Found
from .marks import Quotation


def outermost(found: list[Found], quoted: Sequence[Quotation]) -> list[Found]:
    """The statements whose cue stands neither in quotation marks nor in what another one says."""
    starts = [q.start for q in quoted]

    def inside(at: Span) -> bool:
        i = bisect_right(starts, at.start) - 1
        return i >= 0 and at.end < quoted[i].end

    kept = [f for f in found if not (f.cue and inside(f.cue))]
    contents = sorted((s.start, -s.end, i) for i, f in enumerate(kept) for s in f.content)
    cues = sorted((f.cue.start, -f.cue.end, i) for i, f in enumerate(kept) if f.cue)
    nested: set[int] = set()
    reach, k, told = 0, 0, -1
    for start, end, i in cues:
        if start == told:  # "repeated" beside "repeated the claim": the longer cue tells it
            nested.add(i)
            continue
        told = start
        while k < len(contents) and contents[k][0] <= start:
            owner = contents[k][2]
            if owner not in nested:
                reach = max(reach, -contents[k][1])
            k += 1
        if -end <= reach:
            nested.add(i)
    return [f for i, f in enumerate(kept) if i not in nested]
