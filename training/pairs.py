"""Examples for the pair model: a sentence with its two parties marked, and what the one does to the other."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from corpus import CORPUS, Label, read_labels, sentences

# Pairs of one event at the most: a list of ten by ten states tells the model nothing new.
PAIRS = 2


class Example(NamedTuple):
    """actor, recipient: spans, None where the event has none; targets: weight of each (category, mode).

    hint: what the lexicon makes of the pair, in the words that the model is given (see `pairmodel.hint`).
    """

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    targets: dict[tuple[str, str], float]
    hint: str = ""


def examples(readings: list[Path], corpus: Path = CORPUS) -> list[Example]:
    """One example a pair of every labelled sentence; where readings differ, each has its share of the target."""
    texts = sentences(corpus)
    found: dict[tuple[str, object, object], dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for folder in readings:
        for path in sorted(folder.glob("*.txt")):
            for key, labels, slips in read_labels(path, texts):
                if key in texts and not slips:
                    for label in labels:
                        for actor, recipient in _pairs(label):
                            found[key, actor, recipient][label.category, label.mode] += 1
    result = []
    for (key, actor, recipient), targets in found.items():
        total = sum(targets.values())
        result.append(Example(texts[key], actor, recipient, {k: v / total for k, v in targets.items()}))  # type: ignore[arg-type]
    return result


def with_hints(data: list[Example]) -> list[Example]:
    """The examples, each with what the lexicon makes of it."""
    from pairmodel import hint

    import dragoman

    lexicon = dragoman.Coder()
    result = []
    for e in data:
        found = lexicon.classify(e.text, e.actor or e.recipient or (0, 1), e.recipient if e.actor else None)
        result.append(e._replace(hint=hint(found.category, found.mode, found.confidence)))
    return result


def _pairs(label: Label) -> list[tuple[object, object]]:
    if not label.actors and not label.recipients:
        return []
    if not label.recipients and len(label.actors) > 1:  # those who take part alike act on each other
        return list(itertools.combinations(label.actors, 2))[:PAIRS]
    pairs = itertools.product(label.actors or (None,), label.recipients or (None,))
    return list(itertools.islice(pairs, PAIRS))
