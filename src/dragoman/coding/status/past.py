"""The past that explains: what tells that an event lies well before its report."""

from __future__ import annotations

import datetime
import re

from ..tree import VERBAL, Tree
from .predicates import Predicates

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_DATED = frozenset({"prep", "npadvmod", "advmod", "nummod", "compound", "poss"})
_LONGEST_PAST = 8


class PastReader:
    """Reads years, and words after which an event belongs to the past."""

    def __init__(self, words: Predicates) -> None:
        self._words = words

    def past(self, tree: Tree, i: int, date: datetime.date | None) -> str:
        """What tells that the event lies well before the report; "" where nothing does.

        The time may stand with the word, with the verb it belongs to or is joined to ("in 2012 a mob attacked a team
        and burnt its car"), or above its clause ("in March 2013, when a bomber killed 33").
        """
        at = i
        for _ in range(_LONGEST_PAST):
            for k in tree.kids[at]:
                dep = tree.dep[k]
                if at == i and dep in ("amod", "compound") and self._words.modifiers.get(tree.low[k]) == "historical":
                    return f"predicates.yaml:{tree.low[k]}"
                if dep in _DATED and tree.low[k] != "since" and self._is_old(tree, k, date):
                    return "year"
            if at != i and tree.lemma[at] in self._words.background:
                return f"predicates.yaml:{tree.lemma[at]}"
            dep, head = tree.dep[at], tree.head[at]
            if dep == "relcl" and tree.ent[head] == "DATE" and self._is_old(tree, head, date):
                return "year"
            if head == at or (tree.pos[at] in VERBAL and dep not in ("conj", "advcl", "xcomp", "pcomp")):
                return ""
            at = head
        return ""

    def _is_old(self, tree: Tree, k: int, date: datetime.date | None) -> bool:
        """Whether a time names a year before the report's, or lies years ago."""
        words = [k, *tree.objects(k), *tree.kids[k]]
        words += [j for o in words[1:] for j in tree.kids[o]]
        years = [int(tree.low[w]) for w in words[:20] if _YEAR.fullmatch(tree.low[w])]
        if years:
            # In January and February the year before is still news.
            return max(years) < date.year - (date.month <= 2) if date else max(years) < 2000
        ago = any(tree.low[w] == "ago" for w in words)
        return (
            ago
            and any(tree.lemma[w] in ("year", "decade", "century", "generation") for w in words)
            and not any(tree.low[w] in ("a", "one") for w in words)
        )
