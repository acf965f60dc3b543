"""The faster pipeline gives what spaCy's own gives, token by token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.language.fast import Pipeline
from dragoman.language.fast.encoder import Encoder
from dragoman.language.parser import DEFAULT_MODEL

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FIELDS = ("tag_", "pos_", "dep_", "lemma_", "ent_type_", "ent_iob_", "is_sent_start")
HARD = [
    "",
    " ",
    "\n\n  Two\n\nparagraphs , and  spaces \t",
    "Let's go; ain't y'all gonna see 'em? I dunno, there's nothin' doin'.",
    "naïve café 🙂🙂 東京 الأخبار ½ 3,000 -- ... 'n' U.S.-led U.N.",
    "x" * 3000,
    "Berlin",
    "The New York",
    "A " * 700,
    "IN GENEVA, FOREIGN MINISTERS OF GREAT BRITAIN AND THE UNITED STATES OF AMERICA MET ON 3 MARCH 2011",
]


@pytest.fixture(scope="module")
def bare() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def fast() -> tuple[Language, Pipeline]:
    nlp = spacy.load(DEFAULT_MODEL)
    return nlp, Pipeline(nlp)


def texts() -> list[str]:
    found = [p.read_text(encoding="utf-8") for p in sorted((SAMPLES / "wikinews").glob("*.txt"))]
    days = (SAMPLES / "chronicle" / "2022-02.jsonl").read_text(encoding="utf-8").splitlines()
    return found + [json.loads(day)["text"] for day in days[:8]] + HARD


def tokens(docs: list[Doc]) -> Iterator[tuple[object, ...]]:
    for doc in docs:
        for t in doc:
            yield (t.text, t.head.i, str(t.morph), *(getattr(t, field) for field in FIELDS))


def test_it_is_really_the_fast_one(fast: tuple[Language, Pipeline]) -> None:
    nlp, pipeline = fast
    own = {type(step.__self__).__name__ for step in pipeline._steps if hasattr(step, "__self__")}
    assert own == {"NameFinder", "WordClasses", "Lemmas"}
    assert nlp.get_pipe("tok2vec").model.name == "fast_tok2vec"  # type: ignore[attr-defined]


def test_the_same_for_every_token(bare: Language, fast: tuple[Language, Pipeline]) -> None:
    nlp, pipeline = fast
    expected = list(bare.pipe(texts(), batch_size=7))
    for size in (3, 100):
        batches = [texts()[i : i + size] for i in range(0, len(texts()), size)]
        got = [doc for batch in batches for doc in pipeline.annotate([nlp.make_doc(t) for t in batch])]
        assert list(tokens(got)) == list(tokens(expected))


def test_forms_beyond_what_is_kept_are_worked_out_again(
    bare: Language, fast: tuple[Language, Pipeline], monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp, pipeline = fast
    monkeypatch.setattr(f"{Encoder.__module__}.FORMS", 50)
    text = texts()[0]
    assert list(tokens(pipeline.annotate([nlp.make_doc(text)]))) == list(tokens([bare(text)]))
