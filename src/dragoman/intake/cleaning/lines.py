"""Which lines of a text are the report's."""

from __future__ import annotations

from collections.abc import Sequence

from ...knowledge import Knowledge
from .blocks import Block


def choose_lines(blocks: Sequence[Block], knowledge: Knowledge) -> bool:
    """Sets the reason of each line that is not the report's; returns whether there is any."""
    return False
