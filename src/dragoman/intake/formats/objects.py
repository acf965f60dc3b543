"""JSON and JSON lines: objects with named fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ..columns import columns, draft_of, flat, pick, plain
from ..draft import Draft
from ..encoding import decode
from ..unreadable import BadRow, Broken, Empty, NoColumns, Unreadable
from .opened import Opened

# A file whose first rows all fail is not what it seems; a million errors would help nobody.
GIVE_UP_AFTER = 20
_MAX_LIST_DEPTH = 3


def read_json(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One object that is a report, a list of such, or an object that holds the list."""
    try:
        content = msgspec.json.decode(decode(opened.container_bytes(), opened.charset))
    except (ValueError, RecursionError) as error:
        raise Broken(f"it is not valid JSON ({_reason(error)}); mend it, or name it .txt if it is text") from None
    rows = _rows(content)
    if rows is None:
        yield from _one_row(content, opened.origin, opened.origin, opened.limits.max_bytes)
        return
    yield from checked(
        ((number, row, None) for number, row in enumerate(rows, 1)), opened.origin, opened.limits.max_bytes, "item"
    )


def read_json_lines(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One report a line; a line that is none is named with its number, and the rest goes on."""
    yield from checked(_lines(opened), opened.origin, opened.limits.max_bytes, "line")


def checked(
    rows: Iterator[tuple[int, Any, str | None]], origin: str, max_bytes: int, unit: str
) -> Iterator[Draft | Unreadable]:
    """Drafts of numbered rows; each row comes as number, content, and what is wrong with it (None where nothing).

    Gives up, with a last `Unreadable`, where the first rows all fail.
    """
    good = bad = 0
    for number, row, wrong in rows:
        here = f"{origin}#row {number}"
        if wrong:
            drafts: Iterator[Draft | Unreadable] = iter(
                [Unreadable.of(here, BadRow(f"{unit} {number} of {origin} {wrong}; mend or remove it"))]
            )
        else:
            drafts = _one_row(row, here, f"{unit} {number} of {origin}", max_bytes)
        for draft in drafts:
            good += isinstance(draft, Draft)
            bad += isinstance(draft, Unreadable)
            yield draft
        if not good and bad >= GIVE_UP_AFTER:
            error = Broken(f"none of the first {bad} {unit}s of {origin} is a report; the rest of it was not read")
            yield Unreadable.of(origin, error)
            return
    if not good and not bad:
        yield Unreadable.of(origin, Empty(f"{origin} holds no {unit}; there is nothing to read"))


def _one_row(row: Any, origin: str, where: str, max_bytes: int) -> Iterator[Draft | Unreadable]:
    if not isinstance(row, Mapping):
        yield Unreadable.of(origin, BadRow(f"{where} is no object with named fields but a {_kind(row)}; leave it out"))
        return
    for _ in range(_MAX_LIST_DEPTH):  # {"_source": {...}} and the like
        inner = next((row[k] for k in row if plain(k) in _wrappers() and isinstance(row[k], Mapping)), None)
        draft = draft_of(row, origin)
        if draft or not inner:
            break
        row = {**row, **inner}
    if draft is None:
        yield Unreadable.of(origin, NoColumns(f"{where} {missing_text(list(row))}"))
    elif len(draft.raw) > max_bytes:
        long = f"{where} has a text of {len(draft.raw):,} characters, and a report may have {max_bytes:,}; split it"
        yield Unreadable.of(origin, BadRow(long))
    else:
        yield draft


def missing_text(names: list[Any]) -> str:
    """What to say where no text was found under these names."""
    shown = ", ".join(str(n)[:40] for n in names[:12]) + (", ..." if len(names) > 12 else "")
    wanted = ", ".join(columns().text[:6])
    return f"has no text: it names {shown or 'nothing'}; the text is looked for under {wanted} and the like"


def _wrappers() -> set[str]:
    return {plain(n) for n in columns().wrappers}


def _rows(content: Any, depth: int = 0) -> list[Any] | None:
    """The list of reports in the content; None where the content is itself the report."""
    if isinstance(content, list):
        return content
    if not isinstance(content, Mapping) or depth >= _MAX_LIST_DEPTH:
        return None
    named = {plain(k): v for k, v in content.items()}
    inner_text = pick(content, "text")[1]
    for name in columns().lists:
        value = named.get(plain(name))
        if isinstance(value, list) and value and all(isinstance(v, Mapping) for v in value[:100]):
            return value
        if isinstance(value, Mapping) and not (inner_text and flat(content.get(inner_text))):
            found = _rows(value, depth + 1)
            if found is not None:
                return found
    return None


def _lines(opened: Opened) -> Iterator[tuple[int, Any, str | None]]:
    limit = opened.limits.max_bytes
    decoder = msgspec.json.Decoder()
    number = 0
    while line := opened.stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            _skip_line(opened, line)
            yield number, None, f"is longer than {limit:,} bytes"
            continue
        if not line.strip(b" \t\r\n\x1e\xef\xbb\xbf"):
            continue
        try:
            try:
                row = decoder.decode(line.lstrip(b"\x1e\xef\xbb\xbf"))
            except UnicodeDecodeError:
                row = decoder.decode(decode(line))
            yield number, row, None
        except (ValueError, RecursionError) as error:
            yield number, None, f"is not valid JSON ({_reason(error)})"


def _skip_line(opened: Opened, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = opened.stream.readline(1 << 20)


def _reason(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:120]


def _kind(value: Any) -> str:
    kinds = {list: "list", str: "text", int: "number", float: "number", bool: "truth value"}
    return kinds.get(type(value), "null")
