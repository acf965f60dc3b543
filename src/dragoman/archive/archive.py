"""The archive: Delta Lake tables, one a record type, and `reports`, whose commits say what counts.

Several tables change together, though Delta commits one at a time: the records of a batch are written first, under a
batch id of its own, and the batch's rows of `reports` last. Every view shows only records whose report and batch stand
in `reports`, so that what a crash left behind, or what somebody else was quicker to add, is never seen.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..records import Provenance, Report
from .errors import Busy, NoArchive, explained
from .questions import Questions
from .rows import tables_of
from .schema import RECORD_TABLES
from .store import ATTEMPTS, Store, back_off, compressed

if TYPE_CHECKING:
    from deltalake import DeltaTable

BATCH = 256
# Characters of text and raw input at which a batch is committed before it has that many reports.
_HEAVY = 30_000_000
# Commits to `reports` carry this transaction id, so that Delta refuses one of two that were made at once.
_WRITER = "dragoman"
_NONE = Provenance(package="", lexicon="", model="")


class _Reading(NamedTuple):
    number: int
    provenance: Provenance


class Archive(Questions):
    """Reports and their records in a folder, or under an address that deltalake knows (s3://, gs://, az://).

    >>> with dragoman.Archive("news-archive") as archive:          # doctest: +SKIP
    ...     archive.add(coder.code_many(texts))
    ...     archive.events(actor="IRN", recipient="ISR", since="2024-01-01", status="reported").df()

    Nothing is made before the first `add`. Raises: ArchiveError (NotAnArchive, Forbidden, NewerFormat, ...).
    """

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        self.path = str(path)
        self._shown = -1
        self._readings: dict[str, _Reading] = {}
        self._known = -1
        with explained(self.path):
            self._store = Store(self.path)
            self._store.reports()

    def add(self, reports: Iterable[Report], batch_size: int = BATCH) -> int:
        """Adds reports as they come, a commit for every `batch_size`; those that are in already change nothing.

        A report that is in but was read by another version of package, lexicon or model gets the new reading.
        Whatever ends the stream early, Ctrl-C too, what came before is committed first.
        Returns: how many were added. Raises: ArchiveError; the archive stays whole.
        """
        added = 0
        stream = iter(reports)
        while True:
            batch: list[Report] = []
            weight = 0
            try:
                while len(batch) < max(1, batch_size) and weight < _HEAVY:
                    batch.append(report := next(stream))
                    weight += len(report.text) + len(report.raw or "")
            except StopIteration:
                pass
            finally:
                if batch:
                    added += self._commit(batch)
            if not batch:
                return added

    def has(self, report_id: str, provenance: Provenance | None = None) -> bool:
        """Whether a report is in; with `provenance`, whether this reading of it is."""
        if not self._exists():
            return False
        with self._lock, explained(self.path):
            reading = self._current().get(report_id)
        return reading is not None and provenance in (None, reading.provenance)

    def ids(self) -> Iterator[str]:
        """The ids of all reports."""
        with self._lock, explained(self.path):
            return iter(list(self._current())) if self._exists() else iter(())

    @property
    def version(self) -> int:
        """The number of the last commit: the same version always shows the same reports. -1 before the first `add`."""
        with explained(self.path):
            table = self._store.reports()
        return -1 if table is None else int(table.version())

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({self.path!r}), version {self.version}"

    def close(self) -> None:
        """Lets go of memory and files; the archive opens them again when asked."""
        super().close()
        self._shown = -1

    def _exists(self) -> bool:
        with explained(self.path):
            return self._store.reports() is not None

    def _current(self) -> dict[str, _Reading]:
        """The reading of each report that counts."""
        table = self._store.reports()
        if table is not None and table.version() != self._known:
            columns = ["report_id", "reading", "package", "lexicon", "model"]
            readings: dict[str, _Reading] = {}
            for batch in table.to_pyarrow_dataset().to_batches(columns=columns):
                for report_id, number, *version in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                    if report_id not in readings or number > readings[report_id].number:
                        provenance = Provenance(package=version[0], lexicon=version[1], model=version[2])
                        readings[report_id] = _Reading(number, provenance)
            self._readings, self._known = readings, table.version()
        return self._readings

    def _missing(self, reports: Iterable[Report]) -> list[Report]:
        """Those that are not in, each once."""
        current = self._current()
        missing: dict[str, Report] = {}
        for report in reports:
            reading = current.get(report.id)
            if reading is None or reading.provenance != (report.provenance or _NONE):
                missing[report.id] = report
        return list(missing.values())

    def _commit(self, reports: list[Report]) -> int:
        with self._lock, explained(self.path):
            if self._store.reports() is None:
                self._store.create()
            missing = self._missing(reports)
            if not missing:
                return 0
            batch = uuid.uuid4().hex
            tables = tables_of(missing, batch)
            self._store.check_room(tables)
            for name in RECORD_TABLES:
                if len(tables[name]):
                    self._store.append(name, tables[name])
            return self._commit_reports(tables["reports"], missing)

    def _commit_reports(self, rows: pa.Table, missing: list[Report]) -> int:
        """Makes the batch count; where another writer was quicker, without the reports that one has added."""
        from deltalake import CommitProperties, Transaction, write_deltalake
        from deltalake.exceptions import CommitFailedError

        for attempt in range(ATTEMPTS):
            missing = self._missing(missing)
            if not missing:
                return 0
            table = self._store.opened  # as `_missing` saw it: a commit made since then is a conflict
            assert table is not None
            number = (table.transaction_version(_WRITER) or 0) + 1
            kept = rows.filter(pc.is_in(rows["report_id"], pa.array([r.id for r in missing])))
            at = kept.schema.get_field_index("reading")
            kept = kept.set_column(at, "reading", pa.array([number] * len(kept), pa.int64()))
            mine = CommitProperties(app_transactions=[Transaction(_WRITER, number)], max_commit_retries=0)
            try:
                write_deltalake(table, kept, mode="append", commit_properties=mine, writer_properties=compressed())
            except CommitFailedError:
                back_off(attempt)
                continue
            self._learn(table, missing, number)
            return len(missing)
        raise Busy(f"others kept writing to {self.path}; read again later: what is in is skipped")

    def _learn(self, table: DeltaTable, added: list[Report], number: int) -> None:
        """Remembers what we added, so that the next batch need not read all ids again."""
        before = self._known
        table.update_incremental()
        if table.version() == before + 1:
            self._readings |= {r.id: _Reading(number, r.provenance or _NONE) for r in added}
            self._known = table.version()

    def _tables(self) -> Mapping[str, Any] | None:
        from deltalake import DeltaTable

        with explained(self.path):
            table = self._store.reports()
            if table is None:
                raise NoArchive(
                    f"there is no archive at {self.path}; fill one with: dragoman read FILES --archive {self.path}"
                )
            if table.version() == self._shown:
                return None
            # `reports` before the rest: the records of every report in it were there first.
            found = {"reports": DeltaTable(self._store.uri("reports"), version=table.version()).to_pyarrow_dataset()}
            found |= {name: DeltaTable(self._store.uri(name)).to_pyarrow_dataset() for name in RECORD_TABLES}
            self._shown = table.version()
            return found
