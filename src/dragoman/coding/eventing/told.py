"""From matches to what is told: parties filled in, status read, PLOVER's rules on future and nested events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from ...records import Span
from ..document import Document
from ..ontology import Ontology
from ..status import Status, StatusReader
from ..tree import VERBAL, Tree
from .frames import Frames
from .lexicon import Meaning
from .matcher import Match
from .parties import PartyFinder
from .tolls import Tolls

# Quad class of demands and accusations: who gathers to demand something does so.
VERBAL_CONFLICT = 3


# Prepositions of what goes before, along with or after what the verb tells, and is no part of it.
_BESIDE = frozenset({"after", "before", "during", "following", "since", "amid", "despite", "because", "until"})


class Told(NamedTuple):
    """An event as tokens: heads of its parties, the span of each head's phrase, first and last token of the trigger.

    whole: whether it has the parties that its category wants, and is told for its own sake.
    own: whether an entry of the user's own found it.
    """

    trigger: int
    first: int
    last: int
    category: str
    mode: str
    contexts: tuple[str, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    spans: dict[int, Span]
    status: Status
    confidence: float
    rule: str
    whole: bool = False
    own: bool = False


class Teller:
    """Makes what is told of the matches of one document."""

    def __init__(
        self, ontology: Ontology, status: StatusReader, tree: Tree, frames: Frames, finder: PartyFinder,
        document: Document,
    ) -> None:  # fmt: skip
        self._ontology = ontology
        self._status = status
        self._tree = tree
        self._frames = frames
        self._finder = finder
        self._document = document
        self._spans: dict[int, Span] = {}

    def tell(self, matches: list[Match]) -> Iterator[Told]:
        """The events of the matches."""
        by_trigger = {m.trigger: m for m in matches}
        self._finder.inner = {
            m.trigger: tuple(s for s in m.entry.meaning.recipient if s != "complement") for m in matches
        }
        tolls = Tolls(self._tree, self._frames, by_trigger)
        for match in matches:
            if match.trigger in tolls.part or self.absorbed(match, by_trigger):
                continue
            actors, recipients = self.parties(match, by_trigger)
            for toll in tolls.of.get(match.trigger, ()):
                self._add_toll(actors, recipients, *self.parties(by_trigger[toll], by_trigger))
            told = self._told(match, actors, recipients)
            yield told
            also = match.entry.meaning.also
            if also and told.category == match.entry.meaning.category:
                yield told._replace(category=also[0], mode=also[1])

    # --- parties ---

    def parties(self, match: Match, by_trigger: dict[int, Match]) -> tuple[list[int], list[int]]:
        """Heads of the phrases of those who act, and of those acted on."""
        meaning, finder, i = match.entry.meaning, self._finder, match.trigger
        if meaning.mutual:
            return self._mutual(i)
        actors = finder.heads(i, meaning.actor, acts=True)
        if not actors:
            actors = self._actors_of_subject(i, by_trigger) or self._actors_beside(match, by_trigger)
        recipients = self._recipients(i, meaning, actors)
        return actors, recipients

    def _add_toll(self, actors: list[int], recipients: list[int], acting: list[int], harmed: list[int]) -> None:
        """The parties of a toll as those of its deed: whoever is harmed goes before what was attacked."""
        actors[:] = actors or acting
        others = [r for r in recipients if r not in harmed and self._finder.kinds.can_suffer(r)]
        recipients[:] = [r for r in dict.fromkeys((*harmed, *others)) if r not in actors]

    def _recipients(self, i: int, meaning: Meaning, actors: list[int]) -> list[int]:
        """Those acted on, none of whom acts."""
        finder = self._finder
        found = finder.heads(i, meaning.recipient, acts=False)
        if found and all(f in actors for f in found):  # "the two armies shelled each other's towns"
            found = [f for slot in meaning.recipient for f in finder.in_slot(i, slot, False)]
        return list(dict.fromkeys(f for f in found if f not in actors))

    def _mutual(self, i: int) -> tuple[list[int], list[int]]:
        """All who take part act; those whom the report sets apart as the other side are recipients as well."""
        finder = self._finder
        sides = finder.heads(i, ("subj", "poss", "by"), acts=True)
        others = finder.heads(i, ("with",), acts=False)
        if not others and self._tree.pos[i] in VERBAL:
            met = set(self._frames.of(i).get("obj", ()))
            if not any(finder.kinds.is_thing(o) for o in met):
                others = [o for o in finder.in_slot(i, "obj", False) if finder.kinds.can_act(o)]
        if not sides:
            sides = finder.heads(i, ("between", "among", "mod", "of"), acts=True)
        others = [o for o in others if o not in sides]
        return sides + others, others if sides else []

    def _actors_of_subject(self, i: int, by_trigger: dict[int, Match]) -> list[int]:
        """Where a deed is the subject ("Riverland's shelling killed two"), whoever does the deed acts."""
        for subject in self._frames.of(i).get("subj", ()):
            inner = by_trigger.get(subject)
            if inner:
                return self._finder.heads(subject, inner.entry.meaning.actor, acts=True)
        return []

    def _actors_beside(self, match: Match, by_trigger: dict[int, Match]) -> list[int]:
        """Who acts where the clause names nobody: in "were killed when rebels attacked a bus" those who attacked, in
        "Norland's sanctions were lifted" those whose they are."""
        tree, finder, i = self._tree, self._finder, match.trigger
        frame = self._frames.of(i)
        beside = [k for k in tree.kids[i] if tree.dep[k] == "advcl"]
        beside += [t for slot in ("in", "during", "after", "by", "when") for t in frame.get(slot, ())]
        for k in beside:
            other = by_trigger.get(k)
            alike = other is not None and other.entry.meaning.category == match.entry.meaning.category
            if other and alike and (found := finder.heads(k, other.entry.meaning.actor, acts=True)):
                return found
        if self._frames.is_passive(i):
            for thing in frame.get("obj", ()):
                if finder.kinds.is_thing(thing) and (found := finder.heads(thing, ("poss", "mod"), acts=True)):
                    return found
        return []

    # --- nesting ---

    def absorbed(self, match: Match, by_trigger: dict[int, Match]) -> bool:
        """Whether the match is but a part of one above it: what is promised, refused or demanded, or the deed in a
        light verb's frame that already stands for it."""
        tree, i = self._tree, match.trigger
        at = i
        for head in tree.up(i, 6):
            above = by_trigger.get(head)
            dep = tree.dep[at]
            if dep == "prep" and tree.low[at] in _BESIDE:
                return False
            if (
                above
                and above.entry.meaning.absorbs
                and dep
                in ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "prep", "conj", "nsubjpass", "acomp", "attr")
            ):
                return dep != "conj" or tree.dep[i] != "conj"
            if (
                above
                and above.entry.meaning.category == match.entry.meaning.category
                and dep in ("dobj", "nsubjpass", "amod", "compound")
                and at == i
            ):
                return True
            if (
                above
                and match.entry.meaning.mutual
                and above.entry.meaning.mutual
                and (dep in ("pobj", "dobj", "prep") or (dep == "advcl" and tree.tag[at] == "VB"))
            ):
                return above.entry.meaning.category == match.entry.meaning.category
            if dep in ("advcl", "relcl", "nsubj", "appos", "parataxis", "ROOT"):
                return False
            if head in by_trigger and not above:
                return False
            at = head
        return False

    # --- event ---

    def _is_whole(self, meaning: Meaning, actors: list[int], recipients: list[int], status: Status) -> bool:
        """Whether an event has the parties that its category wants, and is told for its own sake."""
        if not actors and not recipients and not meaning.nobody:
            return False
        wanted = self._ontology.categories[meaning.category].recipient == "required"
        together = meaning.mutual and (len(actors) > 1 or any(self._tree.tag[a] in ("NNS", "NNPS") for a in actors))
        if wanted and not recipients and not (meaning.alone or together):
            return False
        # What something else was done for is told for the sake of that: "sent a ship to rescue them".
        return not status.purpose or self._ontology.quad(meaning.category) == VERBAL_CONFLICT

    def _told(self, match: Match, actors: list[int], recipients: list[int]) -> Told:
        meaning, i = match.entry.meaning, match.trigger
        status = self._status.at(self._tree, i, self._document.date)
        whole = self._is_whole(meaning, actors, recipients, status)
        category, mode, status = self._turned(i, meaning.category, meaning.mode, status)
        first, last = self._extent(match)
        for t in (*actors, *recipients):
            if t not in self._spans:
                self._spans[t] = self._finder.span(t)
        confidence = meaning.confidence * (1.0 if actors else 0.8) * (1.0 if recipients or meaning.mutual else 0.85)
        return Told(
            i, first, last, category, mode, meaning.contexts, tuple(actors), tuple(recipients), self._spans, status,
            confidence, match.entry.rule, whole, match.entry.own,
        )  # fmt: skip

    def _turned(self, i: int, category: str, mode: str, status: Status) -> tuple[str, str, Status]:
        """What the deed is as told: announced deeds are promises or threats, refused ones rejections."""
        harm = self._ontology.quad(category) > 2
        if status.status == "future" and not self._status.foresees(status, harm):
            return *self._ontology.turned(category, mode, "future"), status
        if status.status == "negated" and self._status.refuses(self._tree, i):
            turned = self._ontology.turned(category, mode, "refused")
            if turned != (category, mode):
                return *turned, msgspec.structs.replace(status, status="reported")
        return category, mode, status

    def _extent(self, match: Match) -> tuple[int, int]:
        """The trigger with its particle, and with the thing that makes it one: "broke off", "cut short a visit"."""
        tree, i = self._tree, match.trigger
        words = [k for k in tree.kids[i] if tree.dep[k] == "prt" and k == i + 1]
        words += [t for t in match.objects if self._finder.kinds.is_thing(t)]
        return i, max(words, default=i)
