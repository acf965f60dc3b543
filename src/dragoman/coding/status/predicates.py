"""The words that decide a status: `data/status/predicates.yaml`."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge

HAPPENED = "happened"
# What a word presupposes took place whatever becomes of the word itself: "did not condemn the attack".
PRESUPPOSED = "presupposed"


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/status/predicates.yaml`."""

    clause: dict[str, str]
    object: dict[str, str]
    modifiers: dict[str, str]
    modals: dict[str, str]
    marks: dict[str, str]
    neg_raising: str
    negations: str
    refusals: str
    reached: str
    open_denials: str
    going: str
    unmet: str
    outranked: str
    joining: str
    expectations: str
    expected_harm: str
    spoken: str
    rejecting: str
    presupposing: str
    open_determiners: str
    ranked: str
    reported_future: str
    occurrence: str
    background: str
    weak: str


class Predicates:
    """The table with those of a user's overlays, ready for use; the file says what each list is for.

    clause, object, modifiers, modals, marks: word to what it makes of the event. The others: words.
    """

    clause: dict[str, str]
    object: dict[str, str]
    modifiers: dict[str, str]
    modals: dict[str, str]
    marks: dict[str, str]
    neg_raising: frozenset[str]
    negations: frozenset[str]
    refusals: frozenset[str]
    reached: frozenset[str]
    open_denials: frozenset[str]
    going: frozenset[str]
    unmet: frozenset[str]
    outranked: frozenset[str]
    joining: frozenset[str]
    expectations: frozenset[str]
    expected_harm: frozenset[str]
    spoken: frozenset[str]
    rejecting: frozenset[str]
    presupposing: frozenset[str]
    open_determiners: frozenset[str]
    ranked: frozenset[str]
    reported_future: frozenset[str]
    occurrence: frozenset[str]
    background: frozenset[str]
    weak: frozenset[str]

    def __init__(self, knowledge: Knowledge) -> None:
        tables = [table for _, table in knowledge.documents("status/predicates.yaml", _Table)]
        for name in _Table.__struct_fields__:
            lists = [getattr(table, name) for table in tables]
            if isinstance(lists[0], dict):
                found = {w: effect for by in lists for effect, text in by.items() for w in text.split()}
                setattr(self, name, found)
            else:
                setattr(self, name, frozenset(w for text in lists for w in text.split()))
