"""The tables of `data/units/`, one struct a file; a user's overlays come on top."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A quantity that has a name of its own."""

    value: float
    unit: str
    kind: str


class NumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `numbers.yaml`."""

    words: dict[str, float] = {}
    multipliers: dict[str, float] = {}
    suffixes: dict[str, float] = {}
    money_suffixes: dict[str, float] = {}
    always_multiply: frozenset[str] = frozenset()
    races: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    fractions: dict[str, int] = {}
    signs: dict[str, float] = {}
    vague: dict[str, float] = {}
    vague_counts: dict[str, float] = {}
    vague_of: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    article_after: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    named: dict[str, Named] = {}


class BoundWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `bounds.yaml`."""

    before: dict[str, frozenset[str]] = {}
    signs: dict[str, str] = {}
    after: dict[str, frozenset[str]] = {}
    fillers: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    over_with: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    levels_from: frozenset[str] = frozenset()
    no_range: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    hanging: frozenset[str] = frozenset()
    tolerance: frozenset[str] = frozenset()
    out_of: frozenset[str] = frozenset()


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `names.yaml`."""

    numbering: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    hyphened: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    before_pronouns: frozenset[str] = frozenset()
    share_before: frozenset[str] = frozenset()


class Ages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before and behind a number that make it an age."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    before_closed: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    oldest: float = 125


class MeasureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `measures.yaml`."""

    prefixes: dict[str, str] = {}
    micro_signs: tuple[str, ...] = ()
    rare_prefixes: frozenset[str] = frozenset()
    plurals: dict[str, str] = {}
    minor: dict[str, str] = {}
    shared: frozenset[str] = frozenset()
    scaled: frozenset[str] = frozenset()
    shared_signs: dict[str, str] = {}
    scaled_signs: frozenset[str] = frozenset()
    units_alone: frozenset[str] = frozenset()
    only_hyphened: frozenset[str] = frozenset()
    only_digits: frozenset[str] = frozenset()
    before_extents: frozenset[str] = frozenset()
    powers: dict[str, int] = {}
    after_dollars: frozenset[str] = frozenset()
    after_amount: frozenset[str] = frozenset()
    money_near: frozenset[str] = frozenset()
    weight_near: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    per_things: frozenset[str] = frozenset()
    inch_before: frozenset[str] = frozenset()
    extents: frozenset[str] = frozenset()
    ages: Ages = Ages()
    change: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    money_of: frozenset[str] = frozenset()
    measured_before: frozenset[str] = frozenset()
    whole_before: frozenset[str] = frozenset()
    no_holder: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()
    no_whole: frozenset[str] = frozenset()
    plain: dict[str, str] = {}
    before: dict[str, str] = {}
    level_verbs: frozenset[str] = frozenset()
    change_rates: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    singulars: dict[str, str] = {}
    time_nouns: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    no_rate: frozenset[str] = frozenset()


class UnitRow(msgspec.Struct, frozen=True):
    """A row of `units.tsv`."""

    code: str
    kind: str
    symbols: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    prefixes: str = ""


class CurrencyRow(msgspec.Struct, frozen=True):
    """A row of `currencies.tsv`."""

    code: str
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Tables:
    """All that is known of numbers and units."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.numbers = knowledge.table("units/numbers.yaml", NumberWords)
        self.bounds = knowledge.table("units/bounds.yaml", BoundWords)
        self.names = knowledge.table("units/names.yaml", NameWords)
        self.measures = knowledge.table("units/measures.yaml", MeasureWords)
        self.units = knowledge.rows("units/units.tsv", UnitRow)
        self.currencies = knowledge.rows("units/currencies.tsv", CurrencyRow)
