"""A located mention of a place."""

from __future__ import annotations

from .base import Record


class Place(Record, frozen=True, kw_only=True):
    """A toponym, or its adjective, and where it lies.

    start, end, text: the mention; name: the place's name in GeoNames or the project's own table.
    country: ISO 3166 alpha-3, "" for what belongs to none (a sea).
    latitude, longitude: degrees, WGS 84; None where the place could not be located.
    geonameid: GeoNames' number, None where it has none.
    kind: "country", "region", "city", "sea", "river", "mountain", "island", "border" or "site".
    """

    start: int
    end: int
    text: str
    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    kind: str = ""

    def key(self) -> tuple[object, ...]:
        return (self.start, self.end)

    @property
    def position(self) -> int:
        return self.start
