"""Reads one table, TSV or YAML, into typed rows; what breaks the schema is named with file and line."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_origin

import msgspec
import yaml
from msgspec import inspect

from ..errors import KnowledgeError

T = TypeVar("T")
MAX_BYTES = 64 * 1024 * 1024
# Of slips in one file so many are named.
_SHOWN = 5
_MOST_PROBLEMS = 200
_PLACE = re.compile(r" - at `\$(.*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_UNKNOWN = re.compile(r"unknown field `(.*)`")
_MISSING = re.compile(r"missing required field `(.*)`")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Keys = tuple[str | int, ...]


class Lines:
    """Where the values of a YAML file stand in it."""

    def __init__(self, text: str, root: yaml.Node | None) -> None:
        self._text = text
        self._root = root

    def of(self, keys: Keys) -> int:
        """The line of the value that the keys lead to ("groups", 3, "verbs"), or of the nearest above it."""
        return self._walk(keys)[0]

    def pieces(self, keys: Keys, pieces: Sequence[str]) -> list[int]:
        """The lines of the pieces of a text that may be a block of several lines; pieces in their order."""
        line, node = self._walk(keys)
        if node is None:
            return [line] * len(pieces)
        line, start, end = node.start_mark.line + 1, node.start_mark.index, node.end_mark.index
        if self._text[start : start + 1] in ("|", ">") and (after := self._text.find("\n", start, end) + 1):
            line, start = line + 1, after  # what follows the sign on its line is no text
        found = []
        for piece in pieces:
            at = self._text.find(piece, start, end)
            if at < 0:  # folded over two lines, or escaped
                at = self._text.find(piece.partition(" ")[0], start, end)
            if at >= 0:
                line += self._text.count("\n", start, at)
                start = at
            found.append(line)
        return found

    def cut(self, keys: Keys) -> None:
        """Forgets the item of a list, so that those after it move up."""
        _, above = self._walk(keys[:-1])
        if isinstance(above, yaml.SequenceNode):
            del above.value[keys[-1]]

    def _walk(self, keys: Keys) -> tuple[int, yaml.Node | None]:
        """The line of a value and its node; of a missing one the line of the nearest above, and no node."""
        node, line = self._root, 1
        for key in keys:
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in reversed(node.value) if k.value == key), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
                found = (node.value[key], node.value[key])
            else:
                found = None
            if found is None:
                return line, None
            line, node = found[0].start_mark.line + 1, found[1]
        return line, node


class Located(NamedTuple):
    """The content of a YAML file (None where it cannot be used), where its values stand, and what is wrong with it."""

    content: Any
    lines: Lines
    problems: list[str]


def read_yaml(path: Path, schema: type[T]) -> T:
    """The content of a YAML file as `schema` (a msgspec type, such as `dict[str, Entry]`).

    Raises: KnowledgeError, with file, line and what was expected.
    """
    located = read_located(path, schema, most=1)
    if located.problems:
        raise KnowledgeError(located.problems[0])
    content: T = located.content
    return content


def read_located(path: Path, schema: Any, most: int = _MOST_PROBLEMS) -> Located:
    """A YAML file with the lines of its values, and with all that breaks its schema ("verbs.yaml:812: ...").

    What breaks it is left out of the content. Raises: KnowledgeError where the file cannot be read at all.
    """
    text = read_text(path)
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        raw = loader.construct_document(root) if root is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"not valid YAML: {getattr(error, 'problem', None) or error}"
        return Located(None, Lines(text, None), [f"{path}:{mark.line + 1 if mark else 1}: {problem}"])
    except (RecursionError, ValueError) as error:  # lists in lists, or a date such as 2024-02-31
        kind = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Located(None, Lines(text, None), [f"{path}:1: not valid YAML: {kind}"])
    lines = Lines(text, root)
    problems = [f"{path}:{line}: the key `{key}` stands twice in the same place" for line, key in _twice(root)][:most]
    if len(problems) >= most:
        return Located(None, lines, problems)
    while True:
        try:
            return Located(msgspec.convert(raw, schema), lines, problems)
        except msgspec.ValidationError as error:
            keys, problem = _explained(str(error), schema)
            problems.append(f"{path}:{lines.of(keys)}: {problem}")
            if len(problems) >= most or not _cut(raw, keys, lines):
                return Located(None, lines, problems)


def _twice(root: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """The keys that a mapping has twice, of which YAML takes the last without a word, with their lines."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen or not isinstance(node.value, list):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
            continue
        keys: set[str] = set()
        for key, _ in node.value:
            if isinstance(key.value, str) and key.value in keys:
                yield key.start_mark.line + 1, key.value
            keys |= {key.value} if isinstance(key.value, str) else set()
        waiting += [value for _, value in reversed(node.value)]


def _explained(error: str, schema: Any) -> tuple[Keys, str]:
    """The keys that lead to what msgspec objects to, and its objection with the fields there are."""
    place = _PLACE.search(error)
    keys: Keys = tuple(
        step[1] or int(step[2]) for step in _STEP.finditer(place[1].partition("[...]")[0] if place else "")
    )
    problem = _PLACE.sub("", error)
    named = f"`{'.'.join(str(k) for k in keys)}`: " if keys else ""
    if unknown := _UNKNOWN.search(problem):
        fields = _fields(schema, keys)
        return (*keys, unknown[1]), f"{named}no field `{unknown[1]}`; there are {', '.join(fields)}"
    if missing := _MISSING.search(problem):
        return keys, f"{named}the field `{missing[1]}` is missing"
    return keys, named + problem[:1].lower() + problem[1:]


def _fields(schema: Any, keys: Keys) -> list[str]:
    """The fields of the struct that the keys lead to."""
    kind: Any = inspect.type_info(schema)
    for key in (*keys, None):
        if isinstance(kind, inspect.UnionType):
            kind = next((t for t in kind.types if isinstance(t, inspect.StructType)), kind)
        if key is None:
            break
        if isinstance(kind, inspect.StructType):
            kind = next((f.type for f in kind.fields if f.encode_name == key), None)
        else:
            kind = getattr(kind, "item_type", None) or getattr(kind, "value_type", None)
    return [f.encode_name for f in kind.fields] if isinstance(kind, inspect.StructType) else []


def _cut(raw: Any, keys: Keys, lines: Lines) -> bool:
    """Takes what the keys lead to out of the content, and out of the lines; False where it is all, or not there."""
    try:
        for key in keys[:-1]:
            raw = raw[key]
        del raw[keys[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    lines.cut(keys)
    return True


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
                    f"{path}:{number}: unknown columns {sorted(unknown)}; this table has {sorted(known)}"
                )
            continue
        if len(cells) > len(header):
            raise KnowledgeError(f"{path}:{number}: {len(cells)} cells, but {len(header)} columns are named")
        row: dict[str, Any] = {
            name: tuple(p.strip() for p in cell.split("|") if p.strip()) if name in lists else cell.strip()
            for name, cell in zip(header, cells, strict=False)
            if cell.strip()
        }
        try:
            rows.append(msgspec.convert(row, schema, strict=False))
        except msgspec.ValidationError as error:
            raise KnowledgeError(f"{path}:{number}: {error}") from None
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


def read_text(path: Path, fallback: str = "") -> str:
    """The text of a file of knowledge: UTF-8, at most 64 MiB. fallback: an encoding for what is not UTF-8.

    Raises: KnowledgeError, with the file.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnowledgeError(f"{path} is larger than {MAX_BYTES >> 20} MiB; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read: {error.strerror}") from None
    if b"\0" in raw:
        raise KnowledgeError(f"{path} is no text file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if fallback:
            return raw.decode(fallback)
        raise KnowledgeError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None


def tell_slips(path: Path, what: str, slips: Sequence[str]) -> None:
    """Warns of what was left out of a user's file, where there is any; the first few are named."""
    if slips:
        first = "; ".join(slips[:_SHOWN])
        more = f"; and {len(slips) - _SHOWN} more" if len(slips) > _SHOWN else ""
        warnings.warn(f"{path}: {len(slips)} {what} left out: {first}{more}", stacklevel=3)
