"""Counts how often the words that the coder looks at told of an event.

python training/words.py    writes data/model/words.tsv, by which the coder picks what it asks the model about
"""

from __future__ import annotations

from collections import Counter

from corpus import gold, kept_out, sentences
from questions import Asker, aligned

from dragoman.coding.judging.events import FOLDER
from dragoman.coding.judging.words import HEADER
from dragoman.coding.tree import tree_of


def main() -> None:
    asker, texts = Asker(every=True), sentences()
    asked: Counter[tuple[str, str, str]] = Counter()
    told: Counter[tuple[str, str, str]] = Counter()
    for key, labels in sorted(gold().items()):
        if kept_out(key):
            continue
        _, document, found = next(asker.read([texts[key]]))
        tree = tree_of(document)
        given = aligned([asker.question(document, t) for t in found], [t.category for t in found], labels)
        for i, one in enumerate(found):
            word = (tree.pos[one.trigger], tree.lemma[one.trigger], "lexicon" if one.category else "frame")
            asked[word] += 1
            told[word] += i in given
    lines = ["\t".join(map(str, (*word, n, told[word]))) for word, n in sorted(asked.items())]
    (FOLDER / "words.tsv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} words, {sum(asked.values())} times asked, {sum(told.values())} told")


if __name__ == "__main__":
    main()
