"""The lexicon of speech: verbs with their frames, nouns, phrases and quotation marks."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge

# The preposition before a content, and the frame that it fills.
PREPOSITIONS = {
    "for": "for", "of": "of", "about": "about", "on": "on", "upon": "on", "against": "against", "with": "with",
    "as": "as", "to": "ref",
}  # fmt: skip
FRAMES = frozenset({"that", "to", "np", "pred", "quote", "paren", *PREPOSITIONS.values()})


class Verb(msgspec.Struct, frozen=True):
    """verb: its lemma; frames: how the content stands with it; kind: "speech" or "mind"; sure: 0 to 1."""

    verb: str
    frames: tuple[str, ...]
    kind: str = "speech"
    sure: float = 0.8

    def __post_init__(self) -> None:
        unknown = set(self.frames) - FRAMES
        if unknown:
            raise ValueError(f"{self.verb!r} has no such frames: {', '.join(sorted(unknown))}")


class Noun(msgspec.Struct, frozen=True):
    """noun: its lemma; frames: "that", "to", or the preposition before the content."""

    noun: str
    frames: tuple[str, ...]


class Adjective(msgspec.Struct, frozen=True):
    """adjective: its lemma; frames: "that", "to", or the preposition before the content."""

    adjective: str
    frames: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The small words of speech; every list may be left out in an overlay."""

    quotation_marks: dict[str, list[str]] = {}
    apostrophes: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    passive_open: frozenset[str] = frozenset()
    passive_judged: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    views: frozenset[str] = frozenset()
    view_prepositions: frozenset[str] = frozenset()
    source_prepositions: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    with_it: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    dashes: tuple[str, ...] = ()
    labels_no_speaker: frozenset[str] = frozenset()
    quoted_least: int | None = None


class Cues:
    """All tables of `data/statements`, read once.

    words: the lists of `words.yaml`; phrases: its phrases before a source, split, by their first word.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.verbs = {row.verb: row for row in knowledge.rows("statements/verbs.tsv", Verb)}
        self.nouns = {row.noun: row for row in knowledge.rows("statements/nouns.tsv", Noun)}
        self.adjectives = {row.adjective: row for row in knowledge.rows("statements/adjectives.tsv", Adjective)}
        self.words = knowledge.table("statements/words.yaml", Words)
        self.quoted_least = self.words.quoted_least or 0
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.words.phrases:
            parts = tuple(phrase.split())
            self.phrases.setdefault(parts[0], []).append(parts)
