"""Expressions of time out of words, by the rules of `data/times/rules.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from ...errors import KnowledgeError
from ...knowledge import Knowledge
from .lexicon import Lexicon, Word

_PATTERN = re.compile(r"[a-z_0-9]+(?::[a-z_0-9]+)?|[()|?]")
_SYMBOL = re.compile(r"([a-z_0-9]+)(?::([a-z_0-9]+))?")
MAX_WORDS = 24


class SpanRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """drop: words of these names at the ends do not belong to the expression."""

    drop: frozenset[str] = frozenset()


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; the fields are explained in `data/times/rules.yaml`."""

    name: str
    pattern: str
    make: str
    span: SpanRule = SpanRule()
    only: dict[str, frozenset[str]] = {}
    check: str = ""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/times/rules.yaml`."""

    classes: dict[str, tuple[str, ...]] = {}
    rules: tuple[Rule, ...] = ()


class Expression(NamedTuple):
    """Words that make a time. parts: the words by the name that the rule gives them."""

    rule: Rule
    first: int
    words: Sequence[Word]
    parts: dict[str, Word]

    @property
    def start(self) -> int:
        """Its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The character behind it."""
        return self.words[-1].end

    def get(self, name: str, symbol: str | None = None) -> Any:
        """The value of the part of that name; None where the expression has none."""
        word = self.parts.get(name)
        if word is None:
            return None
        return word.values[symbol] if symbol in word.values else word.values.get(name, next(iter(word.values.values())))


class Grammar:
    """Finds expressions: at each word the rule that takes most words, the first of those that take as many.

    rules: by name, a user's in place of one that ships.
    """

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        table = knowledge.table("times/rules.yaml", Rules)
        self._classes = table.classes
        self._lexicon = lexicon
        self.rules = {rule.name: rule for rule in table.rules}
        self._rules = [(rule, *self._compile(rule)) for rule in self.rules.values()]
        self._by_sign: dict[str, list[int]] = {}
        for i in range(len(self._rules)):
            for sign in sorted(set(self._first(self._rules[i][0]))):
                self._by_sign.setdefault(sign, []).append(i)

    def expressions(self, text: str, words: Sequence[Word]) -> Iterator[Expression]:
        """The expressions in the words of a text, left to right, none over another. Linear in their number."""
        signs = "".join(w.sign for w in words)
        i = 0
        while i < len(words):
            found = self._match(signs, words, i) if signs[i] in self._by_sign else None
            if found is None:
                i += 1
                continue
            i = found.first + len(found.words)
            yield found

    def _match(self, signs: str, words: Sequence[Word], at: int) -> Expression | None:
        best: tuple[int, Rule, re.Match[str], list[str]] | None = None
        for i in self._by_sign[signs[at]]:
            rule, pattern, names = self._rules[i]
            match = pattern.match(signs, at, at + MAX_WORDS)
            if match and (best is None or match.end() > best[0]) and _allowed(rule, match, names, words):
                best = (match.end(), rule, match, names)
        if best is None:
            return None
        _, rule, match, names = best
        parts = {name: words[match.start(f"g{i}")] for i, name in enumerate(names) if match.group(f"g{i}")}
        taken = words[at : match.end()]
        return Expression(rule, at, taken, parts)

    def _compile(self, rule: Rule) -> tuple[re.Pattern[str], list[str]]:
        """A rule's pattern over symbols as a regular expression over signs, with the names of its groups in order."""
        names: list[str] = []

        def group(match: re.Match[str]) -> str:
            names.append(match.group(2) or match.group(1))
            return f"(?P<g{len(names) - 1}>[{self._signs(match.group(1), rule)}])"

        try:
            return re.compile(_SYMBOL.sub(group, rule.pattern).replace(" ", "")), names
        except re.error as error:
            raise KnowledgeError(f"times/rules.yaml: the pattern of {rule.name!r} is broken: {error}") from None

    def _signs(self, symbol: str, rule: Rule) -> str:
        members = self._classes.get(symbol, (symbol,))
        signs = "".join(self._lexicon.signs.get(m, self._signs(m, rule) if m in self._classes else "") for m in members)
        if not signs:
            raise KnowledgeError(
                f"times/rules.yaml: {rule.name!r} uses {symbol!r}, which no word in times/words.yaml has"
            )
        return "".join(sorted(set(signs)))

    def _first(self, rule: Rule) -> str:
        """The signs with which a match of the rule can begin."""
        tokens = iter(_PATTERN.findall(rule.pattern))

        def alternatives() -> tuple[str, bool]:
            """What can begin the alternatives up to the closing bracket, and whether one of them can be empty."""
            found, empty, signs, open_ = "", False, "", True
            was_open = True
            last: tuple[str, bool] = ("", True)
            for token in tokens:
                if token == "?":
                    open_ = was_open
                    continue
                if token in ")|":
                    found, empty = found + signs, empty or open_
                    if token == ")":
                        return found, empty
                    signs, open_ = "", True
                    continue
                was_open = open_
                last = alternatives() if token == "(" else (self._signs(token.split(":")[0], rule), False)
                signs += last[0] if open_ else ""
                open_ = open_ and last[1]
            return found + signs, empty or open_

        return alternatives()[0]


def _allowed(rule: Rule, match: re.Match[str], names: list[str], words: Sequence[Word]) -> bool:
    """Whether the words that `only` speaks of have one of the values it lists."""
    for i, name in enumerate(names):
        if name in rule.only and match.group(f"g{i}"):
            word = words[match.start(f"g{i}")]
            if not rule.only[name] & {str(v) for v in word.values.values()}:
                return False
    return True
