"""Times: expressions to days, on sentences of our own."""

from __future__ import annotations

import pytest

import dragoman


def times(
    coder: dragoman.Coder, text: str, date: str | None = "2024-03-09"
) -> list[tuple[str, str | None, str | None]]:
    return [(t.text, t.earliest, t.latest) for t in coder.code(text, date=date).times]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy arrived on Friday.", ("Friday", "2024-03-08", "2024-03-08")),
        ("The envoy will arrive on Friday.", ("Friday", "2024-03-15", "2024-03-15")),
        ("The pact was signed on 4 March 2023.", ("4 March 2023", "2023-03-04", "2023-03-04")),
        ("The pact was signed on March 4, 2023.", ("March 4, 2023", "2023-03-04", "2023-03-04")),
        ("The pact was signed in March 2012.", ("March 2012", "2012-03-01", "2012-03-31")),
        ("The war lasted through the 1990s.", ("1990s", "1990-01-01", "1999-12-31")),
        ("The army has ruled since 1987.", ("1987", "1987-01-01", "1987-12-31")),
        ("Exports fell last week.", ("last week", "2024-02-26", "2024-03-03")),
        ("Exports fell over the past six months.", ("the past six months", "2023-09-09", "2024-03-09")),
        ("The mine closed two decades ago.", ("Two decades ago".lower(), "2000-01-01", "2009-12-31")),
        ("The mine ran in 2008-2011.", ("2008-2011", "2008-01-01", "2011-12-31")),
        ("Troops shelled the town overnight.", ("overnight", "2024-03-08", "2024-03-09")),
    ],
)
def test_days(coder: dragoman.Coder, text: str, expected: tuple[str, str, str]) -> None:
    assert times(coder, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The council meets twice a month.",
        "It was the 30th anniversary of the treaty.",
        "They met on 30 February 2020.",
        "She may march with them.",
        "The 47-year-old was released.",
    ],
)
def test_no_time(coder: dragoman.Coder, text: str) -> None:
    assert times(coder, text) == []


def test_without_report_date(coder: dragoman.Coder) -> None:
    assert times(coder, "He fled on Friday and was jailed in March 2012.", None) == [
        ("Friday", None, None), ("March 2012", "2012-03-01", "2012-03-31"),
    ]  # fmt: skip


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_ends_of_the_calendar(coder: dragoman.Coder, date: str) -> None:
    coder.code("Two centuries ago, last week, next month, in two decades, on Friday, in May, at Easter.", date=date)
