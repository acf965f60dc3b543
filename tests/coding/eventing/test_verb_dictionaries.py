"""Verb dictionaries in PETRARCH's format: what becomes of their patterns, what is left out, and what is refused."""

from __future__ import annotations

import time
import warnings
from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.coding.eventing import petrarch
from dragoman.coding.eventing.entries import Entry
from dragoman.coding.eventing.lexicon import Lexicon
from dragoman.coding.ontology import Ontology
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge

VERBS = Path(__file__).with_name("verbs.txt")


def load(*paths: Path) -> Lexicon:
    knowledge = Knowledge(paths)
    return Lexicon(knowledge, Ontology(knowledge))


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load(VERBS)


@pytest.fixture(scope="module")
def own() -> Coder:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Coder(lexicon=[VERBS])


def entry(lexicon: Lexicon, lemma: str, text: str) -> Entry:
    (found,) = [e for e in lexicon.verbs[lemma] if e.text == text]
    return found


@pytest.mark.parametrize(
    ("lemma", "text", "tells", "line"),
    [
        ("glorm", "glorm", ("SANCTION", ""), 8),  # the block's code
        ("snevel", "snevel", ("ACCUSE", "disapprove"), 9),  # the verb's own code goes before the block's
        ("snevel", "snevel obj:&CITY", ("ASSAULT", ""), 10),
        ("glorm", "glorm with", ("CONSULT", "visit"), 11),
        ("glorm", "glorm to|xcomp:meet", ("AGREE", ""), 14),
        ("glorm", "glorm obj:state obj:emergency", ("COERCE", "martial-law"), 15),
        ("glorm", "glorm obj:fire", ("NONE", ""), 17),
        ("plonk", "plonk down", ("CONCEDE", ""), 23),
    ],
)
def test_a_pattern_becomes_conditions(
    lexicon: Lexicon, lemma: str, text: str, tells: tuple[str, str], line: int
) -> None:
    found = entry(lexicon, lemma, text)
    assert (found.meaning.category, found.meaning.mode) == tells
    assert (found.line, found.path, found.rule) == (line, str(VERBS), f"verbs.txt:{line}")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("0871", ("RETREAT", "ceasefire", ("military",))),
        ("1124", ("ACCUSE", "allege", ("military", "legal"))),
        ("185", ("ASSAULT", "", ())),  # the table's mode is none of the ontology's
        ("0879", ("RETREAT", "disarm", ("military",))),  # unknown: what is above it
        ("19", ("ASSAULT", "", ("military",))),
        ("999", None),
        ("ABC", None),
    ],
)
def test_what_a_code_of_cameo_means(code: str, meaning: object) -> None:
    found = Ontology(Knowledge()).of_cameo(code)
    assert (found and (*found[:2], tuple(sorted(found[2])))) == (
        meaning and (*meaning[:2], tuple(sorted(meaning[2])))  # type: ignore[index]
    )


def test_sets_and_parties(lexicon: Lexicon) -> None:
    (city,) = entry(lexicon, "glorm", "glorm obj:&CITY").conditions
    assert city.words == {"town", "harbor"}
    troops = entry(lexicon, "glorm", "glorm obj:troops to|xcomp").meaning
    assert troops.recipient[0] == "to" and troops.actor[0] == "subj"
    passive = entry(lexicon, "glorm", "glorm by").meaning
    assert passive.actor == ("by",) and passive.recipient[0] == "obj"
    assert entry(lexicon, "glorm", "glorm obj:talks").meaning.mutual
    host = entry(lexicon, "hostle", "hostle").meaning  # who visits acts, and who hosts is acted on
    assert host.actor[0] == "obj" and host.recipient[0] == "subj"


def test_a_verb_without_code_tells_only_by_its_patterns(lexicon: Lexicon) -> None:
    assert "glorm" in lexicon.verbs and "florb" not in lexicon.verbs
    assert [e.text for e in lexicon.verbs["hostle"]] == ["hostle"]


def test_what_cannot_be_said_is_counted_and_named(tmp_path: Path) -> None:
    with pytest.warns(UserWarning) as found:
        load(VERBS)
    (message,) = [str(w.message) for w in found]
    assert message.startswith(f"{VERBS}: 9 verbs or patterns left out: line 5: 'capital_city', of several words")
    assert "line 22: 'FLORB_+BEFORE' has words before its verb" in message
    assert "line 24: WOULD is a matter of tense or status" in message and "and 4 more" in message
    slips = petrarch.read(VERBS).slips
    assert [s.partition(":")[0] for s in slips] == ["line 5", "line 28", "line 30"]


@pytest.mark.parametrize(
    ("sentence", "category", "actor", "recipient"),
    [
        ("The chancellor glormed the harbor.", "ASSAULT", "The chancellor", "the harbor"),
        ("The chancellor glormed the king.", "SANCTION", "The chancellor", "the king"),
        ("Norland glormed troops to Riverland.", "AID", "Norland", "Riverland"),
        ("The king was glormed by the police.", "COERCE", "the police", "The king"),
        ("Norland glormed Riverland with anger.", "CONSULT", "Norland", "Riverland"),
    ],
)
def test_events_of_a_dictionary(own: Coder, sentence: str, category: str, actor: str, recipient: str) -> None:
    (event,) = own.code(sentence).events
    assert event.category == category
    assert ([p.text for p in event.actors], [p.text for p in event.recipients]) == ([actor], [recipient])
    assert event.rule.startswith("verbs.txt:")


def test_other_processes_read_the_dictionary_too(own: Coder) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reports = list(own.code_many(["The chancellor glormed the harbor."] * 2, workers=2))
    assert [[e.category for e in r.events] for r in reports] == [["ASSAULT"]] * 2


def test_a_null_pattern_tells_of_nothing(own: Coder) -> None:
    assert own.code("Norland glormed fire.").events == ()


def test_a_dictionary_in_an_overlay_and_on_top_of_ours(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    written(tmp_path / "lexicon" / "mine.txt", "--- CONDEMN [190] ---\nCONDEMN\n")
    lexicon = load(tmp_path)
    plain = [e for e in lexicon.verbs["condemn"] if not e.conditions]
    assert plain[0].own and plain[0].meaning.category == "ASSAULT"  # a user's goes before ours that asks for as much
    assert Knowledge([tmp_path]).version != Knowledge().version
    assert Knowledge([VERBS]).version not in (Knowledge().version, Knowledge([tmp_path]).version)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# only a comment\n", r"own\.txt:1: no verb in PETRARCH's format"),
        ("\n- * CITY [190]\n", r"own\.txt:2: a pattern stands before any verb"),
        ("A_NAME_ [PERGOV]\n", r"own\.txt: no verb .*line 1: \[PERGOV\] is no code of CAMEO's"),
        ("GLORM [190]\n" + "X" * 3000, r"own\.txt:2: a line of more than 2000"),
        ("GLORM [190]\0", "no text file"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        load(written(tmp_path / "own.txt", text))


def test_other_files_are_no_dictionaries(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="is not a folder"):
        Knowledge([written(tmp_path / "own.yaml", "category: AID\n")])
    with pytest.raises(KnowledgeError, match="is not a folder"):
        Knowledge([tmp_path / "none.txt"])


def test_old_encodings_and_blocks_without_header(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes("# Grüße\nGLORM [190]\n- * + [111]\nSNEVEL [040]\n".encode("latin-1"))
    lexicon = load(path)
    assert [e.line for e in lexicon.verbs["snevel"]] == [4]
    assert sorted(e.line for e in lexicon.verbs["glorm"]) == [2, 3]


def test_hostile_dictionaries_stay_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members = "".join(f"+W{n}\n" for n in range(20_000))
    verbs = "".join(f"V{n} [190]\n" for n in range(2_000))
    patterns = "".join("- * &ALL [190]\n" for _ in range(2_000))
    path = written(tmp_path / "own.txt", f"&ALL\n{members}--- A [190] ---\n{verbs}{patterns}")
    started = time.perf_counter()
    with pytest.raises(KnowledgeError, match=r"own\.txt:\d+: more than 1,000,000 entries"):
        load(path)
    assert time.perf_counter() - started < 5
    monkeypatch.setattr(petrarch, "MAX_ENTRIES", 10)
    with pytest.raises(KnowledgeError, match="more than 10 entries"):
        load(written(tmp_path / "own.txt", "".join(f"V{n} [190]\n" for n in range(20))))
