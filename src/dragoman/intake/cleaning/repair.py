"""Repairs damaged characters, each change with its place, so that offsets survive."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# White space other than one plain space or one line feed.
_SPACES = r"[^\S\n]{2,}|[^\S\n ]|(?<=\n) |(?<![\s\S]) | (?=\n|\Z)"
_INVISIBLE = r"[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f\u007f]+"
_JOINERS = r"[\u200c\u200d]+"
_LIGATURES = r"[\ufb00-\ufb06]"
_LINE_ENDS = r"\r\n?|[\u2028\u2029\u000b\u000c]"
_CONTROLS = r"[\u0080-\u009f]+"
_ENTITIES = r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
_DAMAGE = re.compile(
    rf"(?P<line>{_LINE_ENDS})|(?P<space>{_SPACES})|(?P<gone>{_INVISIBLE})|(?P<joiner>{_JOINERS})"
    rf"|(?P<ligature>{_LIGATURES})|(?P<control>{_CONTROLS})|(?P<entity>{_ENTITIES})"
)
# Most text has none of these, and is done with one look; a double space is found in a second.
_ANY = re.compile(
    r"[^\n -\x7e\u00a1-\u00ac\u00ae-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff"
    r"\u3001-\ufaff\ufb07-\ufefe\uff00-\U0010ffff]"
    r"|&[a-zA-Z#]|  |\n |^ | $| \n"
)
# UTF-8 read as a one-byte encoding shows as a letter of this row with a mark behind it.
_MIXED_UP = re.compile(
    r"[\u00c2-\u00f4]"
    r"[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122 ]"
)
# A closing quotation mark in UTF-8 ends in a byte that Windows-1252 has not, so it is often lost on the way.
_CLOSING = re.compile(r"\u00e2\u20ac(?:\ufffd|\u009d)?(?=[\s.,;:!?)\]'\"\u2013\u2014]|$)")
_CONTROL = re.compile(r"[\u0080-\u009f]")
_LONGEST_WORD = 200


class Edit(NamedTuple):
    """The characters `start` to `end` read `text` instead."""

    start: int
    end: int
    text: str


def edits(text: str) -> list[Edit]:
    """What to change in `text`, in order, none touching another.

    Soft hyphens and characters of no width go; ligatures and left entities become letters; runs of white space
    within a line become one space, at its ends none; line ends become line feeds; encodings read wrongly are read
    again (with ftfy).
    Quotation marks and dashes stay as they are.
    """
    found = list(_encoding(text)) if _MIXED_UP.search(text) else []
    if not _ANY.search(text):
        return found
    taken = iter([*found, Edit(len(text) + 1, len(text) + 1, "")])
    block = next(taken)
    for match in _DAMAGE.finditer(text):
        while block.end <= match.start():
            block = next(taken)
        if match.end() <= block.start:
            new = _new_text(text, match)
            if new != match.group():
                found.append(Edit(match.start(), match.end(), new))
    return sorted(found)


def _new_text(text: str, match: re.Match[str]) -> str:
    kind, old = match.lastgroup, match.group()
    if kind == "line":
        return "\n"
    if kind == "space":
        at_end = match.end() == len(text) or text[match.end()] in "\r\n\u2028\u2029\u000b\u000c"
        at_start = match.start() == 0 or text[match.start() - 1] in "\r\n\u2028\u2029\u000b\u000c"
        return "" if at_end or at_start else " "
    if kind == "gone":
        return ""
    if kind == "joiner":
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        return "" if all(ord(c) < 0x250 or c.isspace() for c in around) else old
    if kind == "entity":
        new = html.unescape(old)
        return " " if new.isspace() else new
    if kind == "ligature":
        return unicodedata.normalize("NFKC", old)
    return old.encode("latin-1").decode("cp1252", "replace").replace("\ufffd", "")


def _encoding(text: str) -> Iterator[Edit]:
    """Words whose UTF-8 somebody read as another encoding, read again where ftfy is sure of it."""
    done = 0
    for match in _MIXED_UP.finditer(text):
        if match.start() < done:
            continue
        start, end = _word(text, match)
        done = end
        word = text[start:end]
        if len(word) > _LONGEST_WORD:
            continue
        new = _reread(word)
        if new != word:
            yield _trimmed(Edit(start, end, new), word)


@functools.lru_cache(maxsize=4096)
def _reread(word: str) -> str:
    import ftfy  # a tenth of a second to load, and few texts need it

    new = ftfy.fix_encoding(_CLOSING.sub("\u00e2\u20ac\u009d", word)).replace("\u00a0", " ")
    return word if _CONTROL.search(new) else new


def _word(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The word around a suspicious pair, with the space that may be half of a character."""
    start, end = match.start(), match.end()
    while start > 0 and match.start() - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - match.end() < _LONGEST_WORD and not text[end].isspace():
        end += 1
    return start, end


def _trimmed(edit: Edit, old: str) -> Edit:
    """The edit without the characters at its ends that do not change."""
    new, left, right = edit.text, 0, 0
    shorter = min(len(old), len(new) - 1)  # something stays, to lead back to what went
    while left < shorter and old[left] == new[left]:
        left += 1
    while right < shorter - left and old[-1 - right] == new[-1 - right]:
        right += 1
    return Edit(edit.start + left, edit.end - right, new[left : len(new) - right])
