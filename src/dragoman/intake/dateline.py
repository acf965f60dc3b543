"""Datelines: "GENEVA, March 4 (Reuters) -" at the start of a paragraph."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable

import msgspec

from ..knowledge import Knowledge
from ..records import Span
from .dates import alternatives, iso, words

_MAX = 160
_LINES, _EARLY = 12, 1500  # where a report still opens: lines, characters


class DatelineWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/datelines.yaml`."""

    not_places: tuple[str, ...]
    not_agencies: tuple[str, ...]
    small: tuple[str, ...]
    staff: tuple[str, ...]


class Agency(msgspec.Struct, frozen=True):
    """A row of `data/intake/agencies.tsv`."""

    short: str
    name: str


class Dateline(msgspec.Struct, frozen=True):
    """What a dateline says.

    end: offset behind it, where the sentence begins. place, agency: "" where it names none. day: ISO date, "" where the
    year is not known.
    """

    end: int
    place: str = ""
    agency: str = ""
    day: str = ""


@functools.cache
def dateline_words() -> DatelineWords:
    """The table of words."""
    return Knowledge().table("intake/datelines.yaml", DatelineWords)


@functools.cache
def agencies() -> dict[str, str]:
    """The names of agencies by how datelines write them."""
    return {a.short: a.name for a in Knowledge().rows("intake/agencies.tsv", Agency)}


@functools.cache
def _pattern() -> re.Pattern[str]:
    month, weekday = alternatives(words().months), alternatives(words().weekdays)
    return re.compile(
        rf"""(?P<place>[^\W\d_][^\n()/\u2013\u2014:;!?"\d]{{1,60}}?(?:/[^\W\d_][^\n()/\u2013\u2014:;!?"\d]{{1,40}}?)?)?
        (?P<date>,?\s*(?:\(\s*)?(?i:(?:{weekday})\.?,?\s+)?
            (?:(?P<m1>(?i:{month}))\.?\s+(?P<d1>\d{{1,2}})(?:,?\s+(?P<y1>\d{{4}}))?
              |(?P<d2>\d{{1,2}})\s+(?P<m2>(?i:{month}))\.?(?:,?\s+(?P<y2>\d{{4}}))?)(?:\s*\))?)?
        (?P<by>(?:[,.\s]*|--+)(?:\((?P<a1>[^()\n]{{2,40}})\)|/(?P<a2>[^/\n]{{2,30}})/))?
        (?P<mark>\s*(?:--+|[\u2013\u2014])\s*|\s+-\s+|(?(by)\s*_\s+|\s*(?!))|(?(by)\s*[.:]\s+|\s*(?!))|(?(by)\s+|(?!)))
        (?=["'\u201c\u2018(]*[^\W_])""",
        re.VERBOSE,
    )


def dateline(paragraph: str, year: int | None = None) -> Dateline | None:
    """The dateline with which a paragraph begins; None where it has none.

    Args: paragraph: its text, from its first character; year: of the report, for a date without one.
    A place alone must stand in capitals before a dash; with a date or an agency it may be written as usual.
    """
    found = _pattern().match(paragraph[:_MAX])
    if not found or found.group().count("(") != found.group().count(")"):  # a life: "(May 1, 1930 - June 2, 1999)"
        return None
    g = found.groupdict()
    place, agency = (g["place"] or "").strip(" ,"), (g["a1"] or g["a2"] or "").strip()
    dashed = any(c in g["mark"] for c in "-_\u2013\u2014")
    if not (agency or g["date"]) and paragraph[found.end() : found.end() + 1].islower():
        return None
    if agency and not _is_agency(agency):
        return None
    if not _fits(place, agency, bool(g["date"]), dashed, bool(g["a2"])):
        return None
    known = g["y1"] or g["y2"] or year
    day = iso(int(known), _month(g["m1"] or g["m2"]), int(g["d1"] or g["d2"])) if g["date"] and known else ""
    return Dateline(found.end(), place, agencies().get(agency, agency), day)


def opening_dateline(text: str, headings: Iterable[Span] = ()) -> Span | None:
    """The dateline that opens a clean text, without the white space behind it; None where it has none."""
    headed = {start for start, _ in headings}
    for line in itertools.islice(re.finditer(r"\S[^\n]*", text[:_EARLY]), _LINES):
        if line.start() not in headed and (found := dateline(line.group())):
            return Span(line.start(), line.start() + len(line.group()[: found.end].rstrip()))
    return None


def _fits(place: str, agency: str, dated: bool, dashed: bool, stroked: bool) -> bool:
    if not place:
        return agency in agencies() and (dashed or stroked)
    if not _is_name(place) or place.lower() in dateline_words().not_places:
        return False
    if place.split()[0].lower().strip(".,") in dateline_words().not_places:
        return False
    first = place.partition(",")[0]
    capitals = first.upper() == first and sum(c.isalpha() for c in first) >= 3
    if agency:
        return agency in agencies() or ((dashed or stroked) and (capitals or dated))
    return dashed and (capitals or dated)


def _is_name(text: str) -> bool:
    parts = [p for p in re.split(r"[\s,/]+", text) if p]
    small = dateline_words().small
    return 0 < len(parts) <= 7 and parts[0][0].isupper() and all(p[0].isupper() or p in small for p in parts)


def _is_agency(text: str) -> bool:
    if text in agencies():
        return True
    return _is_name(text) and len(text.split()) <= 4 and text.lower() not in dateline_words().not_agencies


@functools.cache
def _months() -> dict[str, int]:
    return {name: n for n, names in words().months.items() for name in names}


def _month(name: str) -> int:
    return _months()[name.lower()]
