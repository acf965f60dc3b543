"""`dragoman read`: from inputs to records, in an archive, a file, or on the screen."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...errors import CodingError, DragomanError

if TYPE_CHECKING:
    from ...archive import Archive
    from ...coder import Coder
    from ...intake import Page
    from ...records import Report
    from ..export import Exporter

_TYPES = ("events", "statements", "figures", "entities", "places", "times")
_LISTED = 100


def add_to(app: typer.Typer) -> None:
    app.command()(read)


def _option(words: str, *names: str, **bounds: Any) -> Any:
    return typer.Option(*names, help=words, **bounds)


_Inputs = typer.Argument(metavar="IN...", help="Files, folders, globs, URLs, or - for standard input.")
_Records = _option("What a .csv or .parquet holds: events, statements, figures, entities, places, times or reports.")
_OUT = "File to write: .jsonl (whole reports), .csv or .parquet; - for JSON lines."


def read(
    inputs: Annotated[list[str], _Inputs],
    archive: Annotated[str | None, _option("Archive to add to; made where there is none.")] = None,
    out: Annotated[str | None, _option(_OUT)] = None,
    records: Annotated[str, _Records] = "events",
    date: Annotated[str | None, _option("Date of all reports, as 2024-03-05.")] = None,
    publisher: Annotated[str | None, _option("Publisher of all reports.")] = None,
    workers: Annotated[int, _option("Processes to share the work.", min=1, max=256)] = 1,
    lexicon: Annotated[list[str] | None, _option("Folder of your own tables on top of ours; may be repeated.")] = None,
    actors: Annotated[list[str] | None, _option("File of your own actors; may be repeated.")] = None,
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
    store = _opened(archive) if archive else None
    show = not archive and not out and sys.stdout.isatty()
    target = "-" if not archive and not out and not show else out
    exporter = Exporter(target, records) if target else None
    run = _Run(store, exporter, show)
    try:
        from ...coder import Coder

        coder = Coder(model, lexicon or (), actors or (), min_confidence)
        with _progress(inputs, quiet) as done:
            run.read(coder, _items(inputs, date, allow_private, done), publisher, workers)
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


def _opened(path: str) -> Archive:
    from ...archive import Archive

    return Archive(path)


def _items(
    inputs: list[str], date: str | None, allow_private: bool, done: Callable[[str], None] | None
) -> Iterator[Any]:
    from ...intake import read as read_inputs

    return read_inputs(inputs, date=date, allow_private=allow_private, done=done)


class _Run:
    """One run: where reports go, and what there is to say about it in the end."""

    def __init__(self, archive: Archive | None, exporter: Exporter | None, show: bool) -> None:
        self.archive, self.exporter, self.show = archive, exporter, show
        self.unreadable: list[Any] = []
        self.counts: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.seconds = 0.0

    def read(self, coder: Coder, items: Iterator[Any], publisher: str | None, workers: int) -> None:
        started = time.monotonic()
        coded = self._coded(self._pages(items, publisher, coder), coder, workers)
        try:
            if self.archive is not None:
                self.counts["added"] = self.archive.add(self._passing(coded))
            else:
                for _ in self._passing(coded):
                    pass
        finally:
            self.seconds = time.monotonic() - started

    def _coded(self, pages: Iterator[Page], coder: Coder, workers: int) -> Iterator[Report]:
        """The reports in the order of the pages. One on which the coder fails is listed, and the others go on."""
        waiting: deque[Page] = deque()
        remembered = _Remembered(pages, waiting)
        while True:
            try:
                for report in coder.code_many(remembered, workers):
                    waiting.popleft()
                    yield report
                return
            except Exception as error:
                # Not the coder's: what the pages or the system could not do ends the run.
                if isinstance(error, DragomanError | OSError) or remembered.failed:
                    raise
            yield from self._one_by_one(waiting, coder)

    def _one_by_one(self, waiting: deque[Page], coder: Coder) -> Iterator[Report]:
        while waiting:
            page = waiting.popleft()
            try:
                report = coder.code(page)
            except Exception as error:
                if os.environ.get("DRAGOMAN_DEBUG") == "1":
                    raise
                what = f"Dragoman itself failed on it ({type(error).__name__}: {str(error)[:200]})"
                hint = "read it alone with DRAGOMAN_DEBUG=1 and report what that prints"
                self.unreadable.append(CodingError(f"{page.origin or page.title}: {what}; {hint}"))
            else:
                yield report

    def _pages(self, items: Iterator[Any], publisher: str | None, coder: Coder) -> Iterator[Page]:
        """The pages that are still to code: not read before by the same versions, and each once."""
        import msgspec

        from ...intake import Page

        for item in items:
            if not isinstance(item, Page):
                self.unreadable.append(item)
                continue
            page = msgspec.structs.replace(item, publisher=publisher) if publisher else item
            key = report_id(page)
            if key in self.seen or (
                self.archive is not None and self.exporter is None and self.archive.has(key, coder.provenance)
            ):
                self.counts["skipped"] += 1
                continue
            self.seen.add(key)
            yield page

    def _passing(self, reports: Iterator[Report]) -> Iterator[Report]:
        """Counts, shows and writes each report on its way to the archive."""
        for report in reports:
            self.counts["reports"] += 1
            self.counts["words"] += len(report.text.split())
            self.counts.update({kind: len(getattr(report, kind)) for kind in _TYPES})
            if self.exporter is not None:
                self.exporter.write(report)
            if self.show:
                from ..terminal import shown_report
                from .common import console

                console().print(shown_report(report))
            yield report

    def close(self, early: bool = False) -> None:
        """Finishes the file. early: the run was cut short; a file that holds no report then replaces none."""
        exporter, self.exporter = self.exporter, None
        if exporter is None:
            return
        if early and not self.counts["reports"]:
            exporter.abandon()
        else:
            exporter.close()

    def kept(self) -> str:
        """What an interrupted run leaves, and how to go on."""
        if self.archive is not None:
            held = f"{self.archive.path} keeps what was read ({len(self.archive):,} reports in all)"
            return f"{held}; run the same command again to go on"
        return f"{self.counts['reports']:,} reports were written; run the command again to read all, or use --archive"

    def report(self, quiet: bool) -> None:
        """The summary, unless quiet, and always what could not be read; on standard error, since neither is data."""
        from .common import console

        screen = console(error=True)
        if not quiet and not self.show:
            screen.print(self._summary())
        if self.unreadable:
            from ..terminal import harmless

            screen.print(f"{len(self.unreadable):,} could not be read:", soft_wrap=True)
            for item in self.unreadable[:_LISTED]:
                told = str(item) if isinstance(item, DragomanError) else f"{item.error} [{item.code}]"
                screen.print(harmless(f"  {told}"), soft_wrap=True)
            if len(self.unreadable) > _LISTED:
                screen.print(f"  ... and {len(self.unreadable) - _LISTED:,} more")

    def _summary(self) -> Any:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(style="bold")
        table.add_column(justify="right")
        for name in ("reports", *_TYPES):
            table.add_row(name, f"{self.counts[name]:,}")
        if self.seconds and self.counts["words"]:
            table.add_row("words a second", f"{self.counts['words'] / self.seconds:,.0f}")
        if self.counts["skipped"]:
            table.add_row("skipped, read already", f"{self.counts['skipped']:,}")
        return table


class _Remembered:
    """Pages on their way to the coder, kept in `waiting` until their reports are there."""

    def __init__(self, pages: Iterator[Page], waiting: deque[Page]) -> None:
        self.pages, self.waiting = pages, waiting
        self.failed = False

    def __iter__(self) -> Iterator[Page]:
        return self

    def __next__(self) -> Page:
        try:
            page = next(self.pages)
        except StopIteration:
            raise
        except BaseException:
            self.failed = True
            raise
        self.waiting.append(page)
        return page


def report_id(page: Page) -> str:
    """The id that the coder will give to a page's report, known before the costly coding."""
    from ...records import make_id

    return make_id("r", page.text, page.title, page.date, page.url, page.publisher)


def _progress(inputs: list[str], quiet: bool) -> Any:
    """A progress bar on standard error where that is a terminal; gives what to tell of each input done."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(None)
    return _bar(inputs)


class _bar:
    def __init__(self, inputs: list[str]) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from ...intake import count_inputs
        from .common import console

        total = None if "-" in inputs else count_inputs(inputs)
        columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns, console=console(error=True), transient=True)
        self.task = self.progress.add_task("reading", total=total)

    def __enter__(self) -> Callable[[str], None]:
        self.progress.start()
        return lambda origin: self.progress.advance(self.task)

    def __exit__(self, *_: object) -> None:
        self.progress.stop()
