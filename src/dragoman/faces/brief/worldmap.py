"""The map: outlines of countries around the places of the reports, and the places as circles."""

from __future__ import annotations

import math

import msgspec

from .countries import Ring, outlines
from .places import Spot

LEAST_SPAN = 14.0


class Land(msgspec.Struct, frozen=True):
    """A country's outline as an SVG path; shade 0 (not named) to 3 (named most)."""

    name: str
    path: str
    shade: int


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """A place. quad: its events' commonest class, 0 where it has none; label_x "" where its name shows on focus only."""

    x: float
    y: float
    radius: float
    quad: int
    name: str
    label: str
    label_x: float
    label_y: float
    anchor: str
    shown: bool


class WorldMap(msgspec.Struct, frozen=True, kw_only=True):
    width: int
    height: int
    lands: list[Land]
    circles: list[Circle]


class _View(msgspec.Struct, frozen=True):
    """An equirectangular view, true to scale in its middle: degrees to units of the picture."""

    west: float
    north: float
    per_lon: float
    per_lat: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.per_lon, (self.north - latitude) * self.per_lat


def draw_map(spots: list[Spot], width: int, height: int, font: float) -> WorldMap | None:
    """The places on the part of the world that holds them all, in a picture of that many units; None without places.

    font: height of the labels in units.
    """
    if not spots:
        return None
    view = _view(spots, width, height)
    named: dict[str, int] = {}
    for spot in spots:
        if spot.country:
            named[spot.country] = named.get(spot.country, 0) + spot.mentions + spot.events
    most = max(named.values(), default=1)
    lands = []
    for iso3, name, rings in outlines():
        path = "".join(_path(_clip([view.at(*p) for p in ring], width, height)) for ring in rings)
        if path:
            share = named.get(iso3, 0) / most if iso3 else 0
            lands.append(Land(name, path, 0 if not share else 3 if share > 0.5 else 2 if share > 0.15 else 1))
    return WorldMap(width=width, height=height, lands=lands, circles=_circles(spots, view, width, height, font))


def _view(spots: list[Spot], width: int, height: int) -> _View:
    """The smallest view with a margin that holds all places."""
    west, east = min(s.longitude for s in spots), max(s.longitude for s in spots)
    south, north = min(s.latitude for s in spots), max(s.latitude for s in spots)
    across, up = max(LEAST_SPAN, (east - west) * 1.24), max(LEAST_SPAN * 0.6, (north - south) * 1.3)
    middle = (west + east) / 2, (south + north) / 2
    narrow = math.cos(math.radians(min(60.0, abs(middle[1]))))
    per_lat = min(width / (across * narrow), height / up)
    # No closer to the poles or the date line than the world reaches, where it is wide enough to fill the picture.
    per_lat = max(per_lat, width / (360 * narrow)) if across * narrow * per_lat <= width else per_lat
    left = middle[0] - width / per_lat / narrow / 2
    top = middle[1] + height / per_lat / 2
    left = min(max(left, -180.0), 180.0 - width / per_lat / narrow) if width / per_lat / narrow <= 360 else left
    top = min(top, 85.0) if height / per_lat <= 145 else top
    return _View(left, top, per_lat * narrow, per_lat)


def _clip(points: list[tuple[float, float]], width: float, height: float) -> list[tuple[float, float]]:
    """The part of a ring in the picture and a little around it (Sutherland and Hodgman's clipping)."""
    if not points:
        return points
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    low, wide, tall = -4.0, width + 4.0, height + 4.0
    if max(xs) < low or min(xs) > wide or max(ys) < low or min(ys) > tall:
        return []
    for axis, edge, sign in ((0, low, 1), (0, wide, -1), (1, low, 1), (1, tall, -1)):
        kept = []
        for i, here in enumerate(points):
            before = points[i - 1]
            inside, was = (here[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
            if inside != was:
                t = (edge - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + t * (here[0] - before[0]), before[1] + t * (here[1] - before[1])))
            if inside:
                kept.append(here)
        points = kept
    return points


def _path(points: list[tuple[float, float]]) -> str:
    """A closed SVG path in whole tenths of a unit, without points that nobody could tell apart."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.7:
            kept.append((round(x, 1), round(y, 1)))
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


def _circles(spots: list[Spot], view: _View, width: int, height: int, font: float) -> list[Circle]:
    """The places, the smaller ones on top; names where they do not cover one another."""
    most = max(s.mentions + s.events for s in spots)
    taken: list[tuple[float, float, float, float]] = []
    for spot in spots[:30]:
        x, y = view.at(spot.longitude, spot.latitude)
        taken.append((x - 3, y - 3, x + 3, y + 3))
    circles = []
    for spot in spots:
        x, y = view.at(spot.longitude, spot.latitude)
        radius = 3 + 11 * math.sqrt((spot.mentions + spot.events) / most)
        place = _label(spot.name, x, y, radius, font, taken, width, height)
        side = place or ((x + radius + 3, y + font * 0.35, "start") if x < width * 0.7 else (x - radius - 3, y + font * 0.35, "end"))
        circles.append(Circle(
            x=round(x, 1), y=round(y, 1), radius=round(radius, 1), name=spot.name,
            quad=min(spot.quads, key=lambda q: (-spot.quads[q], -q)) if spot.quads else 0,
            label=f"{spot.label}: {_count(spot.mentions, 'mention')}, {_count(spot.events, 'event')}",
            label_x=round(side[0], 1), label_y=round(side[1], 1), anchor=side[2], shown=place is not None,
        ))  # fmt: skip
    return sorted(circles, key=lambda c: -c.radius)


def _label(
    name: str, x: float, y: float, radius: float, font: float, taken: list[tuple[float, float, float, float]],
    width: int, height: int,
) -> tuple[float, float, str] | None:  # fmt: skip
    """Where a name finds room: right, left, above or below its circle; None where nowhere. Takes the room."""
    long = len(name) * font * 0.56
    gap = radius + 3
    for left, base, anchor, at in (
        (x + gap, y + font * 0.35, "start", x + gap), (x - gap - long, y + font * 0.35, "end", x - gap),
        (x - long / 2, y - gap, "middle", x), (x - long / 2, y + gap + font * 0.8, "middle", x),
    ):  # fmt: skip
        box = (left - 1, base - font * 0.8, left + long + 1, base + font * 0.25)
        inside = box[0] >= 2 and box[2] <= width - 2 and box[1] >= 2 and box[3] <= height - 2
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return at, base, anchor
    return None


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _count(n: int, word: str) -> str:
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"


__all__ = ["Circle", "Land", "Ring", "WorldMap", "draw_map"]
