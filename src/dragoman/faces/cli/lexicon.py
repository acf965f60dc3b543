"""`dragoman lexicon`: whether the lexicon is right, and how it reads a sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import console

if TYPE_CHECKING:
    from ...coding.eventing.explain import Place, Tried, Trigger
    from ..lexicon import Checked, Reading

# Of a longer entry the rest stands in its file.
_WIDEST = 60
_SENTENCE = typer.Argument(metavar="SENTENCE", help='As "Norland recalled its envoy from Riverland."')
_FOLDERS = "A folder of your own tables, or a dictionary of verbs in PETRARCH's format (.txt)"
_OWN = typer.Option(help=f"{_FOLDERS}; may be repeated.")
_ONTOLOGY = typer.Option(help="Folder of an ontology of your own, instead of PLOVER.")
_AS_JSON = typer.Option("--json", help="Print JSON instead.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    commands = typer.Typer(no_args_is_help=True, help="Check the words that tell of events, and see how they are read.")
    commands.command("check")(check)
    commands.command("try")(attempt)
    commands.command("why")(why)
    app.add_typer(commands, name="lexicon")


def check(
    folders: Annotated[list[str] | None, typer.Argument(metavar="[FOLDER]...", help=f"{_FOLDERS}.")] = None,
    lexicon: Annotated[list[str] | None, _OWN] = None,
    ontology: Annotated[str | None, _ONTOLOGY] = None,
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Check our lexicon and yours on top: every table, every entry, every example.

    Each problem is printed with its file and line; where there is any the exit code is 4.

    Examples:

      dragoman lexicon check

      dragoman lexicon check my-desk
    """
    from ..lexicon import check as examine

    checked = examine((*(folders or ()), *(lexicon or ())), ontology)
    if as_json:
        _print_json(checked)
    else:
        _print_checked(checked)
    if checked.problems:
        raise typer.Exit(4)


def attempt(
    sentence: Annotated[str, _SENTENCE],
    lexicon: Annotated[list[str] | None, _OWN] = None,
    ontology: Annotated[str | None, _ONTOLOGY] = None,
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Show the events of a sentence, and which words were looked at and tell of none.

    Example:  dragoman lexicon try "Norland recalled its envoy from Riverland."
    """
    _show(sentence, lexicon, ontology, as_json, _print_events)


def why(
    sentence: Annotated[str, _SENTENCE],
    lexicon: Annotated[list[str] | None, _OWN] = None,
    ontology: Annotated[str | None, _ONTOLOGY] = None,
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Show, for each word of a sentence that the lexicon knows, the entries tried, the parties and the status.

    Example:  dragoman lexicon why "Norland may recall its envoy from Riverland."
    """
    _show(sentence, lexicon, ontology, as_json, _print_reasons)


def _show(
    sentence: str, lexicon: list[str] | None, ontology: str | None, as_json: bool, show: Callable[[Reading], None]
) -> None:  # fmt: skip
    from ..lexicon import read_sentence

    readings = read_sentence(sentence, lexicon or (), ontology)
    if as_json:
        _print_json(readings)
        return
    for reading in readings:
        show(reading)


def _print_json(value: object) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def _print_checked(checked: Checked) -> None:
    from ..terminal import harmless

    for problem in checked.problems:
        print(harmless(" ".join(problem.split())))
    if checked.entries:
        own = bool(checked.own)
        rows = [
            (name, f"{n:,}", *([f"{checked.own.get(name, 0):,}"] if own else [])) for name, n in checked.entries.items()
        ]
        total = (sum(checked.entries.values()), *([sum(checked.own.values())] if own else []))
        _print_table(["category", "entries", *(["yours"] if own else [])], [*rows, ("all", *(f"{n:,}" for n in total))])
    problems = (
        f"{len(checked.problems)} problem{'s' * (len(checked.problems) != 1)}" if checked.problems else "no problem"
    )
    tried = f"{checked.examples:,} examples tried" if checked.examples else "examples not tried; mend these first"
    print(f"dragoman: {problems}, {tried}", file=sys.stderr)


def _print_events(reading: Reading) -> None:
    rows = [
        (
            f"{e.category} {e.mode}".strip(), _joined(p.text for p in e.actors), _joined(p.text for p in e.recipients),
            e.status, f"{e.confidence:.2f}", e.trigger.of(reading.sentence), e.rule,
        )
        for e in reading.events
    ]  # fmt: skip
    _print_sentence(reading.sentence)
    if rows:
        _print_table(["event", "actors", "recipients", "status", "confidence", "word", "rule"], rows)
    else:
        print("no event")
    missed = [
        (t.word, t.outcome, t.nearest.entry if t.nearest else "", t.nearest.failed if t.nearest else "")
        for t in reading.triggers
        if not t.told
    ]
    if missed:
        print("\nlooked at, and not told of:")
        _print_table(["word", "why", "entry", "what failed"], missed)
    print()


def _print_reasons(reading: Reading) -> None:
    _print_sentence(reading.sentence)
    if not reading.triggers:
        print("the lexicon has no entry for any of its words")
    recorded = {e.trigger.start for e in reading.events}
    for trigger in reading.triggers:
        _print_trigger(trigger, trigger.start in recorded)
    by_lexicon = {t.start for t in reading.triggers if t.told}
    for event in reading.events:
        if event.trigger.start not in by_lexicon:
            word = _plain(event.trigger.of(reading.sentence))
            print(f'\n"{word}": {event.category} {event.mode}'.rstrip() + f", by {event.rule} and not by the lexicon")
    print()


def _print_trigger(trigger: Trigger, recorded: bool) -> None:
    print(f'\n"{_plain(trigger.word)}" ({trigger.kind} "{_plain(trigger.lemma)}"): {trigger.outcome}')
    if trigger.tried:
        _print_table(["  entry", "tells of", "where", "frame"], [_row(t) for t in trigger.tried])
    if not trigger.told:
        return
    print(f"  actors: {_joined(trigger.who) or 'nobody'} ({_slots(trigger.actors)})")
    print(
        f"  recipients: {_joined(trigger.whom) or 'nobody'} ({_slots(trigger.recipients) or 'all who take part act'})"
    )
    print(f"  status: {trigger.status}, by {trigger.status_rule}")
    print(f"  confidence: {trigger.confidence:.2f} by the lexicon")
    if not recorded:
        print("  no record: another event says the same, or the model beside the lexicon judged otherwise")


def _row(tried: Tried) -> tuple[str, str, str, str]:
    path, _, line = tried.where.rpartition(":")
    entry = tried.entry if len(tried.entry) <= _WIDEST else f"{tried.entry[:_WIDEST]}…"
    return f"  {entry}", tried.tells, f"{Path(path).name}:{line}", tried.failed or "met"


def _slots(places: Sequence[Place]) -> str:
    """The slots in which somebody was looked for: where somebody was found, and what stands where nobody was."""
    found = ", ".join(p.slot for p in places if p.found)
    others = ", ".join(p.slot + (f' ("{_joined(p.there)}")' if p.there else "") for p in places if not p.found)
    return "; ".join(filter(None, (f"in {found}" if found else "", f"nobody in {others}" if others else "")))


def _joined(words: Iterable[str]) -> str:
    return "; ".join(_plain(word) for word in words)


def _plain(text: str) -> str:
    from ..terminal import harmless

    return harmless(" ".join(text.split()))


def _print_sentence(sentence: str) -> None:
    from rich.text import Text

    console().print(Text(_plain(sentence), style="bold"))


def _print_table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold", justify="right" if name in ("entries", "yours") else "left")
    for row in rows:
        table.add_row(*(Text(_plain_cell(cell)) for cell in row))
    console().print(table)


def _plain_cell(cell: str) -> str:
    """A cell on one line; what indents it stays."""
    return " " * (len(cell) - len(cell.lstrip(" "))) + _plain(cell)
