"""`dragoman read`: from inputs to records, in an archive, a file, or on the screen."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from .progress import progress
from .run import Run


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(read)


def _option(words: str, *names: str, **bounds: Any) -> Any:
    return typer.Option(*names, help=words, **bounds)


_Inputs = typer.Argument(metavar="IN...", help="Files, folders, globs, URLs, or - for standard input.")
_Records = _option("What a .csv or .parquet holds: events, statements, figures, entities, places, times or reports.")
_Lexicon = _option("Folder of your own tables on top of ours, or PETRARCH verbs (.txt); may be repeated.")
_OUT = "File to write: .jsonl (whole reports), .csv or .parquet; - for JSON lines."


def read(
    inputs: Annotated[list[str], _Inputs],
    archive: Annotated[str | None, _option("Archive to add to; made where there is none.")] = None,
    out: Annotated[str | None, _option(_OUT)] = None,
    records: Annotated[str, _Records] = "events",
    date: Annotated[str | None, _option("Date of all reports, as 2024-03-05.")] = None,
    publisher: Annotated[str | None, _option("Publisher of all reports.")] = None,
    workers: Annotated[int, _option("Processes to share the work.", min=1, max=256)] = 1,
    lexicon: Annotated[list[str] | None, _Lexicon] = None,
    actors: Annotated[list[str] | None, _option("File of your own actors; may be repeated.")] = None,
    ontology: Annotated[str | None, _option("Folder of an ontology of your own, instead of PLOVER.")] = None,
    model: Annotated[str | None, _option("An installed spaCy model instead of the shipped one.")] = None,
    min_confidence: Annotated[float, _option("Leave out records below this.", min=0, max=1)] = 0.0,
    allow_private: Annotated[bool, _option("Fetch from private networks too.", "--allow-private")] = False,
    quiet: Annotated[bool, _option("No progress and no summary.", "--quiet", "-q")] = False,
) -> None:
    """Read reports into records.

    Without --archive and --out a report is shown on the terminal, or written as JSON lines where the output is piped.
    Reports that the archive has already are skipped, so an interrupted run goes on where it stopped.

    Examples:

      dragoman read news/ feed.xml --archive my-archive

      dragoman read page.html --date 2024-03-05

      dragoman read 'dumps/*.jsonl.gz' --out events.csv --workers 4
    """
    from ..export import Exporter

    # What can be wrong about the outputs is found before the models are loaded.
    store = None
    if archive:
        from ...archive import Archive

        store = Archive(archive)
    show = not archive and not out and sys.stdout.isatty()
    target = "-" if not archive and not out and not show else out
    exporter = Exporter(target, records) if target else None
    run = Run(store, exporter, show)
    try:
        from ...coder import Coder
        from ...intake import read as pages

        coder = Coder(model, lexicon or (), actors or (), min_confidence, ontology)
        with progress(inputs, quiet) as done:
            run.read(coder, pages(inputs, date=date, allow_private=allow_private, done=done), publisher, workers)
    except KeyboardInterrupt:
        run.close(early=True)
        print(f"\ndragoman: interrupted; {run.kept()}", file=sys.stderr)
        raise typer.Exit(130) from None
    except BaseException:
        run.close(early=True)
        raise
    run.close()
    run.report(quiet)
    if run.unreadable:
        raise typer.Exit(3)
