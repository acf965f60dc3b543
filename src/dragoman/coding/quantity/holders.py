"""Whose a figure is: the party that a phrase names, or that a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterable

from ...records import Party, Span
from ..document import Document
from ..tree import Tree

_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT", "EX"})


class Holders:
    """Resolves the holders of one document's figures, each phrase once."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self._document = document
        self._tree = tree
        self._parties: dict[Span, Party | None] = {}

    def party(self, spans: Iterable[Span]) -> Party | None:
        """The party of the first phrase that leads to one."""
        return next((p for span in spans if (p := self._party(span)) is not None), None)

    def _party(self, span: Span) -> Party | None:
        """The party of a phrase; of a pronoun the last phrase before it that names the same entity, else None."""
        if span not in self._parties:
            named = self._named(span)
            self._parties[span] = self._document.party(named) if named is not None else None
        return self._parties[span]

    def _named(self, span: Span) -> Span | None:
        if not self._is_pronoun(span):
            return span
        entity = self._document.entity_at(span)
        if entity is None:
            return None
        before = [m for m in entity.mentions if m.end <= span.start and not self._is_pronoun(m)]
        return max(before, default=None)

    def _is_pronoun(self, span: Span) -> bool:
        tokens = self._document.tokens(span)
        i = tokens[0].i
        return len(tokens) == 1 and (self._tree.tag[i] in _PRONOUNS or self._tree.pos[i] == "PRON")
