"""Noun phrases that name who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Span
from ..document import Document
from ..tree import tree_of

_TOLD = frozenset({"relcl", "acl", "parataxis", "dep"})
_CLOSING = frozenset({"''", "”", ")", '"'})


def noun_phrase(document: Document, i: int, barred: Sequence[bool] = ()) -> Span:
    """The noun phrase of token `i` with appositions to it, without what is told about it in a relative clause.

    Args: barred: for each token whether the phrase must stop before it.
    """
    tree, doc = tree_of(document), document.doc
    left, right = doc[i].left_edge.i, doc[i].right_edge.i
    for k in tree.kids[i]:
        if k > i and tree.dep[k] in _TOLD:
            right = min(right, doc[k].left_edge.i - 1)
    if barred:
        right = next((k - 1 for k in range(i, right + 1) if barred[k]), right)
        left = next((k + 1 for k in range(i, left - 1, -1) if barred[k]), left)
    while right > i and (
        (tree.pos[right] == "PUNCT" and tree.low[right] not in _CLOSING)
        or tree.low[right] == "'s"
        or tree.pos[right] == "SPACE"
    ):
        right -= 1
    while left < i and tree.pos[left] in ("PUNCT", "CCONJ", "SPACE"):
        left += 1
    return Span(tree.start[left], tree.end[right])
