"""Examples for the judge: what the coder would ask about a sentence, and what a reader's labels answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from corpus import Label, stated_sentences

import dragoman
from dragoman.coding.document import Document
from dragoman.coding.eventing.pairs import Classification
from dragoman.coding.eventing.reading import Reading
from dragoman.coding.eventing.told import Told
from dragoman.coding.judging import NONE, Question, hint
from dragoman.coding.tree import tree_of

Characters = tuple[int, int]
# Pairs of one event at the most: a list of ten by ten states tells the model nothing new.
PAIRS = 2


class Answer(msgspec.Struct, frozen=True):
    """What is right: shares of categories ("NONE" is one) and modes ("COERCE arrest"); statuses, contexts and the
    characters of the parties, None where nobody said."""

    categories: dict[str, float]
    modes: dict[str, float] = {}
    statuses: dict[str, float] | None = None
    contexts: dict[str, float] | None = None
    actors: list[Characters] | None = None
    recipients: list[Characters] | None = None


class Example(NamedTuple):
    """key: of the sentence; asked: the same question in several ways, one of which is drawn in each round."""

    key: str
    asked: tuple[Question, ...]
    answer: Answer
    weight: float = 1.0


class Asker:
    """Asks of sentences what the coder would ask. every: also about words that hardly ever told of anything."""

    def __init__(self, every: bool = False) -> None:
        self._every = every
        self._coder = dragoman.Coder()
        self._events: Any = self._coder._coders["events"]

    def read(self, texts: Iterable[str]) -> Iterator[tuple[str, Document, list[Told]]]:
        """Each sentence with its parse and with what the lexicon finds in it or proposes."""
        for text in texts:
            document = self._coder._document(text, ("places",))
            yield text, document, self._events.judge.asked(self.reading(document), self._every)

    def reading(self, document: Document) -> Reading:
        reading: Reading = self._events.reader.read(document)
        return reading

    def questions(self, text: str) -> list[Question]:
        """What the coder would ask about a sentence."""
        _, document, told = next(self.read([text]))
        return [self.question(document, t) for t in told]

    def question(self, document: Document, told: Told) -> Question:
        """What the coder would ask about one of them."""
        question: Question = self._events.judge.question(tree_of(document), document, told)
        return question

    def by_lexicon(self, document: Document, actor: Characters | None, recipient: Characters | None) -> Classification:
        """The lexicon's word on a pair, one of which may be missing."""
        marked = actor or recipient
        if marked is None:
            return Classification("")
        found: Classification = self._events.by_lexicon(document, marked, recipient if actor else None)
        return found

    def _hint(self, document: Document, actor: Characters | None, recipient: Characters | None) -> str:
        found = self.by_lexicon(document, actor, recipient)
        return hint(found.category, found.mode, found.confidence)

    def stated(self) -> list[Example]:
        """The examples of `corpus/status/`: event words of every kind with the status of each."""
        found = []
        for text, words in stated_sentences():
            document = self._coder._document(text, ())
            for trigger, status in words:
                question = self._of_word(document, text, trigger)
                found.append(Example(text, (question,), Answer({}, {}, {status: 1.0})))
        return found

    def _of_word(self, document: Document, text: str, trigger: Characters) -> Question:
        """What the coder asks where only the status of a word is wanted."""
        status = self._events.status.read(document, trigger).status
        return Question(text, None, None, trigger, hint(status=status))

    def examples(self, key: str, text: str, labels: list[Label]) -> list[Example]:
        """The examples of one labelled sentence."""
        _, document, told = next(self.read([text]))
        questions = [self.question(document, t) for t in told]
        given = aligned(questions, [t.category for t in told], labels)
        found = []
        for label in labels:
            asked = [questions[i] for i, other in given.items() if other is label]
            # Found without the lexicon: the marked pair alone, and the pair with the event word.
            for pair in pairs(label):
                asked.append(Question(text, *pair, None, self._hint(document, *pair)))
            if len(asked) == len(pairs(label)):
                asked.append(Question(text, *(pairs(label) or [(None, None)])[0], label.trigger))
            asked.append(self._of_word(document, text, label.trigger))
            found.append(Example(key, tuple(asked), answer_of(label)))
        found += [
            Example(key, (questions[i],), Answer({NONE: 1.0})) for i in range(len(told)) if i not in given
        ]  # fmt: skip
        return found


def answer_of(label: Label) -> Answer:
    mode = {f"{label.category} {label.mode}": 1.0} if label.mode else {}
    return Answer(
        {label.category: 1.0},
        mode,
        {label.status: 1.0},
        dict.fromkeys(label.contexts, 1.0),
        list(label.actors),
        list(label.recipients),
    )


def aligned(questions: list[Question], categories: list[str], labels: list[Label]) -> dict[int, Label]:
    """The label that answers each question: that of the same event word, else of the same parties; none twice."""
    scored = []
    for i, q in enumerate(questions):
        for j, label in enumerate(labels):
            same = label.category == categories[i]
            word = _touch(q.trigger, (label.trigger,))
            acts, suffers = _touch(q.actor, label.actors), _touch(q.recipient, label.recipients or label.actors)
            score = 4 * word + 2 * same + acts + suffers
            if (
                (word and (same or acts or suffers))
                or (acts and suffers and q.actor != q.recipient)
                or (same and (acts or suffers))
            ):
                scored.append((score, -i, -j))
    given: dict[int, Label] = {}
    for _, i, j in sorted(scored, reverse=True):
        if -i not in given and not any(labels[-j] is g for g in given.values()):
            given[-i] = labels[-j]
    return given


def pairs(label: Label) -> list[tuple[Characters | None, Characters | None]]:
    if not label.actors and not label.recipients:
        return []
    if not label.recipients and len(label.actors) > 1:  # those who take part alike act on each other
        return list(itertools.combinations(label.actors, 2))[:PAIRS]
    pairs = itertools.product(label.actors or (None,), label.recipients or (None,))
    return list(itertools.islice(pairs, PAIRS))


def _touch(span: Characters | None, others: Iterable[Characters]) -> bool:
    return span is not None and any(span[0] < o[1] and o[0] < span[1] for o in others)
