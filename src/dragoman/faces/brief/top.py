"""The N weightiest of any number of things, in memory for N."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Top(Generic[T]):
    """Keeps the `size` things of greatest weight, of equal weight the first ones; `total` counts all."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.total = 0
        self._heap: list[tuple[float, int, T]] = []

    def offer(self, weight: float, make: Callable[[], T]) -> None:
        """Keeps what `make` returns, which is called only where the weight is enough."""
        self.total += 1
        if len(self._heap) < self.size:
            heapq.heappush(self._heap, (weight, -self.total, make()))
        elif self._heap and weight > self._heap[0][0]:
            heapq.heapreplace(self._heap, (weight, -self.total, make()))

    def ranked(self) -> list[T]:
        """The things kept, the weightiest first."""
        return [thing for _, _, thing in sorted(self._heap, key=lambda item: (-item[0], -item[1]))]

    @property
    def left_out(self) -> int:
        """How many did not make it to the top."""
        return self.total - len(self._heap)
