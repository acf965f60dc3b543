"""Quotations that stand whole: taken up by the statement beside them, or read on from the one before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from ...records import Span
from .cues import Cues
from .found import Found
from .marks import Quotation

_STOPS = ("", ".", "!", "?", "…", "”", '"', ")")
_MARKS = "“”\"'‘’`„«»‹›[ "
# Characters between a statement and a quotation that goes on with it.
_NEAR = 200


def widen(found: list[Found], quoted: list[Quotation]) -> None:
    """Lets each content grow over the quotations in which it begins or ends: the parser's clause is only a part."""
    starts = [q.start for q in quoted]
    for statement in found:
        statement.content = [_widened(s, quoted, starts) for s in statement.content]


def _widened(span: Span, quoted: list[Quotation], starts: list[int]) -> Span:
    start, end = span
    i = bisect_right(starts, start) - 1
    if i >= 0 and quoted[i].end > start:
        start = quoted[i].start
    elif i + 1 < len(quoted) and quoted[i + 1].start <= start + 1:
        start = quoted[i + 1].start
    j = bisect_left(starts, end) - 1
    if j >= 0 and quoted[j].start < end <= quoted[j].end:
        end = quoted[j].end
    return Span(start, end)


def continued(text: str, cues: Cues, found: list[Found], quoted: list[Quotation]) -> list[Found]:
    """The statements with the quotations that go on with them.

    A quotation without a cue of its own belongs to whoever spoke just before it in the paragraph. One that fills its
    paragraph goes on with the direct speech of the paragraph before, as a statement without a cue.
    """
    covered = _Covered(sorted((s.start, s.end) for f in found for s in f.content))
    waiting = sorted(((f.end, i) for i, f in enumerate(found)), reverse=True)
    before: Found | None = None
    reached = 0
    runs: list[Found] = []
    for q in quoted:
        while waiting and waiting[-1][0] <= q.start:
            end, i = waiting.pop()
            if end >= reached:
                reached, before = end, found[i]
        if before is None or before.source is None or q.start - reached > _NEAR or not _begins(text, q):
            continue
        if covered.covers(q.start, q.end) or len(text[q.start : q.end][:200].split()) < cues.quoted_least:
            continue
        between = text[reached : q.start]
        if "\n" not in between:
            before.content += q.parts
        elif before.direct and not between.strip(" \n.") and between.count("\n") <= 2 and _fills_paragraph(text, q):
            before = replace(before, cue=None, content=list(q.parts), rule="statements/run", confidence=0.7)
            runs.append(before)
        else:
            continue
        reached = q.end
    return found + runs


def _begins(text: str, q: Quotation) -> bool:
    """Whether a quotation begins like a sentence, where one has ended."""
    before = text[max(0, q.start - 20) : q.start].rstrip()
    return before[-1:] in _STOPS and text[q.start : q.start + 4].lstrip(_MARKS)[:1].isupper()


def _fills_paragraph(text: str, q: Quotation) -> bool:
    return text[q.start - 1 : q.start] in ("", "\n") and text[q.end : q.end + 1] in ("", "\n")


class _Covered:
    """Whether a span lies, for the greater part, in one of the spans given."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans: list[tuple[int, int]] = []
        for start, end in spans:
            if self.spans and start <= self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            else:
                self.spans.append((start, end))

    def covers(self, start: int, end: int) -> bool:
        i = bisect_right(self.spans, (start, end)) - 1
        near = self.spans[max(0, i) : i + 3]
        return sum(max(0, min(e, end) - max(s, start)) for s, e in near) * 2 > end - start
