"""The compiled gazetteer: columns of numbers and one sorted string of names, compressed; looked up by bisection."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ...errors import KnowledgeError

MAGIC = b"dragoman gazetteer 1\n"
MAX_BYTES = 256 * 1024 * 1024
# The columns and how they are stored. Degrees are kept as whole numbers of 1/360 and 1/180 degree: 300 to 600 metres.
COLUMNS = {
    "id": "<u4", "latitude": "<i2", "longitude": "<i2", "country": "u1", "region": "<u2", "population": "u1", "kind": "u1",
    "display": "<i4", "name_end": "<u4", "first": "<u4", "place": "<u4",
}  # fmt: skip
LATITUDE, LONGITUDE = 360, 180
# A name that GeoNames gives as one of several: the highest bit of its reference.
OTHER_NAME = 1 << 31


class Entry(NamedTuple):
    """A place of that name. population: of a region, that of its cities; other_name: whether it has another as its first."""

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

    names: all folded names, sorted, one after another; columns: see COLUMNS, where the first eight are a place's, `name_end`
    a name's last character, `first` its first reference and `place` the references.
    """

    names: bytes
    displays: list[str]
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
        ends, names = self.columns["name_end"], self.names
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            start = ends[middle - 1] if middle else 0
            if names[start : ends[middle]] < key:
                low = middle + 1
            else:
                high = middle
        if low < len(ends) and names[ends[low - 1] if low else 0 : ends[low]] == key:
            return low
        return -1

    def _entry(self, reference: int, name: str) -> Entry:
        i, c = reference & (OTHER_NAME - 1), self.columns
        display = int(c["display"][i])
        return Entry(
            geonameid=int(c["id"][i]), name=self.displays[display], country=self.countries[c["country"][i]],
            region=self.regions[c["region"][i]], latitude=round(int(c["latitude"][i]) / LATITUDE, 3),
            longitude=round(int(c["longitude"][i]) / LONGITUDE, 3), population=round(10 ** (int(c["population"][i]) / 25)) - 1,
            kind=self.kinds[c["kind"][i]], other_name=bool(reference & OTHER_NAME),
        )  # fmt: skip


def save(path: Path, compiled: Compiled) -> None:
    """Writes the compiled gazetteer; the same content gives the same bytes."""
    displays = "\n".join(compiled.displays).encode()
    header: dict[str, Any] = {
        "countries": compiled.countries, "regions": compiled.regions, "kinds": compiled.kinds,
        "sizes": [len(compiled.names), len(displays), *(len(compiled.columns[k]) for k in COLUMNS)],
    }  # fmt: skip
    body = [json.dumps(header, ensure_ascii=False).encode() + b"\n", compiled.names, displays]
    body += [np.ascontiguousarray(compiled.columns[k], dtype=t).tobytes() for k, t in COLUMNS.items()]
    path.write_bytes(MAGIC + zlib.compress(b"".join(body), 9))


def load(path: Path) -> Compiled:
    """Raises KnowledgeError where the file is none of ours."""
    try:
        raw = path.read_bytes()
        if not raw.startswith(MAGIC):
            raise ValueError("it begins otherwise")
        data = zlib.decompressobj().decompress(raw[len(MAGIC) :], MAX_BYTES)
        line, _, rest = data.partition(b"\n")
        header = json.loads(line)
        sizes = header["sizes"]
        names, at = rest[: sizes[0]], sizes[0] + sizes[1]
        displays = rest[sizes[0] : at].decode().split("\n")
        columns: dict[str, Any] = {}
        for (key, kind), size in zip(COLUMNS.items(), sizes[2:], strict=True):
            columns[key] = np.frombuffer(rest, kind, size, at)
            at += size * np.dtype(kind).itemsize
    except (OSError, ValueError, KeyError, zlib.error) as error:
        raise KnowledgeError(f"{path} is no compiled gazetteer ({error}); install Dragoman again") from None
    for key in ("name_end", "first"):
        columns[key] = columns[key].tolist()
    return Compiled(names, displays, header["countries"], header["regions"], header["kinds"], columns)
