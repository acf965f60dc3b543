"""What several commands share: opening what was named, printing rows."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from ...archive.questions import Questions
    from ...archive.relation import Relation
    from ...coder import Coder
    from ...intake import Page, Unreadable
    from ...records import Report

# Wide enough for whole sentences where no terminal says how wide it is.
_PIPED_WIDTH = 160
_SHOWN = 50


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def console(error: bool = False) -> Console:
    """A Rich console on standard output or error: plain where that is no terminal, silent where nobody reads on."""
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    stream = sys.stderr if error else sys.stdout
    return Screen(stderr=error, width=None if stream.isatty() else _PIPED_WIDTH, highlight=False, markup=False)


def is_reports(path: str) -> bool:
    """Whether a file holds reports as `dragoman read --out FILE.jsonl` writes them."""
    if not path.endswith(".jsonl") or not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        head = file.read(400)
    return head.startswith(b'{"id":"r_') and b'"text":' in head


def is_archive(path: str) -> bool:
    """Whether a path is an archive: its folder, or an address of a store."""
    remote = "://" in path and not path.startswith(("http://", "https://"))
    return remote or (Path(path) / "reports" / "_delta_log").is_dir()


def opened(path: str) -> Questions:
    """An archive, or a file of reports, to ask."""
    from ...archive import Archive, Loaded
    from ...archive.loaded import read_reports

    if os.path.isfile(path) and path.endswith(".jsonl"):
        return Loaded(read_reports(path))
    return Archive(path)


def readable(paths: Sequence[str], missed: list[Unreadable], date: str | None = None) -> Iterator[Page]:
    """The pages of inputs; what cannot be read goes to `missed`."""
    from ...intake import Page, read

    for item in read(paths, date=date):
        if isinstance(item, Page):
            yield item
        else:
            missed.append(item)


def tell_missed(missed: Sequence[Unreadable]) -> None:
    """Names what could not be read. Raises: typer.Exit with 3 where there is any."""
    import typer

    from ..terminal import harmless

    for item in missed:
        print(f"dragoman: {harmless(item.error)} [{item.code}]", file=sys.stderr)
    if missed:
        raise typer.Exit(3)


def labels_of(ontology: str | None) -> dict[str, str]:
    """What the categories of an ontology of a user's own are called; none where there is no such folder given.

    Raises: KnowledgeError.
    """
    from ...coding.ontology import Ontology
    from ...knowledge import Knowledge

    if ontology is None:
        return {}
    found = Ontology(Knowledge(ontology=ontology))
    return {category: found.label(category) for category in found.categories}


def stored_or_read(paths: Sequence[str], missed: list[Unreadable], ontology: str | None = None) -> Iterator[Report]:
    """The reports in archives and files of reports; all else is read and coded; what cannot be read goes to `missed`.

    ontology: folder of one of the user's own, by which what is read is coded.
    Raises: typer.Exit where nothing can be read.
    """
    from ...archive import Archive
    from ...archive.loaded import read_reports

    raw = []
    found = False
    for path in paths:
        found = found or is_archive(path) or is_reports(path)
        if is_archive(path):
            with Archive(path) as archive:
                yield from archive.load()
        elif is_reports(path):
            yield from read_reports(path)
        else:
            raw.append(path)
    if raw:
        for page in readable(raw, missed):
            found = True
            yield coder_of(ontology).code(page)
        if not found:
            tell_missed(missed)


@functools.cache
def coder_of(ontology: str | None = None, judged: bool = True) -> Coder:
    """A coder by PLOVER, or by an ontology of a user's own: its folder. judged: with the model that judges events."""
    from ...coder import Coder

    return Coder(ontology=ontology, judged=judged)


def print_rows(relation: Relation, form: Format, limit: int | None, columns: Sequence[str] = ()) -> int:
    """Rows as a table (those of `columns`, 50 of them unless `limit` says otherwise), CSV or JSON (all of both).

    Returns: how many were printed.
    """
    if form is Format.table:
        return _print_table(relation, _SHOWN if limit is None else limit, columns)
    table = (relation if limit is None else relation.limit(limit)).arrow()
    if form is Format.csv:
        from ..export import write_csv

        write_csv((r for b in table.to_batches(1000) for r in b.to_pylist()), table.column_names, sys.stdout)
        return int(table.num_rows)
    import msgspec

    rows = (msgspec.json.encode(row).decode() for batch in table.to_batches(1000) for row in batch.to_pylist())
    sys.stdout.write("[")
    for i, row in enumerate(rows):
        sys.stdout.write(f"{',' if i else ''}\n{row}")
    sys.stdout.write("\n]\n")
    return int(table.num_rows)


def _print_table(relation: Relation, limit: int, columns: Sequence[str]) -> int:
    from rich.table import Table
    from rich.text import Text

    found = relation.limit(limit + 1).arrow()
    names = [name for name in columns if name in found.column_names] or found.column_names
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name.replace("_", " "), overflow="fold", ratio=4 if name in ("sentence", "content") else None)
    for row in found.slice(0, limit).to_pylist():
        table.add_row(*(Text(_shown(row[name])) for name in names))
    console().print(table)
    if found.num_rows > limit:
        first = "first row" if limit == 1 else f"first {limit} rows"
        print(f"(the {first}; --limit shows more, --format csv or json all)", file=sys.stderr)
    return min(limit, int(found.num_rows))


def _shown(value: Any) -> str:
    from ..terminal import harmless

    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_shown(v) for v in value if v)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, dict):
        return _shown(value.get("name", value))
    return harmless(" ".join(str(value).split()))
