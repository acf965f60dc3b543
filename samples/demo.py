"""The main job, from the shipped reports to a brief: what `make demo` runs.

Each command is printed before it runs, so that it can be copied.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "demo"
DRAGOMAN = Path(sys.executable).with_name("dragoman")

# Real reports first.
READ = ["read", "samples/wikinews", "samples/chronicle", "samples/invented", "--archive", "demo/archive"]
QUESTIONS = [
    ("Who did what to whom between two states, day by day?",
     ["sql", "demo/archive", "select day, actor, recipient, events, categories, score from dyad_days "
      "where actor = 'RUS' and recipient = 'UKR' and day >= '2022-02-15' order by day"]),
    ("What is feared?", ["events", "demo/archive", "--status", "hypothetical", "--limit", "8"]),
    ("What took place in Ukraine's relations with Russia on the first day of the war?",
     ["events", "demo/archive", "--actor", "RUS", "--recipient", "UKR", "--since", "2022-02-24", "--until", "2022-02-24",
      "--status", "reported", "--limit", "8"]),
    ("Who said what?", ["statements", "demo/archive", "--kind", "direct", "--limit", "8"]),
    ("Which figures?", ["figures", "demo/archive", "--limit", "8"]),
]  # fmt: skip


def run(arguments: list[str]) -> None:
    """One `dragoman` command, shown and run; the demo ends where one fails."""
    print(f"\n$ dragoman {shlex.join(arguments)}", flush=True)
    code = subprocess.run([DRAGOMAN, *arguments], cwd=ROOT).returncode
    if code:
        sys.exit(code)


def main() -> None:
    OUT.mkdir(exist_ok=True)
    run(READ)
    for question, arguments in QUESTIONS:
        print(f"\n{question}", flush=True)
        run(arguments)
    run(["brief", "demo/archive", "-o", "demo/brief.html"])
    print(OUT / "brief.html")


if __name__ == "__main__":
    main()
