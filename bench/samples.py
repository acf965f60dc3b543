"""Scores every record type on invented reports and prints a table.

python bench/samples.py [NAME ...]              the samples that ship
python bench/samples.py --blind [NAME ...]      `bench/reports`, written without sight of rules and lexicon
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

import dragoman
from dragoman.intake import Page, read
from gold import Score, read_gold, score

BENCH = Path(__file__).resolve().parent
SAMPLES = BENCH.parent / "samples" / "invented"
BLIND = BENCH / "reports"


def score_samples(coder: dragoman.Coder, names: list[str] | None = None, folder: Path = SAMPLES) -> dict[str, Score]:
    """The sum of the scores of all reports of a folder, or of those named, by record type."""
    total: dict[str, Score] = {}
    for path in sorted(folder.glob("*.gold.yaml")):
        name = path.name.removesuffix(".gold.yaml")
        if names and name not in names:
            continue
        gold = read_gold(path)
        source = next(p for p in folder.glob(f"{name}.*") if p != path)
        page = next(iter(read([source])))
        if not isinstance(page, Page):
            raise SystemExit(f"{source} could not be read: {page}")
        for kind, result in score(coder.code(page, date=str(gold["date"])), gold).items():
            if kind in total:
                total[kind] += result
            else:
                total[kind] = result
    return total


def table(scores: dict[str, Score]) -> Table:
    out = Table(title="invented reports")
    for heading in ("record", "gold", "coded", "precision", "recall", "F1", "of those right, %"):
        out.add_column(heading, justify="left" if heading in ("record", "of those right, %") else "right")
    for kind, s in scores.items():
        checks = ", ".join(f"{name} {100 * good / asked:.0f}" for name, (good, asked) in s.checks.items())
        shares = (f"{100 * share:.1f}" for share in (s.precision, s.recall, s.f1))
        out.add_row(kind, str(s.gold), str(s.coded), *shares, checks)
    return out


if __name__ == "__main__":
    wanted = [name for name in sys.argv[1:] if name != "--blind"]
    folder = BLIND if "--blind" in sys.argv else SAMPLES
    Console(width=140).print(table(score_samples(dragoman.Coder(), wanted, folder)))
