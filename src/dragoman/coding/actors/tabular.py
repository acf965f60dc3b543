"""Reads a user's own actors from YAML, CSV or TSV.

Columns (YAML: keys of each item of a list): name; kind (person, body or group); country (ISO 3166 alpha-3, or IGO, UNO,
NGO, MNC); sector (PLOVER's); others (other names, with | between them; in YAML a list); role, since, until, gender for
a person's term of office; second (PLOVER's second sector). Only `name` must be there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from ...errors import KnowledgeError
from ...knowledge.tables import read_text
from . import tables
from .lexicon import EVER, Lexicon, Sense, Term, slugged

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_NAMES = 500


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row or item of a list."""

    name: str
    kind: Literal["person", "body", "group"] = "body"
    country: str = ""
    sector: str = ""
    others: tuple[str, ...] = ()
    role: str = ""
    since: str = ""
    until: str = ""
    gender: Literal["", "m", "f"] = ""
    second: str = ""


def load(lexicon: Lexicon, path: Path, sectors: frozenset[str], weight: int) -> None:
    """Adds the actors of one list, with the weight that puts them before or after others.

    Raises: KnowledgeError, with file and line.
    """
    rows = _yaml_rows(path) if path.suffix.lower() in (".yaml", ".yml") else _table_rows(path)
    seen: set[str] = set()
    for line, row in rows:
        try:
            listed = msgspec.convert(row, Listed, strict=False)
            _check(listed, lexicon, sectors)
            _add(lexicon, listed, f"{path.name}:{line}", weight, seen)
        except (msgspec.ValidationError, ValueError) as error:
            raise KnowledgeError(f"{path} line {line}: {error}") from None
    if not seen:
        raise KnowledgeError(f"{path} lists no actor; give rows with the columns {', '.join(_COLUMNS)}")


_COLUMNS = Listed.__struct_fields__


def _add(lexicon: Lexicon, listed: Listed, rule: str, weight: int, seen: set[str]) -> None:
    since, until = tables.first_day(listed.since), tables.last_day(listed.until)
    if until < since:
        raise ValueError(f"until {listed.until} is before since {listed.since}")
    kind = listed.kind
    sense = Sense(
        "person" if kind == "person" else "body", listed.name, listed.country, listed.sector, listed.role,
        f"{'person' if kind == 'person' else 'body'}:{slugged(listed.name)}", kind, rule,
        gender=listed.gender, second=listed.second, weight=weight,
    )  # fmt: skip
    if sense.entity_id not in seen:
        seen.add(sense.entity_id)
        lexicon.terms.pop(sense.entity_id, None)  # what a user's list says of somebody replaces what ships
    if kind == "person":
        sense = sense._replace(gender=listed.gender or lexicon.given_names.gender(listed.name))
        if listed.since or listed.until:
            term = Term(listed.role, listed.sector, listed.country, since, until, bool(listed.since))
            lexicon.terms.setdefault(sense.entity_id, []).append(term)
            if listed.role and listed.since:
                lexicon.holders.setdefault((listed.country, listed.role), []).append(
                    (since, until, listed.name, sense.entity_id)
                )
    elif (since, until) != (0, EVER):
        sense = sense._replace(since=since, until=until, weight=weight + 1)
    for name in (listed.name, *listed.others):
        lexicon.add(name, sense)


def _check(listed: Listed, lexicon: Lexicon, sectors: frozenset[str]) -> None:
    """Raises ValueError with a sentence that says what is wrong."""
    if not slugged(listed.name).strip("x-"):
        raise ValueError("`name` has no letters")
    if listed.country and listed.country not in lexicon.countries and listed.country not in tables.IGO_CODES:
        raise ValueError(f"country {listed.country!r} is no ISO 3166 alpha-3 code, nor IGO, UNO, NGO or MNC")
    for sector in (listed.sector, listed.second):
        if sector and sector not in sectors:
            raise ValueError(f"sector {sector!r} is none of PLOVER's: {', '.join(sorted(sectors))}")
    if len(listed.others) > MAX_NAMES:
        raise ValueError(f"more than {MAX_NAMES} other names")


def _table_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a CSV or TSV file, with the lines where they end."""
    tab = path.suffix.lower() == ".tsv"
    reader = csv.reader(io.StringIO(read_text(path)), delimiter="\t" if tab else ",", strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            if not any(c.strip() for c in cells) or cells[0].startswith("#"):
                continue
            if not header:
                header = [c.strip().lower() for c in cells]
                _check_header(header, path, reader.line_num)
                continue
            if len(cells) > len(header):
                raise KnowledgeError(f"{path} line {reader.line_num}: {len(cells)} cells, but {len(header)} columns")
            row: dict[str, Any] = {h: c.strip() for h, c in zip(header, cells, strict=False) if c.strip()}
            if "others" in row:
                row["others"] = [n.strip() for n in row["others"].split("|") if n.strip()]
            yield reader.line_num, row
    except csv.Error as error:
        raise KnowledgeError(f"{path} line {reader.line_num}: {error}") from None


def _check_header(header: list[str], path: Path, line: int) -> None:
    unknown = sorted(set(header) - set(_COLUMNS))
    if "name" not in header or unknown:
        wrong = f"unknown columns {', '.join(unknown)}" if unknown else "no column `name`"
        raise KnowledgeError(f"{path} line {line}: {wrong}; the columns are {', '.join(_COLUMNS)}")


def _yaml_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Items of a YAML list, with the lines where they begin."""
    try:
        loader = _Loader(read_text(path))
        root = loader.get_single_node()
        if not isinstance(root, yaml.SequenceNode):
            raise KnowledgeError(f"{path} line 1: a list of actors is wanted, each `- name: ...`")
        for node in root.value:
            row = loader.construct_document(node)
            line = node.start_mark.line + 1
            if not isinstance(row, dict):
                raise KnowledgeError(f"{path} line {line}: `name: ...` is wanted, with other columns below it")
            yield line, {str(k): str(v) if k in ("since", "until") else v for k, v in row.items() if v is not None}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise KnowledgeError(f"{path}{where} is not valid YAML: {getattr(error, 'problem', None) or error}") from None
    except RecursionError:
        raise KnowledgeError(f"{path} is nested too deep for a list of actors") from None
