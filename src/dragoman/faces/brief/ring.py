"""The picture of who deals with whom: parties on a ring, dyads as curves between them."""

from __future__ import annotations

import math
from collections import Counter

import msgspec

from .dyads import Dyad
from .source import cut


class Node(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    lines: list[str]
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str
    events: int


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """tone: "kind", "hostile" or "mixed", by mean score; ends: indexes of its nodes."""

    path: str
    width: float
    tone: str
    label: str
    arrow: bool
    ends: tuple[int, int]


class Ring(msgspec.Struct, frozen=True, kw_only=True):
    width: int
    height: int
    nodes: list[Node]
    edges: list[Edge]
    left_out: int


def draw_ring(dyads: list[Dyad], most: int, width: int, height: int, label: int) -> Ring | None:
    """The dyads among the `most` busiest parties. label: characters of a line that fit beside it. None without any."""
    busy: Counter[str] = Counter()
    for dyad in dyads:
        busy[dyad.actor] += dyad.count
        busy[dyad.recipient] += dyad.count
    names = sorted(busy, key=lambda n: (-busy[n], n))[:most]
    drawn = [d for d in dyads if d.actor in names and d.recipient in names]
    if not drawn:
        return None
    order = _arrange([n for n in names if any(n in (d.actor, d.recipient) for d in drawn)], drawn)
    nodes = [_node(name, i, len(order), busy, width, height, label) for i, name in enumerate(order)]
    at = {name: i for i, name in enumerate(order)}
    widest = max(d.count for d in drawn)
    edges = [_edge(d, at, nodes, widest, width, height) for d in reversed(drawn)]
    return Ring(width=width, height=height, nodes=nodes, edges=edges, left_out=len(dyads) - len(drawn))


def _arrange(names: list[str], dyads: list[Dyad]) -> list[str]:
    """The order around the ring that brings those who deal most with each other close, by swapping while it helps."""
    order = list(names)

    def cost() -> float:
        at = {n: i for i, n in enumerate(order)}
        gaps = ((abs(at[d.actor] - at[d.recipient]), d.count) for d in dyads)
        return sum(math.sqrt(n) * min(gap, len(order) - gap) for gap, n in gaps)

    best = cost()
    for _ in range(4):
        before = best
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                order[i], order[j] = order[j], order[i]
                if (now := cost()) < best - 1e-9:
                    best = now
                else:
                    order[i], order[j] = order[j], order[i]
        if best == before:
            break
    return order


def _node(name: str, i: int, count: int, busy: Counter[str], width: int, height: int, label: int) -> Node:
    angle = 2 * math.pi * (i + 0.5) / count - math.pi / 2
    across, up = math.cos(angle), math.sin(angle)
    x, y = width / 2 + across * _reach(width, label), height / 2 + up * (height / 2 - 46)
    radius = 5 + 7 * math.sqrt(busy[name] / max(busy.values()))
    anchor = "middle" if abs(across) < 0.06 else "start" if across > 0 else "end"
    gap = radius + 7
    lines = _lines(name, label)
    # The first line's base line: beside its circle the lines are centred on it, above they end there.
    raised = 5 - 8 * (len(lines) - 1) if anchor != "middle" else gap + 6 if up > 0 else -gap + 4 - 16 * (len(lines) - 1)
    return Node(
        name=name, lines=lines, x=round(x, 1), y=round(y, 1), radius=round(radius, 1),
        label_x=round(x + (0 if anchor == "middle" else gap if across > 0 else -gap), 1),
        label_y=round(y + raised, 1),
        anchor=anchor, events=busy[name],
    )  # fmt: skip


def _lines(name: str, most: int) -> list[str]:
    """The name in one line, or in two of about the same length where it is longer than `most` characters."""
    if len(name) <= most:
        return [name]
    breaks = [i for i, c in enumerate(name) if c == " "]
    if not breaks:
        return [cut(name, most)]
    at = min(breaks, key=lambda i: (abs(2 * i - len(name)), i))
    return [cut(name[:at], most), cut(name[at:], most)]


def _reach(width: int, label: int) -> float:
    """Half the ring's width, so that labels beside it fit (7.5 units a character)."""
    return max(60.0, width / 2 - 24 - 7.5 * label)


def _edge(dyad: Dyad, at: dict[str, int], nodes: list[Node], widest: int, width: int, height: int) -> Edge:
    a, b = nodes[at[dyad.actor]], nodes[at[dyad.recipient]]
    # Bent towards the centre and to the right of its way, so that the two directions of a pair lie apart.
    dx, dy = b.x - a.x, b.y - a.y
    far = math.hypot(dx, dy) or 1.0
    bend = 14 + far * 0.06
    cx = (a.x + b.x) / 2 * 0.72 + width / 2 * 0.28 - dy / far * bend
    cy = (a.y + b.y) / 2 * 0.72 + height / 2 * 0.28 + dx / far * bend
    x0, y0 = _towards(a, cx, cy, a.radius + 1)
    x1, y1 = _towards(b, cx, cy, b.radius + 7)
    mutual = dyad.mutual == dyad.count
    link = "and" if mutual else "to"
    what = "event" if dyad.count == 1 else "events"
    return Edge(
        path=f"M{x0:.1f} {y0:.1f}Q{cx:.1f} {cy:.1f} {x1:.1f} {y1:.1f}",
        width=round(1.2 + 5 * math.sqrt(dyad.count / widest), 1),
        tone=tone(dyad.mean), arrow=not mutual, ends=(at[dyad.actor], at[dyad.recipient]),
        label=f"{dyad.actor} {link} {dyad.recipient}: {dyad.count} {what}, mean score {dyad.mean:+.1f}",
    )  # fmt: skip


def _towards(node: Node, x: float, y: float, far: float) -> tuple[float, float]:
    dx, dy = x - node.x, y - node.y
    length = math.hypot(dx, dy) or 1.0
    return node.x + dx / length * far, node.y + dy / length * far


def tone(mean: float) -> str:
    """ "kind" above +1, "hostile" below -1, "mixed" between, on PLOVER's scale of -10 to +10."""
    return "kind" if mean > 1 else "hostile" if mean < -1 else "mixed"
