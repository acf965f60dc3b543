"""A user's own lists of actors, whichever format they come in."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge, read_yaml
from .lexicon import Lexicon

USERS = 10  # weight of a user's names: before all that ships
_TABULAR = (".yaml", ".yml", ".csv", ".tsv")


class _Sectors(msgspec.Struct, frozen=True):
    """What is wanted here of a table of an ontology."""

    sectors: dict[str, str] = {}


def load_user_lists(lexicon: Lexicon, knowledge: Knowledge) -> None:
    """Adds the actors of each of `knowledge.actors`.

    What a later file says goes before what an earlier one or the tables say.

    Raises: KnowledgeError, with file and line.
    """
    if not knowledge.actors:
        return
    from . import petrarch, tabular
    from .cameo import CameoCodes

    sectors = _sectors(knowledge)
    codes = CameoCodes(knowledge, frozenset(lexicon.countries))
    for n, path in enumerate(knowledge.actors):
        weight = USERS + 2 * n
        if path.suffix.lower() in _TABULAR:
            tabular.load(lexicon, path, sectors, weight)
        else:
            petrarch.load(lexicon, codes, path, weight)


def _sectors(knowledge: Knowledge) -> frozenset[str]:
    paths = knowledge.paths("ontology/plover.yaml")
    if knowledge.ontology:
        paths.append(knowledge.ontology / "ontology.yaml")
    return frozenset(s for path in paths for s in read_yaml(path, _Sectors).sectors)
