"""Reports made by hand: what an archive keeps does not depend on how well reports are read."""

from __future__ import annotations

from dragoman.records import Entity, Event, Figure, Party, Phrase, Place, Provenance, Report, Span, Statement, Time

VERSIONS = Provenance(package="1", lexicon="l1", model="m1")


def report(number: int, versions: Provenance = VERSIONS, **fields: object) -> Report:
    text = f"Iran's army shelled Erbil on 4 March, killing 30 people, Hezbollah said. Case {number}."
    at = Span(0, 72)
    army = Party(start=0, end=11, text="Iran's army", name="Army of Iran", country="IRN", sector="MIL", entity_id="b:x")
    speaker = Party(start=57, end=66, text="Hezbollah", name="Hezbollah", country="LBN", entity_id="b:hezbollah")
    erbil = Place(
        id=f"p_{number}", start=20, end=25, text="Erbil", name="Erbil", country="IRQ", latitude=36.19, longitude=44.01
    )
    day = Time(
        id=f"t_{number}", start=29, end=36, text="4 March", earliest="2024-03-04", latest="2024-03-04", precision="day"
    )
    victim = Party(start=20, end=25, text="Erbil", name="Iraq", country="IRQ", entity_id="state:IRQ")
    event = Event(
        id=f"e_{number}", category="ASSAULT", mode="heavy-weapons", quad=4, score=-9.5, actors=(army,),
        recipients=(victim,), trigger=Span(12, 19), sentence=at, time=day, place=erbil, said_by=speaker,
        confidence=0.8, rule="assault.yaml:shell",
    )  # fmt: skip
    figure = Figure(
        id=f"f_{number}", start=46, end=55, text="30 people", value=30.0, low=30.0, high=None, unit="person",
        of=Phrase(49, 55, "people"), said_by=speaker,
    )  # fmt: skip
    statement = Statement(
        id=f"s_{number}", source=Span(57, 66), cue=Span(67, 71), content=(Span(0, 55),), kind="indirect",
        speaker=speaker,
    )  # fmt: skip
    entity = Entity(
        id=f"n_{number}", name="Army of Iran", country="IRN", sector="MIL", entity_id="b:x", kind="body", mentions=(at,)
    )
    known: dict[str, object] = {
        "id": f"r_{number:016x}", "text": text, "raw": f"<p>{text}</p>", "date": "2024-03-05", "publisher": "=Post",
        "sentences": (at, Span(73, len(text))), "events": (event,), "figures": (figure,), "statements": (statement,),
        "entities": (entity,), "places": (erbil,), "times": (day,), "provenance": versions,
    }  # fmt: skip
    return Report(**(known | fields))  # type: ignore[arg-type]
