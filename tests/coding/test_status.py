"""Status of an event word."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import Coder


@pytest.mark.parametrize(
    ("sentence", "word", "status"),
    [
        ("The army attacked the town.", "attacked", "reported"),
        ("The army will attack the town.", "attack", "future"),
        ("The army may attack the town.", "attack", "hypothetical"),
        ("The army did not attack the town.", "attack", "negated"),
        ("The army failed to attack the town.", "attack", "negated"),
        ("The army managed to attack the town.", "attack", "reported"),
        ("Officials fear that rebels will attack the town.", "attack", "hypothetical"),
        ("The rebels want to attack the town.", "attack", "hypothetical"),
        ("If the rebels attack the town, many will flee.", "attack", "hypothetical"),
        ("The general denied attacking the town.", "attacking", "negated"),
        ("Police prevented an attack on the station.", "attack", "negated"),
        ("The council condemned the attack.", "attack", "reported"),
        ("The union called for a boycott.", "boycott", "hypothetical"),
        ("The planned visit pleased nobody.", "visit", "future"),
        ("The two states fought a war in 1974.", "fought", "historical"),
    ],
)
def test_status(coder: Coder, sentence: str, word: str, status: str) -> None:
    start = sentence.index(word)
    assert coder.status(sentence, (start, start + len(word))).status == status


@pytest.mark.parametrize(("judged", "most"), [(False, 0.03), (True, 0.11)])
def test_status_in_a_table_of_sentences(coder: Coder, lexicon_coder: Coder, judged: bool, most: float) -> None:
    """The rules were written beside this table, and the model was not."""
    coder = coder if judged else lexicon_coder
    lines = Path(__file__).with_name("statuses.tsv").read_text(encoding="utf-8").splitlines()
    table, wrong = [line.split("\t") for line in lines[2:]], []
    for marked, status in table:
        start, end = marked.index("["), marked.index("]") - 1
        found = coder.status(marked.replace("[", "").replace("]", ""), (start, end))
        if found.status != status:
            wrong.append((marked, status, found))
    assert len(table) >= 100
    assert len(wrong) <= most * len(table), wrong


def test_any_word_has_a_status(coder: Coder) -> None:
    assert coder.status("??", (0, 1)).status in {"reported", "hypothetical"}
