"""CSV and TSV with named columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from ..columns import has_text_column
from ..draft import Draft
from ..encoding import declared_charset, decode
from ..unreadable import Broken, NoColumns, Unreadable
from .objects import checked, missing_text
from .opened import Opened

_MARKS = ",\t;|"
_SAMPLE = 65_536


def read_table(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One report a row; the first row names the columns.

    Raises: NoColumns where none of them can hold the text.
    """
    head = opened.stream.peek(_SAMPLE)[:_SAMPLE]
    encoding = _encoding(head, opened.charset)
    lines = _lines(opened, encoding)
    first = next(lines, "").lstrip("\ufeff")
    while first and not first.strip():
        first = next(lines, "")
    mark = "\t" if opened.extension in (".tsv", ".tab") else max(_MARKS, key=first.count)
    # The module's own bound on a field is one for the whole process; it only ever grows here.
    csv.field_size_limit(max(csv.field_size_limit(), opened.limits.max_bytes))
    names = [n.strip() for n in next(csv.reader([first], delimiter=mark), [])]
    if not has_text_column(names):
        raise NoColumns(f"the table {opened.origin} {missing_text(names)}; name the columns in its first row")
    yield from checked(_rows(lines, names, mark), opened.origin, opened.limits.max_bytes, "row")


def _rows(lines: Iterator[str], names: list[str], mark: str) -> Iterator[tuple[int, Any, str | None]]:
    rows = csv.reader(lines, delimiter=mark)
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, None, f"is no row of a table ({error})"
            continue
        if not any(c.strip() for c in cells):
            number -= 1
            continue
        if len(cells) > len(names):
            yield number, None, f"has {len(cells)} cells, but {len(names)} columns are named; quote its text"
            continue
        yield number, dict(zip(names, cells, strict=False)), None


def _encoding(head: bytes, charset: str | None) -> str:
    """One encoding for the whole table, told from its head."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    cut = head[: head.rfind(b"\n") + 1] or head
    try:
        cut.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return charset or declared_charset(head) or "cp1252"


def _lines(opened: Opened, encoding: str) -> Iterator[str]:
    limit = opened.limits.max_bytes
    if encoding == "utf-16":
        text = decode(opened.container_bytes())
        yield from io.StringIO(text, newline="")
        return
    while line := opened.stream.readline(limit + 1):
        if len(line) > limit:
            raise Broken(f"a row of {opened.origin} is longer than {limit:,} bytes; the rest of it was not read")
        try:
            text = line.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            text = decode(line)
        yield text.replace("\0", "")
