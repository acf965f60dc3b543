"""The tables of an archive: a folder of Delta Lake, one table a record type, and `reports`."""

from __future__ import annotations

import errno
import os
import random
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from .errors import Damaged, NewerFormat, NotAnArchive
from .schema import FORMAT, SCHEMAS

if TYPE_CHECKING:
    from deltalake import DeltaTable

ATTEMPTS = 60
_DESCRIPTION = "Dragoman archive, format "
# Beside the rows themselves: Parquet's footers and Delta's log.
_OVERHEAD = 256 * 1024


class Store:
    """Makes, opens and fills the tables. Errors are those of deltalake and the system, which `errors.explained` tells.

    path: a folder, or an address that deltalake knows. opened: the table of reports as last looked at, None before.
    Raises: NotAnArchive where something else is there.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._local = "://" not in path
        self.opened: DeltaTable | None = None
        self._check_place()

    def uri(self, name: str) -> str:
        """The address of a table."""
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

    def reports(self) -> DeltaTable | None:
        """The table of reports as it is now, None where there is none yet."""
        from deltalake import DeltaTable
        from deltalake.exceptions import TableNotFoundError

        if self._local and not (Path(self.path) / "reports" / "_delta_log").is_dir():
            if os.path.isdir(self.path):
                os.listdir(self.path)  # raises where the folder may not be read
            return None
        if self.opened is not None:
            self.opened.update_incremental()
            return self.opened
        try:
            table = DeltaTable(self.uri("reports"))
        except TableNotFoundError as error:
            if self._local:
                broken = f"the archive {self.path} has a broken table of reports; restore it from a copy"
                raise Damaged(broken) from error
            if "Unknown scheme" in str(error):
                raise
            return None
        self._check_format(table)
        self.opened = table
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

    def create(self) -> DeltaTable:
        """All tables, `reports` last: where it is, the others are. Two that create at once end with the same tables."""
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        for name, schema in SCHEMAS.items():
            for attempt in range(ATTEMPTS):
                try:
                    DeltaTable.create(
                        self.uri(name), schema, mode="ignore", name=name, description=f"{_DESCRIPTION}{FORMAT}"
                    )
                    break
                except DeltaError as error:
                    if "already exists" not in str(error) and attempt == ATTEMPTS - 1:
                        raise
                    back_off(attempt)
        table = self.reports()
        if table is None:
            raise Damaged(f"the archive {self.path} could not be made; check the folder")
        return table

    def check_room(self, tables: Mapping[str, pa.Table]) -> None:
        """Refuses what the system would refuse in the middle of a write, when deltalake prints a trace of its own."""
        if not self._local:
            return
        for name in SCHEMAS:
            if not os.access(self.uri(name), os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "may not be written")
        if shutil.disk_usage(self.path).free < sum(t.nbytes for t in tables.values()) + _OVERHEAD:
            raise OSError(errno.ENOSPC, "not enough free space")

    def append(self, name: str, rows: pa.Table) -> None:
        """Adds rows to a table of records."""
        from deltalake import CommitProperties, write_deltalake

        # Appends of different writers never conflict, however often they have to try for the next number.
        write_deltalake(
            self.uri(name), rows, mode="append", commit_properties=CommitProperties(max_commit_retries=100),
            writer_properties=compressed(),
        )  # fmt: skip


def compressed() -> Any:
    """How tables are written: Parquet with Zstandard."""
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD")


def back_off(attempt: int) -> None:
    """Waits longer each time, up to a second, and never in step with others."""
    time.sleep(random.uniform(0.2, 1.0) * min(1.0, 0.02 * 2**attempt))
