from dragoman.coding.judging.words import HEADER, telling_words


def test_words_by_how_often_they_told(tmp_path):
    rows = [
        "VERB\tgive\tframe\t40\t30",  # told often: asked about
        "VERB\tsay\tframe\t400\t4",  # hardly ever
        "VERB\tonce\tframe\t1\t1",  # one use is not enough to know
        "NOUN\tstrike\tlexicon\t50\t35",
        "NOUN\tmarch\tlexicon\t60\t1",  # nearly always the month
    ]
    path = tmp_path / "words.tsv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    telling, silent = telling_words(path)
    assert ("VERB", "give") in telling and ("VERB", "say") not in telling and ("VERB", "once") not in telling
    assert ("NOUN", "march") in silent and ("NOUN", "strike") not in silent
    assert ("VERB", "unknown") not in telling and ("VERB", "unknown") not in silent
