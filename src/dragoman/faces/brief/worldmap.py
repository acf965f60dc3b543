"""The map: outlines of countries around the places of the reports, and the places as circles."""

from __future__ import annotations

import math

import msgspec

from .countries import Ring, outlines
from .places import Spot

LEAST_SPAN = 14.0
Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Land(msgspec.Struct, frozen=True):
    """A country's outline as an SVG path; shade 0 (not named) to 3 (named most)."""

    name: str
    path: str
    shade: int


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """A place. quad: its events' commonest class, 0 where it has none; shown: whether its name has room to stand."""

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
    """A drawn map. outside: places beyond its edges; span: degrees of longitude from edge to edge."""

    width: int
    height: int
    lands: list[Land]
    circles: list[Circle]
    outside: int
    span: float


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The picture a map is drawn in, in units. lowest, highest: how tall it may be; font: height of the labels.

    trim: the share of all mentions that may lie outside on each side, where leaving them out brings the rest closer.
    """

    width: int
    lowest: int
    highest: int
    font: float
    trim: float


class _View(msgspec.Struct, frozen=True):
    """An equirectangular view, true to scale in its middle: degrees to units of the picture."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    width: int
    height: int

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place in degrees lies on the map, in its units from the upper left corner."""
        return (longitude - self.west) * self.per_lon, (self.north - latitude) * self.per_lat

    def holds(self, spot: Spot) -> bool:
        """Whether a spot lies within the frame."""
        x, y = self.at(spot.longitude, spot.latitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


def draw_maps(spots: list[Spot], frames: dict[str, Frame], closer: str) -> dict[str, WorldMap]:
    """A map in each frame. That of the frame `closer` only where it brings the places at least twice as near."""
    maps = {name: drawn for name, frame in frames.items() if (drawn := draw_map(spots, frame))}
    if closer in maps and maps[closer].span * 2 > max(m.span for m in maps.values()):
        del maps[closer]
    return maps


def draw_map(spots: list[Spot], frame: Frame) -> WorldMap | None:
    """The places on the part of the world that holds them; None without places."""
    if not spots:
        return None
    view = _view(spots, frame)
    named: dict[str, int] = {}
    for spot in spots:
        if spot.country:
            named[spot.country] = named.get(spot.country, 0) + _weight(spot)
    most = max(named.values(), default=1)
    lands = []
    for iso3, name, rings in outlines():
        path = "".join(_drawn(ring, view) for ring in rings)
        if path:
            share = named.get(iso3, 0) / most if iso3 else 0
            lands.append(Land(name, path, 0 if not share else 3 if share > 0.5 else 2 if share > 0.15 else 1))
    inside = [s for s in spots if view.holds(s)]
    return WorldMap(
        width=view.width, height=view.height, lands=lands, circles=_circles(inside, view, frame.font),
        outside=len(spots) - len(inside), span=view.width / view.per_lon,
    )  # fmt: skip


def _weight(spot: Spot) -> int:
    return spot.mentions + spot.events


def _view(spots: list[Spot], frame: Frame) -> _View:
    """The closest view with a margin around the places, as tall as the frame allows."""
    west, east = _reach([(s.longitude, _weight(s)) for s in spots], frame.trim)
    south, north = _reach([(s.latitude, _weight(s)) for s in spots], frame.trim)
    across = min(360.0, max(LEAST_SPAN, (east - west) * 1.25))
    up = min(144.0, max(LEAST_SPAN * 0.5, (north - south) * 1.3))
    narrow = math.cos(math.radians(min(60.0, abs(south + north) / 2)))
    per_lat = min(frame.width / (across * narrow), frame.highest / up)
    per_lat = max(per_lat, frame.width / (360 * narrow))
    height = round(min(frame.highest, max(frame.lowest, up * per_lat), 144 * per_lat))
    half_across, half_up = frame.width / per_lat / narrow / 2, height / per_lat / 2
    left = min(max((west + east) / 2 - half_across, -180.0), 180.0 - 2 * half_across)
    top = max(min((south + north) / 2 + half_up, 84.0), min(84.0, 2 * half_up - 60.0))
    return _View(left, top, per_lat * narrow, per_lat, frame.width, height)


def _reach(weighed: list[tuple[float, int]], trim: float) -> tuple[float, float]:
    """Least and greatest value, without the outlying `trim` of the weight on each side where that saves much."""
    weighed = sorted(weighed)
    total = sum(w for _, w in weighed)
    first, last = weighed[0][0], weighed[-1][0]
    low, high = _past(weighed, total * trim, first), _past(weighed[::-1], total * trim, last)
    return (low, high) if low <= high and (high - low) < 0.7 * (last - first) else (first, last)


def _past(weighed: list[tuple[float, int]], skip: float, default: float) -> float:
    passed = 0.0
    for value, weight in weighed:
        passed += weight
        if passed > skip:
            return value
    return default


def _drawn(ring: Ring, view: _View) -> str:
    """A ring as an SVG path, with its other side of the date line where the view reaches that."""
    found = ""
    for turn in (-360, 0, 360):
        found += _path(_clip([view.at(x + turn, y) for x, y in ring], view.width, view.height))
    return found


def _clip(points: list[Point], width: float, height: float) -> list[Point]:
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


def _path(points: list[Point]) -> str:
    """A closed SVG path in whole tenths of a unit, without points that nobody could tell apart."""
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.7:
            kept.append((round(x, 1), round(y, 1)))
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


def _circles(spots: list[Spot], view: _View, font: float) -> list[Circle]:
    """The places, the smaller ones on top; names where they cover neither one another nor the largest circles."""
    most = max((_weight(s) for s in spots), default=1)
    taken: list[Box] = []
    for spot in spots[:60]:
        x, y = view.at(spot.longitude, spot.latitude)
        far = 2 + 7 * math.sqrt(_weight(spot) / most)
        taken.append((x - far, y - far, x + far, y + far))
    circles = []
    for spot in spots:
        x, y = view.at(spot.longitude, spot.latitude)
        radius = 3 + 11 * math.sqrt(_weight(spot) / most)
        room = _label(spot.name, x, y, radius, font, taken, view)
        left = x >= view.width * 0.6
        side = room or (x - radius - 3 if left else x + radius + 3, y + font * 0.35, "end" if left else "start")
        circles.append(Circle(
            x=round(x, 1), y=round(y, 1), radius=round(radius, 1), name=spot.name,
            quad=min(spot.quads, key=lambda q: (-spot.quads[q], -q)) if spot.quads else 0,
            label=f"{spot.label}: {_count(spot.mentions, 'mention')}, {_count(spot.events, 'event')}",
            label_x=round(side[0], 1), label_y=round(side[1], 1), anchor=side[2], shown=room is not None,
        ))  # fmt: skip
    return sorted(circles, key=lambda c: -c.radius)


def _label(
    name: str, x: float, y: float, radius: float, font: float, taken: list[Box], view: _View
) -> tuple[float, float, str] | None:
    """Where a name finds room: right, left, above or below its circle; None where nowhere. Takes the room."""
    long = len(name) * font * 0.6
    gap = radius + 3
    for left, base, anchor, at in (
        (x + gap, y + font * 0.35, "start", x + gap), (x - gap - long, y + font * 0.35, "end", x - gap),
        (x - long / 2, y - gap, "middle", x), (x - long / 2, y + gap + font * 0.8, "middle", x),
    ):  # fmt: skip
        box = (left - 1, base - font * 0.85, left + long + 1, base + font * 0.3)
        inside = box[0] >= 2 and box[2] <= view.width - 2 and box[1] >= 2 and box[3] <= view.height - 2
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return at, base, anchor
    return None


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _count(n: int, word: str) -> str:
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"
