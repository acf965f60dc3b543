"""The compiled gazetteer: columns of numbers and one sorted string of names, compressed; looked up by bisection."""

from __future__ import annotations

import functools
import json
import zlib
from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ...errors import KnowledgeError

MAGIC = b"dragoman gazetteer 1\n"
MAX_BYTES = 256 * 1024 * 1024
# The columns and how they are stored. Degrees are kept as whole numbers of 1/360 and 1/180 degree: 300 to 600 metres.
COLUMNS = {
    "id": "<u4", "latitude": "<i2", "longitude": "<i2", "country": "u1", "region": "<u2", "population": "u1",
    "kind": "u1", "display": "<i4", "name_end": "<u4", "first": "<u4", "place": "<u4",
}  # fmt: skip
LATITUDE, LONGITUDE = 360, 180
# A name that GeoNames gives as one of several: the highest bit of its reference.
OTHER_NAME = 1 << 31


class Entry(NamedTuple):
    """A place of that name.

    population: of a region, that of its cities; other_name: whether the name is not its first.
    """

    geonameid: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    kind: str
    other_name: bool


@dataclass
class Compiled:
    """Entries by folded name.

    names: all folded names, sorted, one after another; displays: the names as written, one a line; columns: see
    COLUMNS, where the first eight are a place's, `name_end` is where a name ends, `first` its first reference, and
    `place` the references, with one more `first` than there are names.
    """

    names: bytes
    displays: bytes
    countries: list[str]
    regions: list[str]
    kinds: list[str]
    columns: dict[str, Any] = field(repr=False)

    def find(self, name: str) -> list[Entry]:
        """The places of a folded name, in order of their references."""
        key = name.encode("utf-8", "ignore")
        i = self._index(key)
        if i < 0:
            return []
        first, last = int(self.columns["first"][i]), int(self.columns["first"][i + 1])
        return [self._entry(int(r), name) for r in self.columns["place"][first:last]]

    def _index(self, key: bytes) -> int:
        count = len(self.columns["name_end"])
        i = bisect_left(range(count), key, key=self._name)
        return i if i < count and self._name(i) == key else -1

    def _name(self, i: int) -> bytes:
        ends = self.columns["name_end"]
        return self.names[ends[i - 1] if i else 0 : ends[i]]

    @functools.cached_property
    def _lines(self) -> Any:
        """Where the lines of `displays` end."""
        return np.append(np.flatnonzero(np.frombuffer(self.displays, "u1") == ord("\n")), len(self.displays))

    def _display(self, i: int) -> str:
        return self.displays[self._lines[i - 1] + 1 if i else 0 : self._lines[i]].decode()

    def _entry(self, reference: int, name: str) -> Entry:
        i, c = reference & (OTHER_NAME - 1), self.columns
        return Entry(
            geonameid=int(c["id"][i]), name=self._display(int(c["display"][i])),
            country=self.countries[c["country"][i]], region=self.regions[c["region"][i]],
            latitude=round(int(c["latitude"][i]) / LATITUDE, 3), longitude=round(int(c["longitude"][i]) / LONGITUDE, 3),
            population=round(10 ** (int(c["population"][i]) / 25)) - 1,
            kind=self.kinds[c["kind"][i]], other_name=bool(reference & OTHER_NAME),
        )  # fmt: skip


def save(path: Path, compiled: Compiled) -> None:
    """Writes the compiled gazetteer; the same content gives the same bytes."""
    header: dict[str, Any] = {
        "countries": compiled.countries, "regions": compiled.regions, "kinds": compiled.kinds,
        "sizes": [len(compiled.names), len(compiled.displays), *(len(compiled.columns[k]) for k in COLUMNS)],
    }  # fmt: skip
    body = [json.dumps(header, ensure_ascii=False).encode() + b"\n", compiled.names, compiled.displays]
    body += [np.ascontiguousarray(compiled.columns[k], dtype=t).tobytes() for k, t in COLUMNS.items()]
    path.write_bytes(MAGIC + zlib.compress(b"".join(body), 9))


def load(path: Path) -> Compiled:
    """The gazetteer of a file. Raises KnowledgeError where the file is none of ours, cut or damaged."""
    try:
        return _read(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise KnowledgeError(f"{path} is no compiled gazetteer ({error}); install Dragoman again") from None


def _read(raw: bytes) -> Compiled:
    if not raw.startswith(MAGIC):
        raise ValueError("it begins otherwise")
    inflate = zlib.decompressobj()
    data = inflate.decompress(memoryview(raw)[len(MAGIC) :], MAX_BYTES)
    if not inflate.eof:  # zlib has checked its sum where the end was reached
        raise ValueError("its end is missing")
    body = data.index(b"\n") + 1
    header = json.loads(data[:body])
    names, displays, *sizes = header["sizes"]
    at = body + names + displays
    columns: dict[str, Any] = {}
    for (key, kind), size in zip(COLUMNS.items(), sizes, strict=True):
        columns[key] = np.frombuffer(data, kind, size, at)
        at += size * np.dtype(kind).itemsize
    return Compiled(
        data[body : body + names], data[body + names : body + names + displays],
        header["countries"], header["regions"], header["kinds"], columns,
    )  # fmt: skip
