"""Tables of knowledge: read, joined with a user's, and slips named."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, join, read_tsv, read_yaml


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    some: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    effects: dict[str, str] = {}
    least: int | None = None


class Row(msgspec.Struct, frozen=True):
    name: str
    number: int = 0
    others: tuple[str, ...] = ()


def test_tables_are_joined() -> None:
    shipped = Words(frozenset({"a"}), ("x",), {"up": "more", "down": "less"}, 3)
    assert join([shipped]) == shipped
    own = Words(frozenset({"b"}), ("y",), {"up": "higher"})
    assert join([shipped, own]) == Words(frozenset({"a", "b"}), ("x", "y"), {"up": "higher", "down": "less"}, 3)
    assert join([shipped, Words(least=0)]).least == 0


def test_an_overlay_comes_on_top(tmp_path: Path) -> None:
    class Tense(msgspec.Struct, frozen=True):
        future_modals: frozenset[str] = frozenset()

    shipped = Knowledge()
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "tense.yaml").write_text("future_modals: [wilt]\n")
    own = Knowledge([tmp_path])
    assert own.table("times/tense.yaml", Tense).future_modals == {
        *shipped.table("times/tense.yaml", Tense).future_modals, "wilt"
    }  # fmt: skip
    assert own.version != shipped.version and len(own.version) == 12


def test_rows_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("# a comment\nname\tnumber\tothers\nOne\t1\tUno | Un\n\nTwo\n", encoding="utf-8")
    assert read_tsv(path, Row) == [Row("One", 1, ("Uno", "Un")), Row("Two")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name\tcolour\nOne\tred\n", r"rows\.tsv:1: unknown columns \['colour'\]"),
        ("name\tnumber\nOne\t1\nTwo\tmany\n", r"rows\.tsv:3: "),
        ("name\nOne\t1\n", r"rows\.tsv:2: 2 cells, but 1 columns"),
        ("name\tnumber\n\t1\n", r"rows\.tsv:2: .*name"),
    ],
)
def test_a_slip_is_named_with_file_and_line(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text(content)
    with pytest.raises(KnowledgeError, match=says):
        read_tsv(path, Row)


def test_yaml_that_breaks_its_schema(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("some: [a\n")
    with pytest.raises(KnowledgeError, match=r"words\.yaml:2: not valid YAML"):
        read_yaml(path, Words)
    path.write_text("colour: [red]\n")
    with pytest.raises(KnowledgeError, match=r"words\.yaml:1: no field `colour`; there are some, order, effects"):
        read_yaml(path, Words)
    path.write_bytes(b"some: [\xff]\n")
    with pytest.raises(KnowledgeError, match=r"words\.yaml is not UTF-8 \(byte 7\)"):
        read_yaml(path, Words)


def test_overlays_and_lists_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="is not a folder"):
        Knowledge([tmp_path / "none"])
    with pytest.raises(KnowledgeError, match="is not a file"):
        Knowledge(actors=[tmp_path])
    with pytest.raises(KnowledgeError, match="there is no table no/such"):
        Knowledge().rows("no/such.tsv", Row)
