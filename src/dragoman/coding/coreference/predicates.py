"""Whom a noun is said of: "X is a lawyer", "X, a lawyer", "X served as mayor", "they named X mayor"."""

from __future__ import annotations

from ..tree import Tree
from .words import CoreferenceWords

_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVES = frozenset({"who", "which", "that", "whom"})


def said_of(tree: Tree, noun: int, words: CoreferenceWords) -> int | None:
    """The token that a noun is predicated of or stands beside; None where there is none."""
    at = noun
    for _ in range(8):  # "a lawyer and politician": the first of the row stands for all
        if tree.dep[at] != "conj" or _is_another(tree, at):
            break
        at = tree.head[at]
    head, dep = tree.head[at], tree.dep[at]
    if head == at:
        return None
    if dep == "appos":
        return head
    if dep == "attr":
        if tree.lemma[head] in words.copulas and not tree.children(head, "neg"):
            return _subject(tree, head)
        return None
    if dep == "oprd":
        found = tree.child(head, "dobj")
        return found if found is not None else _subject(tree, head)
    if dep == "pobj" and tree.low[head] == "as":
        verb = tree.head[head]
        found = None if tree.lemma[verb] in words.as_verbs else tree.child(verb, "dobj")
        return found if found is not None else _subject(tree, verb)
    return None


def _is_another(tree: Tree, noun: int) -> bool:
    """Whether a noun in a row has somebody of its own: "X, the president, and his counterpart, Y"."""
    return any(tree.dep[k] == "poss" or (tree.dep[k] == "appos" and tree.pos[k] == "PROPN") for k in tree.kids[noun])


def _subject(tree: Tree, verb: int) -> int | None:
    """Who does what a verb says, also where the subject stands with a verb above it."""
    for _ in range(4):
        found = tree.child(verb, *_SUBJECTS)
        if found is not None:
            if tree.low[found] in _RELATIVES and tree.dep[verb] == "relcl":
                return tree.head[verb]
            return found
        if tree.dep[verb] in ("conj", "xcomp", "advcl") and tree.head[verb] != verb:
            verb = tree.head[verb]
        else:
            return tree.head[verb] if tree.dep[verb] == "acl" else None
    return None
