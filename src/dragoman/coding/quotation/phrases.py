"""The words that belong together: a clause, a verb with its helpers, the noun phrase that names who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Span
from ..document import Document
from ..tree import NOMINAL, Tree, tree_of
from .cues import Cues

# Characters; a longer run without a full stop is a list or a broken text, not a sentence to take apart.
LONGEST_SENTENCE = 5_000
# Tokens of a sentence behind a verb of speech.
LONGEST_REST = 150
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_INHERITS = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep", "ccomp"})
_TOLD = frozenset({"relcl", "acl", "parataxis", "dep"})
_CLOSING = frozenset({"''", "”", ")", '"'})
_HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})


def extent(document: Document, i: int) -> Span:
    """The characters of a token and all that hangs on it."""
    tree, token = tree_of(document), document.doc[i]
    return Span(tree.start[token.left_edge.i], tree.end[token.right_edge.i])


def cue_of(document: Document, i: int) -> Span:
    """A verb with the helping verbs and adverbs right before it."""
    tree, start = tree_of(document), i
    while start > 0 and tree.head[start - 1] == i and tree.dep[start - 1] in _HELPERS:
        start -= 1
    return Span(tree.start[start], tree.end[i])


def without(span: Span, hole: Span) -> list[Span]:
    """The span with a hole cut out of it."""
    parts = [Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end)]
    return [p for p in parts if p.end > p.start]


def noun_phrase(document: Document, i: int, barred: Sequence[bool] = ()) -> Span:
    """The noun phrase of token `i` with appositions to it, without what is told about it behind a comma.

    Args: barred: for each token whether the phrase must stop before it.
    """
    tree, doc = tree_of(document), document.doc
    left, right = doc[i].left_edge.i, doc[i].right_edge.i
    for k in tree.kids[i]:
        if k > i and tree.dep[k] in _TOLD:
            before = doc[k].left_edge.i - 1
            if tree.dep[k] != "relcl" or tree.pos[before] == "PUNCT":
                right = min(right, before)
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
    return Span(tree.start[left], tree.end[max(i, right)])


def subject_of(tree: Tree, i: int, cues: Cues) -> tuple[int | None, bool]:
    """Who does what the verb `i` tells, and whether the verb has that subject itself rather than through another."""
    at = i
    for _ in range(4):
        subject = tree.child(at, *SUBJECTS)
        if subject is not None and (at == i or tree.dep[subject] == "nsubj"):
            fit = tree.pos[subject] in NOMINAL or tree.pos[subject] in ("DET", "ADJ")
            if not fit or (tree.low[subject] in cues.words.nobody and tree.low[subject] != "it"):
                return None, False
            return subject, at == i
        head = tree.head[at]
        if head == at:
            break
        if tree.dep[at] == "acl" and tree.pos[head] in NOMINAL:
            issuer = tree.head[head]
            if tree.dep[head] == "dobj" and tree.lemma[issuer] in cues.words.light_verbs:  # "issued a paper urging"
                by = tree.child(issuer, "nsubj")
                return (head if by is None else by), False
            return head, False
        if tree.dep[at] == "pcomp" and tree.low[head] == "as":  # "quoted the envoy as saying"
            quoted = tree.child(tree.head[head], "dobj", "nsubjpass")
            if quoted is not None and quoted < head:
                return quoted, False
        if tree.dep[at] not in _INHERITS or (tree.dep[at] == "ccomp" and at == i and tree.tag[i] != "VBG"):
            break
        at = head
    return None, False
