"""A report in full: its text with marks, its records, and what cleaning dropped."""

from __future__ import annotations

import msgspec

from ...records import Dropped, Report
from .cards import Card, cards
from .limits import Limits
from .marks import Block, blocks
from .source import Source, cut


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the page shows it. anchor: its id in the page; the *_left_out: characters, records, pieces."""

    anchor: str
    source: Source
    blocks: list[Block]
    cards: list[Card]
    dropped: list[Dropped]
    layers: dict[str, int]
    characters_left_out: int
    records_left_out: int
    dropped_left_out: int


def affordable(ranked: list[tuple[Source, Report]], limits: Limits) -> list[tuple[Source, Report]]:
    """The first of the reports whose texts and records together keep the page within its size; at least one."""
    kept: list[tuple[Source, Report]] = []
    characters = records = 0
    for source, report in ranked:
        characters += min(len(report.text), limits.characters)
        records += min(_count(report), limits.records)
        if kept and (characters > limits.all_characters or records > limits.all_records):
            break
        kept.append((source, report))
    return kept


def _count(report: Report) -> int:
    found = (report.events, report.statements, report.figures, report.entities, report.places, report.times)
    return sum(len(records) for records in found)


def reading(report: Report, source: Source, anchor: str, limits: Limits) -> Reading:
    """The report with the marks of its first records."""
    made = list(cards(report, anchor))
    kept = made[: limits.records]
    layers: dict[str, int] = {}
    for card, _ in made:
        layers[card.layer] = layers.get(card.layer, 0) + 1
    dropped = [msgspec.structs.replace(d, text=cut(d.text, 200)) for d in report.dropped[: limits.dropped]]
    return Reading(
        anchor=anchor, source=source, cards=[c for c, _ in kept], dropped=dropped, layers=layers,
        blocks=blocks(report.text, report.headings, (m for _, marks in kept for m in marks), limits.characters),
        characters_left_out=max(0, len(report.text) - limits.characters),
        records_left_out=len(made) - len(kept), dropped_left_out=len(report.dropped) - len(dropped),
    )  # fmt: skip
