"""A user's own lists of actors, whichever format they come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .lexicon import Lexicon


def load_user_lists(lexicon: Lexicon, paths: Sequence[Path]) -> None:
    """Adds the actors of each file; what a later file says goes before what an earlier one or the tables say."""
    if not paths:
        return
    from . import petrarch, tabular

    for path in paths:
        if path.suffix.lower() in (".yaml", ".yml", ".csv", ".tsv"):
            tabular.load(lexicon, path)
        else:
            petrarch.load(lexicon, path)
