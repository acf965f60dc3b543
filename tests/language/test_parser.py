"""The parse: offsets that fit the text, sentences kept, models checked, long and odd input."""

from __future__ import annotations

import shutil

import pytest

from dragoman.errors import ModelError
from dragoman.knowledge import Knowledge
from dragoman.language import Parser, SentenceSplitter
from dragoman.language import parser as module

SPLITTER = SentenceSplitter(Knowledge())


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "One. Two three.",
        "x" * 5000 + " said no.",
        "a  b\n\n\tc " + "y" * 300,
        "🙂 اللغة العربية. 中文。",
        "  lead",
    ],
)
def test_tokens_give_the_text_back(parser: Parser, text: str) -> None:
    doc = parser.parse(text, SPLITTER.split(text))
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_sentences_are_the_splitters(parser: Parser) -> None:
    text = "The U.S. President met Gen. Rask. They talked\n\nA heading without a stop\n\nThen they left."
    spans = SPLITTER.split(text)
    assert [text[a:b] for a, b in spans] == [s.text.strip() for s in parser.parse(text, spans).sents]


def test_a_long_text_is_parsed_in_parts_with_offsets_of_the_whole(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PART", 200)
    text = " ".join(f"Police arrested {n} protesters in Lima on Monday." for n in range(30))
    first, second = parser.parse_many([(text, SPLITTER.split(text)), ("Rask left.", SPLITTER.split("Rask left."))])
    assert first.text == text
    assert len(list(first.sents)) == 30
    assert [t.text for t in first if t.lemma_ == "arrest"] == ["arrested"] * 30
    assert second.text == "Rask left."


def test_a_missing_model_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        Parser("no_such_model")


def test_a_swapped_model_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "model"
    shutil.copytree(module._folder(module.DEFAULT_MODEL), copy)
    (copy / "config.cfg").write_text((copy / "config.cfg").read_text() + "\n")
    monkeypatch.setattr(module, "_folder", lambda name: copy)
    with pytest.raises(ModelError, match="checksum"):
        Parser()
