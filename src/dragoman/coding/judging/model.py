"""The model that judges events: ONNX Runtime over the files of `data/model/`, loaded when it is first asked."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from ...errors import ModelError
from .question import Asked, Question
from .verdict import Shares, Verdict
from .weigh import Weights

# Questions that are judged in one go; of more, the short ones would be filled up to the longest.
AT_ONCE = 8


class About(msgspec.Struct, frozen=True):
    """The layout of `model.json`. length: tokens that are read at the most; sha256: of each file beside it; weights:
    how its word is weighed against the rules'."""

    categories: list[str]
    modes: list[str]
    statuses: list[str]
    contexts: list[str]
    length: int
    sha256: dict[str, str]
    weights: Weights = Weights()


class Judge:
    """Reads `judge.onnx`, `tokenizer.json` and `model.json` of a folder.

    Raises: ModelError where a file is missing or its checksum is not the one it was shipped with.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loading = threading.Lock()

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
        options.intra_op_num_threads = 1  # the other cores code the next reports
        return onnxruntime.InferenceSession(
            str(self.folder / "judge.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @functools.cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        assert self.about  # the checksums come first
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(self.about.length)
        tokenizer.no_padding()
        return tokenizer

    def start(self, questions: Sequence[Question]) -> Future[list[Verdict]]:
        """Judges beside whatever else is done: the arithmetic needs no Python."""
        return self._beside.submit(self.judge, questions)

    @functools.cached_property
    def _beside(self) -> ThreadPoolExecutor:
        # Two, so that one computes while the other waits for its turn at Python.
        return ThreadPoolExecutor(2, thread_name_prefix="judge")

    def judge(self, questions: Sequence[Question]) -> list[Verdict]:
        """A verdict on each question, in their order."""
        asked = [q.asked() for q in questions]
        with self._loading:  # once, whichever thread comes first
            tokenizer, _ = self._tokenizer, self._session
        fed = [tokenizer.encode(a.text) for a in asked]
        order = sorted(range(len(fed)), key=lambda i: len(fed[i].ids))
        verdicts: dict[int, Verdict] = {}
        for start in range(0, len(order), AT_ONCE):
            rows = order[start : start + AT_ONCE]
            scored = self._score([fed[i].ids for i in rows])
            for k, row in enumerate(rows):
                verdicts[row] = self._verdict(asked[row], fed[row].offsets, [table[k] for table in scored])
        return [verdicts[i] for i in range(len(fed))]

    def _score(self, fed: list[list[int]]) -> list[np.ndarray]:
        """Categories, modes, statuses, contexts and roles of some questions as shares, a row each."""
        longest = max(map(len, fed))
        ids = np.zeros((len(fed), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(fed):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        categories, modes, statuses, contexts, roles = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask}
        )
        return [_softmax(categories), _sigmoid(modes), _softmax(statuses), _sigmoid(contexts), _sigmoid(roles)]

    def _verdict(self, asked: Asked, offsets: list[tuple[int, int]], scored: list[np.ndarray]) -> Verdict:
        about = self.about

        def named(names: list[str], shares: np.ndarray) -> Shares:
            return dict(zip(names, shares.tolist(), strict=True))

        roles = [
            (place, (acts, suffers))
            for (start, end), (acts, suffers) in zip(offsets, scored[4].tolist(), strict=False)
            if end and (place := asked.origin(start, end)) is not None
        ]
        return Verdict(
            named(about.categories, scored[0]), named(about.modes, scored[1]), named(about.statuses, scored[2]),
            named(about.contexts, scored[3]), tuple(roles),
        )  # fmt: skip


def _softmax(scores: np.ndarray) -> np.ndarray:
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))
