"""Leads "I" and "my" within quotations to whoever says them: a second step, once the statements are known."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from ...records import Entity, Span, Statement
from ..document import Document
from ..tree import tree_of
from .words import CoreferenceWords


def with_speakers(document: Document, words: CoreferenceWords) -> tuple[Entity, ...]:
    """The entities of a document, those that speak with the first-person pronouns of their quotations.

    Only persons whom the report has named before, so that each entity keeps its place in the order of the text.
    """
    entities: tuple[Entity, ...] = document.records.get("entities", ())
    persons = {e.entity_id: e for e in entities if e.kind == "person"}
    found: dict[str, set[Span]] = {}
    tree = tree_of(document)
    taken: set[int] = set()
    # Of statements within one another the inner one tells who "I" is.
    for statement in sorted(document.records.get("statements", ()), key=_length):
        speaker = persons.get(statement.speaker.entity_id) if statement.speaker else None
        for span in statement.content if statement.kind != "indirect" else ():
            for i in range(bisect_left(tree.start, span.start), bisect_left(tree.start, span.end)):
                if tree.low[i] in words.first_person and i not in taken:
                    taken.add(i)
                    if speaker is not None and tree.start[i] > speaker.mentions[0].start:
                        found.setdefault(speaker.entity_id, set()).add(Span(tree.start[i], tree.end[i]))
    return tuple(
        msgspec.structs.replace(e, mentions=tuple(sorted({*e.mentions, *found[e.entity_id]})))
        if e.entity_id in found
        else e
        for e in entities
    )


def _length(statement: Statement) -> int:
    return sum(s.end - s.start for s in statement.content)
