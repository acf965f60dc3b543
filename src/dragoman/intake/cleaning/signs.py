"""The signs by which a line shows that it is no news: phrases and words from the tables, and the look of code."""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

import ahocorasick
import msgspec

from ...knowledge import Knowledge

Effect = Literal["drop", "section", "end", "menu", "dated"]
_WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_CODE_MARK = re.compile(r"[{}()\[\];=<>|&$\\+*/#:\"@]|(?<=[a-zA-Z0-9])_(?=[a-zA-Z0-9])")
_CODE_SIGN = re.compile(
    r"""[{};]\s*$|^\s*[})\]]|^\s*(?://|/\*|\*/|\*\s|<!--|-->|\#[\w-]+\s*[{,.]|\.[a-zA-Z][\w-]*\s*[{,:>.]|@(?:media|import|font-face))"""
    r"""|^\s*"[\w@$.-]+"\s*:|\bfunction\s*[\w$]*\s*\(|=>|[=!]==?\s|&&|\|\||\b(?:var|let|const)\s+[\w$]+\s*[=;,]|\w\.\w+\(|\w\[\w+\]"""
    r"""|\w\(\)|\w\(['"{\[]|["']\s*:\s*["'{\[\d]|['"],\s*['"]|:\s*-?\d*\.?\d+(?:px|em|rem|%|vh|vw|s)\b|\{\{|\}\}|\]\]>|\\/|\\u[0-9a-f]{4}|[a-z0-9]_[a-z0-9]+_""",
    re.I | re.X,
)  # fmt: skip
_DATE = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,3}\s*(?:min|h)\b")
_TRIMMED = " :…»›>|•·-–—*+[]()\u2192\u25b6\u25ba"
# A line of so many words that ends with a stop is a sentence, and news unless it speaks to the page's reader.
_SENTENCE = 8
_PLAIN_PHRASE = 3
_LONGEST = 400


class Phrase(msgspec.Struct, frozen=True):
    """A row of `data/cleaning/phrases.tsv`; words: a longer line than that is not meant."""

    phrase: str
    reason: str
    where: Literal["whole", "start", "in", "tail"]
    effect: Effect
    words: int = 40


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/cleaning/words.yaml`."""

    address: frozenset[str]
    reporting: frozenset[str]
    by: frozenset[str]
    metadata: frozenset[str]
    code: frozenset[str]


class Sign(NamedTuple):
    """What a phrase says about the line it stands in; strength: 1 where the phrase can hardly be news."""

    reason: str
    effect: Effect
    strength: float


class Signs:
    """All signs of one knowledge, made ready for looking up."""

    def __init__(self, knowledge: Knowledge) -> None:
        tables = [table for _, table in knowledge.documents("cleaning/words.yaml", Words)]
        self.words = Words(**{f: frozenset().union(*(getattr(t, f) for t in tables)) for f in Words.__struct_fields__})
        self._whole: dict[str, Sign] = {}
        self._tail: dict[str, Sign] = {}
        self._start: dict[str, list[tuple[Phrase, Sign]]] = {}
        self._within = ahocorasick.Automaton()
        for row in knowledge.rows("cleaning/phrases.tsv", Phrase):
            self._add(row)
        for found in self._start.values():
            found.sort(key=lambda pair: -len(pair[0].phrase))
        self._within.make_automaton()

    def _add(self, row: Phrase) -> None:
        count = len(row.phrase.split())
        sign = Sign(row.reason, row.effect, 1.0 if count > 2 else 0.7 if count == 2 else 0.35)
        if row.where == "whole":
            self._whole[row.phrase] = sign
        elif row.where == "tail":
            self._tail[row.phrase] = sign
        elif row.where == "start":
            self._start.setdefault(row.phrase[:2], []).append((row, sign))
        else:
            self._within.add_word(row.phrase, (row, sign))

    def phrase(self, text: str) -> Sign | None:
        """The sign of the phrase that a line is, begins with, ends in or holds; none in one that reports speech."""
        line = " ".join(text[: _LONGEST + 100].lower().replace("’", "'").split())
        if sign := self._whole.get(line) or self._whole.get(line.strip(_TRIMMED)):
            return sign
        words = line.split()
        if not words or len(text) > _LONGEST or self._reports(words):
            return None
        if len(words) <= _SENTENCE and (sign := self._tail.get(words[-1])):
            return sign
        plain = len(words) >= _SENTENCE and line.rstrip("\"')”’")[-1:] in ".!?" and not self._addresses(words)
        quoted = len(words) >= _SENTENCE and ('"' in text or "“" in text)
        return self._starting(line, len(words), plain) or (None if plain or quoted else self._holding(line, len(words)))

    def _starting(self, line: str, words: int, plain: bool) -> Sign | None:
        for row, sign in self._start.get(line[:2], ()):
            if words <= row.words and line.startswith(row.phrase) and _bounded(line, row.phrase):
                return None if plain and len(row.phrase.split()) < _PLAIN_PHRASE else sign
        return None

    def _holding(self, line: str, words: int) -> Sign | None:
        for end, (row, sign) in self._within.iter(line):
            start = end + 1 - len(row.phrase)
            inside = start > 0 and line[start - 1].isalnum() and row.phrase[0].isalnum()
            if words <= row.words and not inside:
                return sign
        return None

    def _reports(self, words: list[str]) -> bool:
        return len(words) >= _SENTENCE and not self.words.reporting.isdisjoint(_bare(words))

    def _addresses(self, words: list[str]) -> bool:
        return not self.words.address.isdisjoint(_bare(words))

    def metadata(self, text: str) -> bool:
        """Whether a short line is a byline, or a date with names and the words that stand around dates."""
        if len(text) > 100:
            return False
        words = _WORDS.findall(text)
        unknown = [w for w in words if w.lower() not in self.words.metadata]
        if len(unknown) > 4 or any(w[0].islower() for w in unknown):
            return False
        if words and words[0].lower() in self.words.by:
            return len(words) <= 8
        return _DATE.search(text) is not None

    def code(self, text: str) -> float:
        """How much a line looks like program code, a style sheet or data: 0 not at all, from 1 on surely."""
        sample = text if len(text) <= 1000 else text[:500] + text[-500:]
        marks = len(_CODE_MARK.findall(sample))
        if not marks:
            return 0.0
        solid = len(sample) - sample.count(" ")
        words = _WORDS.findall(sample.lower())
        known = sum(w in self.words.code for w in words) / max(1, len(words))
        share = 4 * marks / max(1, solid)
        return share + known + 0.5 if _CODE_SIGN.search(sample) else min(0.9, share + known)


def _bare(words: list[str]) -> list[str]:
    return [w.strip(".,;:!?\"'()”") for w in words]


def _bounded(line: str, phrase: str) -> bool:
    end = len(phrase)
    return end == len(line) or not (line[end].isalnum() and phrase[-1].isalnum() and not phrase[-1].isdigit())


@functools.lru_cache(maxsize=8)
def signs(knowledge: Knowledge) -> Signs:
    """The signs of a knowledge, made once."""
    return Signs(knowledge)
