"""Weights as plain arrays, and one thread for their products.

The matrices are small: more threads wait for each other longer than they work.
"""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model
from threadpoolctl import ThreadpoolController

Floats = NDArray[np.float32]


def weights(model: Model, name: str) -> Floats:
    """A parameter of a thinc model, as an array that may be laid out anew."""
    return np.asarray(model.get_param(name), dtype=np.float32)


@functools.cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Within it numpy's products run on the calling thread alone."""
    limited: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limited
