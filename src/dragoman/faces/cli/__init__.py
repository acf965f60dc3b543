"""The command line: `dragoman`."""

from __future__ import annotations

import errno
import os
import signal
import sys
import warnings
from collections.abc import Sequence
from typing import Annotated, TextIO

import typer

from . import ask, brief, lexicon, look, read

HELP = """Reads news reports and turns them into checkable records: who did what to whom, when, where, who says so.

Examples:

  dragoman read news/ --archive my-archive

  dragoman events my-archive --actor IRN --since 2024-01-01

  dragoman brief my-archive -o brief.html

Exit codes:
  0    done
  1    a fault of Dragoman, or a worker died
  2    wrong arguments
  3    some or all inputs could not be read
  4    a table of knowledge is wrong
  5    the model is missing or wrong
  6    the archive or an output file failed
  130  interrupted
"""

# What the system says where nothing more can be written.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

app = typer.Typer(
    name="dragoman", help=HELP, no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        from ... import __version__

        print(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for module in (read, look, ask, brief, lexicon):
    module.add_to(app)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line; returns its exit code. Only with DRAGOMAN_DEBUG=1 does anybody see a traceback."""
    from ...errors import DragomanError

    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warned
            return int(app(args=arguments, standalone_mode=False, prog_name="dragoman") or 0)
    except (BrokenPipeError, SystemExit) as error:
        # Typer ends with 1 where nobody reads on, and puts a wrapper that keeps quiet in place of standard output.
        if isinstance(error, SystemExit) and type(sys.stdout).__name__ != "PacifyFlushWrapper":
            raise
        _silence()
        return 0
    except DragomanError as error:
        return _failed(error, str(error), error.exit_code)
    except KeyboardInterrupt:
        return _failed(None, "interrupted; nothing is left half done", 130)
    except OSError as error:
        if error.errno not in _FULL:
            return _fault(error)
        return _failed(error, f"the output cannot be written ({error.strerror}); free some space", 6)
    except Exception as error:
        if hasattr(error, "show") and hasattr(error, "exit_code"):  # wrong arguments, found by Typer
            error.show()
            return int(error.exit_code)
        if type(error).__name__ == "Abort":
            return _failed(None, "interrupted", 130)
        return _fault(error)


def _warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, file: TextIO | None = None,
    line: str | None = None,
) -> None:  # fmt: skip
    """Says a warning, such as of a slip in a user's list, as one line and without the place in our code."""
    from ..terminal import harmless

    print(f"dragoman: {harmless(' '.join(str(message).split()))}", file=sys.stderr)


def _fault(error: Exception) -> int:
    kind = type(error).__name__
    hint = "run it again with DRAGOMAN_DEBUG=1 and report what it prints"
    return _failed(error, f"Dragoman itself failed ({kind}: {str(error)[:300]}); {hint}", 1)


def _failed(error: Exception | None, sentence: str, code: int) -> int:
    from ..terminal import harmless

    if error is not None and os.environ.get("DRAGOMAN_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    print(f"dragoman: {harmless(sentence)}", file=sys.stderr)
    return code


def _silence() -> None:
    """Nobody reads on, or nothing more fits: what is still buffered goes nowhere, without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # deltalake logs what we say in one sentence.
    os.environ.setdefault("RUST_LOG", "off")
    # What a scheduler sends before it kills: the same as Ctrl-C, so that what was read is kept.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    code = run()
    try:
        sys.stdout.flush()
    except OSError as error:
        _silence()
        if not isinstance(error, BrokenPipeError) and not code:
            code = _failed(error, f"the output cannot be written ({error.strerror}); free some space", 6)
    sys.exit(code)


__all__ = ["app", "main", "run"]
