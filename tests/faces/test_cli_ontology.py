"""`--ontology`: commands that read by an ontology of a user's own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dragoman.faces import cli

TABLE = """\
categories:
  WALKOUT: {label: Strike, quad: 4, score: -5}
cameo: {WALKOUT: "143"}
"""
NEWS = "Miners walked out in Peru on Monday. The army shelled a village in Chad.\n"


@pytest.fixture(scope="module")
def labour(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("labour")
    (folder / "lexicon").mkdir()
    (folder / "ontology.yaml").write_text(TABLE)
    (folder / "lexicon" / "walkout.yaml").write_text("category: WALKOUT\ngroups:\n- verbs: walk out\n")
    (folder / "examples.tsv").write_text("sentence\tcategory\nMiners walked out in Peru.\tWALKOUT\n")
    return str(folder)


@pytest.fixture
def news(tmp_path: Path) -> str:
    (tmp_path / "news.txt").write_text(NEWS)
    return str(tmp_path / "news.txt")


def test_what_is_read_by_it_can_be_asked_told_and_exported(
    labour: str, news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, page, out = (str(tmp_path / name) for name in ("archive", "brief.html", "events.csv"))
    reading = [news, "--date", "2024-03-05", "--ontology", labour, "--quiet"]
    assert cli.run(["read", *reading, "--archive", archive]) == 0
    assert cli.run(["read", *reading, "--out", out]) == 0
    capsys.readouterr()
    assert cli.run(["events", archive, "--category", "walkout", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["category"], row["quad"], row["score"], row["cameo"]) == ("WALKOUT", 4, -5.0, "143")
    with open(out, encoding="utf-8") as file:
        assert [r["category"] for r in csv.DictReader(file)] == ["WALKOUT"]
    assert cli.run(["brief", archive, "--ontology", labour, "-o", page]) == 0
    assert "Miners → strike" in Path(page).read_text(encoding="utf-8")


def test_news_is_shown_and_briefed_by_it(
    labour: str, news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["show", news, "--ontology", labour]) == 0
    out = capsys.readouterr().out
    assert "WALKOUT" in out and "ASSAULT" not in out
    page = tmp_path / "brief.html"
    assert cli.run(["brief", news, "--ontology", labour, "-o", str(page)]) == 0
    assert "Miners → strike" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["read", "show", "brief"])
def test_a_slip_in_it_is_told_with_its_line(
    command: str, labour: str, news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong"
    (wrong / "lexicon").mkdir(parents=True)
    (wrong / "lexicon" / "walkout.yaml").write_text("category: WALKOUT\ngroups: []\n")
    (wrong / "ontology.yaml").write_text(TABLE.replace("quad: 4", "quad: 0"))
    assert cli.run([command, news, "--ontology", str(wrong)]) == 4
    said = capsys.readouterr().err
    assert f"{wrong / 'ontology.yaml'}:2: WALKOUT, `quad`: expected `int` >= 1" in said and "Traceback" not in said
