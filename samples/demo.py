"""The main job, from the shipped reports to a brief: what `make demo` runs.

Each command is printed before it runs, so that it can be copied.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "demo"
DRAGOMAN = Path(sys.executable).with_name("dragoman")

# Real reports first, then the invented ones, then a month of the world's news, a report a day.
READ = ["read", "samples/wikinews", "samples/invented", "samples/chronicle", "--archive", "demo/archive"]
RUSSIA_UKRAINE = ["--actor", "RUS", "--recipient", "UKR"]
FIRST_DAYS = ["--since", "2022-02-24", "--until", "2022-02-25"]
QUESTIONS = [
    ("Who did what to whom?", ["events", "demo/archive", "--status", "reported",
                               *RUSSIA_UKRAINE, *FIRST_DAYS, "--limit", "8"]),
    ("What passed between two states, day by day?", ["dyads", "demo/archive", "RUS", "UKR", "--since", "2022-02-15",
                                                     "--until", "2022-02-28"]),
    ("What was feared before it came?", ["events", "demo/archive", "--status", "hypothetical", *RUSSIA_UKRAINE,
                                         "--until", "2022-02-23", "--limit", "8"]),
    ("Who said what, word for word?", ["statements", "demo/archive", "--kind", "direct", "--min-confidence", "0.8",
                                       "--limit", "8"]),
    ("Which figures on people?", ["figures", "demo/archive", "--of", "people", "--limit", "8"]),
]  # fmt: skip


def run(arguments: list[str]) -> None:
    """One `dragoman` command, shown and run. The demo ends where one fails, not where a sample cannot be read."""
    print(f"\n$ dragoman {shlex.join(arguments)}", flush=True)
    code = subprocess.run([DRAGOMAN, *arguments], cwd=ROOT).returncode
    if code not in (0, 3):
        sys.exit(code)


def main() -> None:
    OUT.mkdir(exist_ok=True)
    # From the start, so that the answers are those of the samples as they are now.
    shutil.rmtree(OUT / "archive", ignore_errors=True)
    run(READ)
    for question, arguments in QUESTIONS:
        print(f"\n{question}", flush=True)
        run(arguments)
    run(["brief", "demo/archive", "-o", str(OUT / "brief.html")])


if __name__ == "__main__":
    main()
