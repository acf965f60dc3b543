"""The setting of an event: when, where, and who tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from ...errors import KnowledgeError
from ...knowledge import DATA, Knowledge, join
from ...records import Party, Place, Span, Statement, Time
from ..document import Document
from ..ontology import Ontology
from ..tree import Tree
from .told import Told

_FAR = 8
# Clauses of their own: what stands in one does not set another.
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_ADVERBIAL = frozenset({"prep", "advmod", "npadvmod"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "poss"})


class SettingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/lexicon/words/setting.yaml`, which says what each list is for."""

    at: frozenset[str] = frozenset()
    at_sites: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    journeys: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def setting_words(knowledge: Knowledge, ontology: Ontology) -> SettingWords:
    """The words of the shipped table and of a user's. Raises: KnowledgeError where it names an unknown category."""
    tables = list(knowledge.documents("lexicon/words/setting.yaml", SettingWords))
    for path, table in tables:
        if unknown := sorted((table.deeds | table.words) - ontology.categories.keys()):
            if ontology.own and DATA in path.parents:
                continue  # PLOVER's, which this ontology does without
            raise KnowledgeError(f"{path}: no category {unknown[0]!r}; there are {', '.join(ontology.categories)}")
    return join([table for _, table in tables])


_Record = TypeVar("_Record", Time, Place)
_Placed = list[tuple[int, _Record]]


class Scene(NamedTuple):
    """When and where something happened, as far as it is told; None where it is not."""

    time: Time | None
    place: Place | None


class Setting:
    """Finds time, place and teller of events in one document."""

    def __init__(self, words: SettingWords, document: Document, tree: Tree) -> None:
        self._words = words
        self._tree = tree
        self._document = document
        self._times: dict[int, _Placed[Time]] = self._by_head(document.records.get("times", ()))
        named = (p for p in document.records.get("places", ()) if p.rule.rpartition(":")[2] != "adjective")
        self._places: dict[int, _Placed[Place]] = self._by_head(named)
        statements: tuple[Statement, ...] = document.records.get("statements", ())
        self._told = sorted(
            ((content, s.speaker) for s in statements if s.speaker for content in s.content),
            key=lambda pair: (pair[0].end - pair[0].start, pair[0].start),
        )
        self._last: tuple[Span, Scene] | None = None

    def _by_head(self, records: Iterable[_Record]) -> dict[int, _Placed[_Record]]:
        """Records by the sentence they stand in, each with the token that heads it."""
        found: dict[int, _Placed[_Record]] = {}
        for record in records:
            sentence = self._document.sentence_at(record.start)
            head = self._document.tokens((record.start, record.end)).root.i
            found.setdefault(sentence.start, []).append((head, record))
        return found

    def scene(self, told: Told, sentence: Span) -> Scene:
        """When and where an event happened: as its own sentence says, else as the deed told right before it."""
        scene = Scene(self.time(told.trigger, sentence), self._place(told, sentence))
        if told.status.status != "reported" or told.category in self._words.words:
            return scene
        deed = told.category in self._words.deeds
        before = self._before(sentence) if deed else Scene(None, None)
        scene = Scene(scene.time or before.time, scene.place or before.place or self._dateline(sentence))
        if deed:
            self._last = (sentence, scene)
        return scene

    def _before(self, sentence: Span) -> Scene:
        """The scene of what was told last, in this sentence or the one before it in the paragraph."""
        if self._last is None:
            return Scene(None, None)
        last, scene = self._last
        between = self._document.text[last.end : sentence.start]
        return scene if last == sentence or not between.strip(" ") else Scene(None, None)

    def _dateline(self, sentence: Span) -> Place | None:
        """The town of the dateline, for the sentence that it opens."""
        line = self._document.dateline
        if line is None or self._document.text[line.end : sentence.start].strip(" -–—:\n"):
            return None
        places = [place for _, place in self._places.get(line.start, ())]
        return min(places, key=lambda p: (p.kind == "country", p.start), default=None)

    def time(self, trigger: int, sentence: Span) -> Time | None:
        """The time nearest to the trigger in the tree, none where another clause has it."""
        near = self._near(self._times.get(sentence.start, ()), trigger)
        return self._lasting(near[0][1]) if near else None

    def _lasting(self, time: Time) -> Time:
        """The time; of "since Monday" until the day of the report."""
        before = self._document.text[max(0, time.start - 8) : time.start].split()
        date = self._document.date
        if time.earliest is None or date is None or not before or before[-1].lower() not in self._words.lasting:
            return time
        return msgspec.structs.replace(time, latest=max(time.earliest, date.isoformat()), precision="interval")

    def _place(self, told: Told, sentence: Span) -> Place | None:
        """The place nearest to the trigger in the tree, of those that tell where."""
        near = self._near(
            self._places.get(sentence.start, ()), told.trigger, in_subject=told.category in self._words.deeds
        )
        return next((place for at, place in near if self._tells_where(at, place, told)), None)

    def _near(self, placed: Sequence[tuple[int, _Record]], trigger: int, in_subject: bool = True) -> _Placed[_Record]:
        """The records that are not in another clause than the trigger, the nearest in the tree first."""
        steps = [
            (distance, abs(at - trigger), i)
            for i, (at, _) in enumerate(placed)
            if (distance := self._distance(at, trigger, in_subject)) is not None
        ]
        return [placed[i] for _, _, i in sorted(steps)]

    def _tells_where(self, at: int, place: Place, told: Told) -> bool:
        """Whether a place stands where the event happened, by the words on the way up from it."""
        tree, words = self._tree, self._words
        site = place.kind != "country"
        goes = (told.category in words.deeds and site) or tree.lemma[told.trigger] in words.journeys
        node = at
        for _ in range(_FAR):
            low, dep, head = tree.low[node], tree.dep[node], tree.head[node]
            if (low in words.at and dep in _ADVERBIAL) or (site and low in words.at_sites and dep == "prep"):
                return True
            if goes and ((dep == "prep" and low in words.to) or dep in _OBJECTS) and head == told.trigger:
                return True
            if head in (node, told.trigger) or node == told.trigger:
                return False
            node = head
        return False

    def _distance(self, at: int, trigger: int, in_subject: bool) -> int | None:
        """Steps up from the mention to the trigger, or to a verb above that the trigger shares; None where it is
        within another clause, or tells about the subject of another verb, or of any where not `in_subject`."""
        tree = self._tree
        above = {trigger: 0} | {h: n for n, h in enumerate(tree.up(trigger, 4), 1)}
        node = at
        for steps in range(_FAR):
            if node in above:
                return steps + above[node]
            dep, head = tree.dep[node], tree.head[node]
            subject = dep in _SUBJECTS and not (in_subject and head == trigger)
            if head == node or (steps and (subject or dep in _CLAUSES)):
                return None
            node = head
        return None

    def teller(self, trigger: Span) -> Party | None:
        """Who says what the trigger tells of: the speaker of the smallest statement around it."""
        for content, speaker in self._told:
            if content.start <= trigger.start and trigger.end <= content.end:
                return speaker
        return None
