"""Expressions of time to days: calls the arithmetic that an expression's rule asks for by name.

The arithmetic lies in `MODULES`, one an idea; each registers its functions with `reading.makes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from ...errors import KnowledgeError
from .grammar import Expression, Rule
from .reading import MAKERS, Context, Reading, makes, unresolved

MODULES = ("dates", "months", "years", "holidays", "clock", "relative", "mentioned")
for _module in MODULES:
    import_module(f"{__package__}.{_module}")


def check(rules: Iterable[Rule]) -> None:
    """Raises KnowledgeError where a rule asks for arithmetic that there is not."""
    for rule in rules:
        if rule.make not in MAKERS:
            raise KnowledgeError(
                f"times/rules.yaml: {rule.name!r} asks for {rule.make!r}, which is no arithmetic of ours: "
                f"{', '.join(sorted(MAKERS))}"
            )


def read(expression: Expression, context: Context) -> list[Reading]:
    """The times that an expression names, in its order; none for a frequency, or a day that does not exist.

    One that counts from a day not known has no interval.
    """
    try:
        return list(MAKERS[expression.rule.make](expression, context))
    except (ValueError, OverflowError):
        return []


@makes("nothing")
def _nothing(e: Expression, c: Context) -> Iterator[Reading]:
    """What looks like a time and is none."""
    return iter(())


@makes("unresolved")
def _unresolved(e: Expression, c: Context) -> Iterator[Reading]:
    """A time that nobody could count: "recent weeks"."""
    yield unresolved(e)
