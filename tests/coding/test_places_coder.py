"""Places: found, told apart and located, on sentences of our own."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

import dragoman
from dragoman.coding.gazetteer import fold
from dragoman.coding.gazetteer.build import TARGET
from dragoman.coding.gazetteer.compiled import COLUMNS, MAGIC, Compiled, load, save
from dragoman.errors import KnowledgeError

# sentence | name | country | kind | latitude | longitude, whole degrees; the country is "-" where it has none
TABLE = """
Floods hit Nairobi on Monday. | Nairobi | KEN | city | -1 | 37
Ministers met in Paris and Berlin. | Paris | FRA | city | 49 | 2
The trial opened in Paris, Texas, on Monday. | Paris | USA | city | 34 | -96
The mayor of London, Ontario, resigned. | London | CAN | city | 43 | -81
The mayor of London met the king of England. | London | GBR | city | 52 | 0
Talks began in Georgia's capital, Tbilisi. | Tbilisi | GEO | city | 42 | 45
Talks resumed in Geneva, Switzerland. | Geneva | CHE | city | 46 | 6
Gunmen attacked a village near Maiduguri in Nigeria. | Maiduguri | NGA | city | 12 | 13
Aid reached Goma in the Democratic Republic of Congo. | Goma | COD | city | -2 | 29
Shells fell on Kharkiv overnight. | Kharkiv | UKR | city | 50 | 36
Protests spread to Valparaíso in Chile. | Valparaíso | CHL | city region | -33 | -72
Protests spread to Sao Paulo. | Sao Paulo | BRA | city | -24 | -47
A tanker was hit in the Red Sea near Yemen. | Red Sea | - | sea | 20 | 38
A tanker was hit near Yemen. | Yemen | YEM | country | 16 | 48
Farmers in Bavaria blocked roads. | Bavaria | DEU | region | 49 | 12
Wildfires spread across Alberta. | Alberta | CAN | region | 52 | -114
Crews fought fires on the island of Rhodes in Greece. | Rhodes | GRC | city island | 36 | 28
Turkish troops crossed the border. | Turkish | TUR | country | 39 | 35
The Ghanaian parliament passed the bill. | Ghanaian | GHA | country | 8 | -1
The U.S. Treasury imposed sanctions. | U.S. | USA | country | 40 | -98
Officials in Washington declined to comment. | Washington | USA | city | 39 | -77
Beijing rejected the ruling. | Beijing | CHN | city | 40 | 116
Hundreds fled along the Nile toward Khartoum. | Khartoum | SDN | city | 16 | 33
Migrants were found off Lampedusa, Italy. | Lampedusa | ITA | city island | 36 | 13
Voters in Birmingham, Alabama, queued for hours. | Birmingham | USA | city | 34 | -87
Voters in Birmingham, England, queued for hours. | Birmingham | GBR | city | 52 | -2
A dam burst above Derna, Libya. | Derna | LBY | city | 33 | 23
The quake was felt in Kathmandu. | Kathmandu | NPL | city | 28 | 85
Hanoi and Manila traded protests. | Manila | PHL | city | 15 | 121
Fighters entered Kobani at night. | Kobani | SYR | city | 37 | 38
The port of Odessa was shelled. | Odessa | UKR | city | 46 | 31
A judge in Odessa, Texas, freed him. | Odessa | USA | city | 32 | -102
Pilgrims gathered in Mecca. | Mecca | SAU | city | 21 | 40
Clashes in Misrata killed six. | Misrata | LBY | city | 32 | 15
A bomb went off in Fallujah. | Fallujah | IRQ | city | 33 | 44
Police in Rangoon fired tear gas. | Rangoon | MMR | city | 17 | 96
A boat sank off Sicily. | Sicily | ITA | region | 38 | 14
Troops left Kabul for Kandahar. | Kandahar | AFG | city | 32 | 66
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]


def places(coder: dragoman.Coder, text: str) -> dict[str, dragoman.Place]:
    return {p.text: p for p in coder.code(text).places}


@pytest.mark.parametrize(("text", "name", "country", "kinds", "latitude", "longitude"), ROWS)
def test_located(
    coder: dragoman.Coder, text: str, name: str, country: str, kinds: str, latitude: str, longitude: str
) -> None:
    found = places(coder, text)[name]
    assert (found.country or "-") == country and found.kind in kinds.split()
    assert found.latitude is not None and found.longitude is not None
    assert abs(found.latitude - int(latitude)) <= 3 and abs(found.longitude - int(longitude)) <= 4
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Michael Jordan told reporters that he would retire.", "Jordan"),
        ("Chelsea Clinton spoke to the nurses.", "Chelsea"),
        ("The Paris Hilton film was shown.", "Hilton"),
        ("Of the many reasons, cost was first.", "Of"),
        ("She may march on Friday.", "Friday"),
        ("Jack London wrote novels.", "London"),
        ("The first case of SARS-CoV-2 was found in Lima.", "SARS"),
        ("Tamil rebels left the hills.", "Tamil"),
        ("Martin said the deal was off.", "Martin"),
        ("Warren and Sanders met.", "Warren"),
        ("The U.N. Security Council met on Monday.", "U.N."),
        ("Nato agreed to send ships.", "Nato"),
        ("Unions at Honda and Toyota called a strike.", "Honda"),
        ("Ousted president Fernando Lugo condemned the vote.", "Lugo"),
        ("Boko Haram raided Baga Sola in Chad.", "Haram"),
        ("Boko Haram raided Baga Sola in Chad.", "Sola"),
        ("The trawler Nisshin Maru sank off Peru.", "Maru"),
        ("She won the Golden Bear for her film.", "Bear"),
        ("The police fired tear gas. Police said four were hurt.", "Police"),
    ],
)
def test_no_place(coder: dragoman.Coder, text: str, name: str) -> None:
    assert name not in places(coder, text)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A plant in Martin, Slovakia, closed.", "Martin", "SVK"),
        ("Voters in Austin, Texas, queued for hours.", "Austin", "USA"),
        ("The mayor of Florence, Italy, resigned.", "Florence", "ITA"),
    ],
)
def test_towns_that_bear_a_persons_name(coder: dragoman.Coder, text: str, name: str, country: str) -> None:
    assert places(coder, text)[name].country == country


def test_a_small_town_of_another_country_is_not_meant(coder: dragoman.Coder) -> None:
    found = places(coder, "Gunmen killed 12 people in Baga, Nigeria.")
    assert found["Baga"].country in ("", "NGA") and found["Nigeria"].country == "NGA"


def test_rule_tells_how_the_text_names_it(coder: dragoman.Coder) -> None:
    found = places(coder, "Turkish planes bombed Mosul, the Kuwait Times reported.")
    assert found["Turkish"].rule == "adjective" and found["Mosul"].rule == "name"
    assert found["Kuwait"].rule == "embedded"


def test_the_report_decides_for_a_name_of_many_towns(coder: dragoman.Coder) -> None:
    text = "Police in Ohio searched a barn near Columbus. The suspect fled from Cleveland to Springfield, they said."
    assert {p.country for p in coder.code(text).places} == {"USA"}


def test_unknown_place_has_no_coordinates(coder: dragoman.Coder) -> None:
    for p in coder.code("Rebels held Qzzvaxburg and Nairobi.").places:
        assert (p.latitude is None) == (p.text == "Qzzvaxburg") and (p.latitude is None) == (p.geonameid is None)


def test_many_names_in_one_sentence(coder: dragoman.Coder) -> None:
    document = coder._document(", ".join(["Nairobi", "Paris", "Lima", "Oslo"] * 1250) + ".", ())
    started = time.perf_counter()
    found = list(coder._coders["places"].code(document))
    assert len(found) > 4000 and time.perf_counter() - started < 5


def test_many_different_names_in_one_sentence(coder: dragoman.Coder) -> None:
    compiled = load(TARGET)
    names = [compiled._display(i) for i in range(0, 200_000, 40)]
    document = coder._document("They went to " + ", ".join(names) + ".", ())
    started = time.perf_counter()
    list(coder._coders["places"].code(document))
    assert time.perf_counter() - started < 15


# The compiled file


def test_compiled_gazetteer() -> None:
    compiled = load(TARGET)
    assert compiled.find("no such town at all") == []
    assert compiled.find("") == []
    assert {e.country for e in compiled.find("nairobi")} == {"KEN"}
    assert fold("São  Tomé-West") == "sao tome west"


def test_saved_and_loaded_again(tmp_path: Path) -> None:
    columns = {
        "id": [7, 8], "latitude": [360, -720], "longitude": [180, -180], "country": [0, 1], "region": [0, 0],
        "population": [100, 0], "kind": [0, 0], "display": [0, 1], "name_end": [3, 7], "first": [0, 1, 2],
        "place": [0, 1],
    }  # fmt: skip
    small = Compiled(b"abcdefg", "Äbc\nDefg".encode(), ["AAA", "BBB"], [""], ["city"], columns)
    save(tmp_path / "one.bin", small)
    save(tmp_path / "two.bin", small)
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()
    again = load(tmp_path / "one.bin")
    (first,), (second,) = again.find("abc"), again.find("defg")
    assert (first.name, first.latitude, first.population) == ("Äbc", 1.0, 9999)
    assert (second.name, second.country, second.longitude) == ("Defg", "BBB", -1.0)
    assert set(columns) == set(COLUMNS)


def test_a_damaged_file_gives_one_clear_error(tmp_path: Path) -> None:
    whole = TARGET.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    broken = {
        "empty": b"", "other": b"PK\x03\x04" + whole, "cut": whole[: len(whole) // 2], "end": whole[:-3],
        "flipped": bytes(flipped), "header": MAGIC + zlib.compress(b'{"countries": []}\n'),
        "no line": MAGIC + zlib.compress(b"abc"), "list": MAGIC + zlib.compress(b"[1]\n"),
    }  # fmt: skip
    for name, content in broken.items():
        path = tmp_path / f"{name}.bin"
        path.write_bytes(content)
        with pytest.raises(KnowledgeError, match=r"is no compiled gazetteer \(.+\); install Dragoman again"):
            load(path)
    with pytest.raises(KnowledgeError, match="install Dragoman again"):
        load(tmp_path / "missing.bin")
