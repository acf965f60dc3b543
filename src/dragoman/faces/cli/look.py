"""The commands that look closely: show, explain, clean, actor (who), where, when, schema."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from .common import coder_of, console, is_reports, opened, readable, tell_missed

if TYPE_CHECKING:
    from ...intake import Unreadable
    from ...records import Report


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (show, explain, clean, actor, where, when, schema):
        app.command()(command)
    app.command("who", hidden=True)(actor)


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|ID", help="A report's file, URL or -, or with --archive a report's or record's id."
        ),
    ],
    archive: Annotated[str | None, typer.Option(help="Where the report with this id is.")] = None,
    layer: Annotated[str | None, typer.Option(help="Only these, as events,figures; all: entities too.")] = None,
    date: Annotated[str | None, typer.Option(help="The report's date, as 2024-03-05.")] = None,
    ontology: Annotated[
        str | None, typer.Option(help="Folder of an ontology of your own to read a file by, instead of PLOVER.")
    ] = None,
) -> None:
    """Print a report with its records marked in colour, and a table of them.

    Examples:

      dragoman show page.html

      dragoman show r_0123456789abcdef --archive my-archive --layer events,figures
    """
    from ..terminal import SHOWN, shown_report

    layers = _layers(layer) if layer else SHOWN
    screen = console()
    missed: list[Unreadable] = []
    found = iter([opened(archive).report_of(what)]) if archive else _reports(what, date, ontology, missed)
    for report in found:
        screen.print(shown_report(report, layers))
        screen.print()
    tell_missed(missed)


def _layers(words: str) -> tuple[str, ...]:
    from ...errors import UsageError
    from ..terminal import STYLES

    layers = tuple(STYLES) if words == "all" else tuple(w.strip() for w in words.split(",") if w.strip())
    if unknown := [name for name in layers if name not in STYLES]:
        raise UsageError(f"there is no layer {unknown[0]}; choose among {', '.join(STYLES)}, or all")
    return layers


def _reports(path: str, date: str | None, ontology: str | None, missed: list[Unreadable]) -> Iterator[Report]:
    if is_reports(path):
        from ...archive.loaded import read_reports

        yield from read_reports(path)
        return
    if pages := list(readable([path], missed, date)):
        yield from coder_of(ontology).code_many(pages)


def explain(
    record: Annotated[
        str, typer.Argument(metavar="RECORD_ID", help="A record's id, from --format json or csv, or from show.")
    ],
    archive: Annotated[str, typer.Option(help="The archive, or .jsonl, that it is in.")],
) -> None:
    """Show one record's proof: its sentence, rule or model, confidence, versions, and its raw characters.

    Example:  dragoman explain e_0123456789abcdef --archive my-archive
    """
    from ...errors import UsageError
    from ..terminal import explained

    report = opened(archive).report_of(record)
    kinds = (report.events, report.statements, report.figures, report.entities, report.places, report.times)
    found = [r for kind in kinds for r in kind if r.id == record]
    if not found:
        raise UsageError(f"{record} is a report; `dragoman show {record} --archive {archive}` prints it")
    console().print(explained(report, found[0]))


def clean(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file, URL, or - for standard input.")],
    dropped: Annotated[bool, typer.Option("--dropped", help="List what was dropped, and why, instead.")] = False,
) -> None:
    """Print the clean text of a page or dirty text.

    Examples:

      dragoman clean page.html

      dragoman clean page.html --dropped
    """
    from ..terminal import harmless

    missed: list[Unreadable] = []
    for page in readable([path], missed):
        if not dropped:
            print(harmless(page.text) if sys.stdout.isatty() else page.text)
            continue
        for piece in page.dropped:
            print(f"{piece.start}-{piece.end}\t{piece.reason}\t{harmless(' '.join(piece.text.split()))}")
    tell_missed(missed)


def actor(
    phrase: Annotated[str, typer.Argument(help='As "the Armenian defence minister".')],
    date: Annotated[str | None, typer.Option(help="As of this day, as 2024-03-05.")] = None,
    context: Annotated[str | None, typer.Option(help="The sentence around it.")] = None,
) -> None:
    """Say who a phrase means: name, country, sector, role.

    Example:  dragoman actor "Armenian Prime Minister Nikol Pashinyan" --date 2022-04-01
    """
    from ...coder import resolve_actor
    from ..terminal import harmless

    found = resolve_actor(phrase, context, date)
    if found is None:
        print(f"dragoman: {harmless(phrase)} names nobody that Dragoman knows", file=sys.stderr)
        raise typer.Exit(3)
    for name in ("name", "country", "sector", "role", "entity_id"):
        print(f"{name:<10} {harmless(getattr(found, name))}")


def where(
    text: Annotated[str, typer.Argument(help='A sentence or two, as "clashes near Paris, Texas".')],
) -> None:
    """Say which places a text names: the words, name, country, kind, coordinates, GeoNames id, with tabs between.

    Example:  dragoman where "The ferry from Calais reached Dover."
    """
    found = [
        (p.text, p.name, p.country, p.kind, p.latitude, p.longitude, p.geonameid) for p in _read(text, None).places
    ]
    _print_found(found, "no place")


def when(
    text: Annotated[str, typer.Argument(help='A sentence or two, as "the talks of last Friday".')],
    date: Annotated[str | None, typer.Option(help="The day it was written, as 2024-03-05.")] = None,
) -> None:
    """Say which times a text names: the words, first day, last day, precision, with tabs between.

    Days that count from the day of writing are given only with --date.

    Example:  dragoman when "The truce of last Friday held until dawn." --date 2024-03-05
    """
    _print_found([(t.text, t.earliest, t.latest, t.precision) for t in _read(text, date).times], "no time")


def _read(text: str, date: str | None) -> Report:
    """A text as it stands, uncleaned but for its white space, with its places and times."""
    from ...intake import Page

    text = " ".join(text.split())
    return coder_of(judged=False).code(Page(text=text, raw=text), date=date)


def _print_found(rows: Sequence[tuple[object, ...]], nothing: str) -> None:
    from ..terminal import harmless

    if not rows:
        print(f"dragoman: the text names {nothing} that Dragoman knows", file=sys.stderr)
        raise typer.Exit(3)
    for row in rows:
        print("\t".join("" if v is None else harmless(" ".join(str(v).split())) for v in row))


def schema() -> None:
    """Print the JSON Schema of a report, as in --out FILE.jsonl.

    Example:  dragoman schema > report.schema.json
    """
    from ..schema import report_schema

    print(report_schema(), end="")
