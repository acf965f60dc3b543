"""The status of events on sentences written without sight of the rules; no rule may be written from them."""

from __future__ import annotations

import collections
import csv
import pathlib
import re

import dragoman

BLIND = pathlib.Path(__file__).parent / "data" / "status_blind.tsv"
STATUSES = ("reported", "historical", "future", "hypothetical", "negated")

# A little under the accuracy when the rules first read these sentences: 285 of 334, 0.853.
FLOOR = 0.84


def _rows() -> list[dict[str, str]]:
    """The table's rows: sentence, trigger, nth, status."""
    with BLIND.open(encoding="utf-8", newline="") as lines:
        table = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def _span(row: dict[str, str]) -> tuple[int, int]:
    """Character span of the row's trigger: its nth occurrence as a whole word."""
    found = list(re.finditer(rf"(?<!\w){re.escape(row['trigger'])}(?!\w)", row["sentence"]))
    return found[int(row["nth"]) - 1].span()


def _table(confusion: collections.Counter[tuple[str, str]]) -> str:
    """The confusion as text: a row for each true status, a column for each answer."""
    lines = ["true \\ answer".ljust(14) + "".join(answer.rjust(14) for answer in STATUSES)]
    for true in STATUSES:
        lines.append(true.ljust(14) + "".join(str(confusion[true, answer]).rjust(14) for answer in STATUSES))
    return "\n".join(lines)


def test_every_blind_sentence_is_labelled_and_different() -> None:
    rows = _rows()
    assert {row["status"] for row in rows} == set(STATUSES)
    assert len({row["sentence"] for row in rows}) == len(rows) >= 330
    for row in rows:
        start, end = _span(row)
        assert row["sentence"][start:end] == row["trigger"]


def test_status_on_sentences_the_rules_have_not_seen(coder: dragoman.Coder) -> None:
    confusion: collections.Counter[tuple[str, str]] = collections.Counter()
    for row in _rows():
        confusion[row["status"], coder.status(row["sentence"], _span(row)).status] += 1
    right = sum(count for (true, answer), count in confusion.items() if true == answer)
    accuracy = right / confusion.total()
    print(f"\nstatus, unseen sentences: {right} of {confusion.total()} right, accuracy {accuracy:.3f}")
    print(_table(confusion))
    assert accuracy >= FLOOR
