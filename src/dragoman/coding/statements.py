"""Statements: somebody (source) said (cue) something (content)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..knowledge import Knowledge
from ..records import Span, Statement
from .document import Document
from .quotation import Cues, Found, Quotation, quotations
from .quotation.clauses import ClauseReader
from .quotation.direct import DirectReader
from .quotation.labels import labelled
from .quotation.nesting import outermost
from .quotation.nouns import NounReader
from .quotation.runs import continued, widen
from .registry import record_type


@record_type("statements", Statement, needs=("entities",))
class StatementCoder:
    """Reads verbs, nouns and phrases of speech off the parse, and joins the quotations beside them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.cues = Cues(knowledge)

    def code(self, document: Document) -> Iterable[Statement]:
        """The statements of a report, in the order of the text."""
        quoted = quotations(document.text, self.cues.words.quotation_marks, self.cues.words.apostrophes)
        found = DirectReader(document, self.cues, quoted).read()
        taken = {f.cue.start for f in found if f.cue}
        found += ClauseReader(document, self.cues, quoted, taken).read()
        found += NounReader(document, self.cues).read()
        found += labelled(document, self.cues, [f.cue for f in found if f.cue])
        widen(found, quoted)
        found = continued(document.text, self.cues, outermost(found, quoted), quoted)
        return [s for f in found if (s := _record(document, f, quoted))]


def _record(document: Document, found: Found, quoted: list[Quotation]) -> Statement | None:
    content = tuple(Span(*s) for s in _tidy(document.text, found.content))
    if not content:
        return None
    return Statement(
        source=found.source, cue=found.cue, content=content, kind=_kind(content, quoted),
        speaker=document.party(found.speaker or found.source) if found.source else None,
        confidence=round(found.confidence, 2), rule=found.rule,
    )  # fmt: skip


def _tidy(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Spans in order, without white space at their ends, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        while start < end and (text[start].isspace() or text[start] in ",;:"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        if end <= start or not any(c.isalnum() for c in text[start : min(end, start + 200)]):
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _kind(content: tuple[Span, ...], quoted: list[Quotation]) -> str:
    """Direct where all of it stands in quotation marks, mixed where a part does, else indirect."""
    inside = whole = 0
    for span in content:
        whole += span.end - span.start
        first = bisect_right(quoted, span.start, key=lambda q: q.start) - 1
        for i in range(max(0, first), len(quoted)):
            q = quoted[i]
            if q.start >= span.end:
                break
            inside += max(0, min(q.end, span.end) - max(q.start, span.start))
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * whole else "mixed"
