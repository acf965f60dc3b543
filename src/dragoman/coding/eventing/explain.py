"""How the lexicon reads a sentence: which entries were tried, what failed, how parties and status were found."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ...knowledge import Knowledge
from ..document import Document
from ..ontology import Ontology
from .entries import NONE, Condition, Entry, Meaning
from .lexicon import Lexicon
from .matcher import Match
from .reading import EventReader
from .told import Told
from .tolls import Tolls

# Where those who take part in what both sides do are looked for, as `Teller` does.
_MUTUAL = ("subj", "poss", "by", "with", "obj", "between", "among", "mod", "of")


class Tried(msgspec.Struct, frozen=True):
    """One entry that was tried. where: file and line; tells: category and mode; failed: the first condition that did
    not hold, with what stands there; "" where the frame was met."""

    entry: str
    where: str
    tells: str
    failed: str = ""


class Place(msgspec.Struct, frozen=True):
    """A slot in which a party was looked for. found: words in it that name somebody; there: words in it at all."""

    slot: str
    found: tuple[str, ...]
    there: tuple[str, ...] = ()


class Trigger(msgspec.Struct, frozen=True):
    """A word that has entries in the lexicon, and what became of it.

    kind: its part of speech. tried: the entries tried, the last of them met where any was. outcome: what it tells of,
    or why nothing. who, whom: phrases of those who act and are acted on. actors, recipients: where they were looked
    for. status, status_rule: how it stands with the event, and what decided it.
    """

    word: str
    lemma: str
    kind: str
    start: int
    end: int
    tried: tuple[Tried, ...]
    outcome: str
    told: bool = False
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    actors: tuple[Place, ...] = ()
    recipients: tuple[Place, ...] = ()
    status: str = ""
    status_rule: str = ""
    confidence: float = 0.0

    @property
    def nearest(self) -> Tried | None:
        """The entry that was met, else the first tried, which asks for most."""
        return next((t for t in self.tried if not t.failed), None) or next(iter(self.tried), None)


class Explainer:
    """Explains documents by the lexicon alone. lexicon: where it is read already."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon | None = None) -> None:
        ontology = Ontology(knowledge)
        self.reader = EventReader(knowledge, ontology, lexicon or Lexicon(knowledge, ontology))

    def triggers(self, document: Document) -> list[Trigger]:
        """Every word that the lexicon has entries for, in the order of the text."""
        return _Explained(self, document).triggers()

    def told(self, document: Document) -> list[Told]:
        """What the lexicon finds told."""
        return _Explained(self, document).told


class _Explained:
    """One document with all that is made to code it, kept for questions."""

    def __init__(self, explainer: Explainer, document: Document) -> None:
        reading = explainer.reader.read(document)
        self._ontology = explainer.reader.ontology
        self._status = explainer.reader.status
        self._document = document
        self._tree = reading.tree
        self._frames = reading.frames
        self._matcher = reading.matcher
        self._finder = reading.finder
        self._teller = reading.teller
        self._matches = {m.trigger: m for m in reading.matches}
        self._tolls = Tolls(self._tree, self._frames, self._matches).part
        self.told = list(reading.told())

    def triggers(self) -> list[Trigger]:
        told: dict[int, list[Told]] = {}
        for one in self.told:
            told.setdefault(one.trigger, []).append(one)
        found = ((i, self._matcher.entries(i)) for i in range(len(self._tree)))
        return [self._trigger(i, entries, told.get(i, [])) for i, entries in found if entries]

    def _trigger(self, i: int, entries: list[Entry], told: list[Told]) -> Trigger:
        tree = self._tree
        silent = self._matcher.silent(i)
        tried = () if silent else tuple(self._tried(i, entries))
        met = None if silent else self._matcher.match(i, entries)
        outcome = "part of an idiom, a name or a label" if silent else self._outcome(i, met, told)
        trigger = Trigger(
            self._word(i), tree.lemma[i], tree.pos[i].lower(), tree.start[i], tree.end[i], tried, outcome, bool(told)
        )
        if met is None or met.entry.meaning.category == NONE:
            return trigger
        meaning = met.entry.meaning
        status = told[0].status if told else self._status.at(tree, i, self._document.date)
        return msgspec.structs.replace(
            trigger, status=status.status, status_rule=status.rule,
            who=self._phrases(told[0].actors) if told else (), whom=self._phrases(told[0].recipients) if told else (),
            actors=tuple(self._places(i, _MUTUAL if meaning.mutual else meaning.actor, acts=True)),
            recipients=() if meaning.mutual else tuple(self._places(i, meaning.recipient, acts=False)),
            confidence=round(told[0].confidence, 3) if told else 0.0,
        )  # fmt: skip

    def _tried(self, i: int, entries: Iterable[Entry]) -> Iterable[Tried]:
        """The entries in the order in which they are tried, up to the one that is met."""
        frame = self._frames.of(i)
        for entry in entries:
            failed = next((c for c in entry.conditions if not self._matcher.holds(c, i, frame)), None)
            where = f"{entry.path}:{entry.line}"
            yield Tried(entry.text, where, _tells(entry.meaning), self._failure(failed, i) if failed else "")
            if failed is None:
                return

    def _failure(self, condition: Condition, i: int) -> str:
        """A condition that did not hold, and what stands in its slots."""
        frame = self._frames.of(i)
        there = [t for slot in condition.slots for t in frame.get(slot) or self._frames.loose(i, slot)]
        words = ", ".join(dict.fromkeys(f'"{self._word(t)}"' for t in there))
        slots = ("" if condition.wanted else "!") + "|".join(condition.slots)
        return f"{slots}: {words or ('nothing' if condition.wanted else 'there')}"

    def _outcome(self, i: int, met: Match | None, told: list[Told]) -> str:
        """What the word tells of, or why of nothing."""
        if told:
            return ", ".join(_named(t.category, t.mode) for t in told)
        if met is None:
            return "no frame is met"
        if met.entry.meaning.category == NONE:
            return "the frame that is met tells of nothing"
        above = next((m for m in self._matches.values() if i in m.objects), None)
        if i not in self._matches:
            return f'part of what "{self._word(above.trigger)}" tells of' if above else "part of another word's frame"
        return self._untold(met)

    def _untold(self, match: Match) -> str:
        """Why a frame that is met gives no event."""
        category = match.entry.meaning.category
        if match.trigger in self._tolls:
            return "the toll of a deed that is told of beside it"
        if self._teller.absorbed(match, self._matches):
            return "part of what a word above it tells of"
        actors, recipients = self._teller.parties(match, self._matches)
        if not actors and not recipients:
            return f"{category}, but nobody is named"
        if not recipients and self._ontology.categories[category].recipient == "required":
            return f"{category}, which wants a recipient, and none is named"
        return f"{category}, but only as what something else was done for"

    def _places(self, i: int, slots: Iterable[str], acts: bool) -> Iterable[Place]:
        """Where a party is looked for, and who or what is there."""
        frame = self._frames.of(i)
        for slot in slots:
            found = self._finder.in_slot(i, slot, acts)
            there = tuple(self._word(t) for t in frame.get(slot, ()))
            yield Place(slot, self._phrases(found), there)

    def _phrases(self, heads: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._finder.span(t).of(self._document.text) for t in heads)

    def _word(self, i: int) -> str:
        return self._document.text[self._tree.start[i] : self._tree.end[i]]


def _named(category: str, mode: str) -> str:
    return f"{category} {mode}".strip()


def _tells(meaning: Meaning) -> str:
    return "nothing" if meaning.category == NONE else _named(meaning.category, meaning.mode)
