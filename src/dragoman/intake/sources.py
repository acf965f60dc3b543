"""Which files and addresses a run reads: files, folders, globs, standard input, URLs."""

from __future__ import annotations

import errno
import functools
import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from ..errors import InputError
from ..knowledge import Knowledge
from .limits import DEFAULT, Limits
from .unreadable import Forbidden, Missing, NotAFile, TooLarge, Unreadable

STDIN = "-"
_MAX_SHOWN = 300


class PassedOver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/passed_over.yaml`: extensions of files in folders that are no reports."""

    extensions: frozenset[str]


class Source(msgspec.Struct, frozen=True):
    """One thing to open. origin: as the user would name it. kind: "file", "url" or "stdin"."""

    origin: str
    kind: str


def list_sources(
    inputs: Iterable[str | Path], limits: Limits = DEFAULT, recursive: bool = True
) -> Iterator[Source | Unreadable]:
    """Every file, address and stream that the inputs name, folders in the order of their names.

    Hidden files (".git", ".DS_Store"), code and settings in folders are passed over, links within folders
    followed once. What cannot be listed comes as an `Unreadable` in its place.
    """
    listed = 0
    for given in inputs:
        for item in _expand(os.fspath(given), limits, recursive):
            listed += 1
            if listed > limits.max_files:
                error = TooLarge(f"more than {limits.max_files:,} files are named; read them in several runs")
                yield Unreadable.of(item.origin, error)
                return
            yield item


def count_inputs(inputs: Iterable[str | Path], limits: Limits = DEFAULT, recursive: bool = True) -> int:
    """How many files, addresses and streams the inputs name (each may hold many reports): a progress bar's total.

    Nothing is opened; 100,000 files take about a second. `inputs` must be a list or the like, not a spent iterator.
    """
    return sum(1 for _ in list_sources(inputs, limits, recursive))


def _expand(name: str, limits: Limits, recursive: bool) -> Iterator[Source | Unreadable]:
    if name == STDIN:
        yield Source(STDIN, "stdin")
        return
    if "://" in name[:12]:
        yield Source(name, "url")
        return
    try:
        if not os.path.lexists(name) and glob.has_magic(name):
            yield from _glob(name, limits, recursive)
        elif os.path.isdir(name):
            yield from _folder(name, limits, recursive)
        else:
            yield Source(name, "file")
    except (OSError, ValueError) as error:  # ValueError: a null character within the name
        yield Unreadable.of(name, _why(name, error))


def _glob(pattern: str, limits: Limits, recursive: bool) -> Iterator[Source | Unreadable]:
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        yield Unreadable.of(pattern, Missing(f"no file matches {pattern}; check the pattern and the folder"))
    for name in found:
        if not os.path.isdir(name):
            yield Source(name, "file")
        elif "**" not in pattern:
            yield from _folder(name, limits, recursive)


def _folder(top: str, limits: Limits, recursive: bool) -> Iterator[Source | Unreadable]:
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[str, int]] = [(top, 0)]
    empty = True
    while stack:
        folder, depth = stack.pop()
        try:
            status = os.stat(folder)
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                listed = sorted(((e.name, _is_dir(e)) for e in entries if not e.name.startswith(".")), key=_by_name)
        except OSError as error:
            yield Unreadable.of(folder, _why(folder, error))
            empty = False
            continue
        if any(name == "_delta_log" for name, _ in listed):
            continue  # a table of an archive that lies among the reports
        for name, is_dir in listed:
            if not is_dir and os.path.splitext(name)[1].lower() not in _passed_over():
                empty = False
                yield Source(os.path.join(folder, name), "file")
        if recursive:
            deeper = [(os.path.join(folder, n), depth + 1) for n, is_dir in reversed(listed) if is_dir]
            if deeper and depth >= limits.max_depth:
                deep = TooLarge(f"{folder} has folders more than {limits.max_depth} deep; name the inner one")
                yield Unreadable.of(folder, deep)
                continue
            stack.extend(deeper)
    if empty:
        yield Unreadable.of(top, Missing(f"the folder {top} holds no files that could be reports; check the path"))


@functools.cache
def _passed_over() -> frozenset[str]:
    return Knowledge().table("intake/passed_over.yaml", PassedOver).extensions


def _by_name(entry: tuple[str, bool]) -> str:
    return entry[0]


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle; opening it tells why
        return False


def open_file(path: str) -> int:
    """A file descriptor to read a regular file from.

    Raises: Missing, NotAFile or Forbidden, each with one sentence.
    """
    try:
        # Without O_NONBLOCK the open itself would wait for ever on a pipe that nobody writes to.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _why(path, error) from None
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    what = "a folder" if stat.S_ISDIR(mode) else "a pipe, device or socket"
    raise NotAFile(f"{path} is {what}, not a file; give a file, or pipe the text to standard input with -")


def _why(path: str, error: Exception) -> InputError:
    number = getattr(error, "errno", None)
    if len(path) > _MAX_SHOWN:
        return NotAFile(f"{path[:_MAX_SHOWN]}... is longer than any path; give the text itself on standard input")
    if os.path.islink(path) and number in (errno.ENOENT, errno.ELOOP):
        where = "in a circle" if number == errno.ELOOP else "nowhere"
        return NotAFile(f"{path} is a link that leads {where}; mend or remove it")
    if number in (errno.ENOENT, errno.ENOTDIR):
        return Missing(f"there is no file {path}; check the path")
    if number in (errno.EACCES, errno.EPERM):
        return Forbidden(f"{path} may not be read by this user; change its permissions")
    return NotAFile(f"{path!r} cannot be opened: {getattr(error, 'strerror', None) or error}")
