"""The ontology's numbers come from its table."""

from __future__ import annotations

import pytest

from dragoman.coding.eventing.lexicon import NONE, Lexicon
from dragoman.coding.ontology import Ontology
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology(Knowledge())


def test_quad_score_and_cameo(ontology: Ontology) -> None:
    assert ontology.quad("ASSAULT") == 4
    assert ontology.score("CONSULT", "visit") == 4
    assert ontology.score("PROTEST", "vandalize") == -5
    assert ontology.cameo("COERCE", "arrest") == "173"
    assert ontology.cameo("CONSULT", "phone") == "041"


def test_whatever_the_lexicon_codes_has_a_cameo_code(ontology: Ontology) -> None:
    lexicon = Lexicon(Knowledge(), ontology)
    told = {
        (e.meaning.category, e.meaning.mode) for t in (lexicon.verbs, lexicon.nouns) for es in t.values() for e in es
    }
    assert not {pair for pair in told if pair[0] != NONE and not ontology.cameo(*pair)}


def test_announced_and_refused_deeds_turn(ontology: Ontology) -> None:
    assert ontology.turned("CONSULT", "visit", "future") == ("AGREE", "")
    assert ontology.turned("COERCE", "arrest", "future") == ("THREATEN", "arrest")
    assert ontology.turned("RETREAT", "release", "refused") == ("REJECT", "yield")
    assert ontology.turned("ACCUSE", "allege", "future") == ("ACCUSE", "allege")


def test_unknown_names_are_told(ontology: Ontology) -> None:
    with pytest.raises(KnowledgeError, match="WIBBLE"):
        ontology.quad("WIBBLE")
    with pytest.raises(KnowledgeError, match="teleport"):
        ontology.check("COERCE", "teleport", "mine.yaml")
