"""The parser's first layer, which it works out for all tokens before it starts: one large product of matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model

from .blas import one_thread, weights


def replace_hidden(component: Any) -> None:
    """Lets numpy's BLAS do the product instead of the one that spaCy brings; the layer is otherwise unchanged."""
    model = component.model
    lower = model.layers[1] if len(model.layers) > 1 else None
    if lower is None or lower.name != "precomputable_affine":
        return
    fast: Model[Any, Any] = Model(
        "precomputable_affine_predict", _forward,
        dims={d: lower.get_dim(d) for d in ("nO", "nI", "nF", "nP")},
        params={p: lower.get_param(p) for p in ("W", "b", "pad")}, attrs={"dropout_rate": 0.0},
    )  # fmt: skip
    model.replace_node(lower, fast)


def _forward(model: Model, vectors: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    features, width, pieces, inner = (model.get_dim(d) for d in ("nF", "nO", "nP", "nI"))
    out = np.empty((len(vectors) + 1, features * width * pieces), dtype=np.float32)
    with one_thread():
        np.matmul(vectors, weights(model, "W").reshape(-1, inner).T, out=out[1:])
    out[0] = weights(model, "pad").reshape(-1)
    return out.reshape(-1, features, width, pieces), lambda dY: dY
