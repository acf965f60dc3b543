"""The ontology: PLOVER's categories, modes, scores and contexts, or those of a user's overlay."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from ..errors import KnowledgeError
from ..knowledge import Knowledge

_CAMEO_LINE = re.compile(r"^(\d{3,4}):\s*([A-Z]+)\s*,([^,#]*)(?:,([^#]*))?")


class Category(msgspec.Struct, frozen=True):
    """One category as the table gives it. quad: 1 to 4; score: -10 to 10; modes: name to score (none: the
    category's own); recipient: "required" where an event without one is none."""

    quad: int
    score: float
    means: str = ""
    recipient: str = ""
    modes: dict[str, float | None] = {}


class _Table(msgspec.Struct, frozen=True):
    categories: dict[str, Category]
    status: dict[str, str] = {}
    rules: list[str] = []
    contexts: list[str] = []
    sectors: dict[str, str] = {}


class _Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of `ontology/turns.yaml`."""

    how: Literal["future", "refused"]
    of: tuple[str, ...]
    becomes: str


class _Turns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    turns: tuple[_Turn, ...]


class Ontology:
    """Reads the tables under `ontology/`: `plover.yaml` (an overlay's adds to it, later entries winning), `turns.yaml`
    and `cameo2plover.txt`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.categories: dict[str, Category] = {}
        self.contexts: tuple[str, ...] = ()
        self.statuses: tuple[str, ...] = ()
        for _, table in knowledge.documents("ontology/plover.yaml", _Table):
            self.categories |= table.categories
            self.contexts = tuple(dict.fromkeys((*self.contexts, *table.contexts)))
            self.statuses = tuple(dict.fromkeys((*self.statuses, *table.status)))
        self._turns: dict[tuple[str, str], tuple[str, str]] = {}
        for path, file in knowledge.documents("ontology/turns.yaml", _Turns):
            for turn in file.turns:
                self._add_turn(turn, str(path))
        self._cameo: dict[tuple[str, str], str] = {}
        for path in knowledge.paths("ontology/cameo2plover.txt"):
            self._read_cameo(path.read_text(encoding="utf-8"))

    def quad(self, category: str) -> int:
        """The quad class of a category, 1 to 4. Raises KnowledgeError where the ontology has no such category."""
        return self._category(category).quad

    def score(self, category: str, mode: str = "") -> float:
        """The conflict-cooperation score of category and mode; the category's own where the mode has none."""
        found = self._category(category)
        score = found.modes.get(mode)
        return found.score if score is None else score

    def cameo(self, category: str, mode: str = "", contexts: tuple[str, ...] = ()) -> str:
        """The CAMEO code nearest to category and mode, one that fits a context first; "" where there is none."""
        for context in contexts:
            if code := self._cameo.get((category, f"{mode}/{context}")):
                return code
        return self._cameo.get((category, mode)) or self._cameo.get((category, "")) or ""

    def turned(self, category: str, mode: str, how: str) -> tuple[str, str]:
        """What a deed is where it is only announced (how: "future") or refused ("refused"); the deed itself where
        nothing says otherwise."""
        return self._turns.get((how, f"{category} {mode}")) or self._turns.get((how, category)) or (category, mode)

    def _add_turn(self, turn: _Turn, where: str) -> None:
        for name in (*turn.of, turn.becomes):
            category, _, mode = name.partition(" ")
            self.check(category, mode, where)
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
            for context in ("", *(c.strip() for c in contexts.split(";") if c.strip())):
                key = f"{mode}/{context}" if context else mode
                self._cameo.setdefault((category, key), code)
