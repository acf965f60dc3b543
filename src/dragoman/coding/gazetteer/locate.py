"""Which place a name means, with the whole report in view: one sense a report, containment, prominence, neighbours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from .gazetteer import Candidate, Gazetteer
from .mentions import Mention
from .names import fold

# What evidence is worth, in powers of ten of population.
_CONTAINER = 6.0
_COUNTRY, _REGION, _NEAR = 2.2, 1.5, 1.0
_NEAR_KM = 300.0
# A name whose best meaning leads by so much needs no context and gives it.
_CLEAR = 1.2
# A village is not taken without some context.
_VILLAGE, _SUPPORT = 3.7, 0.5
# A town smaller than this is not taken where the report says that the place lies in another country.
_TOWN = 5.0
_MAX_ANCHORS = 40
# Characters between a street and the town that it may lie in.
_FAR = 1500


class Locator:
    """Settles the meanings of a report's mentions together."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def locate(self, mentions: Sequence[Mention]) -> list[tuple[Candidate | None, float]]:
        """For each mention its place and how likely that is right, 0 to 1; None where nothing fits."""
        by_key: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_key[mention.key].append(mention)
        for group in by_key.values():
            group.sort(key=lambda m: m.candidates == ())
        context = _Context(by_key)
        chosen = {key: self._choose(key, group, context) for key, group in by_key.items() if group[0].candidates}
        found = [chosen.get(m.key, (None, 0.0)) for m in mentions]
        return self._with_sites(mentions, found)

    def _with_sites(
        self, mentions: Sequence[Mention], found: list[tuple[Candidate | None, float]]
    ) -> list[tuple[Candidate | None, float]]:
        """Streets, stations and schools lie in the town that their name holds, or that the text named last before."""
        town: Candidate | None = None
        at = -_FAR
        for i, mention in enumerate(mentions):
            place = found[i][0]
            if mention.rule != "site":
                if place is not None and place.kind == "city" and mention.rule == "name":
                    town, at = place, mention.end
                continue
            near = place or (town if mention.start - at < _FAR else None)
            if near is not None:
                site = Candidate("", "site", near.country, near.region, near.latitude, near.longitude, None, 0, 0.0)
                found[i] = (site, 0.5)
        return found

    def _choose(self, key: str, group: list[Mention], context: _Context) -> tuple[Candidate | None, float]:
        containers = frozenset(
            (fold(c.name), c.country, c.kind) for m in group for c in m.container if c.kind in ("region", "country")
        )
        scored = sorted(
            ((context.score(key, c, containers), c) for c in group[0].candidates),
            key=lambda x: (-x[0][0], x[1].country, x[1].geonameid or 0),
        )
        (total, support), best = scored[0]
        if best.people and best.prior < _VILLAGE and support < _SUPPORT:
            return None, 0.0
        elsewhere = containers and best.country not in {country for _, country, _ in containers}
        if elsewhere and best.people and best.prior < _TOWN:
            return None, 0.0
        lead = total - scored[1][0][0] if len(scored) > 1 else 3.0
        return best, round(0.5 + 0.48 * (1 - math.exp(-lead)), 2)


class _Context:
    """What a report's clear names tell about the others."""

    def __init__(self, by_key: dict[str, list[Mention]]) -> None:
        self.countries: Counter[str] = Counter()
        self.regions: set[str] = set()
        self.anchors: list[tuple[str, Candidate]] = []
        self.by_key: dict[str, str] = {}
        for key, group in by_key.items():
            best = group[0].candidates
            if not best:
                continue
            if len(best) == 1 or best[0].prior - best[1].prior >= _CLEAR:
                self._add(key, best[0], len(group))
        self.total = sum(self.countries.values())

    def _add(self, key: str, place: Candidate, count: int) -> None:
        weight = 1 + math.log2(count)
        if place.country:
            self.countries[place.country] += round(weight)
            self.by_key[key] = place.country
        if place.kind == "region":
            self.regions.add(fold(place.name))
        if place.kind in ("city", "site", "island") and len(self.anchors) < _MAX_ANCHORS:
            self.anchors.append((key, place))

    def score(self, key: str, place: Candidate, containers: frozenset[tuple[str, str, str]]) -> tuple[float, float]:
        """How well a meaning fits, and how much of that comes from the report."""
        support = 0.0
        country = self.countries.get(place.country, 0) - (1 if self.by_key.get(key) == place.country else 0)
        if place.country and self.total and country > 0:
            support += _COUNTRY * math.sqrt(country / self.total)
        if place.region and place.region in self.regions:
            support += _REGION
        near = min((_kilometres(place, a) for k, a in self.anchors if k != key), default=math.inf)
        support += _NEAR * math.exp(-near / _NEAR_KM)
        if containers and self._contains(place, containers):
            support += _CONTAINER
        return place.prior + support, support

    @staticmethod
    def _contains(place: Candidate, containers: frozenset[tuple[str, str, str]]) -> bool:
        """Whether a place lies in one of the containers: name, country and kind of each."""
        return any(
            place.country == country and (kind == "country" or place.region == name) and fold(place.name) != name
            for name, country, kind in containers
        )


def _kilometres(a: Candidate, b: Candidate) -> float:
    """The distance on the sphere."""
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
