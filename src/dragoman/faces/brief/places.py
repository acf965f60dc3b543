"""Where it happens: places by how often they are named and how many events lie there."""

from __future__ import annotations

from collections import Counter

import msgspec

from ...records import Place, Report
from .countries import country_name
from .source import cut


class Spot(msgspec.Struct, kw_only=True):
    """A located place. quads: events there that took place, by quad class; country: its code."""

    name: str
    country: str
    kind: str
    latitude: float
    longitude: float
    mentions: int = 0
    quads: Counter[int] = msgspec.field(default_factory=Counter)

    @property
    def events(self) -> int:
        """How many events there were here."""
        return sum(self.quads.values())

    @property
    def label(self) -> str:
        """The name, with the country where that is not the same."""
        country = country_name(self.country) if self.country else ""
        return f"{self.name}, {country}" if country and country != self.name else self.name


class Places:
    """Counts places over any number of reports. unlocated: mentions without coordinates."""

    def __init__(self) -> None:
        self._spots: dict[tuple[object, ...], Spot] = {}
        self.unlocated = 0

    def add(self, report: Report) -> None:
        """Takes in a report's places and those of its events."""
        for place in report.places:
            spot = self._spot(place)
            if spot is None:
                self.unlocated += 1
            else:
                spot.mentions += 1
        for event in report.events:
            spot = self._spot(event.place) if event.place and event.status == "reported" else None
            if spot is not None:
                spot.quads[event.quad] += 1

    def ranked(self) -> list[Spot]:
        """All spots, those with most events and mentions first."""
        return sorted(
            self._spots.values(),
            key=lambda s: (-(3 * s.events + s.mentions), s.name, s.country, s.latitude, s.longitude),
        )

    def _spot(self, place: Place) -> Spot | None:
        latitude, longitude = place.latitude, place.longitude
        if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        key = (place.geonameid,) if place.geonameid else (place.name, place.country, latitude, longitude)
        return self._spots.setdefault(key, Spot(
            name=cut(place.name or place.text, 60), country=place.country, kind=place.kind,
            latitude=latitude, longitude=longitude,
        ))  # fmt: skip
