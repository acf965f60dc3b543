"""A user's example sentences, each with what it must tell of, and whether a coder finds it so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ..errors import KnowledgeError
from ..intake.page import Page
from ..knowledge import read_text, read_tsv
from .eventing.entries import NONE
from .ontology import Ontology

if TYPE_CHECKING:
    from ..coder import Coder
    from ..records import Event

FILE = "examples.tsv"
# Longer than any sentence; what is longer has lost its line end.
_MAX_CHARS = 10_000


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sentence: str
    category: str
    mode: str = ""


class _Example(NamedTuple):
    """What a sentence must tell of; category NONE: of nothing, mode "": any mode. where: file and line."""

    sentence: str
    category: str
    mode: str
    where: str


def check_examples(coder: Coder, folder: str | Path) -> list[str]:
    """What is wrong with the `examples.tsv` of an overlay, or of an ontology of a user's own.

    Each row's sentence must give an event of the row's category, and of its mode where the row has one; one of NONE
    must give no event.
    Args: coder: one made with the folder as its `lexicon` or `ontology`.
    Returns: a line a problem, with file and line of the example; none where there is no such file, unless the folder
        is the coder's ontology, which must have one.
    """
    path = Path(folder) / FILE
    if not path.exists():
        own = coder.knowledge.ontology == Path(folder)
        return [f"{path} is missing; it holds sentences of your own with their categories and modes"] if own else []
    problems: list[str] = []
    try:
        examples = list(_examples(path, coder.ontology, problems))
    except KnowledgeError as error:
        return [error.args[0]]
    reports = coder.code_many(Page(text=e.sentence, raw=e.sentence) for e in examples)
    for example, report in zip(examples, reports, strict=True):
        if not _is_told(example, report.events):
            wanted = "nothing" if example.category == NONE else f"{example.category} {example.mode}".strip()
            given = ", ".join(sorted({f"{e.category} {e.mode}".strip() for e in report.events})) or "nothing"
            problems.append(
                f"{example.where}: the example {example.sentence!r} should tell of {wanted}, and tells of {given}"
            )
    return problems


def _examples(path: Path, ontology: Ontology, problems: list[str]) -> Iterator[_Example]:
    """The examples that can be tried; what is wrong with the others goes to `problems`."""
    for line, row in zip(_lines(path), read_tsv(path, _Row), strict=True):
        where = f"{path}:{line}"
        if len(row.sentence) > _MAX_CHARS:
            problems.append(f"{where}: a sentence of {len(row.sentence):,} characters; at most {_MAX_CHARS:,} are read")
            continue
        try:
            if row.category != NONE:
                ontology.check(row.category, row.mode, where)
            yield _Example(row.sentence, row.category, row.mode, where)
        except KnowledgeError as error:
            problems.append(error.args[0])


def _lines(path: Path) -> list[int]:
    """The lines on which the rows of a TSV file stand."""
    lines = enumerate(read_text(path).splitlines(), 1)
    return [n for n, line in lines if line.strip() and not line.startswith("#")][1:]


def _is_told(example: _Example, events: tuple[Event, ...]) -> bool:
    if example.category == NONE:
        return not events
    return any(e.category == example.category and example.mode in ("", e.mode) for e in events)
