"""The archive: Delta Lake tables, one a record type, and `reports`, whose commits say what counts.

Several tables change together, though Delta commits one at a time: the records of a batch are written first, under a
batch id of its own, and the batch's rows of `reports` last. Every view shows only records whose report and batch stand
in `reports`, so that what a crash left behind, or what somebody else was quicker to add, is never seen.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..records import Provenance, Report
from .errors import Busy, Damaged, NewerFormat, NoArchive, NotAnArchive, explained
from .questions import Questions
from .rows import tables_of
from .schema import FORMAT, RECORD_TABLES, SCHEMAS

if TYPE_CHECKING:
    from deltalake import DeltaTable

BATCH = 256
# Characters of text and raw input at which a batch is committed before it has that many reports.
_HEAVY = 30_000_000
# Commits to `reports` carry this transaction id, so that Delta refuses one of two that were made at once.
_WRITER = "dragoman"
_DESCRIPTION = "Dragoman archive, format "
_ATTEMPTS = 60
# Beside the rows themselves: Parquet's footers and Delta's log.
_OVERHEAD = 256 * 1024


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
        self._local = "://" not in self.path
        self._shown = -1
        self._readings: dict[str, _Reading] = {}
        self._known = -1
        self._opened: DeltaTable | None = None
        with explained(self.path):
            self._check_place()
            self._reports_table()

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
            table = self._reports_table()
        return -1 if table is None else int(table.version())

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({self.path!r}), version {self.version}"

    def close(self) -> None:
        super().close()
        self._shown = -1

    def _exists(self) -> bool:
        with explained(self.path):
            return self._reports_table() is not None

    def _uri(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"

    def _check_place(self) -> None:
        """Refuses a file, and a folder that holds something else."""
        if not self._local:
            return
        path = Path(self.path)
        if path.exists() and not path.is_dir():
            raise NotAnArchive(f"{path} is a file; an archive is a folder: give another path")
        if path.is_dir() and not (path / "reports" / "_delta_log").is_dir():
            foreign = sorted(set(os.listdir(path)) - set(SCHEMAS))
            if foreign:
                raise NotAnArchive(f"{path} is no archive: it holds {foreign[0]}; give an empty folder or a new path")

    def _reports_table(self) -> DeltaTable | None:
        """The table of reports as it is now, None where there is none yet."""
        from deltalake import DeltaTable
        from deltalake.exceptions import TableNotFoundError

        if self._local and not (Path(self.path) / "reports" / "_delta_log").is_dir():
            if os.path.isdir(self.path):
                os.listdir(self.path)  # raises where the folder may not be read
            return None
        if self._opened is not None:
            self._opened.update_incremental()
            return self._opened
        try:
            table = DeltaTable(self._uri("reports"))
        except TableNotFoundError as error:
            if self._local:
                broken = f"the archive {self.path} has a broken table of reports; restore it from a copy"
                raise Damaged(broken) from error
            if "Unknown scheme" in str(error):
                raise
            return None
        self._check_format(table)
        self._opened = table
        return table

    def _check_format(self, table: DeltaTable) -> None:
        words = table.metadata().description or ""
        number = words.removeprefix(_DESCRIPTION)
        if number == words or not number.isdigit():
            raise NotAnArchive(f"{self.path} holds tables, but not Dragoman's; give another path")
        if int(number) > FORMAT:
            raise NewerFormat(
                f"{self.path} was written by a newer Dragoman (format {number}); update dragoman to read it"
            )

    def _create(self) -> DeltaTable:
        """All tables, `reports` last: where it is, the others are. Two that create at once end with the same tables."""
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        for name, schema in SCHEMAS.items():
            for attempt in range(_ATTEMPTS):
                try:
                    DeltaTable.create(
                        self._uri(name), schema, mode="ignore", name=name, description=f"{_DESCRIPTION}{FORMAT}"
                    )
                    break
                except DeltaError as error:
                    if "already exists" not in str(error) and attempt == _ATTEMPTS - 1:
                        raise
                    _back_off(attempt)
        table = self._reports_table()
        if table is None:
            raise Damaged(f"the archive {self.path} could not be made; check the folder")
        return table

    def _current(self) -> dict[str, _Reading]:
        """The reading of each report that counts."""
        table = self._reports_table()
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
            if self._reports_table() is None:
                self._create()
            missing = self._missing(reports)
            if not missing:
                return 0
            batch = uuid.uuid4().hex
            tables = tables_of(missing, batch)
            self._check_room(tables)
            for name in RECORD_TABLES:
                if len(tables[name]):
                    self._append(name, tables[name])
            return self._commit_reports(tables["reports"], missing)

    def _check_room(self, tables: Mapping[str, pa.Table]) -> None:
        """Refuses what the system would refuse in the middle of a write, when deltalake prints a trace of its own."""
        if not self._local:
            return
        for name in SCHEMAS:
            if not os.access(self._uri(name), os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "may not be written")
        if shutil.disk_usage(self.path).free < sum(t.nbytes for t in tables.values()) + _OVERHEAD:
            raise OSError(errno.ENOSPC, "not enough free space")

    def _append(self, name: str, rows: pa.Table) -> None:
        from deltalake import CommitProperties, write_deltalake

        # Appends of different writers never conflict, however often they have to try for the next number.
        write_deltalake(
            self._uri(name), rows, mode="append", commit_properties=CommitProperties(max_commit_retries=100),
            writer_properties=_compressed(),
        )  # fmt: skip

    def _commit_reports(self, rows: pa.Table, missing: list[Report]) -> int:
        """Makes the batch count; where another writer was quicker, without the reports that one has added."""
        from deltalake import CommitProperties, Transaction, write_deltalake
        from deltalake.exceptions import CommitFailedError

        for attempt in range(_ATTEMPTS):
            missing = self._missing(missing)
            if not missing:
                return 0
            table = self._opened
            assert table is not None
            number = (table.transaction_version(_WRITER) or 0) + 1
            kept = rows.filter(pc.is_in(rows["report_id"], pa.array([r.id for r in missing])))
            at = kept.schema.get_field_index("reading")
            kept = kept.set_column(at, "reading", pa.array([number] * len(kept), pa.int64()))
            mine = CommitProperties(app_transactions=[Transaction(_WRITER, number)], max_commit_retries=0)
            try:
                write_deltalake(table, kept, mode="append", commit_properties=mine, writer_properties=_compressed())
            except CommitFailedError:
                _back_off(attempt)
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
            table = self._reports_table()
            if table is None:
                raise NoArchive(
                    f"there is no archive at {self.path}; fill one with: dragoman read FILES --archive {self.path}"
                )
            if table.version() == self._shown:
                return None
            # `reports` before the rest: the records of every report in it were there first.
            found = {"reports": DeltaTable(self._uri("reports"), version=table.version()).to_pyarrow_dataset()}
            found |= {name: DeltaTable(self._uri(name)).to_pyarrow_dataset() for name in RECORD_TABLES}
            self._shown = table.version()
            return found


_NONE = Provenance(package="", lexicon="", model="")


def _compressed() -> Any:
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD")


def _back_off(attempt: int) -> None:
    """Waits longer each time, up to a second, and never in step with others."""
    time.sleep(random.uniform(0.2, 1.0) * min(1.0, 0.02 * 2**attempt))
