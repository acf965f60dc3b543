from dragoman.coding.judging.question import REACH, WIDEST, Question, hint


def test_marks_stand_around_the_phrases():
    question = Question("Norland shelled Lowland's port.", (0, 7), (16, 23), (8, 15), "surely assault : ")
    assert question.asked().text == "surely assault : @ Norland @ ^ shelled ^ # Lowland #'s port."


def test_a_party_that_is_not_there_has_no_mark():
    assert Question("Nine were killed.", None, (0, 4), (10, 16)).asked().text == "# Nine # were ^ killed ^."


def test_a_mark_within_another_stays_within():
    text = "Norland's shelling went on."
    assert Question(text, (0, 18), None, (10, 18)).asked().text == "@ Norland's ^ shelling ^ @ went on."


def test_of_a_long_sentence_what_is_around_the_marks():
    text = "x" * 2000 + " Norland met Lowland " + "y" * 2000
    at = text.index("Norland")
    asked = Question(text, (at, at + 7), (at + 12, at + 19), (at + 8, at + 11)).asked().text
    assert "@ Norland @ ^ met ^ # Lowland #" in asked
    assert len(asked) < 2 * REACH + 60


def test_parties_too_far_apart_leave_the_event_word():
    text = "Norland " + "x " * WIDEST + "attacked Lowland"
    end = len(text)
    question = Question(text, (0, 7), (end - 7, end), (end - 16, end - 8))
    asked = question.asked().text
    assert "^ attacked ^ # Lowland #" in asked and "@" not in asked
    assert len(asked) < WIDEST + 2 * REACH + 60


def test_hint():
    assert hint("ASSAULT", "aerial", 0.9, "reported") == "surely assault aerial reported : "
    assert hint("AID", "", 0.3) == "perhaps aid : "
    assert hint(status="negated") == "negated : "
    assert hint() == ""


def test_every_word_is_found_again():
    text = "Norland shelled Lowland's port."
    asked = Question(text, (0, 7), (16, 23), (8, 15), "surely assault : ").asked()
    for word in ("Norland", "shelled", "Lowland", "port"):
        at = asked.text.index(word)
        start, end = asked.origin(at, at + len(word))
        assert text[start:end] == word
    assert asked.origin(asked.text.index("#"), asked.text.index("#") + 1) is None
    assert asked.origin(0, 6) is None
