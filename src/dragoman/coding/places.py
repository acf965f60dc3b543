"""Places: toponyms and their adjectives, found and located with the whole report in view."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from ..knowledge import Knowledge
from ..records import Place
from .document import Document
from .gazetteer import Candidate, Gazetteer
from .gazetteer.locate import Locator
from .gazetteer.mentions import Mention, MentionFinder
from .registry import record_type

_KINDS = frozenset(("country", "region", "city", "sea", "river", "mountain", "island", "border", "site"))


@record_type("places", Place, needs=())
class PlaceCoder:
    """Finds names of places by the gazetteer and the parser's names, and settles which place each means.

    A record's `rule` tells how the text names the place: "name", "adjective" ("Turkish"), "embedded", where the name is
    part of another one, such as a newspaper's or a company's, or "site", a street or building.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.gazetteer = Gazetteer(knowledge)
        self.finder = MentionFinder(knowledge, self.gazetteer)
        self.locator = Locator(self.gazetteer)

    def code(self, document: Document) -> Iterable[Place]:
        """The places of a report; one that cannot be located has no coordinates."""
        mentions = [m for m in self.finder.find(document) if not _is_agency(document, m)]
        for mention, (candidate, confidence) in zip(mentions, self.locator.locate(mentions), strict=True):
            if candidate is None:
                if mention.certain:
                    yield _place(document, mention, 0.5)
                continue
            yield _place(document, mention, confidence, candidate)


def _is_agency(document: Document, mention: Mention) -> bool:
    """Whether it is set apart behind the place of the dateline, as the agency is: "TUNIS (Meridian) -"."""
    line = document.dateline
    if line is None or not line.start < mention.start < line.end:
        return False
    before = document.text[line.start : mention.start]
    return "(" in before or " /" in before


def _place(document: Document, mention: Mention, confidence: float, found: Candidate | None = None) -> Place:
    text = document.text[mention.start : mention.end]
    place = Place(start=mention.start, end=mention.end, text=text, name=text, rule=mention.rule, confidence=confidence)
    if found is None:
        return place
    return replace(
        place, name=found.name or text, country=found.country, latitude=found.latitude, longitude=found.longitude,
        geonameid=found.geonameid, kind=found.kind if found.kind in _KINDS else "region",
    )  # fmt: skip
