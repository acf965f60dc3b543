"""Reads PETRARCH's actor and agent dictionaries as they are.

The format (Schrodt, Beieler and Idris, "Three's a Charm? Open Event Data Coding with EL:DIABLO, PETRARCH, and the Open
Event Data Alliance", 2014; TABARI's before it):

    VLADIMIR_PUTIN_  [RUSGOV >991231]   # a name, blanks as underscores, and its codes; a comment
    +PUTIN_                             # another name of the same
        [RUSELI 700101-991230]          # a code that holds between two days; without any it holds on all others
    FARMER [~AGR]                       # an agent: a noun, whose country is that of whoever owns it
    POLICE {} [~COP]                    # no plural; {CRISES}: this plural; else the regular one
    !PERSON! = MAN, WOMAN               # a set, each of which stands for !PERSON! in the names below
"""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import KnowledgeError
from ...knowledge import read_text, tell_slips
from .cameo import CameoCodes, Meaning
from .lexicon import EVER, Lexicon, Sense, slugged

MAX_LINE = 2000
_CODES = re.compile(r"\[([^\[\]]*)\]")
_PLURAL = re.compile(r"\{([^{}]*)\}")
_SET = re.compile(r"!([A-Z_]+)!")
_CODE = re.compile(r"~?[A-Z0-9]{2,}~?$")
_VOWELS = frozenset("AEIOUY")
_SMALL = frozenset({"OF", "THE", "AND", "FOR", "IN", "ON", "TO"})
_LIMITS = re.compile(r"([<>])?\s*(\d{6}|\d{8})(?:-(\d{6}|\d{8}))?$")


@dataclass
class Entry:
    """A name with its synonyms and its codes: (code, first day, last day) as ordinals."""

    line: int
    names: list[str]
    plural: str | None = None
    codes: list[tuple[str, int, int]] = field(default_factory=list)


class _Slip(Exception):
    """A line that a dictionary has wrong; the text says how."""


def load(lexicon: Lexicon, codes: CameoCodes, path: Path, weight: int) -> None:
    """Adds the actors and agents of one dictionary, with the weight that puts them before or after others.

    Raises: KnowledgeError, with file and line, where the file is not in this format. Codes with impossible dates or
    open brackets and names without a code, as real dictionaries have, are left out; a warning names file and lines.
    """
    entries, slips = read(path)
    for entry in entries:
        for code, since, until in entry.codes:
            meaning = codes.read(code.strip("~"))
            if code.startswith("~"):
                _add_agent(lexicon, entry, meaning, path.name, weight)
            else:
                _add_actor(lexicon, entry, meaning, (since, until), f"{path.name}:{entry.line}", weight)
    tell_slips(path, "entries or codes", slips)


def read(path: Path) -> tuple[list[Entry], list[str]]:
    """The entries of a dictionary, and what was left out ("line 7: ...")."""
    entries: list[Entry] = []
    slips: list[str] = []
    sets: dict[str, list[str]] = {}
    entry: Entry | None = None
    for number, raw in enumerate(read_text(path, fallback="latin-1").splitlines(), 1):
        line = raw.partition("#")[0].strip()
        if not line:
            continue
        try:
            if len(line) > MAX_LINE:
                raise KnowledgeError(f"a line of more than {MAX_LINE} characters")
            if "=" in line and (name := _SET.match(line)):
                sets[name[1]] = [w.strip() for w in line.partition("=")[2].split(",") if w.strip()]
                continue
            before, bracket, _ = line.partition("[")
            if line.startswith("+"):
                if entry is None:
                    raise KnowledgeError("a synonym (+) stands before any name")
                entry.names += _names(before[1:], sets)
            elif not bracket or before.strip():
                if entry is not None and not entry.codes:
                    slips.append(f"line {entry.line}: {entry.names[0]!r} has no code")
                entry = Entry(number, _names(before, sets), _plural(before))
                entries.append(entry)
            if bracket:
                if entry is None:
                    raise KnowledgeError("a code stands before any name")
                _take_codes(line, entry, slips, number)
        except KnowledgeError as error:
            raise KnowledgeError(f"{path} line {number}: {error.args[0]}") from None
    if not any(e.codes for e in entries):
        raise KnowledgeError(f"{path} has no actor in PETRARCH's format (a name, then its code in [ ])")
    return [e for e in entries if e.codes], slips


def _take_codes(line: str, entry: Entry, slips: list[str], number: int) -> None:
    """Adds the codes of a line to its entry; those that cannot be read go to the slips."""
    if line.count("[") != line.count("]"):
        slips.append(f"line {number}: a bracket [ ] is not closed")
    for code in _CODES.findall(line):
        try:
            entry.codes.append(_dated(code.strip()))
        except _Slip as slip:
            slips.append(f"line {number}: {slip}")


def _dated(code: str) -> tuple[str, int, int]:
    """A code with the days between which it holds."""
    name, _, limits = code.partition(" ")
    if not _CODE.match(name):
        raise _Slip(f"[{code}] is no code")
    if not limits.strip():
        return name, 0, EVER
    match = _LIMITS.match(limits.strip())
    if not match:
        raise _Slip(f"[{code}] has no valid dates; give YYMMDD or YYYYMMDD after > or <, or two with - between")
    sign, first, second = match[1], _day(match[2], code), _day(match[3], code) if match[3] else None
    if second is not None and not sign:
        if second < first:
            raise _Slip(f"[{code}] ends before it begins")
        return name, first, second
    if sign == ">" and second is None:
        return name, first, EVER
    if sign == "<" and second is None:
        return name, 0, first
    raise _Slip(f"[{code}] has no valid dates")


def _day(digits: str, code: str) -> int:
    """The ordinal of YYMMDD (years from 30 on are of the last century, as in PETRARCH) or YYYYMMDD."""
    if len(digits) == 6:
        digits = ("20" if digits < "30" else "19") + digits
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).toordinal()
    except ValueError:
        raise _Slip(f"[{code}]: {digits} is no day") from None


def _plural(before: str) -> str | None:
    match = _PLURAL.search(before)
    return " ".join(match[1].replace("_", " ").split()).lower() if match else None


def _names(written: str, sets: dict[str, list[str]]) -> list[str]:
    """The names that one written name stands for: underscores are blanks, each set in it becomes its members."""
    written = _PLURAL.sub("", written)
    pieces = _SET.split(written)
    choices = [[piece] if n % 2 == 0 else _members(sets, piece) for n, piece in enumerate(pieces)]
    names = ["".join(parts) for parts in itertools.islice(itertools.product(*choices), 200)]
    return [" ".join(name.replace("_", " ").split()) for name in names]


def _members(sets: dict[str, list[str]], name: str) -> list[str]:
    if name not in sets:
        raise KnowledgeError(f"the set !{name}! is not given above")
    return sets[name]


def _add_actor(lexicon: Lexicon, entry: Entry, meaning: Meaning, days: tuple[int, int], rule: str, weight: int) -> None:
    """A name of somebody, whose kind the format does not say: who has dated codes is taken for a person."""
    person = any(c[1] or c[2] != EVER for c in entry.codes) or any(c[0].endswith("ELI") for c in entry.codes)
    name = _cased(entry.names[0])
    kind = "person" if person else "body"
    sense = Sense(
        kind, name, meaning.country, meaning.sector, entity_id=f"{kind}:{slugged(name)}", kind=kind,
        rule=rule, since=days[0], until=days[1], second=meaning.second,
        weight=weight + (days != (0, EVER)),
    )  # fmt: skip
    lexicon.terms.pop(sense.entity_id, None)  # what a user's list says of somebody replaces what ships
    if meaning.bare and meaning.country in lexicon.countries:
        sense = sense._replace(
            sort="state", name=lexicon.countries[meaning.country], entity_id=f"state:{meaning.country}", kind="state"
        )
    for written in entry.names:
        spelled = _cased(written)
        if meaning.bare and any(s.country == meaning.country for s in lexicon.look_up(spelled)):
            continue  # ours tells whether it is the state's name, an adjective or a people
        lexicon.add(spelled, sense._replace(cased="initials" if _initials(written) else "name"))


def _add_agent(lexicon: Lexicon, entry: Entry, meaning: Meaning, file: str, weight: int) -> None:
    for written in entry.names:
        noun = written.lower()
        known = _like(lexicon, noun)
        sense = Sense(
            "role", noun, "", meaning.sector, known.role if known and known.name == noun else "",
            kind=known.kind if known else "group", rule=f"{file}:{entry.line}", cased="",
            takes="own", gender=known.gender if known else "", second=meaning.second, weight=weight,
            plural=bool(known and known.plural),
        )  # fmt: skip
        lexicon.add(noun, sense)
        if entry.plural is None and not sense.plural:
            lexicon.add(lexicon.plural(noun), sense._replace(plural=True))
        elif entry.plural:
            lexicon.add(entry.plural, sense._replace(plural=True))


def _like(lexicon: Lexicon, noun: str) -> Sense | None:
    """What the tables say of the noun, or of its last words: whether it is a person, a body or a group."""
    words = noun.split()
    for n in range(len(words)):
        for sense in lexicon.look_up(" ".join(words[n:])):
            if sense.sort == "role" and sense.takes != "part":
                return sense
    return None


def _initials(name: str) -> bool:
    """Whether a name counts only where it is in capitals, lest "WHO" be found in "Who": short ones, and no vowels."""
    return " " not in name and (len(name) <= 3 or (len(name) <= 5 and not set(name) & _VOWELS))


def _cased(name: str) -> str:
    """A name as one would write it, for the dictionaries have capitals only."""
    words = name.split()
    if len(words) == 1:
        return name if _initials(name) else name.capitalize()
    return " ".join(
        w.lower() if n and w in _SMALL else w if not set(w) & _VOWELS else w.capitalize() for n, w in enumerate(words)
    )
