"""The shipped model: what it answers, and that a changed file is refused."""

import shutil

import pytest

from dragoman.coding.judging import Judge, Question
from dragoman.coding.judging.events import FOLDER
from dragoman.errors import ModelError


@pytest.fixture(scope="module")
def judge():
    return Judge(FOLDER)


def likeliest(shares):
    return max(shares, key=shares.__getitem__)


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "trigger", "category"),
    [
        ("Norland shelled Lowland's port at dawn.", "Norland", "Lowland", "shelled", "ASSAULT"),
        ("The minister condemned Lowland over the arrests.", "The minister", "Lowland", "condemned", "ACCUSE"),
        ("Police arrested forty students in Westport.", "Police", "forty students", "arrested", "COERCE"),
    ],
)
def test_what_it_answers(judge, text, actor, recipient, trigger, category):
    def at(words):
        return text.index(words), text.index(words) + len(words)

    verdict = judge.judge([Question(text, at(actor), at(recipient), at(trigger))])[0]
    assert likeliest(verdict.categories) == category
    assert sum(verdict.categories.values()) == pytest.approx(1, abs=1e-3)
    assert sum(verdict.statuses.values()) == pytest.approx(1, abs=1e-3)


def test_answers_do_not_depend_on_what_else_is_asked(judge):
    short = Question("Norland shelled Lowland.", (0, 7), (16, 23), (8, 15))
    long = Question("After weeks of talks in Westport, " * 9 + "Norland met Lowland.", None, None, None)
    alone, together = judge.judge([short])[0], judge.judge([long, short])[1]
    assert likeliest(alone.categories) == likeliest(together.categories)
    for name, share in alone.categories.items():
        assert together.categories[name] == pytest.approx(share, abs=0.05)  # weights of 8 bits, rounded by batch


def test_odd_texts_get_an_answer(judge):
    odd = ["", " ", "😀😀😀", "北京说话", "A" * 5000, "met " * 5000, "ALL CAPITALS HERE", "\x00\x01"]
    assert len(judge.judge([Question(t, (0, 1) if t else None) for t in odd])) == len(odd)


@pytest.mark.parametrize("name", ["judge.onnx", "tokenizer.json"])
def test_a_file_that_is_cut_or_swapped_is_refused(tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=f"{name} is not the file"):
        Judge(folder).judge([Question("Norland met Lowland.")])


@pytest.mark.parametrize("name", ["judge.onnx", "tokenizer.json", "model.json"])
def test_a_missing_file_is_named(tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        Judge(folder).judge([Question("Norland met Lowland.")])
