"""Entities as readers need them: whose an office is, what a title tells, peoples, pairs and speakers."""

from __future__ import annotations

import pytest

from dragoman import Coder
from dragoman.records import Entity, Report

NORWAY = "OSLO, May 4 (Agency) - Norway raised taxes on Monday. The vote in Oslo was close. Bergen cheered. "

# text | name of the entity | country | sector
FIELDS = f"""
{NORWAY}The foreign ministry welcomed it. | The foreign ministry | NOR | GOV
{NORWAY}Police arrested ten men. | Police | NOR | COP
{NORWAY}President Ivar Tveitvik resigned. | Ivar Tveitvik | NOR | GOV
{NORWAY}A farmer complained. | A farmer |  | AGR
{NORWAY}A lawyer complained. | A lawyer |  | JUD
{NORWAY}Ten shells fell. | Ten shells |  | MIL
{NORWAY}The ambassador left. | The ambassador |  | GOV
{NORWAY}In Lima the army fired shots. | the army |  | MIL
{NORWAY}A Zolgas official left. | A Zolgas official |  | GOV
Norway raised taxes. Oslo and Bergen cheered. Peru cut taxes. Lima cheered. The army watched. | The army |  | MIL
The army watched the bridge. | The army |  | MIL
Peru cut taxes. Its spokesman, Colonel Luis Moraz, said so. | Luis Moraz | PER | MIL
Peru's government cut taxes. Its spokesman, Colonel Luis Moraz, said so. | Luis Moraz | PER | GOV
Peru's consul in Bergen, Ms Ana Quill, denied it. | Ana Quill | PER | GOV
Peru's finance minister, Dr Ana Quill, denied it. | Ana Quill | PER | GOV
The governor of Puno province, Ana Quill Roca, denied it. | Ana Quill Roca | PER | GOV
Harbour police commissioner Ms Ana Quill-Roca denied it. | Ana Quill-Roca |  | COP
Rear Admiral Jan O'Torvik spoke. | Jan O'Torvik |  | MIL
The defence minister, General Jan Torvik, spoke. | Jan Torvik |  | GOV
Police colonel Jan Torvik spoke. | Jan Torvik |  | COP
The leader of the opposition, Jan Torvik, spoke. | Jan Torvik |  | PTY
Norway's president, Jan Torvik, thanked his Peruvian counterpart, Ana Quill. | Ana Quill | PER | GOV
Jan Torvik, who commands the Peruvian army, spoke. | Jan Torvik | PER | MIL
Peru's Health ministry denied it. | Health ministry | PER | GOV
Anna Holm-Zulu spoke in Oslo. | Anna Holm-Zulu |  |
The Indian Ocean Savings Society spoke. | Indian Ocean Savings Society |  | SOC
Two ethnic Greeks were killed. | ethnic Greeks | GRC |
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def named(report: Report, name: str) -> Entity | None:
    return next((e for e in report.entities if e.name == name), None)


def texts(report: Report, entity: Entity) -> list[str]:
    return [m.of(report.text) for m in entity.mentions]


@pytest.mark.parametrize(("text", "name", "country", "sector"), rows(FIELDS))
def test_whose_it_is(coder: Coder, text: str, name: str, country: str, sector: str) -> None:
    report = coder.code(text, date="2012-05-01")
    entity = named(report, name)
    assert entity is not None, [e.name for e in report.entities]
    assert (entity.country, entity.sector) == (country, sector)


def test_what_is_inferred_is_less_sure(coder: Coder) -> None:
    report = coder.code(NORWAY + "Norwegian soldiers left. The foreign ministry agreed.", date="2012-05-01")
    owned, inferred = named(report, "Norwegian soldiers"), named(report, "The foreign ministry")
    assert owned and inferred
    assert inferred.confidence < owned.confidence
    assert inferred.entity_id.startswith("np:NOR-")


def test_the_reports_own_police_are_one_with_those_of_the_state(coder: Coder) -> None:
    report = coder.code(NORWAY + "The Norwegian police left. Police fired shots.", date="2012-05-01")
    entity = named(report, "The Norwegian police")
    assert entity and texts(report, entity) == ["The Norwegian police", "Police"]


def test_a_people_is_not_its_state(coder: Coder) -> None:
    report = coder.code("Two ethnic Greeks were killed by Peruvians. Greek ships attacked Lima.", date="2012-05-01")
    killed = report.events[0]
    assert [(p.name, p.country) for p in killed.recipients] == [("ethnic Greeks", "GRC")]
    assert [(p.name, p.country) for p in killed.actors] == [("Peruvians", "PER")]
    assert named(report, "Greece") is not None  # of the ships


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "President Jan Torvik met President Ana Quill. The two presidents condemned Iran.",
            ["Jan Torvik", "Ana Quill"],
        ),
        ("Norway fired at Peru. The two countries condemned Iran.", ["Norway", "Peru"]),
        ("Norway fired at Peru. Both sides condemned Iran.", ["Norway", "Peru"]),
        ("Jan Torvik and Ana Quill met on Monday. They condemned Iran.", ["Jan Torvik", "Ana Quill"]),
        ("Norway, Chile and Peru met. The two countries condemned Iran.", ["The two countries"]),
    ],
)
def test_two_named_before(coder: Coder, text: str, names: list[str]) -> None:
    report = coder.code(text, date="2012-05-01")
    event = next(e for e in report.events if e.category == "ACCUSE")
    assert [p.name for p in event.actors] == names
    assert len({(p.start, p.end) for p in event.actors}) == 1


def test_a_part_of_an_unknown_name_is_no_known_body(coder: Coder) -> None:
    report = coder.code("The Harbour Workers' Congress rejected the deal with Peru.", date="2012-05-01")
    assert not [e for e in report.entities if e.country == "USA"]
    assert not [p for e in report.events for p in e.actors if p.country]


def test_bodies_by_a_short_name(coder: Coder) -> None:
    report = coder.code(
        "The Sobel Defence Front attacked the town. The Front said it would stop. Critics of the Front laughed. "
        "The group denied it.",
        date="2012-05-01",
    )
    front = named(report, "Sobel Defence Front")
    assert front and texts(report, front) == ["Sobel Defence Front", "Front", "it", "Front", "The group"]


def test_the_fullest_name_counts(coder: Coder) -> None:
    report = coder.code("Holm-Roca wins the vote. Jan Holm-Roca won it on Sunday. Holm-Roca spoke.", date="2012-05-01")
    entity = named(report, "Jan Holm-Roca")
    assert entity and len([t for t in texts(report, entity) if t.endswith("Holm-Roca")]) == 3


def test_i_is_whoever_speaks(coder: Coder) -> None:
    report = coder.code(
        'Anna Holm met Jan Torvik. "I will attack Peru, and my men will follow," Holm said. "I will not," Torvik said.',
        date="2012-05-01",
    )
    holm, torvik = named(report, "Anna Holm"), named(report, "Jan Torvik")
    assert holm and torvik
    assert texts(report, holm) == ["Anna Holm", "I", "my", "Holm"]
    assert texts(report, torvik).count("I") == 1
    event = next(e for e in report.events if [p.name for p in e.recipients] == ["Peru"])
    assert [p.name for p in event.actors] == ["Anna Holm"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Egypt is short of bread. A third of its wheat comes from Norway, according to the FAO.", "Egypt"),
        ("Norway said that 40 percent of its cod went to Portugal.", "Norway"),
        ("Half of their homes were destroyed, according to the UN.", None),
        ("A third of its wheat comes by sea, the FAO said.", None),
    ],
)
def test_whose_figure(coder: Coder, text: str, holder: str | None) -> None:
    figure = coder.code(text, date="2012-05-01").figures[0]
    assert (figure.holder.name if figure.holder else None) == holder


def test_another_office_is_somebody_else(coder: Coder) -> None:
    text = "Norland's foreign minister, Ina Rask, condemned the raid. The prime minister plans to visit Lowland."
    mentions = [[m.of(text) for m in entity.mentions] for entity in coder.code(text).entities]
    assert any("Ina Rask" in words for words in mentions)
    assert not any("Ina Rask" in words and "The prime minister" in words for words in mentions)
