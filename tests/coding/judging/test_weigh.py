import pytest

from dragoman.coding.judging.verdict import Verdict
from dragoman.coding.judging.weigh import Weigher, Weights


def verdict(categories, modes=None, statuses=None, contexts=None):
    return Verdict(categories, modes or {}, statuses or {"reported": 1.0}, contexts or {})


def test_the_model_overrules_a_lexicon_that_it_is_sure_against():
    weigher = Weigher(Weights(lexicon=1.0))
    weighed = weigher.event(verdict({"ACCUSE": 0.95, "ASSAULT": 0.03, "NONE": 0.02}), "ASSAULT", "aerial", 0.8)
    assert (weighed.category, weighed.mode) == ("ACCUSE", "")


def test_the_lexicon_decides_where_the_model_wavers():
    weigher = Weigher(Weights(lexicon=2.0))
    weighed = weigher.event(verdict({"ACCUSE": 0.5, "ASSAULT": 0.45, "NONE": 0.05}), "ASSAULT", "aerial", 0.8)
    assert (weighed.category, weighed.mode) == ("ASSAULT", "aerial")
    assert 0.45 < weighed.share < 1


def test_what_is_no_event_is_dropped():
    weigher = Weigher(Weights(lexicon=1.0, none=0.6))
    assert weigher.event(verdict({"ASSAULT": 0.1, "NONE": 0.9}), "ASSAULT", "", 0.8).category == ""


def test_a_proposal_needs_a_sure_category():
    weigher = Weigher(Weights(proposal=0.6))
    assert weigher.event(verdict({"AID": 0.55, "NONE": 0.45}), "", "", 0.0).category == ""
    assert weigher.event(verdict({"AID": 0.7, "NONE": 0.3}), "", "", 0.0).category == "AID"


def test_of_a_marked_pair_something_is_told():
    weighed = Weigher(Weights()).pair(verdict({"AID": 0.1, "NONE": 0.9}), "", "", 0.0)
    assert (weighed.category, weighed.share) == ("AID", pytest.approx(1.0))


def test_mode_of_the_model_goes_before_the_lexicons():
    answer = verdict({"COERCE": 0.9, "NONE": 0.1}, {"COERCE arrest": 0.8, "COERCE deport": 0.6, "ASSAULT beat": 0.9})
    assert Weigher(Weights()).event(answer, "COERCE", "seize", 0.8).mode == "arrest"


def test_confidence_grows_with_the_share_and_stays_within_bounds():
    weigher = Weigher(Weights(slope=0.7, offset=-0.2))
    sure = [weigher.confidence(s) for s in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert sure == sorted(sure) and sure[0] >= 0 and sure[-1] <= 1
