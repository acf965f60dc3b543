"""The setting of an event: when, where, and who tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from ...records import Party, Place, Span, Statement, Time
from ..document import Document
from ..tree import Tree
from .told import Told

_FAR = 8
_SINCE = "since"
# Clauses of their own: what stands in one does not set another.
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_ADVERBIAL = frozenset({"prep", "advmod", "npadvmod"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "poss"})
# Words before a place where something happens; the second also stand before whom it is done to.
_AT = frozenset(
    {"in", "at", "near", "outside", "inside", "off", "around", "along", "across", "above", "under", "within"}
) | {"throughout", "beside", "behind", "opposite", "north", "south", "east", "west"}
_AT_SITES = frozenset({"on", "over", "from"})
_TO = frozenset({"to", "into", "through", "towards", "toward", "onto", "on", "out", "of", "against", "over", "for"})
# Deeds, which happen where they strike or lead to; what is merely said of a place happens elsewhere.
_DEEDS = frozenset({"RETREAT", "AID", "COOPERATE", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"})
_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})
_JOURNEYS = frozenset({"visit", "arrive", "travel", "fly", "tour", "trip", "come", "go", "return", "land", "journey"})

_Record = TypeVar("_Record", Time, Place)
_Placed = list[tuple[int, _Record]]


class Scene(NamedTuple):
    """When and where something happened, as far as it is told; None where it is not."""

    time: Time | None
    place: Place | None


class Setting:
    """Finds time, place and teller of events in one document."""

    def __init__(self, document: Document, tree: Tree) -> None:
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
        if told.status.status != "reported" or told.category in _WORDS:
            return scene
        before = self._before(sentence) if told.category in _DEEDS else Scene(None, None)
        scene = Scene(scene.time or before.time, scene.place or before.place or self._dateline(sentence))
        if told.category in _DEEDS:
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
        steps = [(d, abs(at - trigger), t) for at, t in self._times.get(sentence.start, ())
                 if (d := self._distance(at, trigger)) is not None]  # fmt: skip
        return self._lasting(min(steps, key=lambda s: s[:2])[2]) if steps else None

    def _lasting(self, time: Time) -> Time:
        """The time; of "since Monday" until the day of the report."""
        before = self._document.text[max(0, time.start - 8) : time.start].split()
        date = self._document.date
        if time.earliest is None or date is None or not before or before[-1].lower() != _SINCE:
            return time
        return replace(time, latest=max(time.earliest, date.isoformat()), precision="interval")

    def _place(self, told: Told, sentence: Span) -> Place | None:
        """The place nearest to the trigger in the tree, of those that tell where."""
        steps = []
        for at, place in self._places.get(sentence.start, ()):
            distance = self._distance(at, told.trigger, told.category in _DEEDS)
            if distance is not None and self._tells_where(at, place, told):
                steps.append((distance, abs(at - told.trigger), place))
        return min(steps, key=lambda s: s[:2])[2] if steps else None

    def _tells_where(self, at: int, place: Place, told: Told) -> bool:
        """Whether a place stands where the event happened, by the words on the way up from it."""
        tree = self._tree
        site = place.kind != "country"
        goes = (told.category in _DEEDS and site) or tree.lemma[told.trigger] in _JOURNEYS
        node = at
        for _ in range(_FAR):
            low, dep, head = tree.low[node], tree.dep[node], tree.head[node]
            if (low in _AT and dep in _ADVERBIAL) or (site and low in _AT_SITES and dep == "prep"):
                return True
            if goes and ((dep == "prep" and low in _TO) or dep in _OBJECTS) and head == told.trigger:
                return True
            if head in (node, told.trigger) or node == told.trigger:
                return False
            node = head
        return False

    def _distance(self, at: int, trigger: int, in_subject: bool = True) -> int | None:
        """Steps up from the mention to the trigger, or to a verb above that the trigger shares; None where it is
        within another clause, or only tells about the subject (unless `in_subject`)."""
        tree = self._tree
        above = {trigger: 0} | {h: n for n, h in enumerate(tree.up(trigger, 4), 1)}
        node = at
        for steps in range(_FAR):
            if node in above:
                return steps + above[node]
            if steps and (tree.dep[node] in _CLAUSES or self._only_subject(node, trigger, in_subject)):
                return None
            if tree.head[node] == node:
                return None
            node = tree.head[node]
        return None

    def _only_subject(self, node: int, trigger: int, allowed: bool) -> bool:
        """Whether what hangs on a word tells about the subject of some verb and not of the trigger, or of that too."""
        tree = self._tree
        return tree.dep[node] in _SUBJECTS and not (allowed and tree.head[node] == trigger)

    def teller(self, trigger: Span) -> Party | None:
        """Who says what the trigger tells of: the speaker of the smallest statement around it."""
        for content, speaker in self._told:
            if content.start <= trigger.start and trigger.end <= content.end:
                return speaker
        return None
