"""Reports and rows as files: JSON lines (whole reports), CSV and Parquet (records of one type)."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

import msgspec

from ..archive.errors import OutputError
from ..errors import UsageError
from ..records import Report

FORMATS = (".jsonl", ".csv", ".parquet")
RECORDS = ("events", "statements", "figures", "entities", "places", "times", "reports")
# What a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BATCH = 100


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], file: TextIO, header: bool = True) -> None:
    """Rows as CSV: lists joined by "; ", structures as JSON, a `'` before what a spreadsheet would run."""
    columns = list(columns)
    writer = csv.writer(file, lineterminator="\n")
    if header:
        writer.writerow(columns)
    writer.writerows([cell(row.get(name)) for name in columns] for row in rows)


def cell(value: Any) -> Any:
    """One value as a cell of a CSV."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    elif isinstance(value, (list, dict)):
        value = msgspec.json.encode(value).decode()
    if isinstance(value, str):
        value = value.replace("\0", "")
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value


class Exporter:
    """Writes reports to a file as they come; it gets its name when `close`d, and is gone when `abandon`ed.

    path: .jsonl (whole reports), .csv or .parquet (records of the type `records`, columns as in the archive's view);
    "-" is JSON lines on standard output. Raises: UsageError, OutputError.
    """

    def __init__(self, path: str | Path, records: str = "events") -> None:
        self.path = str(path)
        self.kind = ".jsonl" if self.path == "-" else Path(self.path).suffix.lower()
        if self.kind not in FORMATS:
            raise UsageError(f"{path} names no format; end it in .jsonl, .csv or .parquet")
        if records not in RECORDS:
            raise UsageError(f"there are no records called {records}; choose one of {', '.join(RECORDS)}")
        self.records = records
        self._pending: list[Report] = []
        self._writer: Any = None
        self._failed = False
        self._part = f"{self.path}.{os.getpid()}.part"
        self._file: Any = None
        self._file = self._open()

    def write(self, report: Report) -> None:
        """Adds one report."""
        if self.kind == ".jsonl":
            self._try(lambda: self._file.write(report.to_json() + "\n"))
            return
        self._pending.append(report)
        if len(self._pending) >= _BATCH:
            self._flush()

    def abandon(self) -> None:
        """Leaves no file behind, and one that was there as it was."""
        self._failed = True
        if self.path == "-":
            return
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        with suppress(OSError):
            os.unlink(self._part)

    def close(self) -> None:
        """Writes what is left and gives the file its name; nothing after a failure, which has been told."""
        if self._failed:
            return
        if self.kind != ".jsonl" and (self._pending or not self._writer):
            self._flush()
        if self.path == "-":
            self._try(self._file.flush)
            return
        self._try(self._finish)

    def _finish(self) -> None:
        if self._writer not in (None, True):
            self._writer.close()
        self._file.close()
        os.replace(self._part, self.path)

    def _open(self) -> Any:
        if self.path == "-":
            return sys.stdout
        if os.path.isdir(self.path):
            raise OutputError(f"{self.path} is a folder; give a file that ends in .jsonl, .csv or .parquet")
        if self.kind == ".parquet":
            return self._try(lambda: open(self._part, "wb"))
        return self._try(lambda: open(self._part, "w", encoding="utf-8", newline=""))

    def _flush(self) -> None:
        """The pending reports' records, as the archive's view has them."""
        from ..archive.loaded import Loaded

        with_views = Loaded(self._pending)
        table = getattr(with_views, self.records)().arrow()
        with_views.close()
        self._pending = []
        self._try(lambda: self._write_table(table))

    def _write_table(self, table: Any) -> None:
        if self.kind == ".csv":
            write_csv(table.to_pylist(), table.column_names, self._file, header=not self._writer)
            self._writer = True
            return
        import pyarrow.parquet as pq

        if self._writer is None:
            self._writer = pq.ParquetWriter(self._file, table.schema, compression="zstd")
        self._writer.write_table(table)

    def _try(self, do: Callable[[], Any]) -> Any:
        try:
            return do()
        except BrokenPipeError:
            raise
        except OSError as error:
            self.abandon()
            where = "standard output" if self.path == "-" else self.path
            raise OutputError(f"{where} cannot be written ({error.strerror}); choose another place") from error
