"""Processes share the work without changing it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import dragoman
from dragoman.workers import PARCEL, WAITING


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
    reports.close()  # type: ignore[attr-defined]
    assert next(taken) <= (2 * WAITING + 2) * PARCEL
