"""Writes `samples/chronicle/2022-02.jsonl`: February 2022 of Wikipedia's current events, one report a day.

Source: `../shared/chronicle/chronicle.jsonl.gz` (CC BY-SA 4.0). Headings of the portal stand over their sentences.
"""

from __future__ import annotations

import collections
import datetime
import gzip
import itertools
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "chronicle" / "chronicle.jsonl.gz"
OUT = ROOT / "samples" / "chronicle" / "2022-02.jsonl"


def main() -> None:
    days = collections.defaultdict(list)
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["date"].startswith("2022-02"):
                days[row["date"]].append(row)
    with OUT.open("w", encoding="utf-8") as out:
        for date, rows in sorted(days.items()):
            day = datetime.date.fromisoformat(date)
            parts = []
            for topic, group in itertools.groupby(rows, key=lambda r: r["topic"]):
                if topic != "Uncategorized":
                    parts.append(topic)
                parts.extend(r["text"] for r in group)
            report = {
                "title": f"World events of {day.day} {day:%B %Y}",
                "date": date,
                "publisher": "Wikipedia, Portal:Current events",
                "url": f"https://en.wikipedia.org/wiki/Portal:Current_events/{day.year}_{day:%B}_{day.day}",
                "licence": "CC BY-SA 4.0",
                "text": "\n\n".join(parts),
            }
            out.write(json.dumps(report, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
