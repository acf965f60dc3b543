"""A party: who acts, suffers, speaks or holds, as one phrase of the report names it."""

from __future__ import annotations

import msgspec


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that names an entity, with what is known of that entity.

    start, end, text: the whole phrase that names it, in the report's clean text.
    name: the entity's name, resolved where possible, else the phrase's head words.
    country: ISO 3166 alpha-3, or IGO, UNO, NGO, MNC; "" where unknown.
    sector: PLOVER's sector code (GOV, MIL, ...); "" where unknown.
    role: the office or function ("foreign minister"); "" where unknown.
    entity_id: the id of the entity in `report.entities` and over reports; "" where unknown.
    """

    start: int
    end: int
    text: str
    name: str
    country: str = ""
    sector: str = ""
    role: str = ""
    entity_id: str = ""
