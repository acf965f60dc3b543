"""The words of `coreference.yaml`."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge


class CoreferenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`coreference.yaml`; later overlays replace whole lists."""

    copulas: frozenset[str] = frozenset()
    as_verbs: frozenset[str] = frozenset()
    abstract_endings: tuple[str, ...] = ()
    anaphors: dict[str, frozenset[str]] = {}
    saying: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    home_sectors: frozenset[str] = frozenset()
    abroad: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    counterparts: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    any_body: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    both: dict[str, frozenset[str]] = {}

    @classmethod
    def read(cls, knowledge: Knowledge) -> CoreferenceWords:
        """The shipped words under a user's."""
        words = cls()
        for _, page in knowledge.documents("actors/coreference.yaml", cls):
            given = {f: v for f in cls.__struct_fields__ if (v := getattr(page, f))}
            words = msgspec.structs.replace(words, **given)
        return words
