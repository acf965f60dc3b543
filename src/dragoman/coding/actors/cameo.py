"""CAMEO's actor codes ("IRQGOVMIL", "~COP"), read as country and PLOVER sector."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from ...knowledge import Knowledge
from .tables import IGO_CODES


class CameoPart(msgspec.Struct, frozen=True):
    """`cameo.tsv`: what a part of a code stands for."""

    code: str
    place: str = "any"
    country: str = ""
    sector: str = ""
    second: str = ""


class Meaning(NamedTuple):
    """What a code says. bare: it is a country and nothing else."""

    country: str = ""
    sector: str = ""
    second: str = ""
    bare: bool = False


class CameoCodes:
    """Reads codes by `cameo.tsv` and the country codes of the tables."""

    def __init__(self, knowledge: Knowledge, countries: frozenset[str]) -> None:
        rows = knowledge.rows("actors/cameo.tsv", CameoPart)
        self._first = {r.code: r for r in rows if r.place == "first"}
        self._any = {r.code: r for r in rows if r.place == "any"}
        self._countries = countries

    def read(self, code: str) -> Meaning:
        """The meaning of a code; its first part that tells a sector decides the sector. Unknown parts tell nothing."""
        parts = [code[i : i + 3] for i in range(0, len(code), 3)]
        country = sector = second = ""
        for n, part in enumerate(parts):
            opening = self._first.get(part)
            if n == 0 and part in self._countries:
                country = part
            elif opening is not None and (n == 0 or (n == 1 and opening.country in IGO_CODES)):
                country, sector = opening.country or country, sector or opening.sector
            elif found := self._any.get(part):
                if not sector:
                    sector, second = found.sector, second or found.second
                elif found.second:
                    second = second or found.second
        return Meaning(country, sector, second, len(parts) == 1 and country == parts[0])
