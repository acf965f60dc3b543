"""Splits a clean text into sentences: paragraphs first, then stops that end a sentence and not an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from ..knowledge import Knowledge
from ..records import Span

_CLOSERS = "\"'”’»)]}›"
_OPENERS = "\"'“‘«([{‹„"
# A stop with the closing marks and numbers of notes that belong to it, then white space or the end, or nothing where a
# space is missing.
_STOP = re.compile(
    r"(?:\.(?:[ \u00a0]\.){2,5}|\.{1,20}|[!?…]{1,20}|[。！？])"
    rf"[{re.escape(_CLOSERS)}]{{0,6}}(?:\[\d{{1,3}}\]){{0,4}}(?=(\s*)([{re.escape(_OPENERS)}]{{0,4}})(.?))",
    re.S,
)
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.'’&-]{0,40})$")
_WORD_AFTER = re.compile(r"[\w'’-]{1,40}")
_LIST_ITEM = re.compile(r"\s*(?:[•·▪‣*–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s)")
_LONE_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_QUOTES = frozenset("\"'”’»›")
# Lines of a text that some program has wrapped: this long, all but the last.
_WRAPPED = range(50, 121)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SPEECH_WORDS = 6
_ADDRESS = re.compile(r"(?:[/@]|www\.)\S*$")
_ADDRESS_GOES_ON = re.compile(r"[@/_]|\.\w")


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/language/abbreviations.yaml`."""

    before_name: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    speech_verbs: frozenset[str] = frozenset()
    web_endings: frozenset[str] = frozenset()


class SentenceSplitter:
    """Splits by layout and stops; abbreviations come from `data/language/abbreviations.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = knowledge.table("language/abbreviations.yaml", Abbreviations)

    def split(self, text: str, wholes: Sequence[Span] = ()) -> tuple[Span, ...]:
        """The sentences of a clean text, in order; none crosses a paragraph's end.

        Args: wholes: what is a sentence of its own whatever it looks like: headings, the dateline.
        Returns: spans without white space at their ends; every other character is in one of them.
        """
        spans: list[Span] = []
        for block, whole in _blocks(text, wholes):
            start = block.start
            for end in (*(() if whole else self._ends(text, block)), block.end):
                piece = text[start:end]
                left = start + len(piece) - len(piece.lstrip())
                right = start + len(piece.rstrip())
                if left < right:
                    spans.append(Span(left, right))
                start = end
        return tuple(spans)

    def _ends(self, text: str, block: Span) -> Iterator[int]:
        start = block.start
        for stop in _STOP.finditer(text, block.start, block.end):
            if stop.end() < block.end and self._ends_sentence(text, start, block.end, stop):
                yield stop.end()
                start = stop.end()

    def _ends_sentence(self, text: str, start: int, end: int, stop: re.Match[str]) -> bool:
        space, opener, first = stop.groups()
        mark = stop.group()
        after = _WORD_AFTER.match(text, stop.end() + len(space) + len(opener), end)
        begun = after.group() if after else ""
        following = begun.lower()
        before = _WORD_BEFORE.search(text, max(start, stop.start() - 42), stop.start())
        word = before.group() if before else ""
        if not space:
            return self._space_is_missing(text, stop, word, following)
        lower = first.islower() and begun.lower() == begun  # "iPhone" and "al-Amin" may begin a sentence
        if lower or _LONE_NUMBER.fullmatch(text[start : min(stop.start(), start + 9)]):
            return False
        if mark == "." and word and not self._may_follow(word, following, first, bool(opener)):
            return False
        quoted_question = mark[0] in "!?…" and mark[-1] in _QUOTES and not opener
        return not (quoted_question and self._speech_follows(text[stop.end() : min(end, stop.end() + 120)]))

    def _may_follow(self, word: str, following: str, first: str, opened: bool) -> bool:
        """Whether a sentence may end in `word` and its full stop when `following` comes next."""
        word = word.rpartition("-")[2]
        forms = {word, word.lower()}
        if forms & self.words.before_name or (first.isdigit() and forms & self.words.before_number):
            return False
        initial = all(len(part) == 1 and part.isalpha() for part in word.split("."))
        if initial or forms & self.words.may_end:
            return following in self.words.starters or opened
        return True

    def _space_is_missing(self, text: str, stop: re.Match[str], word: str, following: str) -> bool:
        """Whether a sentence begins right after the stop, as in "the talks ended.The minister left"."""
        at = stop.end() + len(stop.group(2))
        end = at + len(following)
        begins = len(following) > 1 and text[at].isupper() and text[at + 1].islower()
        if not begins or following in self.words.web_endings or _ADDRESS_GOES_ON.match(text, end):
            return False
        if _ADDRESS.search(text[max(0, stop.start() - 80) : stop.start()]):
            return False
        before = text[stop.start() - 1] if stop.start() else ""
        closed = stop.group()[-1] in _QUOTES or before in ")]%" or (len(word) > 1 and word.isdigit())
        plain = len(word) > 1 and word.isalpha() and before.islower()
        return closed or plain or (word.lower() in self.words.may_end and following in self.words.starters)

    def _speech_follows(self, after: str) -> bool:
        """Whether a verb of speech comes among the next words, before any other mark."""
        title = False
        for word in re.findall(r"[\w'’-]+|[.,;:!?]", after)[:_SPEECH_WORDS]:
            if word in ".,;:!?" and not (word == "." and title):
                return False
            title = word in self.words.before_name
            if word in self.words.speech_verbs:
                return True
        return False


def _blocks(text: str, wholes: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """What no sentence crosses: paragraphs, lines, list items; and whole sentences (True)."""
    at = 0
    for whole in sorted(wholes):
        for block in _paragraphs(text, at, whole[0]):
            yield block, False
        yield Span(*whole), True
        at = max(at, whole[1])
    for block in _paragraphs(text, at, len(text)):
        yield block, False


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for gap in _BLANK_LINE.finditer(text, start, end):
        yield from _lines(text, at, gap.start())
        at = gap.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a paragraph, those put together that a program has wrapped."""
    lines = [Span(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end])]
    wrapped = len(lines) > 2 and all(len(text[a:b].rstrip()) in _WRAPPED for a, b in lines[:-1])
    first = 0
    for number, line in enumerate(lines, 1):
        after = lines[number] if number < len(lines) else None
        if not (after and not _LIST_ITEM.match(text, *after) and (wrapped or text[after.start].islower())):
            yield Span(lines[first].start, line.end)
            first = number
