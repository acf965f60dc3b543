"""One run of `dragoman read`: where its reports go, and what there is to say about it in the end."""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...errors import CodingError, DragomanError

if TYPE_CHECKING:
    from ...archive import Archive
    from ...coder import Coder
    from ...intake import Page
    from ...records import Report
    from ..export import Exporter

TYPES = ("events", "statements", "figures", "entities", "places", "times")
_LISTED = 100
_LONGEST_DATE = 40


class Run:
    """One run.

    unreadable: what could not be read; counts: of reports, words, records, reports skipped and bad dates; bad_date: the
    first, with its origin; seconds: how long reading and coding took.
    """

    def __init__(self, archive: Archive | None, exporter: Exporter | None, show: bool) -> None:
        self.archive, self.exporter, self.show = archive, exporter, show
        self.unreadable: list[Any] = []
        self.bad_date: tuple[str, str] | None = None
        self.counts: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.seconds = 0.0

    def read(self, coder: Coder, items: Iterator[Any], publisher: str | None, workers: int) -> None:
        """Codes the pages among the items and passes each report on; what is no page is kept in `unreadable`."""
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
            if page.bad_date:
                self.counts["bad dates"] += 1
                self.bad_date = self.bad_date or (page.bad_date, page.origin or "")
            yield page

    def _passing(self, reports: Iterator[Report]) -> Iterator[Report]:
        """Counts, shows and writes each report on its way to the archive."""
        for report in reports:
            self.counts["reports"] += 1
            self.counts["words"] += len(report.text.split())
            self.counts.update({kind: len(getattr(report, kind)) for kind in TYPES})
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
        from ..terminal import harmless
        from .common import console

        screen = console(error=True)
        if not quiet and not self.show:
            screen.print(self._summary())
        if not quiet and self.bad_date:
            screen.print(harmless(self._told_bad_dates(*self.bad_date)), soft_wrap=True)
        if self.unreadable:
            screen.print(f"{len(self.unreadable):,} could not be read:", soft_wrap=True)
            for item in self.unreadable[:_LISTED]:
                told = str(item) if isinstance(item, DragomanError) else f"{item.error} [{item.code}]"
                screen.print(harmless(f"  {told}"), soft_wrap=True)
            if len(self.unreadable) > _LISTED:
                screen.print(f"  ... and {len(self.unreadable) - _LISTED:,} more")

    def _told_bad_dates(self, written: str, origin: str) -> str:
        count = self.counts["bad dates"]
        what = "1 report gives a date" if count == 1 else f"{count:,} reports give dates"
        shown = written if len(written) <= _LONGEST_DATE else written[:_LONGEST_DATE] + "…"
        return f'{what} that cannot be read ("{shown}" in {origin}); write it as 2024-03-05, or give one with --date'

    def _summary(self) -> Any:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(style="bold")
        table.add_column(justify="right")
        for name in ("reports", *TYPES):
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
