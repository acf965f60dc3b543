"""Entities: which names, noun phrases and pronouns mean the same, on sentences of our own."""

from __future__ import annotations

import time

import pytest

import dragoman
from dragoman import Coder
from dragoman.records import Entity, Report

# text | name of the entity | everything that must lead to it, in the order of the text
JOINED = """
Maria Quill met Jan Torvik in Oslo. She told him that her client was innocent. | Maria Quill | She; her
Maria Quill met Jan Torvik in Oslo. She told him that her client was innocent. | Jan Torvik | him
Deputy Minister Jan Torvik resigned on Monday. Torvik is a former judge. | Jan Torvik | Torvik; a former judge
Jan Torvik, a Norwegian lawyer, was arrested. He denied the charges. | Jan Torvik | a Norwegian lawyer; He
Torvik wins the vote. Jan Torvik won the vote in Norway on Sunday. | Jan Torvik | Jan Torvik
Merkel wins the vote. Angela Merkel won the vote in Germany. | Angela Merkel | Merkel; Angela Merkel
Quill wins. Suella Braverman congratulated her. Braverman lost. | Suella Braverman | Braverman
Anna Holm served as mayor of the town. Holm was born in Bergen. | Anna Holm | mayor; Holm
Anna Holm was named director of the museum. | Anna Holm | director
Jan Torvik hired his sister. "He is a good man," Anna Holm said. | Jan Torvik | his; He
Huawei opened an office in Hungary. The company said it would hire 300 people. | Huawei | The company; it
Huawei opened an office in Hungary. The company called the country its largest market. | Hungary | the country
The Lamplighters' Union denied the charges. The union said it would appeal. | Lamplighters' Union | The union; it
Angela Merkel visited Warsaw. The chancellor praised her hosts. | Angela Merkel | The chancellor; her
Maria Quill and Jan Torvik met on Monday. They agreed to work together. | Maria Quill and Jan Torvik | They
Valeria Paris, an architect, was born in Oslo. Paris said she was innocent. | Valeria Paris | an architect; Paris; she
Korean Central News Agency (KCNA) reported the launch. KCNA gave no details. | Korean Central News Agency | KCNA
Rebels attacked the town on Monday. They fled after an hour. | Rebels | They
Jan Erik Torvik resigned. Jan Torvik had been ill. | Jan Erik Torvik | Jan Torvik
Mrs Holm spoke first. She thanked the crowd. | Holm | She
"""
# text | the phrase | what must not be led to the same entity
APART = """
Maria Quill met Jan Torvik in Oslo. She told him that her client was innocent. | She | him
Jan Torvik told Per Holm that Anna Quill had left him. | Jan Torvik | Anna Quill
A soldier shot a soldier near the border. | A soldier | a soldier
Ten people died in Norway. In Peru ten people were hurt. | Ten people | ten people
"He is a good man," Jan Torvik said of Per Holm. | He | Jan Torvik
Jan Torvik praised him on Monday. | Jan Torvik | him
Maria Quill met Angela Merkel. The chancellor thanked her. | The chancellor | her
The plan was drawn up in Oslo. It failed. | Oslo | It
Jan Torvik is not a judge. | Jan Torvik | a judge
Peru and Chile signed the treaty. The ministers met in Lima. | Peru | The ministers
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def texts(report: Report, entity: Entity) -> list[str]:
    return [report.text[m.start : m.end] for m in entity.mentions]


@pytest.mark.parametrize(("text", "name", "mentions"), rows(JOINED))
def test_joined(coder: Coder, text: str, name: str, mentions: str) -> None:
    report = coder.code(text, date="2012-05-01")
    entity = next((e for e in report.entities if e.name == name), None)
    assert entity is not None, [e.name for e in report.entities]
    found = iter(texts(report, entity))
    for wanted in mentions.split("; "):
        assert wanted in found, (wanted, texts(report, entity))


@pytest.mark.parametrize(("text", "one", "other"), rows(APART))
def test_apart(coder: Coder, text: str, one: str, other: str) -> None:
    report = coder.code(text, date="2012-05-01")
    for entity in report.entities:
        found = texts(report, entity)
        assert not (one in found and other in found), found


def test_fields(coder: Coder) -> None:
    report = coder.code("Deputy Minister Jan Torvik of Norway met Angela Merkel.", date="2012-05-01")
    torvik, merkel = (next(e for e in report.entities if e.name == n) for n in ("Jan Torvik", "Angela Merkel"))
    assert (torvik.sector, torvik.role, torvik.kind) == ("GOV", "deputy minister", "person")
    assert (merkel.country, merkel.sector, merkel.role) == ("DEU", "GOV", "chancellor")
    assert merkel.entity_id == "person:angela-merkel"
    later = coder.code("Angela Merkel spoke.", date="2024-05-01").entities[0]
    assert (later.sector, later.entity_id) == ("ELI", merkel.entity_id)


def test_ids_are_the_same_in_every_report(coder: Coder) -> None:
    one = coder.code("Iran's army fired at Jan Torvik.", date="2020-01-01")
    two = coder.code("On Monday Jan Torvik thanked the Iranian army.", date="2021-01-01")
    assert {e.entity_id for e in one.entities} & {e.entity_id for e in two.entities} >= {"name:jan-torvik"}


@pytest.mark.parametrize(
    "text",
    [
        "He " * 3_000,
        "X" * 10_000 + " met Jan Torvik.",
        ", ".join(f"Anna Holm{chr(97 + i % 26)}{i}" for i in range(300)) + " and Jan Torvik met. They agreed.",
        "Minister " * 2_000,
        "Jan Torvik and " * 1_000 + "Per Holm met.",
        "the president, " * 1_500,
        "قال الرئيس محمود عباس إنه سيزور موسكو. He said so.",
        "ראש הממשלה אמר. \u202eJan Torvik\u202c spoke. He left.",
        "习近平主席会见了普京. He left.",
        '"' * 5_000 + " he said",
        "(KCNA) " * 2_000,
        "\n\n".join("Jan Torvik resigned. He left." for _ in range(400)),
    ],
)
def test_hostile_texts_are_quick(coder: Coder, text: str) -> None:
    document = coder._document(text, ())
    document.records["places"] = ()
    started = time.perf_counter()
    list(coder._coders["entities"].code(document))
    assert time.perf_counter() - started < 3


def test_spans_lie_in_the_text(coder: Coder) -> None:
    report = coder.code("Maria Quill and the Peruvian army met. They agreed. She left; it stayed.", date="2020-01-01")
    assert report.entities
    for entity in report.entities:
        assert list(entity.mentions) == sorted(set(entity.mentions))
        assert all(0 <= m.start < m.end <= len(report.text) for m in entity.mentions)


def test_resolve_actor_and_coder_agree(coder: Coder) -> None:
    actor = dragoman.resolve_actor("Angela Merkel", date="2012-05-01")
    entity = coder.code("Angela Merkel spoke.", date="2012-05-01").entities[0]
    assert actor is not None
    assert (actor.entity_id, actor.sector, actor.country) == (entity.entity_id, entity.sector, entity.country)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Labour Party won the vote in Norway, and Norwegian voters cheered.", ""),
        ("The Labour Party won the vote in Britain, and British voters cheered.", "GBR"),
    ],
)
def test_a_party_is_of_a_state_that_the_report_names(coder: Coder, text: str, country: str) -> None:
    party = next(e for e in coder.code(text, date="2020-05-01").entities if e.name == "Labour Party")
    assert (party.country, party.sector) == (country, "PTY")


def test_a_noun_is_no_name(coder: Coder) -> None:
    report = coder.code("One shell hit a school in Norway. A time of peace followed.", date="2020-05-01")
    assert not [e for e in report.entities if e.entity_id.startswith("body:")]
