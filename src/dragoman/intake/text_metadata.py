"""What a text says of itself at its head: title, date, agency, author, standfirst."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from ..records import Span
from .bylines import byline, tail_author
from .dateline import Dateline, agencies, dateline, dateline_words
from .dates import alternatives, find_date, words

_HEAD_CHARS = 6_000
_HEAD_LINES = 12
_TITLE_CHARS, _TITLE_WORDS = 200, 30
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARTS = re.compile(r"\s*[|\u2022\u00b7]\s*|\s{3,}")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?|\b\d{1,2}\s*[ap]\.?m\b\.?",
    re.IGNORECASE,
)  # fmt: skip
_OPEN_END = re.compile(r"[,;:\u2013\u2014-]$")
_FULL_STOP = re.compile(r"""[.\u2026]["'\u201d\u2019)]*$""")


class _Line(msgspec.Struct):
    start: int
    end: int
    text: str
    kind: str = ""


def text_metadata(text: str, headings: Sequence[Span] = (), year: int | None = None) -> dict[str, str]:
    """What a news text says of itself at its head (and, of its authors, at its end).

    Args: text: clean text; headings: spans of its headings, where they are known; year: of the report, where it is
        known, for a dateline without a year.
    Returns: "title", "date" (ISO day), "publisher" (the agency), "author", "place" (of the dateline), "standfirst",
        those that are certain: a date only with its year, a title only where the first line can be no sentence.
    """
    lines = _head(text)
    found: dict[str, str] = {}
    for number, line in enumerate(lines):
        _read_line(line, number, found, year)
    title = _title(lines, headings)
    if title is not None:
        found["title"] = " ".join(lines[title].text.split())
        if standfirst := _standfirst(lines, title):
            found["standfirst"] = standfirst
    if "author" not in found and (author := tail_author(text)):
        found["author"] = author
    return found


def _head(text: str) -> list[_Line]:
    lines = []
    for found in _LINE.finditer(text[:_HEAD_CHARS]):
        part = found.group()
        start = found.start() + len(part) - len(part.lstrip())
        lines.append(_Line(start, found.end(), part.strip()))
        if len(lines) >= _HEAD_LINES:
            break
    return lines


def _read_line(line: _Line, number: int, found: dict[str, str], year: int | None) -> None:
    """Sets what kind of line it is, and takes from it what is not known yet."""
    if opening := dateline(line.text, year):
        line.kind = "dateline"
        if "place" not in found and "publisher" not in found:
            found.update({k: v for k, v in _of_dateline(opening).items() if v and k not in found})
        return
    if len(line.text) <= 200:
        parts = [p for p in _PARTS.split(line.text) if p]
        for part in parts:
            _read_part(line, part, number, found, alone=len(parts) == 1)
    if not line.kind and "date" not in found and (day := _run_on_date(line.text)):
        found["date"] = day


def _of_dateline(opening: Dateline) -> dict[str, str]:
    return {"place": opening.place, "publisher": opening.agency, "date": opening.day}


def _read_part(line: _Line, part: str, number: int, found: dict[str, str], alone: bool) -> None:
    if (day := _date_line(part)) is not None:
        line.kind = "date"
        if day and "date" not in found:
            found["date"] = day
    elif number and (author := byline(part)):
        line.kind = "byline"
        found.setdefault("author", author)
    elif number and (name := _agency_line(part)):
        line.kind = "byline"
        found.setdefault("publisher", name)


@functools.cache
def _date_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(rf"^(?:(?:{alternatives(words().before)})\b[:\s]*)+", re.IGNORECASE)
    return before, re.compile(rf"^(?:{alternatives(words().changed)})\b", re.IGNORECASE)


def _date_line(part: str) -> str | None:
    """The day on a line that holds a date and nothing else; "" where it is one of a change or none; else None."""
    before, changed = _date_words()
    if changed.match(part):
        return "" if find_date(part) and len(part) < 80 else None
    date = find_date(part)
    if not date:
        return None
    rest = before.sub("", part[: date.start].strip()) + " " + part[date.end :]
    rest = _CLOCK.sub(" ", rest)
    left = re.sub(r"[\W_]+|\b(?:at|T|Z)\b", " ", rest).strip()
    if not left:
        return date.day
    place = part[: date.start].strip()
    if place.endswith(",") and not part[date.end :].strip(" .") and len(place) < 40 and place.count(" ") < 4:
        return date.day if all(w[:1].isupper() for w in place.split()) else None
    return None


def _run_on_date(paragraph: str) -> str:
    """ "Thursday, May 7, 2015 On Tuesday, the government ...": a date line whose line break was lost."""
    date = find_date(paragraph[:60], at_start=True)
    if not date or not date.weekday:
        return ""
    return date.day if re.match(r"\s+[\"'\u201c\u2018]?[A-Z]", paragraph[date.end : date.end + 4]) else ""


def _agency_line(part: str) -> str:
    """The agency on a line of its own ("Associated Press Writer")."""
    if len(part) > 60:
        return ""
    table, staff = agencies(), dateline_words().staff
    kept = part.split()
    while kept and kept[-1].lower() in staff and " ".join(kept) not in table:
        kept.pop()
    return table.get(" ".join(kept), "")


def _title(lines: list[_Line], headings: Sequence[Span]) -> int | None:
    """Which line is the headline: the first that is no date, if it can be no sentence of the text."""
    number = next((i for i, line in enumerate(lines) if line.kind != "date"), None)
    if number is None or lines[number].kind or number + 1 >= len(lines):
        return None
    line, after = lines[number], lines[number + 1]
    text = line.text
    if len(text) > _TITLE_CHARS or len(text.split()) > _TITLE_WORDS or not re.search(r"[^\W\d_]{2}", text):
        return None
    if any(h.start <= line.start < h.end for h in headings):
        return number
    if _FULL_STOP.search(text) or _OPEN_END.search(text) or text[0].islower() or len(text.split()) < 2:
        return None
    apart = after.start - line.end >= 2 or bool(after.kind)
    longer = len(after.text) >= 1.3 * len(text) and not after.text[0].islower()
    return number if apart or longer else None


def _standfirst(lines: list[_Line], title: int) -> str:
    """The sentence between headline and byline or dateline: it sums the report up and is no part of its run."""
    at = title + 1
    if at + 1 >= len(lines) or lines[at].kind or not lines[at + 1].kind:
        return ""
    text = lines[at].text
    return " ".join(text.split()) if 5 <= len(text.split()) <= 50 else ""
