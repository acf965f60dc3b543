"""Checks that cleaning drops nothing from texts that are clean: `python bench/cleaning.py [FOLDER]`.

Reads the shipped reports and the texts beside score.py, prints for each set how many pieces were dropped and what
cleaning cost beside the parse, and ends with 1 if any piece was dropped.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dragoman
from dragoman.intake import Page, read
from dragoman.knowledge import Knowledge
from dragoman.language import Parser, SentenceSplitter

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "bench"
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "wikinews"
PARSED = 20
CLEAN = ("polnear", "times", "coref", "plv", "cameo", "status", "figures", "newsquant")


def texts_of(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each set's name and its texts; the shipped reports without their header lines."""
    yield "samples/wikinews", [page.raw for page in read([SAMPLES]) if isinstance(page, Page)]
    for name in CLEAN:
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").open(encoding="utf-8")]
        yield name, [row.get("text") or row["sentence"] for row in rows]


def main(folder: Path) -> int:
    """Prints a line a file; returns how many texts lost a piece."""
    lost = 0
    for name, texts in texts_of(folder):
        started = time.process_time()
        pages = [dragoman.clean(text) for text in texts]
        seconds = time.process_time() - started
        dropped = [(page, d) for page in pages for d in page.dropped]
        for _, piece in dropped:
            print(f"  {name}: {piece.reason}: {piece.text[:100]!r}")
        characters = sum(map(len, texts))
        parse = parsing(texts[:PARSED]) / max(1, sum(map(len, texts[:PARSED])))
        share = seconds / characters / parse
        print(
            f"{name}: {len(dropped)} pieces dropped of {len(texts)} texts, "
            f"{5e6 * seconds / characters:.1f} ms for 5,000 characters, {share:.1%} of the parse"
        )
        lost += len(dropped)
    return lost


def parsing(texts: list[str]) -> float:
    """Seconds of processor time for splitting and parsing the texts."""
    parser, splitter = Parser(), SentenceSplitter(Knowledge())
    started = time.process_time()
    for _ in parser.parse_many((text, splitter.split(text)) for text in texts):
        pass
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER) else 0)
