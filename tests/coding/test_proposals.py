"""Words without a meaning in the lexicon that are put to the model."""

import pytest


def proposed(coder, text, asked=None):
    reading = coder._events.reader.read(coder._document(text))
    return [
        (reading.tree.low[t.trigger], *([t.spans[i].of(text) for i in heads] for heads in (t.actors, t.recipients)))
        for t in reading.proposed(asked)
    ]


def test_an_unknown_verb_between_two_parties(coder):
    found = proposed(coder, "Norland wrongfooted the Lowland government on Friday.")
    assert ("wrongfooted", ["Norland"], ["the Lowland government"]) in found


def test_an_unknown_verb_with_one_party_is_none(coder):
    assert not [p for p in proposed(coder, "The president dawdled all afternoon.") if p[0] == "dawdled"]


def test_what_the_lexicon_finds_is_not_proposed_again(coder):
    assert not [p for p in proposed(coder, "Norland attacked Lowland.") if p[0] == "attacked"]


@pytest.mark.parametrize("asked", [set(), {("VERB", "dawdle")}])
def test_only_words_worth_a_question(coder, asked):
    assert proposed(coder, "Norland wrongfooted the Lowland government on Friday.", asked) == []
