"""The judge's place among the coders: questions made of what the lexicon found, answers made into what is told."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator

from ...knowledge import DATA, Knowledge
from ...records import Span
from ..document import Document
from ..eventing.pairs import Classification
from ..eventing.reading import Reading
from ..eventing.told import Told
from ..ontology import Ontology
from ..status import Status
from ..tree import Tree
from .model import Judge
from .question import Characters, Question, hint
from .roles import Limits, Roles
from .verdict import NONE, Verdict
from .weigh import Weigher
from .words import Words, telling_words

FOLDER = DATA / "model"
# Events of one sentence that are judged.
MOST = 60


class EventJudge:
    """Judges events by the shipped model and the weights beside it.

    able: whether there is a model that knows this ontology; one of a user's own has the lexicon alone.
    """

    def __init__(self, knowledge: Knowledge, ontology: Ontology) -> None:
        self._ontology = ontology
        self._judge = Judge(FOLDER)
        self.able = not ontology.own and (FOLDER / "model.json").exists()

    def question(self, tree: Tree, document: Document, told: Told) -> Question:
        """What is asked about an event: its sentence, with characters counted from the sentence's start."""
        sentence = document.sentence_at(tree.start[told.trigger])
        actor = next((s for t in told.actors if (s := _within(sentence, told.spans[t]))), None)
        others = (_within(sentence, told.spans[t]) for t in told.recipients)
        recipient = next((s for s in others if s and s != actor), None)
        trigger = _within(sentence, (tree.start[told.first], tree.end[told.last]))
        return Question(
            sentence.of(document.text), actor, recipient, trigger,
            hint(told.category, told.mode, told.confidence, told.status.status),
        )  # fmt: skip

    def asked(self, reading: Reading, every: bool = False) -> list[Told]:
        """What is asked about in a document: all that the lexicon finds told, and what other words may tell.

        every: words that hardly ever told of anything as well.
        """
        # Not what something else was only done for.
        told = [t for t in reading.told(whole=False) if t.whole or not t.status.purpose]
        if every:
            return [*told, *reading.proposed()]
        telling, silent = self._words
        tree = reading.tree
        heard = (t for t in told if (tree.pos[t.trigger], tree.lemma[t.trigger]) not in silent)
        return _bounded(reading, [*heard, *reading.proposed(telling)])

    def start(self, reading: Reading) -> Callable[[], Iterator[Told]]:
        """Starts judging what a document may tell; what is returned waits for the verdicts and gives what is told."""
        told = [t for t in self.asked(reading) if t.whole or self._knows(t)]
        asked = [t for t in told if self._knows(t)]
        verdicts = self._judge.start([self.question(reading.tree, reading.document, t) for t in asked])

        def judged() -> Iterator[Told]:
            answers = self._told(reading, asked, verdicts.result())
            found = (next(answers) if self._knows(t) else t for t in told)
            yield from (t for t in found if t is not None)

        return judged

    def _knows(self, told: Told) -> bool:
        """Whether the model can say anything: not of an entry or a category of the user's own."""
        return not told.own and self._category_known(told.category)

    def _category_known(self, category: str) -> bool:
        return not category or category in self._judge.about.categories

    def _told(self, reading: Reading, asked: list[Told], verdicts: list[Verdict]) -> Iterator[Told | None]:
        """What is told, after judging: some with other parties, category, mode or status, some not at all."""
        document, tree, weights = reading.document, reading.tree, self._judge.about.weights
        roles = Roles(tree, reading.finder, Limits(*weights.actor), Limits(*weights.recipient))
        for one, verdict in zip(asked, verdicts, strict=True):
            start = document.sentence_at(tree.start[one.trigger]).start
            yield self._judged(roles.given(one, verdict, start), verdict)

    def pair(
        self, sentence: str, actor: Characters, recipient: Characters | None, lexicon: Classification
    ) -> Classification:
        """What one marked party does to the other. lexicon: what the lexicon makes of it, which stands where it has
        found a category that the model does not know."""
        if not (self.able and self._category_known(lexicon.category)):
            return lexicon
        word = hint(lexicon.category, lexicon.mode, lexicon.confidence)
        verdict = self._judge.judge([Question(sentence, actor, recipient, None, word)])[0]
        weighed = self._weigher.pair(verdict, lexicon.category, lexicon.mode, lexicon.confidence)
        confidence = self._weigher.confidence(weighed.share * (1 - verdict.categories.get(NONE, 0.0)))
        return Classification(weighed.category, weighed.mode, round(confidence, 3))

    def status(self, sentence: str, trigger: Characters, rules: Status) -> Status:
        """The status of an event word. rules: what the rules make of it."""
        if not self.able:
            return rules
        verdict = self._judge.judge([Question(sentence, None, None, trigger, hint(status=rules.status))])[0]
        return self._status(verdict, rules)

    @functools.cached_property
    def _words(self) -> tuple[Words, Words]:
        return telling_words(FOLDER / "words.tsv")

    @functools.cached_property
    def _weigher(self) -> Weigher:
        return Weigher(self._judge.about.weights)

    def _judged(self, told: Told, verdict: Verdict) -> Told | None:
        weighed = self._weigher.event(verdict, told.category, told.mode, told.confidence)
        if not weighed.category or not self._complete(told, weighed.category):
            return None
        contexts = self._weigher.contexts(verdict, told.contexts)
        return told._replace(
            category=weighed.category, mode=weighed.mode, contexts=contexts, status=self._status(verdict, told.status),
            confidence=self._weigher.confidence(weighed.share),
        )  # fmt: skip

    def _complete(self, told: Told, category: str) -> bool:
        """Whether the event has the parties that its category wants."""
        if told.whole and category == told.category:
            return True
        wanted = self._ontology.categories[category].recipient == "required"
        return bool(told.recipients) if wanted else bool(told.actors or told.recipients)

    def _status(self, verdict: Verdict, rules: Status) -> Status:
        status, share = self._weigher.status(verdict, rules.status)
        rule = rules.rule if status == rules.status else "model"
        return Status(status, round(share, 3), rule)


def _bounded(reading: Reading, told: list[Told]) -> list[Told]:
    """At most `MOST` of each sentence, the first ones: what has more is no sentence that anybody wrote."""
    counts: Counter[int] = Counter()
    kept = []
    for one in told:
        sentence = reading.document.sentence_at(reading.tree.start[one.trigger]).start
        counts[sentence] += 1
        if counts[sentence] <= MOST:
            kept.append(one)
    return kept


def _within(sentence: Span, span: tuple[int, int]) -> Characters | None:
    """The characters counted from the sentence's start; None where they do not lie in it."""
    inside = sentence.start <= span[0] and span[1] <= sentence.end
    return (span[0] - sentence.start, span[1] - sentence.start) if inside else None
