"""The progress bar of a run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any


def progress(inputs: list[str], quiet: bool) -> Any:
    """A progress bar on standard error where that is a terminal; gives what to tell of each input done."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(None)
    return _Bar(inputs)


class _Bar:
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
