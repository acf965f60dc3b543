"""An ontology of a user's own, a category added to PLOVER, and the slips that either may hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dragoman
from dragoman import Coder
from dragoman.coding.examples import check_examples
from dragoman.coding.ontology import Ontology
from dragoman.errors import KnowledgeError
from dragoman.faces.brief import write_brief
from dragoman.knowledge import Knowledge
from dragoman.records import Event, Report

LABOUR = """\
categories:
  WALKOUT: {label: Strike, quad: 4, score: -5, modes: {warning: -3.5, wildcat: null}}
  LOCK_OUT: {label: Lockout, quad: 4, score: -6.5, means: an employer keeps its people from work, recipient: required}
  ULTIMATUM: {label: Ultimatum, quad: 3, score: -4}
  SETTLEMENT: {label: Settlement, quad: 1, score: 6}
contexts: [wages, health]
turns:
- {how: future, of: [WALKOUT, LOCK_OUT], becomes: ULTIMATUM}
- {how: refused, of: [SETTLEMENT], becomes: ULTIMATUM}
cameo: {WALKOUT: "143", ULTIMATUM: "138"}
"""
FILES = {
    "walkout": """\
category: WALKOUT
recipient: against at
groups:
- mode: warning
  verbs: strike part:briefly
  examples: [Teachers struck briefly on Monday.]
- verbs: walk out, down obj:tool|tools
  examples: [Miners walked out on Monday.]
""",
    "lockout": "category: LOCK_OUT\ngroups:\n- verbs: lock out, lock obj:worker|miner part:out\n",
    "settlement": """\
category: SETTLEMENT
groups:
- verbs: settle with:EMPLOYER, settle obj:dispute, sign obj:accord on:pay
  mutual: true
""",
    "words/classes": "classes:\n  EMPLOYER: company firm employer mine\n",
    "words/contexts": "wages: pay wage overtime\n",
}
EXAMPLES = """\
# what a reader would say
sentence	category	mode
Miners walked out in Peru on Monday.	WALKOUT

Nurses struck briefly over pay.	WALKOUT	warning
The mine locked out its workers.	LOCK_OUT
The army attacked a village.	NONE
"""
NEWS = "Miners walked out in Peru on Monday over pay. The army attacked a village. Police will lock out workers."


def made(folder: Path, ontology: str = LABOUR, examples: str = EXAMPLES, **files: str) -> Path:
    (folder / "lexicon" / "words").mkdir(parents=True, exist_ok=True)
    (folder / "ontology.yaml").write_text(ontology, encoding="utf-8")
    (folder / "examples.tsv").write_text(examples, encoding="utf-8")
    for name, text in (FILES | files).items():
        (folder / "lexicon" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("labour"))


@pytest.fixture(scope="module")
def labour(folder: Path) -> Coder:
    return Coder(ontology=folder)


def only(coder: Coder, sentence: str) -> Event:
    (event,) = coder.code(sentence, date="2024-03-05").events
    return event


def test_numbers_and_codes_come_from_the_users_table(labour: Coder) -> None:
    event = only(labour, "Miners walked out in Peru on Monday over pay.")
    assert (event.category, event.mode, event.quad, event.score, event.cameo) == ("WALKOUT", "", 4, -5.0, "143")
    assert [p.text for p in event.actors] == ["Miners"] and event.contexts == ("wages",)
    assert event.place and event.place.country == "PER" and event.time and event.time.earliest == "2024-03-04"
    event = only(labour, "Nurses struck briefly in Kenya.")
    assert (event.mode, event.score, event.cameo) == ("warning", -3.5, "143")
    event = only(labour, "The company locked out its workers.")
    assert (event.category, event.score, event.cameo) == ("LOCK_OUT", -6.5, "")


def test_words_status_turns_and_idioms_apply_and_the_words_of_plover_do_not(labour: Coder) -> None:
    event = only(labour, "Miners will walk out in Chile.")
    assert (event.category, event.quad, event.status, event.cameo) == ("ULTIMATUM", 3, "future", "138")
    assert only(labour, "Miners did not walk out in Chile.").status == "negated"
    assert only(labour, "The union said miners walked out.").said_by is not None
    assert not labour.code("The army shelled a village and police arrested nine men.", date="2024-03-05").events


def test_contexts_of_plover_keep_their_words_where_the_ontology_names_them(labour: Coder) -> None:
    assert "health" in only(labour, "Nurses walked out of every hospital in Kenya.").contexts


def test_a_day_hides_nothing_of_what_hangs_on_the_object(labour: Coder) -> None:
    assert only(labour, "Peru and Chile signed an accord on pay on Monday.").category == "SETTLEMENT"


def test_a_marked_pair_is_classified_by_it(labour: Coder) -> None:
    found = labour.classify("The company locked out its workers.", (0, 11), (23, 34))
    assert (found.category, found.mode) == ("LOCK_OUT", "")


def test_the_version_says_that_another_ontology_read_it(folder: Path, labour: Coder, tmp_path: Path) -> None:
    shipped, own = Knowledge().version, labour.provenance.lexicon
    changed = Knowledge(ontology=made(tmp_path, LABOUR.replace("-6.5", "-6")))
    assert len({shipped, own, changed.version}) == 3 and own == Knowledge(ontology=folder).version
    assert Knowledge([folder]).version != own


def test_workers_read_by_the_same_ontology(labour: Coder) -> None:
    texts = [f"{NEWS} There were {i} in all." for i in range(10)]
    assert list(labour.code_many(texts, workers=2)) == list(labour.code_many(texts))


def test_records_go_through_archive_and_brief(labour: Coder, folder: Path, tmp_path: Path) -> None:
    report = labour.code(NEWS, date="2024-03-05")
    assert Report.from_json(report.to_json()) == report
    archive = dragoman.Archive(str(tmp_path / "archive"))
    archive.add([report])
    rows = archive.events(category="WALKOUT").arrow().to_pylist()
    assert [(r["category"], r["quad"], r["cameo"]) for r in rows] == [("WALKOUT", 4, "143")]
    assert next(iter(archive.load())) == report
    plain = write_brief([report], tmp_path / "plain.html").read_text(encoding="utf-8")
    labels = {name: labour.ontology.label(name) for name in labour.ontology.categories}
    called = write_brief([report], tmp_path / "called.html", labels=labels).read_text(encoding="utf-8")
    assert "Walkout" in plain and "Strike" not in plain
    assert "Miners → strike" in called and "Walkout" not in called


def test_its_sectors_come_on_top_of_ours(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("name,country,sector\nTinmen,PER,UNI\nCoalmen,PER,LAB\n")
    coder = Coder(ontology=made(tmp_path, LABOUR + "sectors: {UNI: unions}\n"), actors=[tmp_path / "actors.csv"])
    assert [p.sector for p in only(coder, "Tinmen walked out on Monday.").actors] == ["UNI"]
    with pytest.raises(KnowledgeError, match="UNI"):
        Coder(ontology=made(tmp_path), actors=[tmp_path / "actors.csv"])


def test_only_the_statuses_that_are_named_are_recorded(tmp_path: Path) -> None:
    coder = Coder(ontology=made(tmp_path, LABOUR + "status: {reported: took place}\n"))
    events = coder.code("Miners walked out in Peru. Miners may walk out in Chile.", date="2024-03-05").events
    assert [e.status for e in events] == ["reported"] and coder.ontology.statuses == ("reported",)


def test_examples_that_hold_give_no_problem(labour: Coder, folder: Path) -> None:
    assert check_examples(labour, folder) == []


def test_examples_that_do_not_hold_are_named_with_their_lines(labour: Coder, tmp_path: Path) -> None:
    rows = [
        "sentence\tcategory\tmode", "Miners walked out in Peru.\tSETTLEMENT\t", "# a comment",
        "Miners walked out in Peru.\tWALKOUT\twarning", "Miners walked out in Peru.\tWALKOUT\t",
        "Miners walked out in Peru.\tNONE\t", "Miners ate lunch.\tWALKOUT\t", "Miners left.\tASSAULT\t",
        "Miners left.\tWALKOUT\taerial", "a" * 20_000 + "\tNONE\t",
    ]  # fmt: skip
    (tmp_path / "examples.tsv").write_text("\n".join(rows), encoding="utf-8")
    found = {problem.split(": ")[0].rpartition(":")[2]: problem for problem in check_examples(labour, tmp_path)}
    assert set(found) == {"2", "4", "6", "7", "8", "9", "10"}
    assert "should tell of SETTLEMENT, and tells of WALKOUT" in found["2"]
    assert "should tell of WALKOUT warning, and tells of WALKOUT" in found["4"]
    assert "should tell of nothing" in found["6"] and "tells of nothing" in found["7"]
    assert "no category 'ASSAULT'" in found["8"] and "no mode 'aerial'" in found["9"] and "20,000" in found["10"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("sentence\tkind\nA\tB\n", r"examples\.tsv:1: unknown columns \['kind'\]"),
        ("sentence\tcategory\nMiners left.\n", r"examples\.tsv:2: .*category"),
        ("sentence\tcategory\n\x00", "no text file"),
    ],
)
def test_examples_that_are_no_table(labour: Coder, tmp_path: Path, table: str, says: str) -> None:
    (tmp_path / "examples.tsv").write_text(table, encoding="utf-8")
    (problem,) = check_examples(labour, tmp_path)
    assert re.search(says, problem)


def test_an_ontology_without_examples_is_told(folder: Path, labour: Coder, tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "examples.tsv").unlink()
    assert check_examples(labour, tmp_path) == []  # an overlay needs none
    (problem,) = check_examples(Coder(ontology=tmp_path), tmp_path)
    assert "examples.tsv is missing" in problem


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "object"),
        ("contexts: [a]\n", "names no categories"),
        ("categories: {}\n", "names no categories"),
        ("categories:\n  A: {quad: 1, score: 2}\nkinds: []\n", r"yaml:3: .*no field `kinds`; there are categories"),
        ("categories:\n  A:\n    quad: 5\n    score: 2\n", r"yaml:3: A, `quad`: expected `int` <= 4"),
        ("categories:\n  A:\n    quad: 1\n    score: -11\n", r"yaml:4: A, `score`: expected `float` >= -10"),
        ("categories:\n  A: {quad: 1, score: .nan}\n", r"yaml:2: A, `score`: "),
        ("categories:\n  A: {score: 2}\n", r"yaml:2: A: .*missing required field `quad`"),
        (
            "categories:\n  A: {quad: 1, score: 1, colour: red}\n",
            r"yaml:2: A: .*unknown field `colour`; there are quad",
        ),
        ("categories:\n  A: {quad: 1, score: 1, recipient: maybe}\n", r"yaml:2: A, `recipient`: "),
        ("categories:\n  A: {quad: 1, score: 1, modes: {x: many}}\n", r"yaml:2: A, `modes`: expected `float"),
        ("categories:\n  A: {quad: 1, score: 1, modes: {a b: 1}}\n", r"yaml:2: a mode is one word"),
        ("categories:\n  Strike: {quad: 1, score: 1}\n", r"yaml:2: a category is written in capitals"),
        ("categories:\n  NONE: {quad: 1, score: 1}\n", r"yaml:2: a category is written in capitals, and is not NONE"),
        ("categories:\n  A B: {quad: 1, score: 1}\n", r"yaml:2: a category is one word"),
        (f"categories:\n  {'A' * 99}: {{quad: 1, score: 1}}\n", r"yaml:2: a category is one word"),
        ("categories: [A]\n", r"yaml:1: `categories`: expected `object`"),
        ("categories:\n  A: 7\n", r"yaml:2: A: expected `object`"),
        ("categories:\n  A: {quad: 1, score: 1}\ncontexts:\n- one\n- two words\n", r"yaml:5: a context is one word"),
        ("categories:\n  A: {quad: 1, score: 1}\nstatus: {dreamt: x}\n", r"yaml:3: no status 'dreamt'; Dragoman reads"),
        (
            "categories:\n  A: {quad: 1, score: 1}\nturns:\n- {how: future, of: [A], becomes: B}\n",
            r"yaml:4: no category 'B'",
        ),
        ("categories:\n  A: {quad: 1, score: 1}\ncameo: {A: 42}\n", r"yaml:3: `cameo.*expected `str`"),
        ("categories:\n  A: {quad: 1, score: 1}\ncameo: {A: x}\n", r"yaml:3: 'x' is no code of CAMEO's"),
        ("categories:\n  A: {quad: 1, score: 1}\ncameo: {A m: '04'}\n", r"yaml:3: A has no mode 'm'"),
        ("categories: {A: [\n", r"yaml:\d: not valid YAML"),
        ("[" * 3000, "nested too deeply|not valid YAML"),
    ],
)
def test_slips_are_named_with_file_line_and_what_was_expected(tmp_path: Path, table: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        Ontology(Knowledge(ontology=made(tmp_path, table)))


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"mine": "category: ASSAULT\ngroups:\n- verbs: shell\n"}, r"mine\.yaml:\d: no category 'ASSAULT'"),
        ({"mine": "category: WALKOUT\ngroups:\n- verbs: go\n  mode: sit-in\n"}, r"mine\.yaml:4: .*no mode 'sit-in'"),
        ({"mine": "category: WALKOUT\ngroups:\n- verbs: go\n  contexts: cyber\n"}, r"mine\.yaml:4: no context 'cyber'"),
        ({"words/contexts": "cyber: hack\n"}, r"contexts\.yaml: no context 'cyber'"),
        ({"words/setting": "deeds: [ASSAULT]\n"}, r"setting\.yaml: no category 'ASSAULT'"),
    ],
)
def test_a_lexicon_beyond_the_ontology_is_told(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        Coder(ontology=made(tmp_path, **files))


def test_a_folder_that_is_no_ontology_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"is not a folder; an ontology is a folder with ontology\.yaml"):
        Knowledge(ontology=tmp_path / "none")
    with pytest.raises(KnowledgeError, match=r"has no ontology\.yaml"):
        Knowledge(ontology=tmp_path)
    (tmp_path / "ontology.yaml").write_text(LABOUR)
    with pytest.raises(KnowledgeError, match=r"has no lexicon/\*\.yaml"):
        Knowledge(ontology=tmp_path)


# --- a category added to PLOVER ---

PLEDGE = """\
categories:
  FORGIVE: {label: Debt forgiven, quad: 2, score: 8.5, means: takes a debt off another, modes: {swap: 7}}
contexts: [debt]
cameo: {FORGIVE: "0234"}
"""


@pytest.fixture(scope="module")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    for name in ("ontology", "lexicon/words"):
        (folder / name).mkdir(parents=True)
    (folder / "ontology" / "plover.yaml").write_text(PLEDGE)
    turns = "turns:\n- {how: future, of: [FORGIVE], becomes: AGREE}\n"
    (folder / "ontology" / "turns.yaml").write_text(turns)
    (folder / "lexicon" / "forgive.yaml").write_text(
        "category: FORGIVE\nrecipient: of to for poss\ngroups:\n- verbs: forgive|cancel obj:debt|loan\n"
    )
    (folder / "lexicon" / "words" / "contexts.yaml").write_text("debt: debt loan creditor\n")
    (folder / "examples.tsv").write_text(
        "sentence\tcategory\tmode\nNorway cancelled the debt of Somalia.\tFORGIVE\t\n"
        "The army shelled a village.\tASSAULT\theavy-weapons\n"
    )
    (folder / "actors.csv").write_text("name,country,sector\nParis Club,,BUS\n")
    return folder


def test_a_category_is_added_to_plover(overlay: Path) -> None:
    coder = Coder(lexicon=[overlay], actors=[overlay / "actors.csv"])
    assert len(coder.ontology.categories) == 17 and not coder.ontology.own
    event = only(coder, "Norway cancelled the debt of Somalia.")
    assert (event.category, event.quad, event.score, event.cameo) == ("FORGIVE", 2, 8.5, "0234")
    assert "debt" in event.contexts and [p.country for p in event.recipients] == ["SOM"]
    assert only(coder, "Norway will cancel the debt of Somalia.").category == "AGREE"
    assert coder.classify("Norway cancelled the debt of Somalia.", (0, 6), (29, 36)).category == "FORGIVE"
    assert check_examples(coder, overlay) == []


def test_slips_in_an_overlay_are_told(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "turns.yaml").write_text("turns:\n- {how: future, of: [AID], becomes: BLISS}\n")
    with pytest.raises(KnowledgeError, match=r"turns\.yaml:2: no category 'BLISS'"):
        Ontology(Knowledge([tmp_path]))
    (tmp_path / "ontology" / "turns.yaml").unlink()
    for table, says in (
        ("categories:\n  DEBT: {quad: 9, score: 1}\n", r"plover\.yaml:2: DEBT, `quad`"),
        ("category: DEBT\n", r"plover\.yaml:1: no field `category`; there are categories"),
        ("status: {dreamt: x}\n", "no status 'dreamt'"),
    ):
        (tmp_path / "ontology" / "plover.yaml").write_text(table)
        with pytest.raises(KnowledgeError, match=says):
            Ontology(Knowledge([tmp_path]))


def test_no_overlay_of_plover_beside_an_ontology_of_ones_own(folder: Path, overlay: Path) -> None:
    with pytest.raises(KnowledgeError, match="adds to PLOVER"):
        Knowledge([overlay], ontology=folder)
