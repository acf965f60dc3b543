"""Mentions of those who can act: names, noun phrases, third-person pronouns."""

from __future__ import annotations

from bisect import bisect_right

from ...knowledge import Knowledge
from ..document import Document
from ..tree import Tree, tree_of
from .mention import Mention, Pronoun
from .names import NameFinder, settle, unnoticed
from .nouns import NounFinder
from .scan import Scan
from .words import CoreferenceWords


class MentionFinder:
    """Finds the mentions of one document."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = CoreferenceWords.read(knowledge)
        self.names = NameFinder()
        self.nouns = NounFinder(self.words)
        self.pronouns = {p.word: p for p in knowledge.rows("actors/pronouns.tsv", Pronoun)}

    def find(self, document: Document) -> list[Mention]:
        """All mentions, in the order of the text; names inside one another are not repeated."""
        if not len(document.doc):
            return []
        scan = Scan(document)
        taken: list[Mention] = []
        covered = bytearray(len(document.doc))
        for mention in self.names.find(document, scan):
            tokens = scan.tokens_of(mention.start, mention.end)
            if not any(covered[i] for i in tokens):
                for i in tokens:
                    covered[i] = 1
                taken.append(mention)
        for mention in taken:
            mention.text = document.text[mention.start : mention.end]
        nominals = self.nouns.by_role(document, scan, covered)
        persons = {m.of for m in nominals if m.of is not None and m.kind == "person" and not m.plural}
        taken = settle(taken, persons, document.resolver)
        taken += unnoticed(document, taken, covered)
        taken += nominals
        taken += self.nouns.by_structure(document, covered, {m.head for m in nominals})
        taken += self._pronouns(tree_of(document))
        starts = [s.start for s in document.sentences] or [0]
        for mention in taken:
            mention.text = document.text[mention.start : mention.end]
            mention.sentence = max(0, bisect_right(starts, mention.start) - 1)
        taken.sort(key=lambda m: (m.start, -m.end))
        return taken

    def _pronouns(self, tree: Tree) -> list[Mention]:
        found = []
        for i, tag in enumerate(tree.tag):
            if tag in ("PRP", "PRP$") and (row := self.pronouns.get(tree.low[i])):
                found.append(
                    Mention(tree.start[i], tree.end[i], i, "pronoun", "", None, row.gender,
                            row.number == "plural", pronoun=row)
                )  # fmt: skip
        return found
