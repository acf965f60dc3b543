"""A user's own lists of actors, whichever format they come in."""

from __future__ import annotations

from typing import Any

from ...knowledge import Knowledge
from .lexicon import Lexicon

USERS = 10  # weight of a user's names: before all that ships
_TABULAR = (".yaml", ".yml", ".csv", ".tsv")


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
    return frozenset(
        s for _, page in knowledge.documents("ontology/plover.yaml", dict[str, Any]) for s in page.get("sectors", ())
    )
