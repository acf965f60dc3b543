"""Coding shared between processes: reports come back in the order of their texts, as a stream."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import DragomanError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from .coder import Coder
    from .intake.page import Page
    from .records import Report

# Texts that travel together, and how many such parcels wait for each worker: enough to keep it busy, few in memory.
PARCEL = 8
WAITING = 3


class WorkerDied(DragomanError):
    """A worker process ended, most often killed for want of memory."""

    code = "D601"


def code_in_processes(coder: Coder, texts: Iterable[str | Page], workers: int) -> Iterator[Report]:
    """Reports in the order of their texts.

    Args: coder: each worker makes one like it; texts: read as they are needed, a few parcels ahead; workers: processes.
    Processes are spawned, so a script that calls this stands under `if __name__ == "__main__":`.
    Raises: WorkerDied; what the coder or `texts` raises.
    """
    spawn = multiprocessing.get_context("spawn")
    # Held open as long as the workers are wanted: they end when it closes, also where this process was killed.
    alive, wanted = spawn.Pipe(duplex=False)
    known = coder.knowledge
    like = (coder.parser.name, known.lexicon, known.actors, coder.min_confidence, known.ontology, coder.judged)
    pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=(alive, *like))
    waiting: deque[Future[list[Report]]] = deque()
    parcels = _parcels(texts)
    try:
        for parcel in itertools.islice(parcels, workers * WAITING):
            waiting.append(pool.submit(_code, parcel))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(_code, parcel) for parcel in itertools.islice(parcels, 1))
            yield from done
    except BrokenProcessPool as error:
        raise WorkerDied("a worker process died, perhaps for want of memory; read again with fewer workers") from error
    finally:
        wanted.close()
        pool.shutdown(wait=False, cancel_futures=True)


def _parcels(texts: Iterable[Any]) -> Iterator[list[Any]]:
    texts = iter(texts)
    while parcel := list(itertools.islice(texts, PARCEL)):
        yield parcel


_coder: Coder | None = None


def _start(
    alive: Connection, model: str, lexicon: Sequence[Path], actors: Sequence[Path], min_confidence: float,
    ontology: Path | None, judged: bool,
) -> None:  # fmt: skip
    """Runs once in each worker. Ctrl-C reaches the whole group of processes; only the first of them answers it."""
    global _coder
    warnings.simplefilter("ignore")  # a user's lists are read anew; their slips were told by the first
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    from .coder import Coder

    _coder = Coder(model, lexicon, actors, min_confidence, ontology, judged)


def _end_with(alive: Connection) -> None:
    """Ends this process at once when the other end of the pipe is gone."""
    alive.poll(None)
    os._exit(0)


def _code(parcel: list[Any]) -> list[Report]:
    assert _coder is not None
    return list(_coder.code_many(parcel))
