"""Reads PETRARCH's verb dictionaries and makes entries of their verbs and patterns.

The format (Schrodt, Beieler and Idris, "Three's a Charm? Open Event Data Coding with EL:DIABLO, PETRARCH, and the Open
Event Data Alliance", 2014; TABARI's before it):

    &CITY                               # a set of words, which stands for each of them in the patterns
    +CITY
    +TOWN_
    --- ABANDON [160] ---               # a block, and the code of its verbs where no pattern fits; [---]: none
    ABANDON {ABANDONS ABANDONED}        # a verb and its forms, with a code of its own or without one
    GIVE_UP [080]                       # a verb of several words, which may be marked (+GIVE_UP)
    - * &CITY [190]                     # a pattern of all verbs of the block: * is the verb; a comment
    - $ * + WITH % [042]                # $ is who acts, + who is acted on; % and ^ stand for anything

PETRARCH 2 puts ( ) around what a preposition opens and { } around noun phrases; they are read as blanks, for our frames
are of the parse. A code is one of CAMEO's, or two for two events ("[042:043]"), of which the first is taken: it is the
actor's own. Forms help where the parser gives a rare word a wrong lemma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ...errors import KnowledgeError
from ...knowledge import Knowledge, read_text, tell_slips
from ..ontology import Ontology
from .entries import NONE, USUAL, Condition, Entry, Meaning

MAX_LINE = 2000
MAX_ENTRIES = 1_000_000
# The code of what tells of nothing.
NO_CODE = "---"
_CODE = re.compile(r"\[([^\[\]]*)\]\s*$")
_FORMS = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[A-Z0-9][A-Z0-9'.-]*\Z", re.I)
_BRACKETS = str.maketrans("(){}_", "     ")
_EXPECTED = (
    "no verb in PETRARCH's format; a block is `--- VERB [CODE] ---`, then its verbs, then patterns `- * WORD [CODE]`"
)
_VERB, _ACTOR, _RECIPIENT = "*", "$", "+"
_ANYTHING = frozenset("%^")
_SUBJECT = ("subj", "by")
# Where somebody stands in a slot that has another name for words.
_PARTIES = {
    ("obj",): ("obj", "iobj"), ("obj", "attr"): ("obj", "iobj"), ("to", "xcomp"): ("to", "complement"),
    ("ccomp",): ("inner", "complement"),
}  # fmt: skip
_OBJECT = ("obj", "iobj", "on", "against", "with", "to", "of", "from", "at", "for", "in")


_Sets = dict[str, frozenset[str]]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/lexicon/words/petrarch.yaml`."""

    prepositions: str
    fillers: str
    clauses: str
    left_out: str
    mutual: frozenset[str]
    hosts: frozenset[str]


@dataclass
class Line:
    """A verb or a pattern of a dictionary: its number, its words, its code ("" where it has none), a verb's forms."""

    number: int
    text: str
    code: str = ""
    forms: tuple[str, ...] = ()


@dataclass
class Block:
    """Verbs that share their patterns. header: the block's name and code."""

    header: Line | None = None
    verbs: list[Line] = field(default_factory=list)
    patterns: list[Line] = field(default_factory=list)


@dataclass
class Dictionary:
    """What a file holds: its blocks, its sets of words, and what was left out ("line 7: ...")."""

    blocks: list[Block] = field(default_factory=list)
    sets: dict[str, set[str]] = field(default_factory=dict)
    slips: list[str] = field(default_factory=list)


class _Slip(Exception):
    """A verb or a pattern that cannot be an entry; the text says why."""


@dataclass
class _Frame:
    """What a pattern asks for, as it grows: conditions, and the slots of who acts and who is acted on."""

    conditions: list[Condition] = field(default_factory=list)
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


def read(path: Path) -> Dictionary:
    """The blocks of a dictionary. Raises: KnowledgeError, with file and line, where it is not in this format."""
    found, block = Dictionary(), Block()
    members: set[str] | None = None
    for number, raw in enumerate(read_text(path, fallback="latin-1").splitlines(), 1):
        line = re.split("[#;]", raw, maxsplit=1)[0].strip()
        if not line:
            continue
        if len(line) > MAX_LINE:
            raise KnowledgeError(f"{path}:{number}: a line of more than {MAX_LINE} characters")
        try:
            if line.startswith("---"):
                block, members = Block(Line(number, "")), None
                found.blocks.append(block)
                block.header = _coded(line.strip("- \t"), number)
            elif line.startswith("&"):
                members = found.sets.setdefault(line[1:].strip().strip("_").upper(), set())
            elif line.startswith("+") and members is not None:
                members.add(_member(line[1:]))
            elif line.startswith("-"):
                if not (block.verbs or block.header):
                    raise KnowledgeError(f"{path}:{number}: a pattern stands before any verb")
                block.patterns.append(_coded(line[1:], number))
            elif line.startswith("~"):
                raise _Slip("a rule that rewrites events (~) has no like here")
            else:
                members = None
                if not found.blocks or (block.header is None and block.patterns):
                    block = Block()
                    found.blocks.append(block)
                block.verbs.append(_coded(line, number, forms=True))
        except _Slip as slip:
            found.slips.append(f"line {number}: {slip}")
    if not any(b.verbs or b.patterns or (b.header and b.header.code) for b in found.blocks):
        raise KnowledgeError(f"{path}:1: {_EXPECTED}")
    return found


def _coded(line: str, number: int, forms: bool = False) -> Line:
    """A line without its code and, of a verb, without its forms."""
    match = _CODE.search(line)
    if not match and ("[" in line or "]" in line):
        raise _Slip("a bracket [ ] is not closed, or something stands after it")
    text = line[: match.start()] if match else line
    code = match[1].split(":")[0].strip() if match else ""
    if not forms:
        return Line(number, text.strip(), code)
    given = tuple(w.partition("_")[0].lower() for braces in _FORMS.findall(text) for w in braces.strip("{}").split())
    return Line(number, _FORMS.sub("", text).strip(), code, given)


def _member(written: str) -> str:
    """A word of a set; one of several words is no word that heads a phrase."""
    word = _FORMS.sub("", _CODE.sub("", written)).strip().strip("_").lower()
    if not _WORD.match(word) or "_" in word:
        raise _Slip(f"{word!r}, of several words, cannot stand in a set")
    return word


class Converter:
    """Makes entries of dictionaries, by the ontology's table of CAMEO codes.

    forms: the forms of verbs that the dictionaries give, each with its lemma.
    """

    def __init__(self, knowledge: Knowledge, ontology: Ontology) -> None:
        self.forms: dict[str, str] = {}
        self._ontology = ontology
        words = knowledge.table("lexicon/words/petrarch.yaml", _Words)
        self._prepositions = frozenset(words.prepositions.split())
        self._fillers = frozenset(words.fillers.split())
        self._clauses = frozenset(words.clauses.split())
        self._left_out = frozenset(words.left_out.split())
        self._mutual = words.mutual
        self._hosts = words.hosts

    def entries(self, path: Path) -> list[Entry]:
        """The entries of a dictionary. What cannot be one is left out; a warning counts it and names the first.

        Raises: KnowledgeError, with file and line.
        """
        found = read(path)
        sets = {name: frozenset(words) for name, words in found.sets.items()}
        entries: list[Entry] = []
        for block in found.blocks:
            header = block.header or Line(0, "")
            shared = self._told_by(block.patterns, sets, found.slips)
            verbs = block.verbs or [header]
            if len(entries) + len(verbs) * (len(shared) + 1) > MAX_ENTRIES:
                raise KnowledgeError(f"{path}:{verbs[0].number}: more than {MAX_ENTRIES:,} entries; split the file")
            for verb in verbs:
                code = verb.code or header.code
                plain = [Line(verb.number, _VERB, code)] if code not in ("", NO_CODE) else []
                frames = (*self._told_by(plain, sets, found.slips), *shared)
                entries += self._of_verb(verb, frames, sets, found.slips, path)
        found.slips.sort(key=lambda slip: int(slip.removeprefix("line ").partition(":")[0]))
        if not entries:
            first = found.slips[0] if found.slips else "line 1"
            raise KnowledgeError(f"{path}: {_EXPECTED} ({first})")
        tell_slips(path, "verbs or patterns", found.slips)
        return entries

    def _told_by(self, patterns: list[Line], sets: _Sets, slips: list[str]) -> list[tuple[Line, _Frame, Meaning]]:
        """What each pattern asks for and tells of; those that cannot be said in our frames go to the slips."""
        told = []
        for line in patterns:
            try:
                frame = self._frame(line.text, sets)
                told.append((line, frame, self._meaning(line.code, frame)))
            except _Slip as slip:
                slips.append(f"line {line.number}: {slip}")
        return told

    def _of_verb(
        self, verb: Line, frames: Iterable[tuple[Line, _Frame, Meaning]], sets: _Sets, slips: list[str], path: Path
    ) -> Iterator[Entry]:
        """The entries of one verb."""
        try:
            lemma, own = self._lemma(verb, sets)
        except _Slip as slip:
            slips.append(f"line {verb.number}: {slip}")
            return
        self.forms |= dict.fromkeys(verb.forms, lemma)
        for line, frame, meaning in frames:
            conditions = (*own, *frame.conditions)
            text = " ".join((lemma, *(c.text for c in conditions)))
            rule = f"{path.name}:{line.number}"
            yield Entry(lemma, conditions, meaning, rule, text, str(path), line.number, own=True)

    def _lemma(self, verb: Line, sets: _Sets) -> tuple[str, tuple[Condition, ...]]:
        """The lemma of a verb, and what must follow it where it has several words."""
        words = verb.text.replace("_", " ").split()
        at = next((n for n, w in enumerate(words) if w.startswith("+")), 0)
        if not words or not _WORD.match(words[at].lstrip("+")):
            raise _Slip(f"{verb.text!r} is no verb")
        if at:
            raise _Slip(f"{verb.text!r} has words before its verb")
        after = self._frame(" ".join(("*", *words[1:])), sets)
        return words[0].lstrip("+").lower(), tuple(after.conditions)

    def _meaning(self, code: str, frame: _Frame) -> Meaning:
        """What a code tells of, with the slots of the pattern where it names any."""
        actor, recipient = frame.actor or _SUBJECT, frame.recipient or _OBJECT
        category, mode = NONE, ""
        contexts: tuple[str, ...] = ()
        if code != NO_CODE:
            if not code:
                raise _Slip("a pattern without a code")
            if (known := self._ontology.of_cameo(code)) is None:
                raise _Slip(f"[{code}] is no code of CAMEO's")
            category, mode, contexts = known
        if code in self._hosts:  # who visits acts
            actor, recipient = recipient, actor
        mutual = code in self._mutual and actor == _SUBJECT
        return Meaning(
            category, mode, actor, recipient, contexts, mutual=mutual, absorbs=False, alone=False, toll=False,
            nobody=False, also=None, confidence=USUAL,
        )  # fmt: skip

    def _frame(self, pattern: str, sets: _Sets) -> _Frame:
        """What a pattern asks for. Raises _Slip where our conditions cannot say it."""
        tokens = pattern.translate(_BRACKETS).split()
        if tokens.count(_VERB) != 1:
            raise _Slip(f"{pattern!r} has not exactly one * for the verb")
        at = tokens.index(_VERB)
        frame = _Frame()
        self._before(tokens[:at], frame, sets)
        self._after(tokens[at + 1 :], frame, sets)
        return frame

    def _before(self, tokens: list[str], frame: _Frame, sets: _Sets) -> None:
        """What stands before the verb is its subject."""
        for token in tokens:
            if token == _ACTOR:
                frame.actor = _SUBJECT
            elif token == _RECIPIENT:
                frame.recipient = ("obj", "subj")
            elif token.lower() in self._prepositions or token.lower() in self._clauses:
                raise _Slip(f"{token} before the verb")
            elif words := self._words(token, sets):
                frame.conditions.append(_condition(("subj",), words, token))

    def _after(self, tokens: list[str], frame: _Frame, sets: _Sets) -> None:
        """What follows the verb is its object until a preposition opens another slot."""
        slots: tuple[str, ...] = ("obj",)
        filled = False  # whether something stands in the slot
        for n, token in enumerate(tokens):
            low = token.lower()
            if token in (_ACTOR, _RECIPIENT):
                parties = _PARTIES.get(slots, slots)
                if token == _ACTOR:
                    frame.actor = parties[:1]
                else:
                    frame.recipient = parties
                slots = ("obj", "attr") if slots == ("obj",) else slots  # "took her hostage"
                filled = True
            elif low in self._clauses:
                slots, filled = ("ccomp",), False
                frame.conditions.append(_condition(slots))
            elif low == "of" and filled and tokens[n - 1] not in (_ACTOR, _RECIPIENT):
                continue  # "state of emergency" is one phrase
            elif low in self._prepositions:
                beside = n == 0  # "take over the town": the parser may take the word for a particle
                slots = (low, "xcomp") if low == "to" else (low, "obj") if beside else (low,)
                frame.conditions.append(_condition((low, "xcomp") if low == "to" else (low,)))
                filled = False
            elif words := self._words(token, sets):
                frame.conditions.append(_condition(slots, words, token))
                filled = True
        _drop_implied(frame.conditions)

    def _words(self, token: str, sets: _Sets) -> frozenset[str]:
        """The words that a token stands for; none where it asks for nothing."""
        low = token.lower()
        if token in _ANYTHING or low in self._fillers:
            return frozenset()
        if token.startswith("&"):
            name = token[1:].upper()
            if name not in sets:
                raise _Slip(f"the set {token} is not given")
            if not sets[name]:
                raise _Slip(f"the set {token} has no single words")
            return sets[name]
        if low in self._left_out:
            raise _Slip(f"{token} is a matter of tense or status, which are read elsewhere")
        if not _WORD.match(token):
            raise _Slip(f"{token!r} is no word")
        return frozenset((low,))


def _condition(slots: tuple[str, ...], words: frozenset[str] = frozenset(), token: str = "") -> Condition:
    """A condition, written as the lexicon's own are; a set stands under its name."""
    written = "|".join(slots) + (f":{token if token.startswith('&') else token.lower()}" if words else "")
    return Condition(slots, words, text=written)


def _drop_implied(conditions: list[Condition]) -> None:
    """Takes out "with" where "with:talk" asks for it as well."""
    asked = {c.slots for c in conditions if c.words}
    conditions[:] = [c for c in conditions if c.words or c.slots not in asked]
