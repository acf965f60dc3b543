"""Reports made by hand for the tests of the brief."""

from __future__ import annotations

import re

from dragoman.records import (
    Dropped,
    Event,
    Figure,
    Party,
    Phrase,
    Place,
    Provenance,
    Report,
    Span,
    Statement,
    Time,
)  # fmt: skip

TEXT = (
    "Harbour talks break down\n\n"
    "Norland shelled the port of Estmark on Monday, killing at least 30 sailors. Norland may invade Estmark.\n\n"
    '"We will answer," said minister Ada Holm. <script>alert("text")</script></script><script>window.hacked=1</script>'
    "\u2028 Estmark did not retreat."
)
EVIL = '<img src=x onerror="window.hacked=1">'


def span(phrase: str, nth: int = 0) -> Span:
    starts = [m.start() for m in re.finditer(re.escape(phrase), TEXT)]
    return Span(starts[nth], starts[nth] + len(phrase))


def party(phrase: str, nth: int = 0, **known: str) -> Party:
    at = span(phrase, nth)
    return Party(start=at.start, end=at.end, text=phrase, **{"name": phrase, **known})


def report(number: int = 1, **changes: object) -> Report:
    """A report with a record of each type and strings that attack the page."""
    norland, estmark = party("Norland", country="NOR"), party("Estmark", country="EST")
    port = Place(
        start=span("Estmark").start, end=span("Estmark").end, text="Estmark", name="Estmark", country="EST",
        latitude=59.4, longitude=24.7, kind="city",
    )  # fmt: skip
    sentences = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n.]+\.?", TEXT))

    def event(category: str, quad: int, score: float, trigger: str, status: str) -> Event:
        at = span(trigger)
        around = next(s for s in sentences if s.start <= at.start < s.end)
        return Event(
            category=category, quad=quad, score=score, actors=(norland,), recipients=(estmark,), trigger=at,
            sentence=around, status=status, confidence=0.8, rule="lexicon:x", place=port,
        )  # fmt: skip

    fields: dict[str, object] = {
        "id": f"r_{number}", "text": TEXT, "title": EVIL, "date": "2024-03-05", "publisher": EVIL,
        "url": "https://news.example/a?b=1&c=\"'<", "licence": "invented sample",
        "headings": (span("Harbour talks break down"),),
        "sentences": sentences,
        "events": (
            event("ASSAULT", 4, -9.0, "shelled", "reported"), event("ASSAULT", 4, -9.0, "invade", "hypothetical"),
            event("RETREAT", 2, 6.5, "retreat", "negated"),
        ),
        "statements": (Statement(
            source=span("minister Ada Holm"), cue=span("said"), content=(span('"We will answer,"'),), kind="direct",
            speaker=party("Ada Holm", country="EST", role="minister"),
        ),),
        "figures": (Figure(
            start=span("at least 30 sailors").start, end=span("at least 30 sailors").end, text="at least 30 sailors",
            value=30, low=30, high=None, unit="sailor", of=Phrase(*span("sailors"), "sailors"),
        ),),
        "places": (port,),
        "times": (Time(start=span("Monday").start, end=span("Monday").end, text="Monday", earliest="2024-03-04",
                       latest="2024-03-04", precision="day"),),
        "dropped": (Dropped(0, 9, "shop", "=BUY <b>now</b>"),),
        "provenance": Provenance(package="1", lexicon="2", model="3"),
    }  # fmt: skip
    return Report(**{**fields, **changes})  # type: ignore[arg-type]
