"""A speaker set before a colon: "PM: no deal", and the lines of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_left

from ...records import Span
from ..document import Document
from .cues import Cues
from .found import Found

# A short label, then a colon, then what is said, up to the end of the paragraph.
_LINE = re.compile(r"(?m)^[ \t]*([^\W\d_a-z][^\n:\"“”?!;,()]{0,50}?)[ \t]*:[ \t]+(\S[^\n]*)$")


def labelled(document: Document, cues: Cues, taken: list[Span]) -> list[Found]:
    """Statements whose speaker is a label at the start of a paragraph or heading."""
    found: list[Found] = []
    starts = sorted(c.start for c in taken)
    for match in _LINE.finditer(document.text):
        label, at = match.group(1), Span(*match.span(1))
        words = label.split()
        if len(words) > 6 or words[0].lower() in cues.words.labels_no_speaker:
            continue
        first = bisect_left(starts, at.start)
        has_cue = first < len(starts) and starts[first] < match.end(1) + 2
        if has_cue or not _names_somebody(document, at):
            continue
        colon = document.text.index(":", at.end)
        found.append(Found(at, Span(colon, colon + 1), [Span(*match.span(2))], "statements/labels", 0.6))
    return found


def _names_somebody(document: Document, at: Span) -> bool:
    """Whether a label names a person or a body: a state before a colon tells as often where something happened."""
    entity = document.entity_at(at)
    if entity is not None and any(m.start <= at.start and at.end == m.end for m in entity.mentions):
        return entity.kind in ("person", "body")
    tokens = document.tokens(at)
    if document.tokens((at.end, at.end + 1))[-1].ent_iob_ == "I":  # the parser's name runs over the colon
        return False
    return (tokens.text.isupper() and len(tokens) <= 3) or tokens.root.ent_type_ == "PERSON"
