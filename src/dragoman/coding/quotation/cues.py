"""The lexicon of speech: verbs with their frames, nouns, phrases and quotation marks."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge


class Verb(msgspec.Struct, frozen=True):
    """verb: its lemma; frames: how the content stands with it; kind: "speech" or "mind"; sure: 0 to 1."""

    verb: str
    frames: tuple[str, ...]
    kind: str = "speech"
    sure: float = 0.8


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
    apostrophes: list[str] = []
    phrases: list[str] = []
    passive_open: list[str] = []
    passive_judged: list[str] = []
    light_verbs: list[str] = []
    views: list[str] = []
    view_prepositions: list[str] = []
    openers: list[str] = []
    with_it: list[str] = []
    nobody: list[str] = []
    documents: list[str] = []
    empty: list[str] = []
    quoted_least: int = 4
    dashes: list[str] = []
    labels_no_speaker: list[str] = []
    breaks: list[str] = []


class Cues:
    """All tables of `data/statements`, read once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.verbs = {row.verb: row for row in knowledge.rows("statements/verbs.tsv", Verb)}
        self.nouns = {row.noun: row for row in knowledge.rows("statements/nouns.tsv", Noun)}
        self.adjectives = {row.adjective: row for row in knowledge.rows("statements/adjectives.tsv", Adjective)}
        self.marks: dict[str, list[str]] = {}
        self.apostrophes: set[str] = set()
        self.passive_open: set[str] = set()
        self.passive_judged: set[str] = set()
        self.light_verbs: set[str] = set()
        self.views: set[str] = set()
        self.view_prepositions: set[str] = set()
        self.openers: set[str] = set()
        self.with_it: set[str] = set()
        self.nobody: set[str] = set()
        self.documents: set[str] = set()
        self.empty: set[str] = set()
        self.no_speaker: set[str] = set()
        self.breaks: set[str] = set()
        self.dashes: list[str] = []
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.quoted_least = 4
        for _, words in knowledge.documents("statements/words.yaml", Words):
            self.marks |= words.quotation_marks
            self.apostrophes |= set(words.apostrophes)
            self.passive_open |= set(words.passive_open)
            self.passive_judged |= set(words.passive_judged)
            self.light_verbs |= set(words.light_verbs)
            self.views |= set(words.views)
            self.view_prepositions |= set(words.view_prepositions)
            self.openers |= set(words.openers)
            self.with_it |= set(words.with_it)
            self.nobody |= set(words.nobody)
            self.documents |= set(words.documents)
            self.empty |= set(words.empty)
            self.no_speaker |= set(words.labels_no_speaker)
            self.breaks |= set(words.breaks)
            self.dashes += words.dashes
            self.quoted_least = words.quoted_least
            for phrase in words.phrases:
                parts = tuple(phrase.split())
                self.phrases.setdefault(parts[0], []).append(parts)
