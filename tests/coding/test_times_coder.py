"""Times: expressions to days, on sentences of our own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import dragoman
from dragoman.coding.times import TimeCoder
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge

# The report's day, where a row gives none: Saturday 9 March 2024. A row: sentence | expression | first day | last day.
TABLE = """
The envoy arrived on Friday. | Friday | 2024-03-08 | 2024-03-08
The envoy will arrive on Friday. | Friday | 2024-03-15 | 2024-03-15
The envoy arrived on Friday night. | Friday night | 2024-03-08 | 2024-03-08
The envoy left last Tuesday. | last Tuesday | 2024-03-05 | 2024-03-05
The talks resume next Thursday. | next Thursday | 2024-03-14 | 2024-03-14
Rebels planned a march for Sunday. | Sunday | 2024-03-10 | 2024-03-10
The panel extended the deadline until Wednesday. | Wednesday | 2024-03-13 | 2024-03-13
The case is heard on Monday. | Monday | 2024-03-11 | 2024-03-11
Police had not named a suspect until Thursday. | Thursday | 2024-03-07 | 2024-03-07
The pact was signed on 4 March 2023. | 4 March 2023 | 2023-03-04 | 2023-03-04
The pact was signed on March 4, 2023. | March 4, 2023 | 2023-03-04 | 2023-03-04
The pact was signed on the 4th of March 2023. | the 4th of March 2023 | 2023-03-04 | 2023-03-04
The pact was signed on 2023-03-04. | 2023-03-04 | 2023-03-04 | 2023-03-04
The pact was signed on 25/12/2023. | 25/12/2023 | 2023-12-25 | 2023-12-25
The pact was signed on 25.12.2023. | 25.12.2023 | 2023-12-25 | 2023-12-25
The pact was signed on Feb. 12. | Feb. 12 | 2024-02-12 | 2024-02-12
The pact was signed on Monday, Feb. 12. | Monday, Feb. 12 | 2024-02-12 | 2024-02-12
The army gave them until 9 a.m. Wednesday to leave. | 9 a.m. Wednesday | 2024-03-13 | 2024-03-13
He is tied to the February 7 bombings. | February 7 | 2024-02-07 | 2024-02-07
The deputy must return by March 8, the court had said. | March 8 | 2024-03-08 | 2024-03-08
The bridge fell on the night of Friday, Dec. 1. | the night of Friday, Dec. 1 | 2023-12-01 | 2023-12-01
The pact was signed on December 30. | December 30 | 2023-12-30 | 2023-12-30
The pact will be signed on December 30. | December 30 | 2024-12-30 | 2024-12-30
The fair ran from June 3-5, 2022. | June 3-5, 2022 | 2022-06-03 | 2022-06-05
The pact was signed in March 2012. | March 2012 | 2012-03-01 | 2012-03-31
The pact was signed in November. | November | 2023-11-01 | 2023-11-30
Voting begins in November. | November | 2024-11-01 | 2024-11-30
The pact was signed in early November. | early November | 2023-11-01 | 2023-11-30
The army has ruled since 1987. | 1987 | 1987-01-01 | 1987-12-31
The war lasted through the 1990s. | 1990s | 1990-01-01 | 1999-12-31
The palace is from the 17th century. | the 17th century | 1601-01-01 | 1700-12-31
The mine ran in 2008-2011. | 2008-2011 | 2008-01-01 | 2011-12-31
Exports fell in the first quarter of 2023. | the first quarter of 2023 | 2023-01-01 | 2023-03-31
Exports fell in the second half of 2023. | the second half of 2023 | 2023-07-01 | 2023-12-31
Exports fell in Q3 2023. | Q3 2023 | 2023-07-01 | 2023-09-30
Exports fell last week. | last week | 2024-02-26 | 2024-03-03
Exports fell last month. | last month | 2024-02-01 | 2024-02-29
Exports fell last year. | last year | 2023-01-01 | 2023-12-31
Exports will fall next year. | next year | 2025-01-01 | 2025-12-31
Exports fell this week. | this week | 2024-03-04 | 2024-03-10
Exports fell over the past six months. | the past six months | 2023-09-09 | 2024-03-09
Prices will rise over the next two weeks. | the next two weeks | 2024-03-09 | 2024-03-23
The mine closed two decades ago. | two decades ago | 2000-01-01 | 2009-12-31
The mine closed three years ago. | three years ago | 2021-01-01 | 2021-12-31
The mine closed three weeks ago. | three weeks ago | 2024-02-17 | 2024-02-17
The mine closed ten days ago. | ten days ago | 2024-02-28 | 2024-02-28
Troops shelled the town overnight. | overnight | 2024-03-08 | 2024-03-09
He came last night. | last night | 2024-03-08 | 2024-03-08
Troops shelled the town yesterday. | yesterday | 2024-03-08 | 2024-03-08
Troops shelled the town this morning. | this morning | 2024-03-09 | 2024-03-09
Troops shelled the town at dawn on Monday. | dawn on Monday | 2024-03-04 | 2024-03-04
The vote will be held tomorrow. | tomorrow | 2024-03-10 | 2024-03-10
The vote will be held the day after tomorrow. | the day after tomorrow | 2024-03-11 | 2024-03-11
Shops closed last summer. | last summer | 2023-06-01 | 2023-08-31
Shops closed in the winter of 2022. | the winter of 2022 | 2022-12-01 | 2023-02-28
Shops closed at the weekend. | the weekend | 2024-03-09 | 2024-03-10
Shops closed on Christmas Eve. | Christmas Eve | 2023-12-24 | 2023-12-24
Shops closed on New Year's Day. | New Year's Day | 2024-01-01 | 2024-01-01
Shops will close on Good Friday. | Good Friday | 2024-03-29 | 2024-03-29
The towers fell on September 11, 2001. | September 11, 2001 | 2001-09-11 | 2001-09-11
The quake struck at 3:15 a.m. on Tuesday. | 3:15 a.m. on Tuesday | 2024-03-05 | 2024-03-05
The wall fell a year ago today. | a year ago today | 2023-03-09 | 2023-03-09
The second Sunday of May is a holiday. | The second Sunday of May | 2024-05-12 | 2024-05-12
The pact was signed on the last Monday in January 2020. | the last Monday in January 2020 | 2020-01-27 | 2020-01-27
The deal expired on 30 June last year. | 30 June last year | 2023-06-30 | 2023-06-30
The first half of the 19th century was calm. | The first half of the 19th century | 1801-01-01 | 1850-12-31
In the summer of '69 he left. | the summer of '69 | 1969-06-01 | 1969-08-31
The quake struck at 14:30 GMT. | 14:30 GMT | 2024-03-09 | 2024-03-09
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]


def times(
    coder: dragoman.Coder, text: str, date: str | None = "2024-03-09"
) -> list[tuple[str, str | None, str | None]]:
    return [(t.text, t.earliest, t.latest) for t in coder.code(text, date=date).times]


@pytest.mark.parametrize(("text", "expression", "earliest", "latest"), ROWS)
def test_days(coder: dragoman.Coder, text: str, expression: str, earliest: str, latest: str) -> None:
    assert times(coder, text) == [(expression, earliest, latest)]


@pytest.mark.parametrize(
    "text",
    [
        "The council meets twice a month.",
        "The council meets every Tuesday.",
        "It was the 30th anniversary of the treaty.",
        "They met on 30 February 2020.",
        "They met on 32 March 2020.",
        "She may march with them.",
        "The 47-year-old was released.",
        "Jan Novak and April Kowalska signed the lease.",
        "Theresa May spoke to farmers.",
        "The spring of the lock broke.",
        "The March 23 Movement laid down its arms.",
    ],
)
def test_no_time(coder: dragoman.Coder, text: str) -> None:
    assert times(coder, text) == []


@pytest.mark.parametrize("expression", ["recent weeks", "the coming days", "the past years", "the next decades"])
def test_unnumbered_times_have_no_days(coder: dragoman.Coder, expression: str) -> None:
    assert times(coder, f"Rain fell in {expression}.") == [(expression, None, None)]


def test_without_report_date(coder: dragoman.Coder) -> None:
    assert times(coder, "He fled on Friday and was jailed in March 2012.", None) == [
        ("Friday", None, None), ("March 2012", "2012-03-01", "2012-03-31"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "expression", "earliest", "latest"), ROWS)
def test_relative_times_keep_their_text_without_report_date(
    coder: dragoman.Coder, text: str, expression: str, earliest: str, latest: str
) -> None:
    ((found, first, last),) = times(coder, text, None)
    assert found == expression and (first, last) in ((None, None), (earliest, latest))


def test_counted_from_a_time_named_before(coder: dragoman.Coder) -> None:
    text = "The dam broke on 3 May 2019. Two days later the valley was empty."
    assert times(coder, text)[1] == ("Two days later", "2019-05-05", "2019-05-05")


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_ends_of_the_calendar(coder: dragoman.Coder, date: str) -> None:
    text = "Two centuries ago, last week, next month, in two decades, on Friday, in May, at Easter, 12,000 years ago."
    for _, earliest, latest in times(coder, text, date):
        assert (earliest is None) == (latest is None)


@pytest.mark.parametrize(
    "text",
    [
        "two hundred and " * 20_000, "March 4 and " * 20_000, "the the last last " * 15_000, "9" * 200_000,
        "1.2.3." * 30_000, "12:30:" * 30_000, "early mid late " * 15_000, "Monday, " * 30_000, "'98 '97 " * 20_000,
        "a year ago a year " * 15_000,
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(coder: dragoman.Coder, text: str) -> None:
    reader = coder._coders["times"]
    started = time.perf_counter()
    for _ in reader.grammar.expressions(text, reader.lexicon.words(text)):  # type: ignore[attr-defined]
        pass
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    "row", ['pattern: "now", make: guess', 'pattern: "now", make: now, check: weather', 'pattern: "never", make: now']
)
def test_a_broken_rule_is_named(tmp_path: Path, row: str) -> None:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "rules.yaml").write_text(f"rules:\n  - {{name: mine, {row}}}\n")
    with pytest.raises(KnowledgeError, match="'mine'"):
        TimeCoder(Knowledge([tmp_path]))
