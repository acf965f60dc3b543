"""Residue within a line of news: code that a scraper ran into a paragraph, and a page's asides at a paragraph's end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ...records import Span
from .blocks import Block, Residue
from .signs import Signs

# How a statement of a script, a rule of a style sheet or a piece of data begins. Nothing in prose looks like it.
_BEGIN = re.compile(
    r"""(?<![\w$])(?:\(\s{0,9})?(?:
        (?:var|let|const)\s+[\w$]{1,60}\s*=|(?:window|document|self|top)\.\w{1,60}\s*[=.(\[]|\(?function\s*\w{0,60}\s*\([\w\s,$]{0,200}\)\s*\{
        |[\w$]{2,60}(?:\.[\w$]{1,60}){1,8}\s*\(\s*[\w'"{\[(]|[\w$]{2,60}\s*=\s*window\b|[\w$]{2,60}\s*\(\s*['"{][^()\n]{0,300}\)\s*;
        |\{\s*"[@\w$-]{1,60}"\s*:|[.#@][\w-]{1,60}\s*\{\s*[\w-]{2,40}\s*:|<!--|/\*|//\s*<!\[CDATA\[|\$\(\s*['"\w]|if\s*\(\s*[\w$!.]{1,80}\s*(?:[=!&|)<>])
    )""",
    re.X,
)  # fmt: skip
# One of these is in all code, and in few lines of prose.
_SYMBOL = re.compile(r"[={(]|<!--|/\*|//")
_CLOSED_BY = {"<!--": "-->", "/*": "*/"}
_OPEN, _CLOSE = "([{", ")]}"
_BRACKET = re.compile(r"""[()\[\]{};]|"(?:[^"\\\n]|\\.){0,1000}+"|'(?:[^'\\\n]|\\.){0,1000}+'""")
_LONGEST = 20_000
# How many times over a line may be read in search of brackets that close.
_PASSES = 20
_SENTENCE_END = re.compile(r"""[.!?…]["”’')\]]{0,3}\s+(?=["“‘'(\[]{0,2}[A-Z0-9À-Þ])""")


def cut_inline(raw: str, blocks: Sequence[Block], table: Signs) -> list[Residue]:
    """Takes code and asides out of lines that hold news too; returns what it took.

    Lines that are residue as a whole are left for those who look at whole lines.
    """
    taken: list[Residue] = []
    for block in blocks:
        if len(block.text) < 40 or len(block.parts) != 1:
            continue
        found = [*_code(raw, block.parts[0], table)] or [*_asides(raw, block.parts[0], table)]
        if not found or not _leaves_prose(block, found) or table.phrase(block.text):
            continue
        at, parts = block.start, []
        for piece in found:
            parts.append(Span(at, piece.start))
            at = piece.end
        parts.append(Span(at, block.end))
        block.parts = [p for p in parts if raw[p.start : p.end].strip()]
        block.text = " ".join(raw[p.start : p.end].strip() for p in block.parts)
        block.start, block.end = block.parts[0].start, block.parts[-1].end
        taken.extend(found)
    return taken


def _leaves_prose(block: Block, found: Sequence[Residue]) -> bool:
    rest = len(block.text) - sum(r.end - r.start for r in found)
    return rest >= 12 and " " in block.text


def _code(raw: str, span: Span, table: Signs) -> Iterator[Residue]:
    """Runs of statements within a line, each to where its brackets close."""
    if not _SYMBOL.search(raw, span.start, span.end):
        return
    at, budget = span.start, _PASSES * (span.end - span.start)
    while budget > 0 and (begin := _BEGIN.search(raw, at, span.end)):
        end = _end_of_code(raw, begin, span.end)
        closed = end > begin.end()
        while closed and (following := _BEGIN.match(raw, _past_space(raw, end, span.end), span.end)):
            after = _end_of_code(raw, following, span.end)
            closed = after > following.end()
            end = after if closed else end
        if end > begin.end() and table.code(raw[begin.start() : end]) >= 0.8:
            yield Residue(begin.start(), end, "script")
        else:
            budget -= min(_LONGEST, span.end - begin.start())
        at = max(end, begin.end())


def _past_space(raw: str, at: int, end: int) -> int:
    while at < end and raw[at].isspace():
        at += 1
    return at


def _end_of_code(raw: str, begin: re.Match[str], limit: int) -> int:
    """Where the statement that begins there ends: behind the last bracket or semicolon that closes it."""
    for opening, closing in _CLOSED_BY.items():
        if begin.group().startswith(opening):
            found = raw.find(closing, begin.end(), limit)
            return found + len(closing) if found >= 0 else begin.end()
    depth, end = 0, begin.end()
    for mark in _BRACKET.finditer(raw, begin.start(), min(limit, begin.start() + _LONGEST)):
        sign = mark.group()
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth -= 1
            if depth < 0:
                break
            end = mark.end() if depth == 0 else end
            if depth == 0 and not re.compile(r"\s*[;.(\[{=,)|&?:+]").match(raw, mark.end(), limit):
                return end
        elif sign == ";" and depth == 0:
            return mark.end()
    return end


def _asides(raw: str, span: Span, table: Signs) -> Iterator[Residue]:
    """Sentences at a paragraph's beginning or end by which the page speaks for itself."""
    if span.end - span.start > _LONGEST:
        return
    cuts = [span.start, *(m.end() for m in _SENTENCE_END.finditer(raw, span.start, span.end)), span.end]
    pieces = [Span(a, b) for a, b in itertools.pairwise(cuts)]
    if len(pieces) < 2:
        return
    first = _aside(raw, pieces[0], table)
    if first:
        yield first
    last: list[Residue] = []
    for piece in reversed(pieces[1:]):
        found = _aside(raw, piece, table)
        if not found:
            break
        last.append(found)
    yield from reversed(last)


def _aside(raw: str, piece: Span, table: Signs) -> Residue | None:
    text = raw[piece.start : piece.end].strip()
    sign = table.phrase(text)
    if sign is None or sign.strength < 1 or '"' in text or "“" in text:
        return None
    return Residue(piece.start, piece.start + len(raw[piece.start : piece.end].rstrip()), sign.reason)
