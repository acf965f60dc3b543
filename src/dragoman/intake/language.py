"""Tells whether a text is English."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

import msgspec

from ..knowledge import Knowledge

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
# Fewer letters than these tell the model too little; a name or two looks like any language.
_ENOUGH = 80
_SURE, _CERTAIN = 0.9, 0.99
_FEW = 5


class EnglishWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of running English: those that it shares with others, and those that mark it."""

    common: tuple[str, ...]
    only: tuple[str, ...]


class LanguageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/languages.yaml`."""

    english: EnglishWords
    near: tuple[str, ...]


def language_of(text: str, declared: str | None = None) -> str:
    """The language of a text as ISO 639-1 code.

    English shows by its small words, without any model. Else py3langid's model (97 languages) decides, where the text
    is long enough; of a short one in Latin letters the declared language is believed, and English where none is, unless
    it has no English word and the model is certain.
    """
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    if _is_english(words):
        return "en"
    letters = sum(map(len, words))
    latin = _latin_share(sample)
    short = letters < _ENOUGH and latin > 0.5
    if short and (declared or len(words) < _FEW or not _english()[1].isdisjoint(words)):
        return "en" if not declared or _has_english(words) else declared[:2]
    code, sure = _identify(sample)
    if short:
        return code if sure >= _CERTAIN else "en"
    if latin > 0.5 and sure < _SURE and (code in _table().near or _has_english(words)):
        return "en"
    return code


def language_name(code: str) -> str:
    """The English name of a language ("French"), the code itself where it has none."""
    import pycountry

    found = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    return str(found.name).partition(" (")[0] if found else code


def _sample(text: str) -> str:
    """The start and the middle: a foreign page may begin with an English menu, and the reverse."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE]


@functools.cache
def _table() -> LanguageWords:
    return Knowledge().table("intake/languages.yaml", LanguageWords)


@functools.cache
def _english() -> tuple[frozenset[str], frozenset[str]]:
    found = _table().english
    return frozenset(found.common) | frozenset(found.only), frozenset(found.only)


def _is_english(words: list[str]) -> bool:
    """Running English has some 40 % of these words and 15 % of the marking ones; half of that is proof enough."""
    common, only = _english()
    if len(words) < 8:
        return False
    return sum(w in common for w in words) >= 0.2 * len(words) and sum(w in only for w in words) >= 0.08 * len(words)


def _has_english(words: list[str]) -> bool:
    return sum(w in _english()[1] for w in words) >= max(1, 0.04 * len(words))


def _latin_share(text: str) -> float:
    letters = [c for c in text[:1000] if c.isalpha()]
    if not letters:
        return 1.0
    return sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters) / len(letters)


@functools.cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identify(text: str) -> tuple[str, float]:
    code, sure = _model().classify(text)
    return str(code), float(sure)
