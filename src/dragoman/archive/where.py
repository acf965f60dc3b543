"""Conditions of a question, as SQL with bound parameters."""

from __future__ import annotations

import datetime
import functools
import re
from typing import Any

from ..errors import UsageError
from ..knowledge import Knowledge

_COUNTRY = re.compile(r"[A-Z]{3}\Z")
# "Hezbollah" is found in "Hezbollah's military wing", not in "Hezbollahis".
_WORD = r"(^|[^\pL\pN]){}($|[^\pL\pN])"


class Where:
    """Conditions joined by AND, with their parameters."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[Any] = []

    @property
    def sql(self) -> str:
        """All conditions as one."""
        return " and ".join(self.conditions)

    def add(self, condition: str, *parameters: Any) -> Where:
        """One more condition, with the values for its `?`."""
        self.conditions.append(condition)
        self.parameters += parameters
        return self

    def equal(self, **columns: Any) -> Where:
        """Each column has that value; None asks for nothing, here and below."""
        for column, value in columns.items():
            if value is not None:
                self.add(f"{column} = ?", value)
        return self

    def words(self, column: str, value: str | None) -> Where:
        """The column holds those words, in any case."""
        return self.add(f"regexp_matches({column}, ?)", _pattern(value)) if value else self

    def among(self, role: str, value: str | None) -> Where:
        """A party among the `role`s (actor, recipient) of an event."""
        if not value:
            return self
        code = _country(value)
        known = "country" if code else "id"
        named = f"regexp_matches(array_to_string({role}_name, chr(10)), ?)"
        return self.add(f"(list_contains({role}_{known}, ?) or {named})", code or value, _name_pattern(value))

    def one(self, role: str, value: str | None) -> Where:
        """The one party that is `role` (speaker, holder, said_by)."""
        if not value:
            return self
        code = _country(value)
        known = f"{role}_country" if code else f"{role}.entity_id"
        return self.add(f"({known} = ? or regexp_matches({role}_name, ?))", code or value, _name_pattern(value))

    def between(self, first: str, last: str, since: Any, until: Any) -> Where:
        """The days `first` to `last` touch those from since until until, both included.

        Raises: UsageError for what is no date.
        """
        if since:
            self.add(f"{last} >= ?", _date(since))
        if until:
            self.add(f"{first} <= ?", _date(until))
        return self

    def sure(self, least: float | None) -> Where:
        """The record is at least that sure, 0 to 1."""
        return self if least is None else self.add("confidence >= ?", least)


def _country(value: str) -> str:
    """The code that a value is, or that of the state whose name it is; "" where it is neither."""
    return value if _COUNTRY.match(value) else _states().get(value.casefold(), "")


@functools.cache
def _states() -> dict[str, str]:
    from ..coding.actors.tables import State  # not before a name is asked for: it brings the parser's library with it

    rows = Knowledge().rows("actors/states.tsv", State)
    return {row.name.casefold(): row.code for row in rows if row.kind in ("state", "partial")}


def _pattern(words: str, any_case: bool = True) -> str:
    return ("(?i)" if any_case else "") + _WORD.format(re.escape(words))


def _name_pattern(name: str) -> str:
    """In any case; but three capitals stay capitals, or CAN (Canada) would be "can"."""
    return _pattern(name, any_case=not _COUNTRY.match(name))


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"{value!r} is no date; give it as year-month-day, such as 2024-03-05") from None
