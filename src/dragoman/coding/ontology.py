"""The ontology: PLOVER's categories, modes, scores and contexts, with a user's on top or one of their own instead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from ..errors import KnowledgeError
from ..knowledge import Knowledge, read_located, read_text
from ..knowledge.tables import Keys, Lines

T = TypeVar("T")
_CAMEO_LINE = re.compile(r"^(\d{3,4}):\s*([A-Z][A-Z0-9_-]*)\s*,([^,#]*)(?:,([^#]*))?")
_CAMEO_CODE = re.compile(r"\d{2,4}")
_NAME = re.compile(r"\w+(?:-\w+)*")
_FIELD = re.compile(r" - at `\$\.?(\w*).*`$")
_LONGEST_NAME = 40
# The lexicon's name for frames that tell of nothing.
_NONE = "NONE"

Score = Annotated[float, msgspec.Meta(ge=-10, le=10)]


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One category as the table gives it. quad: 1 to 4; score: -10 to 10; label, means: for people, in a word or two
    and in a sentence; modes: name to score (none: the category's own); recipient: "required" where an event without
    one is none."""

    quad: Annotated[int, msgspec.Meta(ge=1, le=4)]
    score: Score
    label: Annotated[str, msgspec.Meta(max_length=60)] = ""
    means: str = ""
    recipient: Literal["", "required"] = ""
    modes: dict[str, Score | None] = {}


class _Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a deed becomes that is only announced or refused; see `ontology/turns.yaml`."""

    how: Literal["future", "refused"]
    of: tuple[str, ...]
    becomes: str


class _Turns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    turns: tuple[_Turn, ...]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of an ontology. categories: each a `Category`; status: name to what it means; cameo: "CATEGORY" or
    "CATEGORY mode" to CAMEO's code; rules: for those who read it."""

    categories: dict[str, Any] = {}
    status: dict[str, str] = {}
    rules: list[str] = []
    contexts: list[str] = []
    sectors: dict[str, str] = {}
    turns: tuple[_Turn, ...] = ()
    cameo: dict[str, str] = {}


class Ontology:
    """Categories, modes, statuses and contexts, with what follows from them.

    PLOVER is read from the tables under `ontology/`: `plover.yaml` (an overlay's adds to it, later entries winning),
    `turns.yaml` and `cameo2plover.txt`; an ontology of a user's own from the one table `ontology.yaml`, laid out as
    `plover.yaml` is.
    statuses: those that are recorded. own: whether it is a user's own.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.own = knowledge.ontology is not None
        self.categories: dict[str, Category] = {}
        self.contexts: tuple[str, ...] = ()
        self.statuses: tuple[str, ...] = ()
        self._turns: dict[tuple[str, str], tuple[str, str]] = {}
        self._cameo: dict[tuple[str, str], str] = {}
        self._of_cameo: dict[str, tuple[str, str, tuple[str, ...]]] = {}
        plover = knowledge.paths("ontology/plover.yaml")
        # Those that are read from the words around an event: an ontology may do with fewer, and cannot have others.
        readable = tuple(_located(plover[0], _Table)[0].status)
        if knowledge.ontology:
            self._read(knowledge.ontology / "ontology.yaml", readable)
            if not self.categories:
                raise KnowledgeError(f"{knowledge.ontology / 'ontology.yaml'} names no categories; give one at least")
        else:
            for path in plover:
                self._read(path, readable)
            for path in knowledge.paths("ontology/turns.yaml"):
                self._read_turns(path, *_located(path, _Turns))
            for path in knowledge.paths("ontology/cameo2plover.txt"):
                self._read_cameo(read_text(path))
        self.statuses = self.statuses or readable

    def quad(self, category: str) -> int:
        """The quad class of a category, 1 to 4. Raises KnowledgeError where the ontology has no such category."""
        return self._category(category).quad

    def score(self, category: str, mode: str = "") -> float:
        """The conflict-cooperation score of category and mode; the category's own where the mode has none."""
        found = self._category(category)
        score = found.modes.get(mode)
        return found.score if score is None else score

    def label(self, category: str) -> str:
        """What people call a category: its label, else its name as a word."""
        found = self.categories.get(category)
        return (found.label if found else "") or category.replace("_", " ").capitalize()

    def cameo(self, category: str, mode: str = "", contexts: tuple[str, ...] = ()) -> str:
        """The CAMEO code nearest to category and mode, one that fits a context first; "" where there is none."""
        for context in contexts:
            if code := self._cameo.get((category, f"{mode}/{context}")):
                return code
        return self._cameo.get((category, mode)) or self._cameo.get((category, "")) or ""

    def of_cameo(self, code: str) -> tuple[str, str, tuple[str, ...]] | None:
        """The category, mode and contexts of a CAMEO code, or of the more general one above it; None where there is
        none. A mode or context of the table that the ontology lacks is left out."""
        for known in (code, code[:3], f"{code[:2]}0") if code.isdecimal() else ():
            if found := self._of_cameo.get(known):
                category, mode, contexts = found
                mode = mode if mode in self._category(category).modes else ""
                return category, mode, tuple(c for c in self.contexts if c in contexts)
        return None

    def turned(self, category: str, mode: str, how: str) -> tuple[str, str]:
        """What a deed is where it is only announced (how: "future") or refused ("refused"); the deed itself where
        nothing says otherwise."""
        return self._turns.get((how, f"{category} {mode}")) or self._turns.get((how, category)) or (category, mode)

    def _read(self, path: Path, readable: tuple[str, ...]) -> None:
        """Adds one table. Raises KnowledgeError, with file, line and what was expected."""
        table, lines = _located(path, _Table)
        for name, fields in table.categories.items():
            self.categories[name] = _category(name, fields, path, lines)
        for n, context in enumerate(table.contexts):
            _check_name("context", context, f"{path}:{lines.of(('contexts', n))}")
        for status in table.status:
            if status not in readable:
                where = f"{path}:{lines.of(('status', status))}"
                raise KnowledgeError(f"{where}: no status {status!r}; Dragoman reads {', '.join(readable)}")
        self.contexts = tuple(dict.fromkeys((*self.contexts, *table.contexts)))
        self.statuses = tuple(dict.fromkeys((*self.statuses, *table.status)))
        self._read_turns(path, table, lines)
        for name, code in table.cameo.items():
            where = f"{path}:{lines.of(('cameo', name))}"
            category, _, mode = name.partition(" ")
            self.check(category, mode, where)
            if not _CAMEO_CODE.fullmatch(code):
                raise KnowledgeError(f'{where}: {code!r} is no code of CAMEO\'s; write two to four digits, as "143"')
            self._cameo[category, mode] = code
            self._of_cameo.setdefault(code, (category, mode, ()))

    def _read_turns(self, path: Path, table: _Table | _Turns, lines: Lines) -> None:
        for n, turn in enumerate(table.turns):
            for name in (*turn.of, turn.becomes):
                category, _, mode = name.partition(" ")
                self.check(category, mode, f"{path}:{lines.of(('turns', n))}")
            category, _, mode = turn.becomes.partition(" ")
            self._turns |= {(turn.how, name): (category, mode) for name in turn.of}

    def check(self, category: str, mode: str, where: str) -> None:
        """Raises KnowledgeError, naming `where`, unless the ontology has the category and the mode."""
        if category not in self.categories:
            raise KnowledgeError(f"{where}: no category {category!r} in the ontology; it has {sorted(self.categories)}")
        if mode and mode not in self.categories[category].modes:
            modes = sorted(self.categories[category].modes)
            raise KnowledgeError(f"{where}: {category} has no mode {mode!r}; it has {modes}")

    def _category(self, name: str) -> Category:
        try:
            return self.categories[name]
        except KeyError:
            raise KnowledgeError(f"no category {name!r} in the ontology; it has {sorted(self.categories)}") from None

    def _read_cameo(self, text: str) -> None:
        """The first code of the table stands for a category and mode: the table goes from general to special."""
        for line in text.splitlines():
            if not (match := _CAMEO_LINE.match(line)):
                continue
            code, category, mode, contexts = (g.strip() if g else "" for g in match.groups())
            named = tuple(c.strip() for c in contexts.split(";") if c.strip())
            self._of_cameo.setdefault(code, (category, mode, named))
            for context in ("", *named):
                key = f"{mode}/{context}" if context else mode
                self._cameo.setdefault((category, key), code)


def _located(path: Path, schema: type[T]) -> tuple[T, Lines]:
    """The content of a YAML file, and where its values stand. Raises KnowledgeError, with file and line."""
    located = read_located(path, schema, most=1)
    if located.problems:
        raise KnowledgeError(located.problems[0])
    return located.content, located.lines


def _category(name: str, fields: Any, path: Path, lines: Lines) -> Category:
    """One category of a table. Raises KnowledgeError, with file, line and what was expected."""
    keys: Keys = ("categories", name)
    where = f"{path}:{lines.of(keys)}"
    _check_name("category", name, where)
    if not name.isupper() or name == _NONE:
        raise KnowledgeError(f"{where}: a category is written in capitals, and is not {_NONE}; this one is {name!r}")
    try:
        category = msgspec.convert(fields, Category)
    except msgspec.ValidationError as error:
        field = _FIELD.search(str(error))
        line = lines.of((*keys, field[1]) if field else keys)
        problem = _FIELD.sub("", str(error))
        known = f"; there are {', '.join(Category.__struct_fields__)}" if "unknown field" in problem else ""
        named = f"{name}, `{field[1]}`" if field else name
        raise KnowledgeError(f"{path}:{line}: {named}: {problem[:1].lower()}{problem[1:]}{known}") from None
    for mode in category.modes:
        _check_name("mode", mode, f"{path}:{lines.of((*keys, 'modes', mode))}")
    return category


def _check_name(kind: str, name: str, where: str) -> None:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise KnowledgeError(
            f"{where}: a {kind} is one word of letters, digits, - and _, at most {_LONGEST_NAME} of them; "
            f"this one is {name[:100]!r}"
        )
