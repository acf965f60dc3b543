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
# What ships for PLOVER alone: an ontology of a user's own brings its own.
_EVENTS = "lexicon/*.yaml"


class Knowledge:
    """What Dragoman knows: the tables under `data/`, then a user's overlays, later ones winning.

    overlays: folders laid out as `data/` is (`lexicon/*.yaml`, `actors/roles.tsv`, ...); a file there is read
        after the shipped one of the same name. Or PETRARCH's verb dictionaries (*.txt), as in a folder's `lexicon/`.
    actors: single files of actors of a user's own: YAML, CSV, or PETRARCH's dictionary format.
    ontology: a folder with a user's own ontology instead of PLOVER: `ontology.yaml`, and `lexicon/*.yaml` with the
        words of its categories, which are read instead of ours. What else it holds is an overlay's.
    """

    def __init__(
        self, overlays: Sequence[str | Path] = (), actors: Sequence[str | Path] = (),
        ontology: str | Path | None = None,
    ) -> None:  # fmt: skip
        given = [Path(p) for p in overlays]
        dictionaries = [p for p in given if p.suffix == ".txt" and p.is_file()]
        self.overlays = tuple(p for p in given if p not in dictionaries)
        self.actors = tuple(Path(p) for p in actors)
        for path in self.overlays:
            if not path.is_dir():
                raise KnowledgeError(
                    f"{path} is not a folder; an overlay is a folder laid out as dragoman/data is, or a dictionary of "
                    "verbs in PETRARCH's format (*.txt)"
                )
        self.ontology = Path(ontology) if ontology is not None else None
        if self.ontology:
            _check_ontology(self.ontology, self.overlays)
        # A user's folders, in the order in which they come on top of what ships.
        self.folders = (*([self.ontology] if self.ontology else []), *self.overlays)
        inside = (p for root in self.folders for p in sorted(root.glob("lexicon/*.txt")))
        self.dictionaries = (*inside, *dictionaries)
        self.lexicon = (*self.overlays, *dictionaries)
        for path in self.actors:
            if not path.is_file():
                raise KnowledgeError(f"{path} is not a file; give a file of actors (YAML, CSV or PETRARCH's format)")

    def paths(self, name: str) -> list[Path]:
        """Every file of that name or glob ("lexicon/*.yaml"), the shipped ones first, each folder's in order."""
        shipped = () if self.ontology and name == _EVENTS else (DATA,)
        found = [p for root in (*shipped, *self.folders) for p in sorted(root.glob(name))]
        if shipped and not found:
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
        for root in (DATA, *self.folders):
            digest.update(b"ontology\0" if root == self.ontology else b"")
            for path in sorted(p for p in root.rglob("*") if p.suffix in (".yaml", ".tsv", ".txt")):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
        for path in (*self.lexicon[len(self.overlays) :], *self.actors):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


def _check_ontology(folder: Path, overlays: Sequence[Path]) -> None:
    """Raises KnowledgeError where a folder lacks what an ontology needs, or an overlay adds to PLOVER beside it."""
    if not folder.is_dir():
        raise KnowledgeError(
            f"{folder} is not a folder; an ontology is a folder with ontology.yaml, lexicon/*.yaml and examples.tsv"
        )
    if not (folder / "ontology.yaml").is_file():
        raise KnowledgeError(f"{folder} has no ontology.yaml, which names the categories of an ontology of your own")
    if not any((*folder.glob(_EVENTS), *folder.glob("lexicon/*.txt"))):
        raise KnowledgeError(f"{folder} has no lexicon/*.yaml with the words that tell of its categories")
    for overlay in overlays:
        if any((overlay / "ontology").glob("*")):
            raise KnowledgeError(
                f"{overlay / 'ontology'} adds to PLOVER, which {folder} stands in for; add to {folder}/ontology.yaml"
            )
