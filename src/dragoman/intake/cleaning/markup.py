"""Reads a page's markup, however broken, into blocks that know their raw offsets; each character is read once."""

from __future__ import annotations

import functools
import html
import re
from collections import Counter

import msgspec

from ...knowledge import Knowledge
from ...records import Span
from .blocks import Block, Residue

# Quoted values may hold anything; outside them a "<" ends a broken tag. Possessive, so that no input is read twice.
_MARK = re.compile(
    r"""<(?:(?P<open>!--|!\[CDATA\[|[!?])"""
    r"""|(?P<close>/?)(?P<name>[a-zA-Z][^\s<>/"']*+)(?P<attrs>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>"""
    r"""|(?P<broken>/?[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>?)"""
)
_ATTR = re.compile(
    r"""(?:^|[\s"'/])(class|id|role|itemprop|hidden|aria-hidden|style)\s*+(?:=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?"""
)
_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
_SPACE = re.compile(r"\s+")
_ENDS = {"!--": "-->", "![CDATA[": "]]>", "!": ">", "?": ">"}


class MarkupTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/cleaning/markup.yaml`.

    blocks: tags that begin and end a paragraph; cells: tags within a row; inline: the other tags of HTML.
    closed_by_next: tags that end where the next of their name begins. raw: tags whose inside is no text, with
    reasons; regions: tags whose text is seldom news; names: words of class, id and role that say so.
    """

    blocks: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset()
    inline: frozenset[str] = frozenset()
    closed_by_next: frozenset[str] = frozenset()
    raw: dict[str, str] = {}
    regions: dict[str, str] = {}
    names: dict[str, str] = {}
    hidden: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=8)
def markup_table(knowledge: Knowledge) -> MarkupTable:
    """The table of tags, a user's on top of the shipped one."""
    return knowledge.table("cleaning/markup.yaml", MarkupTable)


def read_page(raw: str, knowledge: Knowledge) -> tuple[list[Block], list[Residue], int]:
    """The blocks of a page in order, what in it is no text, and how deep its tags are nested.

    Time and memory grow with the length of `raw`, whatever it holds.
    """
    reader = _Reader(raw, markup_table(knowledge))
    reader.read()
    return reader.blocks, reader.residue, reader.depth


class _Reader:
    def __init__(self, raw: str, table: MarkupTable) -> None:
        self.raw = raw
        self.table = table
        self.blocks: list[Block] = []
        self.residue: list[Residue] = []
        self.depth = 0
        self._parts: list[Span] = []
        self._linked: list[bool] = []
        self._links = 0
        self._stack: list[tuple[str, str]] = []
        self._open: Counter[str] = Counter()
        self._known = table.blocks | table.cells | table.inline | table.raw.keys()
        self._missing: set[str] = set()

    def read(self) -> None:
        raw, at, mark = self.raw, 0, _MARK.search(self.raw)
        while mark:
            if mark.start() > at:
                self._text(at, mark.start())
            after = self._mark(mark)
            at = mark.start() if after < 0 else after
            mark = _MARK.search(raw, max(at, mark.start() + 1))
        self._text(at, len(raw))
        self._flush()

    def _mark(self, mark: re.Match[str]) -> int:
        """Reads one mark; returns where reading goes on, or -1 where the "<" was only a character."""
        if mark["open"]:
            return self._declaration(mark)
        name = (mark["name"] or mark["broken"].lstrip("/")).lower()
        closing = mark["close"] == "/" if mark["name"] else mark["broken"][0] == "/"
        if mark["broken"] and name not in self._known:
            return -1
        if name in self.table.raw and not closing:
            empty = name == "svg" and (mark["attrs"] or "").endswith("/")
            return mark.end() if empty else self._raw_element(name, mark)
        if name == "a":
            self._links = 0 if closing else 1
        elif name in self.table.cells:
            self._parts.append(Span(mark.start(), mark.start()))
            self._linked.append(False)
        elif name in self.table.blocks:
            self._flush()
            if closing:
                self._close(name)
            else:
                self._enter(name, mark["attrs"] or "")
        return mark.end()

    def _declaration(self, mark: re.Match[str]) -> int:
        kind = mark["open"]
        end = self._find(_ENDS[kind], mark.end())
        if kind == "![CDATA[" and end >= 0:
            self._text(mark.end(), end)
        if end < 0:
            end = self._find(">", mark.end())
            return end + 1 if end >= 0 else mark.end()
        return end + len(_ENDS[kind])

    def _find(self, what: str, start: int) -> int:
        """`str.find` that never looks twice for what is not there."""
        if what in self._missing:
            return -1
        found = self.raw.find(what, start)
        if found < 0:
            self._missing.add(what)
        return found

    def _raw_element(self, name: str, mark: re.Match[str]) -> int:
        """Passes over a script or its like, whatever its inside looks like."""
        close = None if name in self._missing else _closing(name).search(self.raw, mark.end())
        if close is None:
            self._missing.add(name)
            return mark.end()
        if self.raw[mark.end() : close.start()].strip():
            self.residue.append(Residue(mark.end(), close.start(), self.table.raw[name]))
        return close.end()

    def _enter(self, name: str, attrs: str) -> None:
        if name in self.table.closed_by_next and self._stack and self._stack[-1][0] == name:
            self._open[self._stack.pop()[0]] -= 1
        if name in ("br", "hr"):
            return
        outer = self._stack[-1][1] if self._stack else ""
        hint = outer or self.table.regions.get(name, "") or (attrs and self._named(attrs))
        self._stack.append((name, hint))
        self._open[name] += 1
        self.depth = max(self.depth, len(self._stack))

    def _close(self, name: str) -> None:
        if not self._open[name]:
            return
        while self._stack:
            top = self._stack.pop()[0]
            self._open[top] -= 1
            if top == name:
                return

    def _named(self, attrs: str) -> str:
        """What an element's class, id or role says about its text."""
        for key, value in _ATTR.findall(attrs):
            value = value.strip("\"'")[:300]
            if key in ("hidden", "aria-hidden"):
                continue
            if key == "style":
                if _SPACE.sub("", value.lower()) in self.table.hidden:
                    return "hidden"
                continue
            words = [w.lower() for w in _WORD.findall(value)]
            for a, b in zip(words, [*words[1:], ""], strict=False):
                if reason := self.table.names.get(f"{a}-{b}") or self.table.names.get(a):
                    return reason
        return ""

    def _text(self, start: int, end: int) -> None:
        if end > start:
            self._parts.append(Span(start, end))
            self._linked.append(bool(self._links))

    def _flush(self) -> None:
        if not self._parts:
            return
        parts, linked = self._parts, self._linked
        self._parts, self._linked = [], []
        texts = [self.raw[p.start : p.end] or " " for p in parts]
        text = " ".join("".join(texts).split())
        if not text:
            return
        if "&" in text:
            text = " ".join(html.unescape(text).split())
        _name, hint = self._stack[-1] if self._stack else ("", "")
        real = [p for p in parts if p.end > p.start]
        inner = "li" in (n for n, _ in self._stack[-3:])
        self.blocks.append(
            Block(
                start=real[0].start, end=real[-1].end, text=text, parts=parts,
                links=sum(len(t.strip()) for t, is_link in zip(texts, linked, strict=True) if is_link),
                heading=self._heading(), item=inner, hint=hint,
            )
        )  # fmt: skip

    def _heading(self) -> int:
        for name, _ in self._stack[-1:-4:-1]:
            if len(name) == 2 and name[0] == "h" and name[1].isdigit():
                return int(name[1])
        return 0


@functools.lru_cache(maxsize=64)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?:[\s/][^<>]*+)?>", re.I)
