"""Whether a figure tells by how much something changed, not what it came to."""

from __future__ import annotations

from .clause import Clause
from .measure import Measure
from .phrases import Phrases

_RATES = frozenset({"%", "percentage point", "basis point", "point"})


def is_change(phrases: Phrases, m: Measure, first: int, last: int, top: int, clause: Clause | None) -> bool:
    """ "Rose 4%", "up 3 points", "a 3% drop", "cut by 25 basis points", "from 3% to 5%" behind such a verb."""
    tree, words = phrases.tree, phrases.words
    changes = words.change if m.unit in _RATES else words.change - words.change_rates
    moves = clause is not None and tree.lemma[clause.verb] in changes
    before = phrases.token(m.start - 1) if m.start else first
    word = tree.low[before] if before < first else ""
    if phrases.text[m.start : m.end].lower().startswith(words.sources):
        return clause is not None and tree.lemma[clause.verb] in words.change
    if not m.unit or m.kind in ("age", "duration"):
        return False
    if word in words.levels:
        return False
    if word in changes or (word and tree.pos[before] == "VERB" and tree.lemma[before] in changes):
        return True
    if word == "by" and tree.lemma[tree.head[before]] in changes:
        return True
    if last + 1 < len(tree) and tree.lemma[last + 1] in changes and tree.pos[last + 1] in ("NOUN", "ADV", "ADJ"):
        return True
    head = tree.head[top]
    if tree.dep[top] == "pobj" and tree.low[head] in ("of", "by") and tree.lemma[tree.head[head]] in changes:
        return True
    beside = tree.dep[top] in ("dobj", "npadvmod", "advmod", "attr")
    return moves and clause is not None and head == clause.verb and beside
