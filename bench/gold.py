"""Reads the gold records beside the invented samples, and scores a report against them.

A gold file is YAML that people can read: each record quotes the words of the report, `in` quotes words around them
where they alone would not be found (the layout is in `samples/README.md`). A quotation that is not in the clean text
counts as missed, so cleaning that loses news is paid for in every row.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from dragoman.records import Place, Report, Span

KILOMETRES = 161  # within which a place counts as found, as in the field's own evaluations


@dataclasses.dataclass
class Score:
    """right, coded, gold: counts; checks: for each further property, how many of those right have it right."""

    right: int = 0
    coded: int = 0
    gold: int = 0
    checks: dict[str, list[int]] = dataclasses.field(default_factory=dict)

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.coded += other.coded
        self.gold += other.gold
        for name, (good, asked) in other.checks.items():
            old = self.checks.setdefault(name, [0, 0])
            old[0] += good
            old[1] += asked
        return self

    def check(self, name: str, good: bool) -> None:
        count = self.checks.setdefault(name, [0, 0])
        count[0] += good
        count[1] += 1

    @property
    def precision(self) -> float:
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.coded + self.gold) if self.coded + self.gold else 1.0


def read_gold(path: Path) -> dict[str, Any]:
    """The gold of one sample: lists of records by type, and `keep` and `drop`, pieces of its text."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def find(text: str, quoted: str, around: str | None = None) -> Span | None:
    """Where the quoted words stand: within `around` if given, else at their first whole-word place."""
    at = text.find(around) if around else 0
    if at < 0:
        return None
    end = at + len(around) if around else len(text)
    while (i := text.find(quoted, at, end)) >= 0:
        j = i + len(quoted)
        cut_left = i > 0 and text[i - 1].isalnum() and quoted[0].isalnum()
        cut_right = j < len(text) and text[j].isalnum() and quoted[-1].isalnum()
        if not cut_left and not cut_right:
            return Span(i, j)
        at = i + 1
    return None


def overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])


def score(report: Report, gold: dict[str, Any]) -> dict[str, Score]:
    """One score for each record type that the gold has, and `cleaning` where it tells what must stay and go."""
    scorers: dict[str, Callable[[Report, list[dict[str, Any]]], Score]] = {
        "events": _events, "statements": _statements, "figures": _figures, "entities": _entities,
        "places": _places, "times": _times,
    }  # fmt: skip
    result = {name: scorer(report, gold[name] or []) for name, scorer in scorers.items() if name in gold}
    if "keep" in gold or "drop" in gold:
        right = [k in report.text for k in gold.get("keep") or []]
        right += [d not in report.text for d in gold.get("drop") or []]
        result["cleaning"] = Score(sum(right), len(right), len(right))
    return result


def _pair(
    gold: Iterable[Any], coded: Iterable[Any], fits: Callable[[Any, Any], bool]
) -> tuple[Score, list[tuple[Any, Any]]]:
    """Each gold record with the first coded one that fits it, each coded one used once."""
    gold, left = list(gold), list(coded)
    result = Score(coded=len(left), gold=len(gold))
    pairs = []
    for g in gold:
        hit = next((c for c in left if fits(g, c)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((g, hit))
    result.right = len(pairs)
    return result, pairs


def _events(report: Report, gold: list[dict[str, Any]]) -> Score:
    def fits(g: dict[str, Any], e: Any) -> bool:
        at = find(report.text, g["trigger"], g.get("in"))
        return bool(at and overlap(at, e.trigger) and e.category == g["category"])

    result, pairs = _pair(gold, report.events, fits)
    for g, e in pairs:
        result.check("mode", e.mode == (g.get("mode") or ""))
        result.check("status", e.status == g.get("status", "reported"))
        for name in ("actors", "recipients"):
            wanted = [find(report.text, w, g.get("in")) or find(report.text, w) for w in g.get(name) or []]
            got = list(dict.fromkeys((p.start, p.end) for p in getattr(e, name)))
            good = len(wanted) == len(got) and all(w and any(overlap(w, p) for p in got) for w in wanted)
            result.check(name, good)
        if g.get("contexts"):
            result.check("contexts", bool(set(e.contexts) & set(g["contexts"])))
        if g.get("place"):
            result.check("place", bool(e.place and _same_place(g["place"].lower(), e.place)))
        if g.get("time"):
            result.check("time", bool(e.time and [e.time.earliest, e.time.latest] == _interval(g["time"])))
    return result


def _same_place(wanted: str, place: Place) -> bool:
    """Whether the words of the gold name the place, or what lies within it: "outside the hall in Lomé" is in Lomé."""
    return find(wanted, place.text.lower()) is not None or wanted in (place.name.lower(), place.text.lower())


def _statements(report: Report, gold: list[dict[str, Any]]) -> Score:
    def characters(spans: Iterable[Sequence[int] | None]) -> set[int]:
        return {i for s in spans if s for i in range(s[0], s[1]) if not report.text[i].isspace()}

    def fits(g: dict[str, Any], s: Any) -> bool:
        want = characters(find(report.text, c, g.get("in")) or find(report.text, c) for c in g["content"])
        got = characters(s.content)
        source = find(report.text, g["source"], g.get("in")) if g.get("source") else None
        said_by = not g.get("source") or bool(source and s.source and overlap(source, s.source))
        return bool(want) and len(want & got) >= 0.5 * len(want | got) and said_by

    result, pairs = _pair(gold, report.statements, fits)
    for g, s in pairs:
        result.check("kind", s.kind == g["kind"])
        if g.get("speaker"):
            result.check("speaker", bool(s.speaker and g["speaker"].lower() in s.speaker.name.lower()))
    return result


def _figures(report: Report, gold: list[dict[str, Any]]) -> Score:
    def same(a: float | None, b: float | None) -> bool:
        return a is b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-3))

    def fits(g: dict[str, Any], f: Any) -> bool:
        at = find(report.text, g["text"], g.get("in"))
        value = g.get("value")
        low, high = g.get("low", value), g.get("high", value)
        coded = (f.value, f.low, f.high)
        if g.get("unit") == "%" and f.unit != "%":  # a third: of a hundred with some, of one with us
            coded = tuple(None if v is None else 100 * v for v in coded)
        numbers = all(same(c, w) for c, w in zip(coded, (value, low, high), strict=True))
        return bool(at and overlap(at, (f.start, f.end)) and numbers)

    def words(text: str) -> set[str]:
        return {w.rstrip("s").lower() for w in text.split()}

    result, pairs = _pair(gold, report.figures, fits)
    for g, f in pairs:
        # People are counted without a unit, by their noun; a share of one has none either.
        if g.get("unit") and g["unit"] != "person" and (g["unit"] != "%" or f.unit):
            result.check("unit", f.unit == g["unit"])
        if g.get("of"):
            result.check("of", bool(f.of and words(f.of.text) & words(g["of"])))
        if g.get("holder"):
            result.check("holder", bool(f.holder and words(f.holder.name + " " + f.holder.text) & words(g["holder"])))
    return result


def _entities(report: Report, gold: list[dict[str, Any]]) -> Score:
    """An entity is right where one coded entity holds its name; links are its other mentions led to that name."""

    def place(g: dict[str, Any], quoted: str | list[str]) -> Span | None:
        return find(report.text, *quoted) if isinstance(quoted, list) else find(report.text, quoted, g.get("in"))

    def fits(g: dict[str, Any], e: Any) -> bool:
        at = place(g, g["name"])
        return bool(at and any(overlap(at, m) for m in e.mentions))

    result, pairs = _pair(gold, report.entities, fits)
    result.coded = result.right  # gold lists the entities that matter, not every noun phrase that names somebody
    for g, e in pairs:
        for field in ("country", "sector"):
            if field in g:
                result.check(field, getattr(e, field) == (g[field] or ""))
        for mention in g.get("mentions") or []:
            at = place(g, mention)
            result.check("links", bool(at and any(overlap(at, m) for m in e.mentions)))
    return result


def _places(report: Report, gold: list[dict[str, Any]]) -> Score:
    def fits(g: dict[str, Any], p: Any) -> bool:
        at = find(report.text, g["text"], g.get("in"))
        return bool(at and overlap(at, (p.start, p.end)))

    result, pairs = _pair(gold, report.places, fits)
    result.coded = result.right  # gold lists one mention of each place
    for g, p in pairs:
        result.check("country", p.country == (g.get("country") or ""))
        if g.get("at"):
            near = p.latitude is not None and kilometres(p.latitude, p.longitude, *g["at"]) <= KILOMETRES
            result.check("located", near)
    return result


def _times(report: Report, gold: list[dict[str, Any]]) -> Score:
    def fits(g: dict[str, Any], t: Any) -> bool:
        at = find(report.text, g["text"], g.get("in"))
        return bool(at and overlap(at, (t.start, t.end)))

    result, pairs = _pair(gold, report.times, fits)
    for g, t in pairs:
        wanted = _interval(g["is"]) if g.get("is") else [None, None]
        result.check("interval", [t.earliest, t.latest] == wanted)
    return result


def _interval(day: Any) -> list[str]:
    return [str(d) for d in day] if isinstance(day, list) else [str(day), str(day)]


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance of two points in degrees."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
