"""Reads one table, TSV or YAML, into typed rows; what breaks the schema is named with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, get_origin

import msgspec
import yaml

from ..errors import KnowledgeError

T = TypeVar("T")
MAX_BYTES = 64 * 1024 * 1024
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path, schema: type[T]) -> T:
    """The content of a YAML file as `schema` (a msgspec type, such as `dict[str, Entry]`).

    Raises: KnowledgeError, with file and, where YAML itself is broken, line.
    """
    try:
        return msgspec.convert(yaml.load(read_text(path), Loader=_Loader), schema)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise KnowledgeError(f"{path}{where} is not valid YAML: {getattr(error, 'problem', None) or error}") from None
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path} breaks its schema: {error}") from None


def read_tsv(path: Path, schema: type[T]) -> list[T]:
    """The rows of a TSV file, each as the msgspec struct `schema`.

    The first line that is no comment (#) names the columns; a missing cell takes the field's default; cells of
    tuple fields hold their items with "|" between them.
    Raises: KnowledgeError, with file and line.
    """
    rows: list[T] = []
    header: list[str] | None = None
    lists = _list_fields(schema)
    known = {f.name for f in msgspec.structs.fields(schema)}  # type: ignore[arg-type]
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = [c.strip() for c in cells]
            if unknown := set(header) - known:
                raise KnowledgeError(
                    f"{path} line {number}: unknown columns {sorted(unknown)}; this table has {sorted(known)}"
                )
            continue
        if len(cells) > len(header):
            raise KnowledgeError(f"{path} line {number}: {len(cells)} cells, but {len(header)} columns are named")
        row: dict[str, Any] = {
            name: tuple(p.strip() for p in cell.split("|") if p.strip()) if name in lists else cell.strip()
            for name, cell in zip(header, cells, strict=False)
            if cell.strip()
        }
        try:
            rows.append(msgspec.convert(row, schema, strict=False))
        except msgspec.ValidationError as error:
            raise KnowledgeError(f"{path} line {number}: {error}") from None
    return rows


def join(tables: Sequence[T]) -> T:
    """One table of several of the same msgspec struct, at least one.

    Sets and lists are put together, mappings too, where a later entry replaces an earlier one of the same key; of other
    values the last that is not None counts.
    """
    joined: dict[str, Any] = {}
    for table in tables:
        for field in table.__struct_fields__:  # type: ignore[attr-defined]
            known, value = joined.get(field), getattr(table, field)
            if known is None:
                joined[field] = value
            elif isinstance(value, (frozenset, dict)):
                joined[field] = known | value
            elif isinstance(value, (tuple, list)):
                joined[field] = known + value
            elif value is not None:
                joined[field] = value
    return type(tables[0])(**joined)


def _list_fields(schema: type) -> frozenset[str]:
    return frozenset(f.name for f in msgspec.structs.fields(schema) if get_origin(f.type) is tuple)


def read_text(path: Path) -> str:
    """The text of a file of knowledge: UTF-8, at most 64 MiB. Raises: KnowledgeError, with the file."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnowledgeError(f"{path} is larger than {MAX_BYTES >> 20} MiB; split it")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
