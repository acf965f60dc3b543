"""Which lines of a text are the report's: a dense core of sentences, found among whatever stands around it."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Sequence

import msgspec

from ...knowledge import Knowledge
from ..dateline import dateline
from ..text_metadata import byline
from .blocks import Block
from .signs import Sign, Signs, signs

CODE = 1.0
_ENDERS = ".!?…。！？؟।:"
_QUOTES = frozenset('"“‘«„')
_CLOSERS = "\"'”’»)]›"
_EFFECTS = {"drop": -0.5, "menu": -0.5, "section": -4.0, "end": -6.0, "dated": -6.0}
_SHORT = -0.7
_LITTLE = 0.1
_HEADLINE = 4.0
_GAP = -6.0
_ESTABLISHED = 2
# What a page's title adds to the headline stands behind one of these.
_SITE = re.compile(r"\s[|–—·•»:-]{1,2}\s")
_ESCAPED = re.compile(r"&(?:amp;)?(?:quot|amp|lt|gt|rsquo|lsquo|nbsp|#\d+);|\\[nru\"]")
_NO_WORD = re.compile(r"[\W_]+")
# schema.org's name for it, in data left in the text.
_DATA_TITLE = re.compile(r'''"headline"\s*:\s*"([^"]{12,300})"''')
# Scripts without spaces between words; two of their characters make about a word.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_OPEN_STRING = re.compile(r'[{\s]*"[@\w]{1,40}"\s*:\s*"(?:[^"\\]|\\.)*+$')
_CLOSES = re.compile(r'(?<!\\)"\s*[,}\]]*$')
# How the items of a list begin: a bullet, a number, a day.
_ITEM = re.compile(
    r"(?P<bullet>[•▪‣◦*–—-]\s)|(?P<number>\(?\d{1,2}[.)]\s)|(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}\b(?=\W+[^\W\d]))"
)
_WRAPPED_WORDS = 6
_AUTHORS = 20
_TITLE_WORDS, _STANDFIRST_WORDS = 3, 6
_HEAD_LINES = 8
# Headlines have a small word or two, menus run into a line have none.
_TITLE_LOWER = 0.12
_LONGEST_SEEN = 20_000
_STRING_LINES = 300
_TITLE_LINES = 60


class Line(msgspec.Struct):
    """What a block looks like.

    key: its letters and digits alone. escaped: it holds entities or escapes, as data do. speaks: to the page's reader.
    brief: a short sentence that may be the report's: a quotation, a question, or of four words and more.
    wrapped: a piece of a paragraph that a program has cut into lines. listed: an item among others that begin alike.
    """

    words: int
    sentence: bool
    lower: float
    code: float
    sign: Sign | None
    metadata: bool
    key: str
    escaped: bool
    headline: float = 0.0
    repeated: bool = False
    speaks: bool = False
    brief: bool = False
    wrapped: bool = False
    listed: bool = False

    @property
    def prose(self) -> bool:
        """Whether it is a sentence or more, or a piece of one that a program has wrapped."""
        plain = self.sign is None and not self.metadata
        sentence = self.sentence and self.words >= 6 and self.lower >= 0.3
        return plain and (sentence or self.wrapped or (self.words >= 20 and self.lower >= 0.4))


def read_line(block: Block, table: Signs) -> Line:
    """Measures a block's text."""
    text = block.text
    words = text.split() if len(text) < 20_000 else text[:20_000].split()
    bare = text[-20:].rstrip(_CLOSERS + " ")
    lower = sum(not w[:1].isupper() for w in words) / max(1, len(words))
    sentence = bool(bare) and bare[-1] in _ENDERS and not bare.endswith(("...", "…"))
    speaks, quotes = table.speaks(words[:40]), text[:1] in _QUOTES
    return Line(
        words=len(words) + len(_UNSPACED.findall(text[:2000])) // 2, lower=lower,
        sentence=sentence,
        code=table.code(text), sign=table.phrase(text), metadata=table.metadata(text),
        key=key_of(text), escaped=_ESCAPED.search(text[:2000]) is not None,
        speaks=speaks,
        brief=sentence and (quotes or (not speaks and (bare[-1] == "?" or len(words) >= 4))),
    )  # fmt: skip


def choose_lines(blocks: Sequence[Block], knowledge: Knowledge) -> bool:
    """Sets the reason of each line that is not the report's; returns whether there is any."""
    table = signs(knowledge)
    lines = [read_line(block, table) for block in blocks]
    mark_code(blocks, lines)
    settle_signs(blocks, lines)
    if not dirty(blocks, lines):
        return False
    mark_headlines(blocks, lines)
    mark_runs(blocks, lines)
    mark_notes(blocks, lines, "", table)
    rest = [(block, line) for block, line in zip(blocks, lines, strict=True) if not block.reason]
    chosen = [line for _, line in rest]
    mark_repeated(chosen)
    start, end = core(weights(chosen), [line.headline for line in chosen])
    start = _opening([block for block, _ in rest], chosen, start) if end else 0
    body = _body(chosen, start, end)
    first = next((i for i in range(start, end) if chosen[i].prose), end)
    announced_headline = any(line.headline for line in chosen)
    section = ""
    for i, (block, line) in enumerate(rest):
        if line.sign is not None:
            block.reason = line.sign.reason
            section = line.sign.reason if line.sign.effect == "section" else section
            continue
        section = "" if line.prose or line.headline else section
        if section:
            block.reason = section
        elif not start <= i < end:
            block.reason = "metadata" if line.metadata else "outside"
        elif line.repeated:
            block.reason = "repeated"
        elif i == start and (line.headline or not (line.prose or line.sentence)):
            block.heading = 1
        elif i < body and _beside(block, line, above=i < first, announced=announced_headline):
            block.reason = "metadata"
        elif line.metadata and not chosen[min(i + 1, end - 1)].prose:
            block.reason = "metadata"  # a day or time above prose is a heading
    return True


def _opening(blocks: Sequence[Block], lines: Sequence[Line], start: int) -> int:
    """Where the report opens: at the headline that nothing announces, or a dateline on its own, above its core."""
    if any(line.headline for line in lines):
        return start
    opening = start
    for i in range(start - 1, max(-1, start - 1 - _HEAD_LINES), -1):
        line = lines[i]
        if line.repeated or (line.sign is not None and line.sign.reason not in ("credit", "metadata", "author_note")):
            break
        apart = line.sign or line.metadata or line.listed or byline(blocks[i].text)
        title = not apart and _TITLE_WORDS <= line.words <= 30 and line.lower >= _TITLE_LOWER
        if title or dateline(f"{blocks[i].text[:200]} A"):
            opening = i
    return opening


def _body(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the running text begins: behind the bylines and dates under the headline, and under a standfirst too."""
    prose = [i for i in range(start, end) if lines[i].prose]
    for first, second in itertools.pairwise(prose):
        if second - first <= 2:
            return first
    return prose[0] if prose else start


def settle_signs(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Takes back signs that mean nothing where they stand: a menu's word between sentences, a name without a date."""
    for i, line in enumerate(lines):
        if line.sign is None:
            continue
        beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines) and not blocks[j].reason]
        dateless = line.sign.effect == "dated" and not any(n.metadata for n in beside)
        alone = line.sign.effect == "menu" and all(n.sign is None and n.words >= 6 for n in beside)
        if dateless or alone:
            line.sign = None


def dirty(blocks: Sequence[Block], lines: Sequence[Line]) -> bool:
    """Whether there is anything to clean: code, or phrases enough to be sure of it."""
    return any(b.reason for b in blocks) or sum(line.sign.strength for line in lines if line.sign) >= 1


def mark_code(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Marks code, and what stands between two lines of it and looks half like it."""
    for block, line in zip(blocks, lines, strict=True):
        if line.code >= CODE:
            block.reason = "script"
    for i in range(1, len(blocks) - 1):
        line = lines[i]
        near = bool(blocks[i - 1].reason) + bool(blocks[i + 1].reason)
        if not blocks[i].reason and near and line.code >= (0.5 if near == 2 else 0.93):
            blocks[i].reason = "script"
    _mark_long_strings(blocks)


def _mark_long_strings(blocks: Sequence[Block]) -> None:
    """Marks lines within a string of JSON data, from the line that opens it to the line that closes it."""
    opened: int | None = None
    for i, block in enumerate(blocks):
        text = block.text[:_LONGEST_SEEN]
        if opened is not None and _CLOSES.search(block.text[-60:]):
            for inner in blocks[opened : i + 1]:
                inner.reason = "script"
            opened = None
        elif opened is None or i - opened >= _STRING_LINES:
            opened = i if _OPEN_STRING.match(text) else None


def _beside(block: Block, line: Line, above: bool, announced: bool) -> bool:
    """Whether a line between headline and running text belongs to neither.

    above: above the first sentence; announced: the headline is known, so what stands there is caption or byline.
    """
    if line.prose or line.brief:
        return False
    if line.metadata or byline(block.text):
        return True
    if above:
        return announced or line.words < _STANDFIRST_WORDS
    return not block.text.endswith(":") and (line.lower < 0.5 or line.words < 4)


def mark_runs(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Marks the lines of a paragraph that a program has wrapped, and those of a list whose items begin alike."""
    for (block, line), (after, follower) in itertools.pairwise(zip(blocks, lines, strict=True)):
        if block.reason or after.reason:
            continue
        open_end = not line.sentence and line.words >= _WRAPPED_WORDS and block.text[-1].isalnum()
        if open_end and line.lower >= 0.4 and after.text[:1].islower():
            line.wrapped = follower.wrapped = True
    shapes = [_ITEM.match(block.text) if not line.metadata else None for block, line in zip(blocks, lines, strict=True)]
    for (shape, line), (other, follower) in itertools.pairwise(zip(shapes, lines, strict=True)):
        if shape and other and shape.lastgroup == other.lastgroup:
            line.listed = follower.listed = True


def mark_notes(blocks: Sequence[Block], lines: Sequence[Line], author: str, table: Signs) -> None:
    """Marks sentences about whoever a byline, or `author` (names with commas between), says wrote the report."""
    named = {n for block in blocks if len(block.text) < 140 and (n := byline(block.text))} | {author}
    names = sorted({name.strip() for group in named for name in group.split(",") if " " in name.strip()})[:_AUTHORS]
    starts = tuple(f"{name} {verb} " for name in names for verb in table.words.of_authors)
    for block, line in zip(blocks, lines, strict=True):
        if starts and line.sign is None and line.words >= 5 and block.text.startswith(starts):
            line.sign = Sign("author_note", "drop", 1.0)


def mark_headlines(blocks: Sequence[Block], lines: Sequence[Line]) -> None:
    """Marks the lines that the page's own title, or its data, which scrapers leave near the top, announces."""
    titles = announced(blocks, lines)
    for i, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        told = titles.get(line.key)
        if told is not None and not block.reason and (told[0] != i or told[1] == 2):
            line.headline = _HEADLINE * (1 + told[1])


def announced(blocks: Sequence[Block], lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
    """Keys of what may be the headline: where it stood, and how sure it is (0 a line, 1 part of one, 2 the data)."""
    found: dict[str, tuple[int, int]] = {}
    plain = 0
    for i, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if block.reason:
            for title in _DATA_TITLE.findall(block.text[:5000]):
                found[key_of(title)] = (i, 2)
            continue
        plain += 1
        if plain > _TITLE_LINES or line.words < 3:
            continue
        found.setdefault(line.key, (i, 0))
        for match in _SITE.finditer(block.text[:300]):
            if match.start() >= 15:
                found.setdefault(key_of(block.text[: match.start()]), (i, 1))
    return {key: value for key, value in found.items() if len(key) >= 12}


def key_of(text: str) -> str:
    """The letters and digits of a text's beginning, in lower case."""
    return _NO_WORD.sub("", html.unescape(html.unescape(text[:300])) if "&" in text else text[:300]).lower()


def mark_repeated(lines: Sequence[Line]) -> None:
    """Marks lines that said the same before."""
    seen: set[str] = set()
    # A copy with entities or escapes in it comes from data left in the page, so the plain one stays.
    for line in sorted(lines, key=lambda line: line.escaped):
        if line.words >= 6 and not line.headline:
            line.repeated = line.key in seen
            seen.add(line.key)


def weights(lines: Sequence[Line]) -> list[float]:
    """How much each line speaks for the report to reach over it: above 0 for, below 0 against."""
    short = sum(not line.prose for line in lines) / max(1, len(lines))
    crowd = min(1.0, max(0.05, (short - 0.3) / 0.3))
    values, prose, section = [], 0, False
    for line in lines:
        value = _weight(line, crowd, prose)
        section = line.sign.effect == "section" if line.sign else section and not (line.prose or line.headline)
        values.append(value / 2 if section else value)
        prose = 0 if line.headline else prose + line.prose
    return values


def _weight(line: Line, crowd: float, prose: int) -> float:
    """`prose`: sentences since the headline, before which marks of the page's end or of a list mean little."""
    if line.headline:
        return _SHORT * crowd
    if line.sign is not None:
        return (_EFFECTS[line.sign.effect] if prose >= _ESTABLISHED else -0.5) * crowd
    if line.metadata:
        return (-1.5 if prose >= _ESTABLISHED else -0.3) * crowd
    if line.repeated:
        return -0.5 * crowd
    if line.prose:
        return min(3.0, 0.5 + line.words / 15) if line.sentence else 0.8
    if line.listed or line.brief:
        return _LITTLE
    return 0.0 if line.sentence else _SHORT * crowd


def core(values: Sequence[float], headlines: Sequence[float]) -> tuple[int, int]:
    """The one stretch whose values have the greatest sum, as start and end; (0, 0) where no value is above 0.

    headlines: what a stretch gains by beginning there.
    """
    best, best_span, total, start, lost = 0.0, (0, 0), 0.0, 0, 0.0
    for i, (value, gain) in enumerate(zip(values, headlines, strict=True)):
        before, lost = lost, lost + value if value <= 0 else 0.0
        if value <= 0:
            value = max(lost, _GAP) - max(before, _GAP)
        if total <= gain:
            total, start = gain, i
        total += value
        if total > best and value > 0:
            best, best_span = total, (start, i + 1)
    return best_span
