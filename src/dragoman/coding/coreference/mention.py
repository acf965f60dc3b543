"""A span of a report that stands for somebody."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from ..actors import Actor


class Pronoun(msgspec.Struct, frozen=True):
    """`pronouns.tsv`. form: "subject", "object", "possessive" or "reflexive"."""

    word: str
    gender: str = ""
    number: str = "singular"
    form: str = "subject"


@dataclass(eq=False)
class Mention:
    """A span that stands for somebody.

    start, end: characters; head: index of the head token; sort: "name", "nominal" or "pronoun".
    kind: as in `Entity`; gender: "m", "f", "n" or ""; plural; actor: what it resolves to by itself.
    noun: the head noun of a nominal. definite: "the minister". pronoun: its table row. of: the token that it is
    said of or stands beside. both: "the two sides". alien: of somebody with an unknown name, "a Nolgas official",
    or a thing.
    placed: "in X". fresh: "a soldier", "ten people". role: the noun is by itself one of those who act; else only
    what it is said of tells.
    """

    start: int
    end: int
    head: int
    sort: str
    kind: str
    actor: Actor | None = None
    gender: str = ""
    plural: bool = False
    noun: str = ""
    definite: bool = False
    possessed: bool = False
    pronoun: Pronoun | None = None
    text: str = ""
    sentence: int = 0
    of: int | None = None
    role: bool = True
    placed: bool = False
    fresh: bool = False
    both: bool = False
    alien: bool = False
