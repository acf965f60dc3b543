"""Sentences: what ends one, what does not, and that no input is slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge import Knowledge
from dragoman.language import SentenceSplitter

SPLITTER = SentenceSplitter(Knowledge())


def sentences(text: str, headings=()) -> list[str]:
    return [text[a:b] for a, b in SPLITTER.split(text, headings)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["Gen. Tamo Barre met U.S. President J. Q. Adder at 5 p.m. on Monday.", "The talks failed."],
        ["He left the U.S.", "The talks went on."],
        ["She works for Acme Inc.", "She said so."],
        ["The minister flew to St. Petersburg with Lt. Col. Ivo Rask."],
        ["“Will you go?” Rask asked.", "“Never!” he shouted.", "He stayed."],
        ["“We will go,” he said.", "“They will not.", "Never.”", "Then he left."],
        ["It cost $3.5 million in No. 5 Square.", "The answer was no.", "Nobody paid."],
        ["They waited...", "Then nothing came…", "Only rain."],
        ["See Booking.Com and Node.Js for more.", "Nothing else."],
        ["(He left.)", "[It was so.]", "What?!", "Yes."],
        ["40 people died.", "30 more were hurt.", "Police came."],
        ["In 1999 the E.U. sent aid worth 1.2bn euros.", "It was late."],
        ["John F. Kastor and Mary J. Blye signed.", "Both left."],
    ],
)
def test_sentences_of_a_paragraph(wanted: list[str]) -> None:
    assert sentences(" ".join(wanted)) == wanted


def test_a_missing_space_after_a_full_stop_ends_a_sentence() -> None:
    assert sentences("The talks ended.The minister left.”They cheered.") == [
        "The talks ended.",
        "The minister left.”",
        "They cheered.",
    ]


def test_a_heading_without_a_stop_is_a_sentence_and_is_not_split() -> None:
    text = "Mr. X vs. Y. A story\nThe story begins here."
    assert sentences(text, [(0, 20)]) == ["Mr. X vs. Y. A story", "The story begins here."]


def test_list_items_and_lines_stand_alone() -> None:
    text = "They agreed:\n• to meet\n• to talk\n1. First of all\n2. Second"
    assert sentences(text) == text.split("\n")


def test_lines_wrapped_by_a_program_are_joined() -> None:
    text = (
        "The minister said in a statement to the press that the\n"
        "President of Freedonia had not been told about the plan\n"
        "to close the bridge. It stays open."
    )
    assert sentences(text) == [text[: text.index(" It stays")], "It stays open."]


@pytest.mark.parametrize("piece", ["a", ".", "A. ", "\n", '"', "x.Y", "a. b", "No. 1 ", "\u201c", "? "])
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    def seconds(n: int) -> float:
        """The best of three, since other programs may be running."""
        took = []
        for _ in range(3):
            start = time.perf_counter()
            SPLITTER.split(piece * n)
            took.append(time.perf_counter() - start)
        return min(took)

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.002)


@given(st.text(alphabet=st.sampled_from('aB. !?…"”“’\n\t1•-'), max_size=300))
def test_every_character_but_white_space_is_in_one_sentence(text: str) -> None:
    spans = SPLITTER.split(text)
    covered = [i for a, b in spans for i in range(a, b)]
    assert len(covered) == len(set(covered))
    assert [i for i, c in enumerate(text) if not c.isspace() and i not in set(covered)] == []
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
