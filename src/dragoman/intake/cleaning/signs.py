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
    r"""|\w\(\)|\w\(['"{\[]|\]\s?=|\w\.\w+\s?=(?!=)|\bif\s?\(\s?!?[\w$]+[.(\[=]|["']\s*:\s*["'{\[\d]|['"],\s*['"]|:\s*-?\d*\.?\d+(?:px|em|rem|%|vh|vw|s)\b|\{\{|\}\}|\]\]>|\\/|\\u[0-9a-f]{4}|[a-z0-9]_[a-z0-9]+_""",
    re.I | re.X,
)  # fmt: skip
# A line that ends as a statement does, and holds more than quoted words.
_STATEMENT = re.compile(r"[({=].*[;{}=]\s*$|[\w\])]\s?=\s*$", re.S)
_DATA = re.compile(r"""\s*(["'])[\w@$-]{1,40}\1\s*:\s*(?:["'\[{\d-]|true|false|null).*["'}\]\w],?\s*$""", re.S)
_COMMENT = re.compile(r"\s*(?://|/\*|<!--)")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'{}|\\]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+", re.I)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_COUNT = re.compile(r"\d[\d.,]{0,7}[km]?\s+")
_DATE = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,3}\s*(?:min|h)\b")
_TRIMMED = " :…»›>|•·-–—*+[]()\u2192\u25b6\u25ba"
# A line of so many words that ends with a stop is a sentence, and news unless it speaks to the page's reader.
_SENTENCE = 8
_PLAIN_PHRASE = 3
_LONGEST = 500
# So many words a line may have that is no paragraph.
_LINE = 40


class Phrase(msgspec.Struct, frozen=True):
    """A row of `data/cleaning/phrases.tsv`.

    words: a longer line than that is not meant; a row that gives more than the default is meant for sentences too.
    """

    phrase: str
    reason: str
    where: Literal["whole", "start", "in", "glued", "tail", "counted"]
    effect: Effect
    words: int = _LINE


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/cleaning/words.yaml`."""

    address: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    of_authors: frozenset[str] = frozenset()
    metadata: frozenset[str] = frozenset()
    code: frozenset[str] = frozenset()


class Sign(NamedTuple):
    """What a phrase says about the line it stands in; strength: 1 where the phrase can hardly be news."""

    reason: str
    effect: Effect
    strength: float


class Signs:
    """All signs of one knowledge, made ready for looking up."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = knowledge.table("cleaning/words.yaml", Words)
        self._whole: dict[str, Sign] = {}
        self._tail: dict[str, Sign] = {}
        self._counted: list[tuple[str, Sign]] = []
        self._start: dict[str, list[tuple[Phrase, Sign]]] = {}
        self._within = ahocorasick.Automaton()
        for row in knowledge.rows("cleaning/phrases.tsv", Phrase):
            self._add(row)
        for found in self._start.values():
            found.sort(key=lambda pair: (-len(pair[0].phrase), pair[0].words))
        self._within.make_automaton()

    def _add(self, row: Phrase) -> None:
        count = len(row.phrase.split())
        sign = Sign(row.reason, row.effect, 1.0 if count > 2 else 0.7 if count == 2 else 0.35)
        if row.where == "whole":
            self._whole[row.phrase] = sign
        elif row.where == "tail":
            self._tail[row.phrase] = sign
        elif row.where == "counted":
            self._counted.append((row.phrase, sign))
        elif row.where == "start":
            self._start.setdefault(row.phrase[:2], []).append((row, sign))
        else:
            self._within.add_word(row.phrase, (row, sign))

    def phrase(self, text: str) -> Sign | None:
        """The sign of the phrase that a line is, begins with, ends in or holds; none in one that reports speech."""
        shown = " ".join(text[:_LONGEST].replace("’", "'").split())
        line = shown.lower()
        if len(line) != len(shown):  # a few letters grow
            line = "".join(c.lower() if len(c.lower()) == 1 else c for c in shown)
        if sign := self._whole.get(line) or self._whole.get(line.strip(_TRIMMED)):
            return sign
        words = line.split()
        if not words or self._reports(words):
            return None
        if counted := _COUNT.match(line):
            sign = next((s for p, s in self._counted if line.startswith(p, counted.end())), None)
            if sign:
                return sign
        if len(words) <= _SENTENCE and (sign := self._tail.get(words[-1])):
            return sign
        length = len(words) + (len(text) - _LONGEST) // 6 if len(text) > _LONGEST else len(words)
        plain = length >= _SENTENCE and line.rstrip("\"')”’")[-1:] in ".!?" and not self._addresses(words)
        quoted = length >= _SENTENCE and ('"' in text or "“" in text)
        return self._starting(line, length, plain) or self._holding(shown, line, length, plain or quoted)

    def _starting(self, line: str, length: int, plain: bool) -> Sign | None:
        for row, sign in (*self._start.get(line[:2], ()), *self._start.get(line[:1], ())):
            if length <= row.words and line.startswith(row.phrase) and _bounded(line, row.phrase):
                weak = plain and row.words <= _LINE and len(row.phrase.split()) < _PLAIN_PHRASE
                return None if weak else sign
        return None

    def _holding(self, shown: str, line: str, length: int, plain: bool) -> Sign | None:
        for end, (row, sign) in self._within.iter(line):
            meant = length <= row.words and not (plain and row.words <= _LINE)
            start = end + 1 - len(row.phrase)
            inside = start > 0 and shown[start - 1].isalnum() and shown[start].isalnum()
            glued = inside and shown[start].isupper() and not shown[start - 1].isupper()
            if meant and (glued or not (inside or row.where == "glued")):
                return sign
        return None

    def _reports(self, words: list[str]) -> bool:
        return len(words) >= _SENTENCE and not self.words.reporting.isdisjoint(_bare(words))

    def speaks(self, words: list[str]) -> bool:
        """Whether one of the words, as split at white space, speaks to the page's reader or of its makers."""
        return self._addresses([w.lower() for w in words])

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
        sample = _ADDRESS.sub("", text if len(text) <= 1000 else text[:500] + text[-500:])
        sample = _ENTITY.sub("'", sample) if "&" in sample else sample
        marks = len(_CODE_MARK.findall(sample))
        if not marks:
            return 0.0
        solid = len(sample) - sample.count(" ")
        words = _WORDS.findall(sample.lower())
        known = sum(w in self.words.code for w in words) / max(1, len(words))
        share = 4 * marks / max(1, solid)
        if not _CODE_SIGN.search(sample):
            return min(0.9, share + known)
        if _DATA.match(sample):
            return max(1.0, share + known + 0.5)
        if _COMMENT.match(sample):
            return max(0.95, share + known + 0.5)
        return share + known + (0.85 if _STATEMENT.search(sample) else 0.5)


def _bare(words: list[str]) -> list[str]:
    return [w.strip(".,;:!?\"'()”") for w in words]


def _bounded(line: str, phrase: str) -> bool:
    end = len(phrase)
    return end == len(line) or not (line[end].isalnum() and phrase[-1].isalnum() and not phrase[-1].isdigit())


@functools.lru_cache(maxsize=8)
def signs(knowledge: Knowledge) -> Signs:
    """The signs of a knowledge, made once."""
    return Signs(knowledge)
