"""Splits a clean text into sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..knowledge import Knowledge
from ..records import Span


class SentenceSplitter:
    """Placeholder: paragraphs, then full stops."""

    def __init__(self, knowledge: Knowledge) -> None:
        pass

    def split(self, text: str, headings: Sequence[Span] = ()) -> tuple[Span, ...]:
        spans = []
        for paragraph in re.finditer(r"[^\n]+", text):
            for m in re.finditer(r"\S.*?(?:[.!?][\"”’']*(?=\s+[A-Z\"“‘'])|$)", paragraph.group()):
                spans.append(Span(paragraph.start() + m.start(), paragraph.start() + len(m.group().rstrip()) + m.start()))
        return tuple(spans)
