"""`dragoman lexicon` as a user meets it: what it finds wrong, and how it explains a sentence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.faces import cli

RECALL = "Norland recalled its envoy from Riverland."


@pytest.fixture(scope="module", autouse=True)
def one_coder(coder: object) -> object:
    """Commands that name no tables of their own share the coder, since they all would make the same one."""
    import dragoman.coder
    import dragoman.faces.lexicon

    made = dragoman.coder.Coder
    patch = pytest.MonkeyPatch()

    def make(lexicon: Sequence[str] = (), ontology: str | None = None) -> object:
        return made(lexicon=lexicon, ontology=ontology) if lexicon or ontology else coder

    patch.setattr(dragoman.faces.lexicon, "Coder", make)
    yield patch
    patch.undo()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "desk" / "lexicon").mkdir(parents=True)
    return tmp_path / "desk"


def write(desk: Path, text: str) -> str:
    path = desk / "lexicon" / "mine.yaml"
    path.write_text(text)
    return str(path)


def test_our_lexicon_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lexicon", "check"]) == 0
    out, err = capsys.readouterr()
    counts = {line.split()[0]: line.split()[-1] for line in out.splitlines()}
    assert int(counts["all"].replace(",", "")) >= 2500 and len(counts) == 19
    assert err.startswith("dragoman: no problem, ") and not err.startswith("dragoman: no problem, 0 ")


def test_every_slip_is_printed_with_its_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(desk, "category: ASSAULT\ngroups:\n- verbs: |\n    zap obj:GADGETS\n  colour: red\n  mode: zapping\n")
    assert cli.run(["lexicon", "check", str(desk)]) == 4
    out, err = capsys.readouterr()
    assert f"{path}:4: 'zap obj:GADGETS': no class GADGETS; there are" in out
    assert f"{path}:5: `groups.0`: no field `colour`; there are verbs, nouns" in out
    assert f"{path}:6: ASSAULT has no mode 'zapping'; it has" in out
    assert "3 problems, examples not tried" in err


def test_examples_are_tried(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = ["The army zapped the port.", "Norland praised Riverland.", "Norland snarfed the port."]
    text = "category: ASSAULT\ngroups:\n- verbs: zap obj\n  examples: [{}]\n".format(", ".join(examples))
    path = write(desk, text + "- verbs: zap obj:luck\n  category: NONE\n  examples:\n  - Norland attacked the port.\n")
    assert cli.run(["lexicon", "check", "--json", str(desk)]) == 4
    checked = json.loads(capsys.readouterr().out)
    assert checked["problems"] == [
        f"{path}:4: the example 'Norland praised Riverland.' should tell of ASSAULT, and tells of SUPPORT",
        f"{path}:4: the example 'Norland snarfed the port.' should tell of ASSAULT, and tells of nothing",
        f"{path}:8: the example 'Norland attacked the port.' should tell of nothing, and tells of ASSAULT",
    ]
    assert checked["own"] == {"ASSAULT": 1, "NONE": 1} and checked["entries"]["ASSAULT"] > 500


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("lexicon/words/classes.yaml", "classes: [a]\n", "classes.yaml:1: `classes`: expected `object`, got `array`"),
        ("ontology/plover.yaml", "categories: {PRAY: {quad: 1}}\n", "plover.yaml:1: "),
        ("lexicon/own.txt", "- * CITY [190]\n", "own.txt:1: a pattern stands before any verb"),
        ("mine.yaml", "category: AID\n", "nothing here is read; tables lie in folders"),
    ],
)
def test_other_tables_of_an_overlay(
    tmp_path: Path, name: str, text: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    assert cli.run(["lexicon", "check", str(tmp_path)]) == 4
    assert says in capsys.readouterr().out


def test_an_ontology_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "ontology.yaml").write_text("categories:\n  PRAY: {quad: 1, score: 2}\n")
    (tmp_path / "lexicon" / "pray.yaml").write_text("category: PRAY\ngroups:\n- verbs: pray for\n")
    (tmp_path / "examples.tsv").write_text("sentence\tcategory\nThe bishop slept.\tPRAY\n")
    assert cli.run(["lexicon", "check", "--ontology", str(tmp_path)]) == 4
    out = capsys.readouterr().out
    assert f"{tmp_path / 'examples.tsv'}:2: " in out and "PRAY" in out and "ASSAULT" not in out
    (tmp_path / "examples.tsv").write_text("sentence\tcategory\nThe bishop prayed for the nurses.\tPRAY\n")
    assert cli.run(["lexicon", "check", "--ontology", str(tmp_path)]) == 0
    capsys.readouterr()
    assert cli.run(["lexicon", "try", "Nuns prayed for Norland.", "--ontology", str(tmp_path)]) == 0
    assert "pray.yaml:pray for" in capsys.readouterr().out


def test_try_shows_events_and_what_was_missed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lexicon", "try", f"{RECALL} Norland may recall its ship."]) == 0
    out = capsys.readouterr().out
    assert "SANCTION withdraw  Norland  Riverland   reported" in out and "sanction.yaml:recall obj:" in out
    (missed,) = [line for line in out.splitlines() if line.startswith("recall ")]
    assert "no frame is met" in missed and 'obj: "ship"' in missed
    assert cli.run(["lexicon", "try", RECALL, "--json"]) == 0
    (reading,) = json.loads(capsys.readouterr().out)
    assert [e["category"] for e in reading["events"]] == ["SANCTION"]


def test_why_names_entries_parties_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lexicon", "why", "Norland did not recall its envoy from Riverland in a price war."]) == 0
    out = capsys.readouterr().out
    assert '"recall" (verb "recall"): SANCTION withdraw' in out
    assert "sanction.yaml:" in out and "met" in out
    assert "actors: Norland (in subj; nobody in by, poss)" in out
    assert "recipients: Riverland (in from" in out
    assert "status: negated, by predicates.yaml:not" in out
    assert '"war" (noun "war"): part of an idiom' in out


@pytest.mark.parametrize(
    ("sentence", "word", "outcome"),
    [
        ("Gunmen opened fire on a bus, killing two nurses.", "killing", "the toll of a deed"),
        ("Norland agreed to send troops to Riverland.", "send", "part of what a word above it tells of"),
        ("The floods killed forty people.", "killed", "tells of nothing"),
        ("Norland suspended aid.", "suspended", "SANCTION, which wants a recipient"),
        ("Norland built a road to help the farmers.", "help", "what something else was done for"),
    ],
)
def test_why_says_why_nothing_is_told(
    sentence: str, word: str, outcome: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["lexicon", "why", sentence]) == 0
    (line,) = [li for li in capsys.readouterr().out.splitlines() if li.startswith(f'"{word}" (')]
    assert outcome in line


def test_a_lexicon_of_ones_own_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.txt"
    path.write_text("GLORM {GLORMED} [190]\n")
    assert cli.run(["lexicon", "why", "The chancellor glormed the port.", "--lexicon", str(path)]) == 0
    assert "own.txt:1" in capsys.readouterr().out
    assert cli.run(["lexicon", "why", "The chancellor glormed the port."]) == 0
    assert "no entry for any of its words" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["try", " "], 2, "there is no sentence"),
        (["why", "word " * 3000], 2, "at most 10,000"),
        (["try", RECALL, "--lexicon", "/none"], 4, "is not a folder"),
        (["check", "/none"], 4, "is not a folder"),
        (["try"], 2, "SENTENCE"),
    ],
)
def test_one_clear_sentence(arguments: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lexicon", *arguments]) == code
    err = capsys.readouterr().err
    assert says in err and "Traceback" not in err


@pytest.mark.parametrize(
    "sentence", ["🔥🔥", "\x1b[2J attack", "POLICE ARREST 30", "and, or; (the) -- of", "Die Polizei kam."]
)
def test_odd_sentences(sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lexicon", "why", sentence]) == 0
    assert cli.run(["lexicon", "try", sentence]) == 0
    assert "\x1b" not in capsys.readouterr().out
