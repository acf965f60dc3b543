"""The lexicon of speech: verbs with their frames, nouns, phrases and quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

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
    """All tables of `data/statements`, read once; the lists of `words.yaml` are attributes of the same name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.verbs = {row.verb: row for row in knowledge.rows("statements/verbs.tsv", Verb)}
        self.nouns = {row.noun: row for row in knowledge.rows("statements/nouns.tsv", Noun)}
        self.adjectives = {row.adjective: row for row in knowledge.rows("statements/adjectives.tsv", Adjective)}
        tables = [words for _, words in knowledge.documents("statements/words.yaml", Words)]
        self.marks = {mark: closers for words in tables for mark, closers in words.quotation_marks.items()}
        self.dashes = [dash for words in tables for dash in words.dashes]
        self.quoted_least = [words.quoted_least for words in tables if words.quoted_least][-1]
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in (p for words in tables for p in words.phrases):
            parts = tuple(phrase.split())
            self.phrases.setdefault(parts[0], []).append(parts)
        self.apostrophes = _union(words.apostrophes for words in tables)
        self.passive_open = _union(words.passive_open for words in tables)
        self.passive_judged = _union(words.passive_judged for words in tables)
        self.light_verbs = _union(words.light_verbs for words in tables)
        self.views = _union(words.views for words in tables)
        self.view_prepositions = _union(words.view_prepositions for words in tables)
        self.openers = _union(words.openers for words in tables)
        self.with_it = _union(words.with_it for words in tables)
        self.nobody = _union(words.nobody for words in tables)
        self.documents = _union(words.documents for words in tables)
        self.empty = _union(words.empty for words in tables)
        self.breaks = _union(words.breaks for words in tables)
        self.no_speaker = _union(words.labels_no_speaker for words in tables)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
