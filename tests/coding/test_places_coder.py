"""Places: found, told apart and located, on sentences of our own."""

from __future__ import annotations

import time

import dragoman
from dragoman.coding.gazetteer import fold
from dragoman.coding.gazetteer.build import TARGET
from dragoman.coding.gazetteer.compiled import load


def places(coder: dragoman.Coder, text: str) -> dict[str, object]:
    return {p.text: p for p in coder.code(text).places}


def test_container_decides(coder: dragoman.Coder) -> None:
    found = places(coder, "The trial opened in Paris, Texas, on Monday.")["Paris"]
    assert (found.country, round(found.latitude), round(found.longitude)) == ("USA", 34, -96)


def test_prominence_decides(coder: dragoman.Coder) -> None:
    found = places(coder, "The trial opened in Paris on Monday, and ministers met in Berlin.")["Paris"]
    assert (found.country, found.kind, found.geonameid) == ("FRA", "city", 2988507)


def test_adjective(coder: dragoman.Coder) -> None:
    found = places(coder, "Turkish troops crossed the border.")["Turkish"]
    assert (found.country, found.rule, found.kind) == ("TUR", "adjective", "country")


def test_person_is_no_place(coder: dragoman.Coder) -> None:
    assert "Jordan" not in places(coder, "Michael Jordan told reporters that he would retire.")


def test_sea_has_no_country(coder: dragoman.Coder) -> None:
    found = places(coder, "A tanker was hit in the Red Sea near Yemen.")["Red Sea"]
    assert (found.kind, found.country) == ("sea", "")


def test_unknown_place_has_no_coordinates(coder: dragoman.Coder) -> None:
    assert all(
        p.latitude is not None or p.geonameid is None for p in coder.code("Rebels held Qzzvaxburg and Nairobi.").places
    )


def test_many_names_in_one_sentence(coder: dragoman.Coder) -> None:
    report = coder._document(", ".join(["Nairobi", "Paris", "Lima", "Oslo"] * 1250) + ".", ())
    started = time.perf_counter()
    found = list(coder._coders["places"].code(report))
    assert len(found) > 4000 and time.perf_counter() - started < 5


def test_compiled_gazetteer() -> None:
    compiled = load(TARGET)
    assert compiled.find("no such town at all") == []
    assert {e.country for e in compiled.find("nairobi")} == {"KEN"}
    assert fold("São  Tomé-West") == "sao tome west"
