"""The registry of record types: which coder makes which records, and in which order they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from importlib import import_module
from typing import Protocol

from ..knowledge import Knowledge
from ..records import Record
from .document import Document

# One module a record type. A new type needs its record in `records/`, a field of the same name on `Report`, its
# coder in a module here, and its line in this list.
MODULES = ("times", "places", "entities", "statements", "figures", "events")


class RecordCoder(Protocol):
    """Makes the records of one type."""

    def code(self, document: Document) -> Iterable[Record]:
        """The records in a document. `document.records` holds those of the types it needs. Never raises for a
        document's content: what cannot be understood gives no record."""
        ...


@dataclass(frozen=True)
class RecordType:
    """name: the field of `Report`; record: the type; needs: types that must be coded before."""

    name: str
    record: type[Record]
    make: Callable[[Knowledge], RecordCoder]
    needs: tuple[str, ...] = ()


_types: dict[str, RecordType] = {}


def record_type(
    name: str, record: type[Record], needs: tuple[str, ...] = ()
) -> Callable[[Callable[[Knowledge], RecordCoder]], Callable[[Knowledge], RecordCoder]]:
    """Class decorator that registers a coder; the class takes a `Knowledge`."""

    def register(make: Callable[[Knowledge], RecordCoder]) -> Callable[[Knowledge], RecordCoder]:
        _types[name] = RecordType(name, record, make, needs)
        return make

    return register


def record_types() -> list[RecordType]:
    """All registered types, each after those it needs."""
    for module in MODULES:
        import_module(f"{__package__}.{module}")
    order = TopologicalSorter({t.name: t.needs for t in sorted(_types.values(), key=lambda t: t.name)})
    return [_types[name] for name in order.static_order()]
