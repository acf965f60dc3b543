"""Reads whatever it is given, one page after the other; what cannot be read is named, and the rest goes on."""

from __future__ import annotations

import io
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..errors import InputError, UsageError
from .compressed import HEAD, damaged, open_stream
from .dates import iso_day
from .draft import METADATA, Draft
from .fetch import fetch
from .formats import Opened, reader_of, sniff
from .language import language_name, language_of
from .limits import DEFAULT, Limits
from .metadata import described
from .page import Page
from .sources import Source, list_sources, open_file
from .unreadable import Broken, Empty, NoNews, NotEnglish, TooLarge, Unreadable

_PACKED = (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd")
_MIN_WORDS = 3
# A page that Dragoman wrote itself, as its head says.
_BRIEF = '<meta name="generator" content="Dragoman '
_MAX_WORD = 100_000
_SPACELESS = "\u0e00"  # Thai, Chinese, Japanese and more, which write no spaces between words, lie above


def read(
    inputs: Iterable[str | Path], *, limits: Limits = DEFAULT, allow_private: bool = False, date: str | None = None,
    kind: str | None = None, recursive: bool = True, done: Callable[[str], None] | None = None,
) -> Iterator[Page | Unreadable]:  # fmt: skip
    """The pages in the inputs, as a stream, in the order of the inputs (files of a folder by name).

    Args:
        inputs: each a file, folder, glob, URL (http, https), or "-" for standard input (formats: `docs/intake.md`).
        limits: bounds on sizes and times. allow_private: fetch from private networks too.
        date: ISO date of all reports, before any that they give themselves. kind: "html" or "text" where every
            report's text is known to be that, None to find out. recursive: folders within folders too.
        done: told the origin of each file or address once it has been read (as counted by `count_inputs`).
    Yields: a cleaned page for each report; an Unreadable for each input or row that gives none.
    Raises: UsageError where `date` or `kind` makes no sense; nothing for what is wrong with an input.
    """
    if isinstance(inputs, (str, Path)):
        inputs = [inputs]
    day = iso_day(date) if date else ""
    if date and not day:
        raise UsageError(f"{date!r} is no date; give it as year-month-day, such as 2024-03-05")
    if kind not in (None, "html", "text"):
        raise UsageError(f'kind is {kind!r}, but only "html", "text" or None (to find out) make sense')
    return _read(inputs, limits, allow_private, day, kind, recursive, done)


def _read(
    inputs: Iterable[str | Path], limits: Limits, allow_private: bool, day: str, kind: str | None, recursive: bool,
    done: Callable[[str], None] | None,
) -> Iterator[Page | Unreadable]:  # fmt: skip
    for source in list_sources(inputs, limits, recursive):
        if isinstance(source, Unreadable):
            yield source
        else:
            for draft in _drafts(source, limits, allow_private):
                yield draft if isinstance(draft, Unreadable) else _page(draft, limits, day, kind)
        if done:
            done(source.origin)


def read_bytes(data: bytes, origin: str, limits: Limits = DEFAULT) -> Iterator[Page | Unreadable]:
    """The pages in bytes that are at hand already, as from an upload; `origin` names them ("upload.html")."""
    for draft in _opened_drafts(io.BytesIO(data), origin, limits, None):
        yield draft if isinstance(draft, Unreadable) else _page(draft, limits)


def _drafts(source: Source, limits: Limits, allow_private: bool) -> Iterator[Draft | Unreadable]:
    try:
        if source.kind == "url":
            fetched = fetch(source.origin, limits, allow_private)
            for draft in _opened_drafts(io.BytesIO(fetched.data), source.origin, limits, fetched.charset):
                if isinstance(draft, Draft) and not draft.url and draft.origin == source.origin:
                    draft.url = fetched.url
                yield draft
        elif source.kind == "stdin":
            yield from _opened_drafts(sys.stdin.buffer, source.origin, limits, None)
        else:
            with os.fdopen(open_file(source.origin), "rb", buffering=0) as file:
                yield from _opened_drafts(file, source.origin, limits, None)
    except InputError as error:
        yield Unreadable.of(source.origin, error)


def _opened_drafts(source: BinaryIO, origin: str, limits: Limits, charset: str | None) -> Iterator[Draft | Unreadable]:
    try:
        stream = open_stream(source, limits)
        extension = _extension(origin)
        opened = Opened(origin=origin, stream=stream, extension=extension, limits=limits, charset=charset)
        yield from reader_of(sniff(stream.peek(HEAD), extension))(opened)
    except InputError as error:
        yield Unreadable.of(origin, _placed(error, origin))
    except RecursionError:
        yield Unreadable.of(origin, Broken(f"{origin} is nested too deep to be read; simplify it"))
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        failed = Broken(f"reading it failed ({error}); check the disk and try again")
        yield Unreadable.of(origin, _placed(damaged(error) or failed, origin))
    except Exception as error:
        wrong = damaged(error)  # zstandard's own error class, known by name so as not to import it
        if wrong is None:
            raise
        yield Unreadable.of(origin, _placed(wrong, origin))


def _placed(error: InputError, origin: str) -> InputError:
    """The error with where it happened, if its sentence does not say so already."""
    sentence = str(error.args[0])
    shown = "standard input" if origin == "-" else origin
    if origin in sentence and origin != "-":
        return error
    return type(error)(f"{shown}: {sentence}")


def _extension(origin: str) -> str:
    """The extension of a path or URL, without that of the compression."""
    name = origin.partition("?")[0].partition("#")[0] if "://" in origin else origin
    stem, extension = os.path.splitext(os.path.basename(name).lower())
    return os.path.splitext(stem)[1] if extension in _PACKED else extension


def _page(draft: Draft, limits: Limits, day: str = "", kind: str | None = None) -> Page | Unreadable:
    """The draft cleaned; what its container says of it goes before what its text says, `day` before both."""
    from .cleaning import clean

    try:
        if not draft.raw.strip():
            raise Empty(f"{draft.origin} is empty; there is nothing to read")
        if _BRIEF in draft.raw[:2_000]:
            raise NoNews(f"{draft.origin} is a brief that Dragoman wrote, not a report; keep it in another folder")
        kind = kind or draft.kind
        if kind != "html":
            _check_words(draft.raw, draft.origin)
        page = clean(draft.raw, kind)
        _check_news(page, draft.origin, limits)
        known = {name: value for name in METADATA if (value := getattr(draft, name))}
        if day:
            known["date"] = day
        elif draft.bad_date:
            known["bad_date"] = draft.bad_date
        page = described(msgspec.structs.replace(page, **known))
        language = language_of(page.text, page.language)
        if language != "en":
            name = language_name(language)
            raise NotEnglish(f"{draft.origin} is in {name} ({language}); only English is coded")
        return msgspec.structs.replace(page, language=language, origin=draft.origin)
    except InputError as error:
        return Unreadable.of(draft.origin, _placed(error, draft.origin))
    except RecursionError:
        return Unreadable.of(draft.origin, Broken(f"{draft.origin} is nested too deep to be read; simplify it"))


def _check_words(text: str, origin: str) -> None:
    """Refuses what is a single giant word (a key, encoded data) before anybody looks for sentences in it."""
    if len(text) < _MAX_WORD:
        return
    longest = max(map(len, text.split()), default=0)
    if longest > _MAX_WORD and longest * 2 > len(text) and max(text[:1_000]) < _SPACELESS:
        raise NoNews(f"{origin} has no running text in it, but a word of {longest:,} letters; leave it out")


def _check_news(page: Page, origin: str, limits: Limits) -> None:
    _check_words(page.text, origin)
    if len(page.text) > limits.max_chars:
        raise TooLarge(
            f"{origin} has {len(page.text):,} characters of running text, and a report may have {limits.max_chars:,}; "
            "split it into its reports"
        )
    words = page.text.split(None, _MIN_WORDS)
    if not any(c.isalpha() for c in page.text[:10_000]):
        raise NoNews(f"{origin} has no news text in it; leave it out, or read it with kind text to keep all of it")
    if len(words) < _MIN_WORDS and max(page.text[:1_000]) < _SPACELESS:
        raise NoNews(f"{origin} has no running text in it, only {len(words)} words; leave it out")
