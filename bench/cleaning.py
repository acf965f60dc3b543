"""Checks that cleaning drops nothing from texts that are clean: `python bench/cleaning.py [FOLDER]`.

Reads the texts beside score.py, prints for each file how many pieces were dropped, and ends with 1 if any was.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import dragoman

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "bench"
CLEAN = ("polnear", "times", "coref", "plv", "cameo", "status", "figures", "newsquant")


def main(folder: Path) -> int:
    """Prints a line a file; returns how many texts lost a piece."""
    lost = 0
    for name in CLEAN:
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").open(encoding="utf-8")]
        texts = [row.get("text") or row["sentence"] for row in rows]
        started = time.perf_counter()
        pages = [dragoman.clean(text) for text in texts]
        seconds = time.perf_counter() - started
        dropped = [(page, d) for page in pages for d in page.dropped]
        for _, piece in dropped:
            print(f"  {name}: {piece.reason}: {piece.text[:100]!r}")
        characters = sum(map(len, texts))
        pace = 5e6 * seconds / characters
        print(f"{name}: {len(dropped)} pieces dropped of {len(texts)} texts, {pace:.1f} ms for 5,000 characters")
        lost += len(dropped)
    return lost


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER) else 0)
