"""The clause that a figure stands in: its verb, its subject, and the part that the figure plays."""

from __future__ import annotations

from typing import NamedTuple

from ..tree import NOMINAL, VERBAL, Tree
from .phrases import NOUNS, Phrases

_STEPS = 8
_CLAUSES = 6
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SHARED_SUBJECT = frozenset({"conj", "xcomp", "advcl", "aux", "ccomp", "pcomp", "prep", "acl"})
_RELATIVE = frozenset({"WDT", "WP"})
_ROLES = dict.fromkeys(_SUBJECTS, "subject") | {"pobj": "prep"} | dict.fromkeys(
    ("dobj", "attr", "oprd", "npadvmod", "acomp"), "object"
)  # fmt: skip


class Clause(NamedTuple):
    """verb: its token; role of the figure: "object", "subject", "prep" or ""; subject: a noun or pronoun, or None."""

    verb: int
    role: str
    subject: int | None


def clause_over(phrases: Phrases, top: int, first: int, last: int) -> Clause | None:
    """The clause of a figure: top is its uppermost token, first and last those of its words."""
    tree, role, at = phrases.tree, "", top
    for _ in range(_STEPS):
        if at != top and tree.pos[at] in VERBAL:
            return Clause(at, role, _subject(phrases, at, first, last))
        if tree.head[at] == at:
            return None
        role = role or _ROLES.get(tree.dep[at], "")
        at = tree.head[at]
    return None


def _subject(phrases: Phrases, verb: int, first: int, last: int) -> int | None:
    """The subject of a verb, or of the verb that it depends on; of "which" the noun before."""
    tree, at = phrases.tree, verb
    for _ in range(_CLAUSES):
        found, head = tree.child(at, *_SUBJECTS), tree.head[at]
        if found is None and _describes(tree, at):
            found = head
        elif found is not None and (
            tree.tag[found] in _RELATIVE or (tree.low[found] == "that" and tree.dep[at] == "relcl")
        ):
            found = head if tree.dep[at] == "relcl" else None
            if found is None:
                return None
        if found is not None:
            fits = tree.pos[found] in NOMINAL and tree.pos[found] != "NUM" and tree.dep[found] != "expl"
            return found if fits and not first <= found <= last and found not in phrases.taken else None
        if head == at or (tree.dep[at] not in _SHARED_SUBJECT and tree.pos[at] in VERBAL):
            return None
        at = head
    return None


def _describes(tree: Tree, verb: int) -> bool:
    """Whether the verb tells what the noun before it does: "the boat carrying migrants", not "a plan to carry them"."""
    infinitive = any(tree.low[k] == "to" for k in tree.kids[verb])
    return tree.dep[verb] in ("acl", "relcl") and tree.pos[tree.head[verb]] in NOUNS and not infinitive
