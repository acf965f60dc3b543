"""Files of the lexicon: each entry knows its line, and each slip is named with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.eventing.lexicon import Lexicon
from dragoman.coding.ontology import Ontology
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge

FILE = """category: ASSAULT   # ünicode before the entries
groups:
- mode: firearms
  verbs: |
    zap obj, snarf

    frob obj:fire
  nouns: zapping, zap mod:gun,
    zapfest of
  adjectives: "zappy,\\
    zappish to"
  contexts: military
  examples:
  - Norland zapped the port.
- verbs: >
    gulp obj
    down
  category: NONE
"""


def load(folder: Path, text: str, problems: list[str] | None = None) -> Lexicon:
    (folder / "lexicon").mkdir(exist_ok=True)
    (folder / "lexicon" / "mine.yaml").write_text(text, encoding="utf-8")
    knowledge = Knowledge([folder])
    return Lexicon(knowledge, Ontology(knowledge), problems)


def test_every_entry_that_ships_stands_on_its_line() -> None:
    knowledge = Knowledge()
    files: dict[str, list[str]] = {}
    for entry in Lexicon(knowledge, Ontology(knowledge)):
        lines = files.setdefault(entry.path, Path(entry.path).read_text(encoding="utf-8").splitlines())
        assert entry.text in lines[entry.line - 1], entry
        assert not entry.own


def test_lines_in_blocks_and_in_folded_and_quoted_text(tmp_path: Path) -> None:
    lexicon = load(tmp_path, FILE)
    lines = {e.text: e.line for e in lexicon if e.own}
    assert lines == {
        "zap obj": 5, "snarf": 5, "frob obj:fire": 7, "zapping": 8, "zap mod:gun": 8, "zapfest of": 9, "zappy": 10,
        "zappish to": 11, "gulp obj down": 16,
    }  # fmt: skip
    (example,) = [e for e in lexicon.examples if e.path.name == "mine.yaml"]
    assert (example.sentence, example.line, example.category) == ("Norland zapped the port.", 14, "ASSAULT")


@pytest.mark.parametrize(
    ("wrong", "right", "line", "says"),
    [
        ("frob obj:GADGETS", "frob obj:fire", 7, "'frob obj:GADGETS': no class GADGETS; there are "),
        ("frob obj:", "frob obj:fire", 7, "'obj:' is no condition; write slot, slot:word or slot:CLASS"),
        ("frob Obj", "frob obj:fire", 7, "'Obj' is no condition"),
        (":fire", "frob obj:fire", 7, "':fire' is no lemma"),
        ("mode: zapping", "mode: firearms", 3, "ASSAULT has no mode 'zapping'; it has "),
        ("contexts: militry", "contexts: military", 12, "no context 'militry'; there are military, "),
        ("category: ASALT", "category: NONE", 18, "no category 'ASALT' in the ontology; it has "),
        ("colour: red", "contexts: military", 12, "no field `colour`; there are verbs, nouns, "),
        ("contexts: [military]", "contexts: military", 12, "`groups.0.contexts`: expected `str`, got `array`"),
        ("contexts: military\n  confidence: 3", "contexts: military", 13, "expected `float` <= 1.0"),
        ("contexts: military\n  mode: aerial", "contexts: military", 13, "the key `mode` stands twice"),
        ("  - [Norland]", "  - Norland zapped the port.", 14, "expected `str`, got `array`"),
        ("contexts: 'military", "contexts: military", 19, "not valid YAML"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, wrong: str, right: str, line: int, says: str) -> None:
    text = FILE.replace(right, wrong)
    with pytest.raises(KnowledgeError) as error:
        load(tmp_path, text)
    path = tmp_path / "lexicon" / "mine.yaml"
    assert f"{path}:{line}: " in str(error.value) and says in str(error.value)


def test_an_error_in_line_812(tmp_path: Path) -> None:
    entries = [f"    zap{n} obj" for n in range(812 - 4)]
    entries.append("    zap with:GADGETS")
    text = "category: ASSAULT\ngroups:\n- verbs: |\n" + "\n".join(entries) + "\n    zip obj\n"
    assert text.splitlines()[811] == "    zap with:GADGETS"
    with pytest.raises(KnowledgeError, match=r"mine\.yaml:812: 'zap with:GADGETS': no class GADGETS"):
        load(tmp_path, text)


def test_all_slips_of_a_file_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    problems: list[str] = []
    text = (
        "category: ASSAULT\ngroups:\n- 7\n- verbs: |\n    zap obj\n    frob obj:GADGETS\n    :x\n  colour: red\n"
        "- mode: zapping\n  confidence: 3\n  nouns: zapfest\n  examples:\n  - 3\n  - Hello.\n"
    )
    lexicon = load(tmp_path, text, problems)
    path = f"{tmp_path / 'lexicon' / 'mine.yaml'}:"
    assert sorted(int(p.removeprefix(path).partition(":")[0]) for p in problems) == [3, 6, 7, 8, 9, 10, 13]
    assert {e.text for e in lexicon if e.own} == {"zap obj", "zapfest"}
    assert lexicon.examples[-1].line == 14


@pytest.mark.parametrize("text", ["", "[" * 5000, "category: &a [*a]\n", "- 1\n", "a: 2024-02-31\n", "\ttab: 1"])
def test_hostile_files_are_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"mine\.yaml:\d+: "):
        load(tmp_path, text)
