"""Times: every expression of time in a report, as first and last day."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Token

from ..errors import KnowledgeError
from ..knowledge import Knowledge
from ..records import Time
from . import timex
from .document import Document
from .registry import record_type
from .timex import Context, Expression, Grammar, Interval, Lexicon, Reading, TenseReader

_COUNTS = frozenset(("CARDINAL", "MONEY", "QUANTITY", "PERCENT", "PRODUCT", "FAC"))
_ANCHORS = frozenset(("day", "part of day", "hour", "minute", "week", "month", "year"))


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/times/names.yaml`: what makes a word of time part of a name, or a number no year."""

    names: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    year_after: frozenset[str] = frozenset()
    not_year_before: frozenset[str] = frozenset()
    clock_after: frozenset[str] = frozenset()


@record_type("times", Time, needs=())
class TimeCoder:
    """Finds words of time by the grammar of `data/times/`, and counts from the report's date."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.lexicon = Lexicon(knowledge)
        self.grammar = Grammar(knowledge, self.lexicon)
        timex.check(self.grammar.rules.values())
        self.checks = {"year": self._is_year, "season": self._is_season, "clock": self._is_clock}
        for rule in self.grammar.rules.values():
            if rule.check and rule.check not in self.checks:
                raise KnowledgeError(f"times/rules.yaml: {rule.name!r} has an unknown check {rule.check!r}")
        self.tense = TenseReader(knowledge)
        self.words = knowledge.table("times/names.yaml", NameWords)

    def code(self, document: Document) -> Iterable[Time]:
        """The times of a report. Absolute ones resolve without its date; relative ones then have no days."""
        mentioned: Interval | None = None
        words = self.lexicon.words(document.text)
        for expression in self.grammar.expressions(document.text, words):
            if not self._is_time(document, expression):
                continue
            direction = functools.partial(self.tense.direction, document, *_core(expression), expression.start)
            context = Context(document.date, direction, mentioned)
            for reading in timex.read(expression, context):
                if reading.interval is not None and reading.precision in _ANCHORS:
                    mentioned = reading.interval
                yield _time(document, expression, reading)

    def _is_time(self, document: Document, e: Expression) -> bool:
        if self._in_name(document, e):
            return False
        if e.rule.check and not self.checks[e.rule.check](document, e):
            return False
        month = e.parts.get("month")
        return month is None or len(e.words) > 1 or _is_noun(document, month.start)

    def _in_name(self, document: Document, e: Expression) -> bool:
        """Whether the words belong to a name, such as a newspaper's or a song's."""
        text = document.text
        around = text[max(0, e.start - 30) : e.end + 30]
        if any(name in around for name in self.words.names if text[e.start : e.end] in name):
            return True
        before, after = _word_before(text, e.start), _word_after(text, e.end)
        return before in self.words.before or after in self.words.after

    def _is_year(self, document: Document, e: Expression) -> bool:
        """A number of four digits is a year where a word before it says so, or the parse sees a date."""
        word = e.parts.get("year") or e.parts.get("year2")
        if word is None:
            return True
        text = document.text
        before, after = _word_before(text, word.start), _word_after(text, word.end)
        if (text[word.start - 1 : word.start] in "$£€¥#№.," and word.start) or text[word.end : word.end + 1] in "%°":
            return False
        if before in self.words.not_year_before:
            return False
        token = document.tokens((word.start, word.end))[0]
        counts = token.dep_ == "nummod" and token.head.tag_ in ("NNS", "NNPS") and token.head.i > token.i
        if counts and after not in self.words.year_after and token.ent_type_ != "DATE":
            return False
        value = word.values.get("year")
        likely = not isinstance(value, int) or 1900 <= value <= 2100
        if token.ent_type_ == "DATE" or len(e.words) > 1:
            return True
        return before in self.words.year_after or (likely and token.ent_type_ not in _COUNTS)

    def _is_season(self, document: Document, e: Expression) -> bool:
        """ "the fall of the city", "the spring of a clock" are none."""
        return _is_noun(document, e.parts["season"].start) and not (
            "article" in e.parts and _word_after(document.text, e.end) == "of"
        )

    def _is_clock(self, document: Document, e: Expression) -> bool:
        """A bare 14:30 is a time of day; 2:30 after "in" or "of" may be a race's or a verse's."""
        if len(e.words) > 1:
            return True
        return _word_before(document.text, e.start) in self.words.clock_after


def _core(e: Expression) -> tuple[int, int]:
    """The characters of the word that the parse hangs on its verb."""
    for name in ("weekday", "month", "holiday", "season", "weekend"):
        if name in e.parts:
            return e.parts[name].start, e.parts[name].end
    return e.start, e.end


def _is_noun(document: Document, offset: int) -> bool:
    token: Token = document.tokens((offset, offset + 1))[0]
    if token.ent_type_ == "PERSON":  # "Jan Kavan"
        return False
    return token.pos_ in ("PROPN", "NOUN", "NUM", "ADJ", "X", "ADV")


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 24) : start].split()
    return words[-1].strip("\"'(“‘«").lower() if words and not text[start - 1 : start].isalnum() else ""


def _word_after(text: str, end: int) -> str:
    words = text[end : end + 24].split()
    return words[0].strip("\"').,;:”’»").lower() if words and text[end : end + 1].isspace() else ""


def _time(document: Document, e: Expression, reading: Reading) -> Time:
    start, end = reading.start, reading.end
    if (start, end) == (e.start, e.end):
        start, end = _trim(e)
    found = reading.interval
    return Time(
        start=start, end=end, text=document.text[start:end], precision=reading.precision, confidence=reading.confidence,
        earliest=found.earliest.isoformat() if found else None, latest=found.latest.isoformat() if found else None,
        rule=f"times/rules.yaml:{e.rule.name}",
    )  # fmt: skip


def _trim(e: Expression) -> tuple[int, int]:
    """The expression without the words that its rule leaves out at the start."""
    drop = {e.parts[name].start for name in e.rule.span.drop if name in e.parts}
    words: Iterator = iter(e.words)
    first = next((w for w in words if w.start not in drop), e.words[0])
    return first.start, e.end
