"""Quotations that stand whole: taken up by the statement beside them, or read on from the one before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from ...records import Span
from ..document import Document
from .cues import Cues
from .found import Found
from .marks import Quotation

_STOPS = ("", ".", "!", "?", "…", "”", '"', ")")
_MARKS = "“”\"'‘’`„«»‹›[ "


def attach_quotations(document: Document, cues: Cues, found: list[Found], quoted: list[Quotation]) -> list[Found]:
    """The statements with the quotations that their contents begin or end in, and those that go on after them."""
    starts = [q.start for q in quoted]
    for statement in found:
        statement.content = [_widened(s, quoted, starts) for s in statement.content]
    found.sort(key=lambda f: min(s.start for s in f.content))
    contents = sorted((s.start, s.end) for f in found for s in f.content)
    ends = sorted({(min(f.content)[0], max(s.end for s in f.content), i) for i, f in enumerate(found)})
    return _continued(document, cues, found, quoted, contents, ends)


def _widened(span: Span, quoted: list[Quotation], starts: list[int]) -> Span:
    """The span, grown over every quotation in which it begins or ends: the parser's clause is only a part of it."""
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


def _continued(
    document: Document, cues: Cues, found: list[Found], quoted: list[Quotation],
    contents: list[tuple[int, int]], ends: list[tuple[int, int, int]],
) -> list[Found]:  # fmt: skip
    """Sentences wholly in quotation marks, without a cue of their own, belong to whoever spoke just before."""
    covered = _Covered(contents)
    order = sorted(((max(_last(f)), f) for f in found), key=lambda p: p[0])
    lasts = [p[0] for p in order]
    grown: dict[int, Found] = {}
    for q in quoted:
        if covered.covers(q.start, q.end) or len(document.text[q.start : q.end][:200].split()) < cues.quoted_least:
            continue
        if not _begins(document.text, q):
            continue
        i = bisect_left(lasts, q.start) - 1
        if i < 0:
            continue
        before = order[i][1]
        between = document.text[lasts[i] : min(q.start, lasts[i] + 201)]
        if len(between) > 200 or between.count("\n\n") > 1 or before.source is None:
            continue
        if between.count("\n") == 0:
            before.content.append(Span(q.start, q.end))
            lasts[i] = q.end if i + 1 == len(lasts) or lasts[i + 1] >= q.end else lasts[i]
        else:
            grown[q.start] = replace(
                before, cue=None, content=list(q.parts), rule="statements/run", confidence=before.confidence * 0.8
            )
    return found + list(grown.values())


def _begins(text: str, q: Quotation) -> bool:
    """Whether a quotation begins like a sentence, where one has ended."""
    before = text[max(0, q.start - 20) : q.start].rstrip()
    return before[-1:] in _STOPS and text[q.start : q.start + 4].lstrip(_MARKS)[:1].isupper()


def _last(found: Found) -> list[int]:
    spans = [*found.content, *(s for s in (found.cue, found.source) if s)]
    return [s.end for s in spans]


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
