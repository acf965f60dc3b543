"""Where the time of a report goes: seconds of each stage over the shipped real reports, as hundredths of the whole.

python bench/stages.py
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import dragoman
from dragoman.coding.document import Document
from run import RUNS, texts

T = TypeVar("T")


def main() -> None:
    coder: Any = dragoman.Coder()
    reports = texts()
    once(coder, reports[:4])
    runs = [once(coder, reports) for _ in range(RUNS)]
    stages = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    whole = sum(stages.values())
    for name, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        print(f"{name:28} {100 * seconds / whole:5.1f}")


def once(coder: Any, reports: list[str]) -> dict[str, float]:
    """Seconds by stage; the parse by component."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = work()
        spent[name] += time.perf_counter() - start
        return result

    pages = [timed("cleaning", lambda r=r: dragoman.clean(r)) for r in reports]  # type: ignore[misc]
    split = [timed("sentences", lambda p=p: coder.splitter.split(p.text, p.headings)) for p in pages]  # type: ignore[misc]
    docs = []
    for page, sentences in zip(pages, split, strict=True):
        docs += timed("parse: tokens", lambda p=page, s=sentences: list(coder.parser._parts(p.text, s)))  # type: ignore[misc]
    for (name, _), step in zip(coder.parser.nlp.pipeline, coder.parser.pipeline._steps, strict=True):
        for i in range(0, len(docs), 32):
            timed(f"parse: {name}", lambda i=i, step=step: step(docs[i : i + 32]))  # type: ignore[misc]
    for page, sentences, doc in zip(pages, split, docs, strict=True):
        document = Document(page.text, doc, sentences, coder.resolver, page.headings)
        for kind in coder._types:
            found = timed(kind.name, lambda k=kind, d=document: tuple(coder._coders[k.name].code(d)))  # type: ignore[misc]
            document.records[kind.name] = found
    return dict(spent)


if __name__ == "__main__":
    main()
