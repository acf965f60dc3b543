"""The shipped tables with a user's own on top."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from ..errors import KnowledgeError
from .tables import join, read_tsv, read_yaml

T = TypeVar("T")
DATA = Path(__file__).resolve().parent.parent / "data"


class Knowledge:
    """What Dragoman knows: the tables under `data/`, then a user's overlays, later ones winning.

    overlays: folders laid out as `data/` is (`lexicon/*.yaml`, `actors/roles.tsv`, ...); a file there is read
        after the shipped one of the same name.
    actors: single files of actors of a user's own: YAML, CSV, or PETRARCH's dictionary format.
    """

    def __init__(self, overlays: Sequence[str | Path] = (), actors: Sequence[str | Path] = ()) -> None:
        self.overlays = tuple(Path(p) for p in overlays)
        self.actors = tuple(Path(p) for p in actors)
        for path in self.overlays:
            if not path.is_dir():
                raise KnowledgeError(f"{path} is not a folder; an overlay is a folder laid out as dragoman/data is")
        for path in self.actors:
            if not path.is_file():
                raise KnowledgeError(f"{path} is not a file; give a file of actors (YAML, CSV or PETRARCH's format)")

    def paths(self, name: str) -> list[Path]:
        """Every file of that name or glob ("lexicon/*.yaml"), the shipped ones first, each folder's in order."""
        found = [p for root in (DATA, *self.overlays) for p in sorted(root.glob(name))]
        if not found:
            raise KnowledgeError(f"there is no table {name} under {DATA}; the installation is incomplete")
        return found

    def rows(self, name: str, schema: type[T]) -> list[T]:
        """The rows of the TSV tables of that name."""
        return [row for path in self.paths(name) for row in read_tsv(path, schema)]

    def documents(self, name: str, schema: type[T]) -> Iterator[tuple[Path, T]]:
        """The content of each YAML file of that name or glob, with its path."""
        for path in self.paths(name):
            yield path, read_yaml(path, schema)

    def table(self, name: str, schema: type[T]) -> T:
        """The YAML file of that name, with the user's files of that name joined to it (see `join`).

        Args: schema: a msgspec struct.
        """
        return join([table for _, table in self.documents(name, schema)])

    @functools.cached_property
    def version(self) -> str:
        """12 hex digits that change whenever any table, shipped or a user's, changes."""
        digest = hashlib.blake2b(digest_size=6)
        for root in (DATA, *self.overlays):
            for path in sorted(p for p in root.rglob("*") if p.suffix in (".yaml", ".tsv", ".txt")):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
        for path in self.actors:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()
