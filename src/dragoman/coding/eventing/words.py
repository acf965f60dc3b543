"""Classes of words, and verbs that lend or take what belongs to nouns: `data/lexicon/words/`."""

from __future__ import annotations

import msgspec

from ...knowledge import Knowledge

# The classes of words that are no party themselves.
_NO_PARTY = ("ABSTRACT", "THING", "AGREEMENT", "SANCTION", "MEASURE", "MEETING", "REFORM", "TIES", "ENDING", "MONEY")


class _Classes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `classes.yaml`."""

    classes: dict[str, str]


class _Lights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `lights.yaml`."""

    lights: dict[str, str]
    sufferers: str
    occurrences: str
    phases: str
    object_control: str


class _Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `pronouns.yaml`."""

    third_person: dict[str, str]
    no_party: str
    no_modifier: str
    abstract_endings: str


class Words:
    """What the lexicon knows of words that tell of no event themselves.

    classes: name to lemmas, as entries name them; people, places, bodies, quantities: four of them.
    abstract: lemmas that are no party; abstract_endings: endings of nouns that are none unless a class knows them.
    pronouns: of the third person, each with the one it is a form of; no_party: pronouns that stand for nobody;
        no_modifier: words that name nobody before a noun ("a state visit").
    lights: verbs that lend their subject to the noun they govern ("launched an attack"), with the slots through which
        they may govern it ("took part in talks").
    sufferers: verbs whose subject the noun's event is done to ("faces sanctions").
    occurrences: verbs of which an event noun is the subject ("clashes broke out").
    phases: nouns that stand for what follows them after "of" ("a round of talks").
    object_control: verbs whose object does what the complement tells.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.classes: dict[str, frozenset[str]] = {}
        for _, file in knowledge.documents("lexicon/words/classes.yaml", _Classes):
            self.classes |= {name: frozenset(text.lower().split()) for name, text in file.classes.items()}
        self.people = self.classes.get("PEOPLE", frozenset())
        self.places = self.classes.get("PLACE", frozenset())
        self.bodies = self.classes.get("BODY", frozenset())
        self.quantities = self.classes.get("QUANTITY", frozenset())
        self.abstract = frozenset().union(*(self.classes.get(c, ()) for c in _NO_PARTY)) - self.people - self.places
        self._read_pronouns(knowledge)
        self._read_lights(knowledge)

    def _read_pronouns(self, knowledge: Knowledge) -> None:
        self.pronouns: dict[str, str] = {}
        self.no_party: frozenset[str] = frozenset()
        self.no_modifier: frozenset[str] = frozenset()
        self.abstract_endings: tuple[str, ...] = ()
        for _, file in knowledge.documents("lexicon/words/pronouns.yaml", _Pronouns):
            self.pronouns |= {form: word for word, forms in file.third_person.items() for form in forms.split()}
            self.no_party |= frozenset(file.no_party.split())
            self.no_modifier |= frozenset(file.no_modifier.split())
            self.abstract_endings += tuple(file.abstract_endings.split())

    def _read_lights(self, knowledge: Knowledge) -> None:
        self.lights: dict[str, frozenset[str]] = {}
        self.sufferers: frozenset[str] = frozenset()
        self.occurrences: frozenset[str] = frozenset()
        self.phases: frozenset[str] = frozenset()
        self.object_control: frozenset[str] = frozenset()
        for _, file in knowledge.documents("lexicon/words/lights.yaml", _Lights):
            for slot, verbs in file.lights.items():
                for verb in verbs.split():
                    self.lights[verb] = self.lights.get(verb, frozenset()) | {slot}
            self.sufferers |= frozenset(file.sufferers.split())
            self.occurrences |= frozenset(file.occurrences.split())
            self.phases |= frozenset(file.phases.split())
            self.object_control |= frozenset(file.object_control.split())
