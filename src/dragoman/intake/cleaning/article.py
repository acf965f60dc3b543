"""Which blocks of a page are the report."""

from __future__ import annotations

from collections.abc import Sequence

from ...knowledge import Knowledge
from .blocks import Block
from .lines import choose_lines


def choose(blocks: Sequence[Block], found: Sequence[bool] | None, knowledge: Knowledge) -> None:
    """Sets the reason of each block that is not the report's. `found`: what another extractor takes for it."""
    if found is None:
        choose_lines(blocks, knowledge)
        return
    for block, inside in zip(blocks, found, strict=True):
        block.reason = "" if inside else block.hint or "outside"
