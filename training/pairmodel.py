"""An experiment, not shipped: what one marked party does to the other, judged from the whole sentence by a model.

all-MiniLM-L6-v2 with the parties marked (the method of Baldini Soares et al., ACL 2019), trained on the project's
corpus by `training/train.py`, run by ONNX Runtime. It is loaded when it is first asked.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman.errors import ModelError

FOLDER = Path(__file__).resolve().parent.parent / "build" / "model"
# A party far down a long sentence is kept in view: so many characters of the sentence go to the model, around the pair.
REACH = 500
SIGNS = ("@", "#")  # around the actor, around the recipient
# From this confidence on the lexicon's word on a pair is given to the model as sure.
SURE = 0.6


class Judgement(NamedTuple):
    """categories: probability of each; modes: the likeliest of each category, "" where none is likely."""

    categories: dict[str, float]
    modes: dict[str, str]


class About(msgspec.Struct, frozen=True):
    """The layout of `model.json`. length: tokens that are read at the most; sha256: of each file beside it."""

    categories: list[str]
    modes: list[str]
    length: int
    sha256: dict[str, str]


class PairModel:
    """Reads `pairs.onnx`, `tokenizer.json` and `model.json` of a folder.

    Raises: ModelError where a file is missing or its checksum is not the one it was shipped with.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    @functools.cached_property
    def about(self) -> About:
        """Labels, length and checksums. Raises: ModelError, as above."""
        try:
            about = msgspec.json.decode((self.folder / "model.json").read_bytes(), type=About)
            for name, checksum in about.sha256.items():
                if hashlib.sha256((self.folder / name).read_bytes()).hexdigest() != checksum:
                    raise ModelError(
                        f"{self.folder / name} is not the file that Dragoman was shipped with; reinstall dragoman"
                    )
        except (OSError, msgspec.DecodeError) as error:
            raise ModelError(f"the model in {self.folder} cannot be read ({error}); reinstall dragoman") from None
        return about

    @functools.cached_property
    def _session(self) -> Any:
        import onnxruntime

        assert self.about  # the checksums come first
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(
            str(self.folder / "pairs.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @functools.cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(self.about.length)
        tokenizer.no_padding()
        return tokenizer

    def judge(
        self, sentence: str, actor: tuple[int, int] | None, recipient: tuple[int, int] | None, lexicon: str = ""
    ) -> Judgement:  # fmt: skip
        """What `actor` does to `recipient` (characters of the sentence; None where there is none).

        Args: lexicon: what the lexicon makes of the pair, as `hint` puts it.
        """
        import numpy as np

        fed = self._tokenizer.encode(lexicon + marked(sentence, actor, recipient))
        ids = np.array([fed.ids], dtype=np.int64)
        scores, modes = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        weights = np.exp(scores[0] - scores[0].max())
        weights /= weights.sum()
        best: dict[str, tuple[float, str]] = {}
        for name, score in zip(self.about.modes, modes[0].tolist(), strict=True):
            category, _, mode = name.partition(" ")
            if score > 0 and score > best.get(category, (0.0, ""))[0]:
                best[category] = (score, mode)
        return Judgement(
            dict(zip(self.about.categories, weights.tolist(), strict=True)), {c: mode for c, (_, mode) in best.items()}
        )


def hint(category: str, mode: str, confidence: float) -> str:
    """What the lexicon makes of a pair, in words that go before the sentence; "" where it says nothing."""
    if not category:
        return ""
    return f"{'surely' if confidence >= SURE else 'perhaps'} {category.lower()} {mode}".strip() + " : "


def marked(text: str, actor: tuple[int, int] | None, recipient: tuple[int, int] | None) -> str:
    """The sentence, cut around the pair where it is long, with a sign before and behind each party."""
    spans = [s for s in (actor, recipient) if s]
    start = max(0, min((s[0] for s in spans), default=0) - REACH)
    end = max((s[1] for s in spans), default=len(text)) + REACH
    marks = []
    for sign, span in zip(SIGNS, (actor, recipient), strict=True):
        if span:
            marks += [(span[0], 1, sign + " "), (span[1], 0, " " + sign)]
    text = text[:end]
    for at, _, sign in sorted(marks, reverse=True):
        text = text[:at] + sign + text[at:]
    return text[start:]
