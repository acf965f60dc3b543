"""The parties that frames and model make out together, with a model that is made up."""

import pytest

from dragoman.coding.judging.roles import Limits, Roles
from dragoman.coding.judging.verdict import Verdict

TEXT = "Norland gave ten trucks to the army of Lowland in Westport on Friday."


@pytest.fixture(scope="module")
def reading(coder):
    return coder._coders["events"].reader.read(coder._document(TEXT))


def verdict(acting, suffering):
    """A verdict under which the words of the two lists are likely, and all others are not."""
    roles, at = [], 0
    for word in TEXT.rstrip(".").split():
        start = TEXT.index(word, at)
        at = start + len(word)
        roles.append(((start, at), (0.9 if word in acting else 0.02, 0.9 if word in suffering else 0.02)))
    return Verdict({}, {}, {}, {}, tuple(roles))


def parties(reading, told):
    return [[told.spans[t].of(TEXT) for t in heads] for heads in (told.actors, told.recipients)]


def given(reading, acting, suffering, keep=0.1, add=0.6):
    told = next(t for t in reading.told() if TEXT[reading.tree.start[t.trigger] :].startswith("gave"))
    roles = Roles(reading.tree, reading.finder, Limits(keep, add, add), Limits(keep, add, add))
    return parties(reading, roles.given(told, verdict(acting, suffering), 0))


def test_a_party_that_the_model_does_not_see_goes(reading):
    actors, _ = given(reading, [], ["army", "Lowland"])
    assert actors == []


def test_a_party_that_the_frames_missed_comes_with_its_whole_phrase(reading):
    actors, recipients = given(reading, ["Norland"], ["army", "of", "Lowland"])
    assert actors == ["Norland"] and recipients == ["the army of Lowland"]


def test_nothing_changes_where_the_limits_say_so(reading):
    told = next(t for t in reading.told() if TEXT[reading.tree.start[t.trigger] :].startswith("gave"))
    assert given(reading, [], [], keep=0.0, add=2.0) == parties(reading, told)


def test_nobody_is_both(reading):
    actors, recipients = given(reading, ["Norland"], ["Norland"], add=0.5)
    assert actors == ["Norland"] and "Norland" not in recipients
