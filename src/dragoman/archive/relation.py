"""A question that has not been asked yet: it runs when its rows are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from ..errors import UsageError

Run = Callable[[str, Sequence[Any]], pa.Table]


class Relation:
    """Rows of an archive, lazily, as `.rows()`, `.df()`, `.pl()`, `.arrow()` or `.count()`.

    Each row is a dict when iterated. A relation never changes; `.filter` and the others give a new one.
    """

    def __init__(self, run: Run, sql: str, parameters: Sequence[Any] = ()) -> None:
        self._run = run
        self.query = sql
        self.parameters = tuple(parameters)

    def filter(self, condition: str, *parameters: Any) -> Relation:
        """Rows for which the SQL condition holds: `.filter("confidence > ? and quad = 4", 0.5)`."""
        return self._with(f"select * from ({self.query}\n) where {condition}", *parameters)

    def order(self, by: str) -> Relation:
        """Sorted by SQL expressions: `.order("day desc, score")`."""
        return self._with(f"select * from ({self.query}\n) order by {by}")

    def limit(self, rows: int) -> Relation:
        """At most that many rows."""
        if rows < 0:
            raise UsageError(f"a limit of {rows} rows makes no sense; give 0 or more")
        return self._with(f"select * from ({self.query}\n) limit {int(rows)}")

    def count(self) -> int:
        """How many rows there are."""
        return int(self._with(f"select count(*) as n from ({self.query}\n)").arrow()["n"][0].as_py())

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self._run(self.query, self.parameters)

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
        return self.arrow().to_pylist()

    def df(self) -> Any:
        """The rows as a pandas frame. Raises: UsageError where pandas is not installed."""
        _need("pandas")
        return self.arrow().to_pandas()

    def pl(self) -> Any:
        """The rows as a polars frame. Raises: UsageError where polars is not installed."""
        return _need("polars").from_arrow(self.arrow())

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self.arrow().to_batches(max_chunksize=1000):
            yield from batch.to_pylist()

    def __repr__(self) -> str:
        found = self.limit(11).rows()
        more = ["..."] if len(found) > 10 else []
        known = ({k: v for k, v in row.items() if v not in (None, "", [])} for row in found[:10])
        return "\n".join([*map(str, known), *more])

    def _with(self, sql: str, *parameters: Any) -> Relation:
        return Relation(self._run, sql, (*self.parameters, *parameters))


def _need(library: str) -> Any:
    import importlib

    try:
        return importlib.import_module(library)
    except ImportError:
        raise UsageError(f"{library} is not installed; run pip install 'dragoman[{library}]', or use .rows()") from None
