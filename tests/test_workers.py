"""Processes share the work without changing it."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.workers import PARCEL, WAITING, WorkerDied


def eventually(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


def test_two_workers_give_what_one_gives(coder: dragoman.Coder) -> None:
    texts = [f"Peru expelled {i + 2} diplomats of Chile on Monday, the minister said." for i in range(2 * PARCEL + 3)]
    assert list(coder.code_many(texts, workers=2)) == list(coder.code_many(texts))


def test_texts_are_read_only_as_far_as_needed(coder: dragoman.Coder) -> None:
    taken = itertools.count()

    def endless() -> Iterator[str]:
        for i in taken:
            yield f"Kenya praised Ghana {i} times."

    reports = coder.code_many(endless(), workers=2)
    assert next(reports).text == "Kenya praised Ghana 0 times."
    stopped = time.monotonic()
    reports.close()  # type: ignore[attr-defined]
    assert eventually(lambda: not multiprocessing.active_children())
    assert time.monotonic() - stopped < 10, "workers end at once, not when their texts are done"
    assert next(taken) <= (2 * WAITING + 2) * PARCEL


def test_a_worker_that_dies_is_one_sentence(coder: dragoman.Coder) -> None:
    reports = coder.code_many((f"Kenya praised Ghana {i} times." for i in itertools.count()), workers=2)
    next(reports)
    os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    with pytest.raises(WorkerDied, match="fewer workers"):
        list(itertools.islice(reports, 1000))


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_workers_end_with_a_process_that_is_killed() -> None:
    code = (
        "import dragoman, itertools, multiprocessing\n"
        "if __name__ == '__main__':\n"
        "    texts = (f'Kenya praised Ghana {i} times.' for i in itertools.count())\n"
        "    reports = dragoman.Coder().code_many(texts, workers=2); next(reports)\n"
        "    print(*(p.pid for p in multiprocessing.active_children()), flush=True)\n"
        "    list(reports)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    workers = process.stdout.readline().split()
    process.kill()
    process.wait()
    assert len(workers) == 2
    assert eventually(lambda: not any(Path("/proc", pid).exists() for pid in workers))
