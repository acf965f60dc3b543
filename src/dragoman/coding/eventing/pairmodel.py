"""The model beside the lexicon: what one marked party does to the other, judged from the whole sentence.

all-MiniLM-L6-v2 with the parties marked (the method of Baldini Soares et al., ACL 2019), trained on the project's
corpus by `training/train.py`, run by ONNX Runtime. It is loaded when it is first asked.
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from ...errors import ModelError

FOLDER = Path(__file__).resolve().parents[2] / "data" / "model"
# A party far down a long sentence is kept in view: so many characters of the sentence go to the model, around the pair.
REACH = 500


class Judgement(NamedTuple):
    """categories: probability of each; modes: the likeliest of each category, "" where none is likely."""

    categories: dict[str, float]
    modes: dict[str, str]


class PairModel:
    """Reads `pairs.onnx`, `tokenizer.json` and `model.json` of a folder.

    Raises: ModelError where a file is missing or its checksum is not the one it was shipped with.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        try:
            about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            for name, checksum in about["sha256"].items():
                if hashlib.sha256((folder / name).read_bytes()).hexdigest() != checksum:
                    raise ModelError(
                        f"{folder / name} is not the file that Dragoman was shipped with; reinstall dragoman"
                    )
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the model in {folder} cannot be read ({error}); reinstall dragoman") from None
        self.categories: list[str] = about["categories"]
        self.modes: list[str] = about["modes"]
        self.signs: list[str] = about["signs"]
        self.length: int = about["length"]
        self.checksum: str = about["sha256"]["pairs.onnx"]

    @functools.cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(
            str(self.folder / "pairs.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @functools.cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(self.length)
        tokenizer.no_padding()
        return tokenizer

    def judge(self, sentence: str, actor: tuple[int, int] | None, recipient: tuple[int, int] | None) -> Judgement:
        """What `actor` does to `recipient` (characters of the sentence; None where there is none)."""
        import numpy as np

        fed = self._tokenizer.encode(marked(sentence, actor, recipient, self.signs))
        ids = np.array([fed.ids], dtype=np.int64)
        scores, modes = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        weights = np.exp(scores[0] - scores[0].max())
        weights /= weights.sum()
        best: dict[str, tuple[float, str]] = {}
        for name, score in zip(self.modes, modes[0].tolist(), strict=True):
            category, _, mode = name.partition(" ")
            if score > 0 and score > best.get(category, (0.0, ""))[0]:
                best[category] = (score, mode)
        return Judgement(
            dict(zip(self.categories, weights.tolist(), strict=True)), {c: mode for c, (_, mode) in best.items()}
        )


def marked(
    text: str, actor: tuple[int, int] | None, recipient: tuple[int, int] | None, signs: list[str]
) -> str:  # fmt: skip
    """The sentence, cut around the pair where it is long, with a sign before and behind each party."""
    spans = [s for s in (actor, recipient) if s]
    start = max(0, min((s[0] for s in spans), default=0) - REACH)
    end = max((s[1] for s in spans), default=len(text)) + REACH
    marks = []
    for sign, span in zip(signs, (actor, recipient), strict=True):
        if span:
            marks += [(span[0], 1, sign + " "), (span[1], 0, " " + sign)]
    text = text[:end]
    for at, _, sign in sorted(marks, reverse=True):
        text = text[:at] + sign + text[at:]
    return text[start:]
