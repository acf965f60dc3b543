"""Which words the model is asked about, by how often they told of an event in the corpus."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ...knowledge import read_tsv

HEADER = "pos\tlemma\tby\tasked\ttold"
# Few uses of a word count as if there had been so many more, with the share that words without a meaning in the lexicon
# have on the whole; of words with a meaning it is far larger.
_FEW = 4
_USUAL = {"lexicon": 0.7, "frame": 0.12}
# A word with a meaning in the lexicon is not asked about where hardly any of its uses told of an event; one without a
# meaning is where many did.
_LEAST = {"lexicon": 0.2, "frame": 0.5}


class _Word(msgspec.Struct, frozen=True):
    """by: what made the coder look at the word, its meaning in the lexicon or but the frame around it."""

    pos: str
    lemma: str
    by: str
    asked: int
    told: int

    @property
    def telling(self) -> bool:
        return (self.told + _FEW * _USUAL[self.by]) / (self.asked + _FEW) >= _LEAST[self.by]


# Part of speech and lemma of some words.
Words = frozenset[tuple[str, str]]


def telling_words(path: Path) -> tuple[Words, Words]:
    """Of `words.tsv`: words without a meaning in the lexicon that are asked about, and words with one that are not."""
    rows = read_tsv(path, _Word)
    telling = frozenset((w.pos, w.lemma) for w in rows if w.by == "frame" and w.telling)
    silent = frozenset((w.pos, w.lemma) for w in rows if w.by == "lexicon" and not w.telling)
    return telling, silent
