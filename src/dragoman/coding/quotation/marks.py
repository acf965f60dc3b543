"""Quotations by their marks: one scan over the text, whatever the marks do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from ...records import Span

# A mark that nothing closes ends with its paragraph; a quotation longer than this is none.
LONGEST = 400_000


class Quotation(NamedTuple):
    """start, end: characters, marks included; parts: one span a paragraph, where it runs over several."""

    start: int
    end: int
    parts: tuple[Span, ...]


def quotations(text: str, marks: Mapping[str, Sequence[str]], apostrophes: Set[str]) -> list[Quotation]:
    """The outermost quotations of a text, in order. Linear in the text's length.

    A quotation that a paragraph leaves open goes on where the next one begins with an opening mark; else what was
    left open counts for nothing.
    """
    closers = {c for cs in marks.values() for c in cs}
    pattern = re.compile(
        "|".join(re.escape(m) for m in sorted(set(marks) | closers, key=len, reverse=True)) + r"|\n\s*\n|\n"
    )
    found: list[Quotation] = []
    opened: tuple[str, int] | None = None
    parts: list[Span] = []
    for match in pattern.finditer(text):
        at, sign = match.span(), match.group()
        if sign.startswith("\n"):
            opened = _over(text, at, opened, parts, marks)
        elif opened is None:
            if sign in marks and _opens(text, at):
                opened, parts = (sign, at[0]), []
        elif sign == opened[0] and at[0] == opened[1]:
            continue
        elif sign in marks[opened[0]] and _closes(text, at, sign in apostrophes):
            whole = (*parts, Span(opened[1], at[1]))
            if at[1] - whole[0].start < LONGEST and at[0] > opened[1] + 1:
                found.append(Quotation(whole[0].start, at[1], whole))
            opened, parts = None, []
    return found


def _over(
    text: str,
    at: tuple[int, int],
    opened: tuple[str, int] | None,
    parts: list[Span],
    marks: Mapping[str, Sequence[str]],
) -> tuple[str, int] | None:
    """What is open after a paragraph's end: the same quotation, where the next paragraph opens it anew."""
    if opened is None:
        return None
    if text.startswith(opened[0], at[1]) and _opens(text, (at[1], at[1] + len(opened[0]))):
        parts.append(Span(opened[1], at[0]))
        return opened[0], at[1]
    parts.clear()
    return None


def _opens(text: str, at: tuple[int, int]) -> bool:
    before, after = text[at[0] - 1 : at[0]], text[at[1] : at[1] + 1]
    return bool(after) and not after.isspace() and not before.isalnum()


def _closes(text: str, at: tuple[int, int], apostrophe: bool) -> bool:
    before, after = text[at[0] - 1 : at[0]], text[at[1] : at[1] + 1]
    if apostrophe and (
        after.isalnum() or (before == "s" and after.isspace() and at[0] > 1 and text[at[0] - 2].isalpha())
    ):
        return False
    return not (before.isspace() and after.isalnum())
