"""Countries as the brief needs them: their names and their outlines."""

from __future__ import annotations

import functools

import msgspec

from ...knowledge import Knowledge
from .words import words

Ring = list[tuple[float, float]]


class Outline(msgspec.Struct, frozen=True):
    """One row of `data/brief/world.tsv`; its head says how rings are written."""

    name: str
    rings: str
    iso3: str = ""


@functools.cache
def outlines() -> list[tuple[str, str, list[Ring]]]:
    """Every outline: ISO 3166 alpha-3 code ("" where none), name, rings of longitude and latitude in degrees."""
    rows = Knowledge().rows("brief/world.tsv", Outline)
    return [(row.iso3, row.name, [_ring(r) for r in row.rings.split("|")]) for row in rows]


def _ring(text: str) -> Ring:
    x = y = 0
    points = []
    for pair in text.split(" "):
        dx, _, dy = pair.partition(",")
        x, y = x + int(dx), y + int(dy)
        points.append((x / 20, y / 20))
    return points


@functools.cache
def _names() -> dict[str, str]:
    return {iso3: name for iso3, name, _ in outlines() if iso3} | words().bodies


def country_name(code: str) -> str:
    """The plain name of a country's code; the code itself where it is unknown."""
    return _names().get(code, code)
