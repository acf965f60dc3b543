"""spaCy's token vectors, the same numbers in a fraction of the time.

Two thirds of the time of spaCy's small pipelines goes into the two token encoders ("tok2vec", and one inside "ner"):
embeddings of a word's form, then four layers that look at its neighbours (`MultiHashEmbed.v2` and
`MaxoutWindowEncoder.v2` in spaCy's documentation). What depends on the form alone is computed here once a form and
kept; the layers run over blocks that stay in the processor's cache, their three pieces side by side so that the
largest is taken with whole-row operations. The arithmetic is spaCy's; only the order of float additions differs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model

from .blas import Floats, one_thread, weights

# Rows of the neighbours' matrix at a time: 512 rows of 288 floats are 0.6 MB, which a core's second cache holds.
BLOCK = 512
# Forms kept at the most, 96 floats each: 12 MB an encoder.
FORMS = 32_000
_ODD = np.uint64(0x9E3779B97F4A7C15)


def replace_encoder(component: Any) -> None:
    """Puts a fast encoder where a component has one of the layout described above; another stays as it is."""
    model = component.model
    for node in list(model.walk()):
        if (fast := _fast(node)) is not None:
            if node is model:
                component.model = fast
            else:
                model.replace_node(node, fast)
            return


def _fast(node: Model) -> Model | None:
    """A model that does what `node` does, where it is an encoder that can be done fast."""
    if len(node.layers) != 2:
        return None
    embed, encode = node.layers
    if [layer.name.split("(")[0] for layer in embed.layers] != [
        "extract_features", "list2ragged", "with_array", "with_array", "ragged2list",
    ] or not encode.name.startswith("with_array(residual("):  # fmt: skip
        return None
    try:
        encoder = Encoder(embed, encode)
    except (KeyError, ValueError, IndexError):
        return None
    return Model("fast_tok2vec", encoder.forward, dims={"nO": node.get_dim("nO")})


class Encoder:
    """Does the work of spaCy's embedding model `embed` and encoding model `encode`."""

    def __init__(self, embed: Model, encode: Model) -> None:
        features, _, hashes, mix, _ = embed.layers
        self.columns: list[Any] = list(features.attrs["columns"])
        self.embed: Callable[[Any], Any] = lambda keys: mix.predict(hashes.predict(keys))
        self.pad: int = encode.attrs["pad"]
        residuals = encode.layers[0].layers
        self.layers = [_Layer(residual) for residual in residuals]
        self.width = self.layers[0].width
        self._rows: dict[int, int] = {}
        self._table: Floats = np.zeros((0, self.width), dtype=np.float32)

    def forward(
        self, model: Model, docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Floats], Callable[[Any], list[Doc]]]:
        """The vectors of each document's tokens, as thinc calls for them."""
        lengths = [len(doc) for doc in docs]
        rows = np.zeros((sum(lengths) + self.pad * (1 + sum(n > 0 for n in lengths)), self.width), dtype=np.float32)
        at, starts = 0, []
        for doc in docs:
            at += self.pad if len(doc) else 0
            starts.append(at)
            at += len(doc)
        for doc, start in zip(docs, starts, strict=True):
            if len(doc):
                rows[start : start + len(doc)] = self._forms(doc)
        with one_thread():
            for layer in self.layers:
                layer.add(rows)
        return [rows[s : s + n] for s, n in zip(starts, lengths, strict=True)], lambda dY: []

    def _forms(self, doc: Doc) -> Floats:
        """The vectors of the tokens' forms, those not met before computed by spaCy's own layers."""
        features = doc.to_array(self.columns).astype(np.uint64, copy=False).reshape(len(doc), -1)
        keys = np.zeros(len(doc), dtype=np.uint64)
        for column in features.T:
            keys = (keys ^ column) * _ODD
            keys ^= keys >> np.uint64(29)
        unique, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        listed = unique.tolist()
        if len(self._rows) + len(listed) > FORMS:
            self._rows, self._table = {}, self._table[:0]
        new = [i for i, key in enumerate(listed) if key not in self._rows]
        if new:
            vectors = self.embed(features[first[new]])
            base = len(self._rows)
            self._rows.update((listed[i], base + n) for n, i in enumerate(new))
            if base + len(new) > len(self._table):
                grown = np.zeros((max(1024, 2 * (base + len(new))), self.width), dtype=np.float32)
                grown[:base] = self._table[:base]
                self._table = grown
            self._table[base : base + len(new)] = vectors
        return self._table[np.array([self._rows[key] for key in listed])[inverse]]


class _Layer:
    """One residual layer: each token with its neighbours through a matrix, the largest of three, made even, added."""

    def __init__(self, residual: Model) -> None:
        nodes = {node.name: node for node in residual.walk()}
        window, maxout, norm = nodes["expand_window"], nodes["maxout"], nodes["layernorm"]
        if window.attrs["window_size"] != 1:
            raise ValueError("not the window that this file knows")
        matrix, bias = weights(maxout, "W"), weights(maxout, "b")
        self.width, self.pieces, window_width = matrix.shape
        if window_width != 3 * self.width:
            raise ValueError("not the window that this file knows")
        self.matrix: Floats = np.ascontiguousarray(matrix.transpose(1, 0, 2).reshape(-1, window_width).T)
        self.bias: Floats = np.ascontiguousarray(bias.T.reshape(-1))
        self.gain: Floats = weights(norm, "G")
        self.shift: Floats = weights(norm, "b")

    def add(self, rows: Floats) -> None:
        """Adds the layer's output to `rows` in place."""
        n, width = len(rows), self.width
        near = np.zeros((min(BLOCK, n), 3 * width), dtype=np.float32)
        out = np.empty((len(near), self.pieces * width), dtype=np.float32)
        before = np.zeros(width, dtype=np.float32)
        for start in range(0, n, BLOCK):
            end = min(n, start + BLOCK)
            block, mine, got = rows[start:end], near[: end - start], out[: end - start]
            mine[:, width : 2 * width] = block
            mine[0, :width] = before
            mine[1:, :width] = block[:-1]
            mine[:-1, 2 * width :] = block[1:]
            mine[-1, 2 * width :] = rows[end] if end < n else 0
            before = block[-1].copy()
            np.matmul(mine, self.matrix, out=got)
            got += self.bias
            best = got[:, :width]
            for piece in range(1, self.pieces):
                np.maximum(best, got[:, piece * width : (piece + 1) * width], out=best)
            best -= best.mean(axis=1, keepdims=True)
            spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(1e-8)
            best *= (1 / np.sqrt(spread))[:, None]
            best *= self.gain
            best += self.shift
            block += best
