"""Names that persons and bodies bear: a single word of theirs is seldom the town of that name."""

from __future__ import annotations

from ...knowledge import Knowledge
from ..actors.names import GivenName
from ..actors.tables import Body, Office
from .names import fold


class Bearers:
    """Single words, folded, from the tables of actors.

    persons: given names, and the last names of those who held an office; bodies: names and initials of bodies.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        holders = (name for row in knowledge.rows("actors/offices*.tsv", Office) for name in (row.name, *row.others))
        given = (name for row in knowledge.rows("actors/givennames.tsv", GivenName) for name in row.names)
        bodies = (name for row in knowledge.rows("actors/bodies.tsv", Body) for name in (row.name, *row.others))
        self.persons = frozenset(fold(name).rpartition(" ")[2] for name in (*holders, *given))
        self.bodies = frozenset(fold(name) for name in bodies if " " not in name)
