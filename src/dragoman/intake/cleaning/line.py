"""What a line of a text looks like: its words, whether it is a sentence, code, a sign."""

from __future__ import annotations

import html
import re

import msgspec

from .blocks import Block
from .signs import Sign, Signs

_ENDERS = ".!?…。！？؟।:"
_QUOTES = frozenset('"“‘«„')
_CLOSERS = "\"'”’»)]›"
_ESCAPED = re.compile(r"&(?:amp;)?(?:quot|amp|lt|gt|rsquo|lsquo|nbsp|#\d+);|\\[nru\"]")
_NO_WORD = re.compile(r"[\W_]+")
# Scripts without spaces between words; two of their characters make about a word.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


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


def key_of(text: str) -> str:
    """The letters and digits of a text's beginning, in lower case."""
    return _NO_WORD.sub("", html.unescape(html.unescape(text[:300])) if "&" in text else text[:300]).lower()
