"""`dragoman brief`: the HTML page one would forward."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import labels_of, stored_or_read, tell_missed

if TYPE_CHECKING:
    from ...intake import Unreadable


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(brief)


def brief(
    sources: Annotated[
        list[str], typer.Argument(metavar="ARCHIVE|FILE...", help="Archives, .jsonl files of reports, or news to read.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The page to write.")] = Path("brief.html"),
    title: Annotated[str | None, typer.Option(help="Its heading; made from the dates unless given.")] = None,
    ontology: Annotated[
        str | None, typer.Option(help="Folder of the ontology of your own that the reports were or are read by.")
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write one HTML page: what happened, what is feared, who said what, the figures, a map, the texts.

    Example:  dragoman brief my-archive -o brief.html
    """
    from ..brief import write_brief

    missed: list[Unreadable] = []
    path = write_brief(stored_or_read(sources, missed, ontology), out, title, labels_of(ontology))
    print(path)
    if show:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())
    tell_missed(missed)
