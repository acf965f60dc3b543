"""The coder: from a text or an intake page to a report with all its records."""

from __future__ import annotations

import datetime
import functools
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from email.utils import parsedate
from pathlib import Path
from typing import Any

import msgspec

from . import __version__
from .coding.actors import Actor, ActorResolver
from .coding.document import Document
from .coding.events import Classification, EventCoder
from .coding.ontology import Ontology
from .coding.registry import record_types
from .coding.status import Status
from .errors import UsageError
from .intake.cleaning import clean
from .intake.dateline import opening_dateline
from .intake.limits import DEFAULT
from .intake.page import Page
from .knowledge import Knowledge
from .language import Parser, SentenceSplitter
from .records import Provenance, Record, Report, Span, make_id

BATCH = 32
# Reports whose events the model is judging while the next are coded.
WAITING = 8
EVENTS = "events"


class Coder:
    """Reads reports: loads models and knowledge once, then codes any number of texts.

    model: an installed spaCy model; the default is the small one Dragoman depends on.
    lexicon: folders laid out as `dragoman/data` is, whose tables come on top of the shipped ones; or dictionaries of
        verbs in PETRARCH's format (*.txt).
    actors: files of actors of one's own (YAML, CSV, or PETRARCH's format).
    min_confidence: records below it are left out.
    ontology: a folder with an ontology of one's own instead of PLOVER: `docs/ontology.md` says what it holds.
    judged: whether the model judges what the lexicon finds; without it events come from the lexicon alone, faster.
    """

    def __init__(
        self, model: str | None = None, lexicon: Sequence[str | Path] = (), actors: Sequence[str | Path] = (),
        min_confidence: float = 0.0, ontology: str | Path | None = None, judged: bool = True,
    ) -> None:  # fmt: skip
        self.knowledge = Knowledge(lexicon, actors, ontology)
        self.min_confidence = min_confidence
        self.parser = Parser(model)
        self.splitter = SentenceSplitter(self.knowledge)
        self.resolver = ActorResolver(self.knowledge)
        self._types = record_types()
        self._coders = {t.name: t.make(self.knowledge) for t in self._types}
        self._events.judge.able &= judged
        self.judged = judged
        self.provenance = Provenance(package=__version__, lexicon=self.knowledge.version, model=self.parser.version)

    @property
    def ontology(self) -> Ontology:
        """The categories that events are coded by, with their modes, scores and contexts."""
        return self._events.ontology

    def code(
        self, text: str | Page, date: str | None = None, title: str | None = None, url: str | None = None,
        publisher: str | None = None,
    ) -> Report:  # fmt: skip
        """One report with all its records.

        Args: text: raw text or HTML, or a page from intake; date: ISO date of the report, where the text has none or
            a wrong one. What is given goes before what the text says.
        Raises: UsageError where `date` is no ISO date, or the text is longer than a report may be.
        """
        page = self._page(text)
        given = {"date": _iso(date), "title": title, "url": url, "publisher": publisher}
        page = msgspec.structs.replace(page, **{k: v for k, v in given.items() if v is not None})
        return next(self._code_pages([page]))

    def code_many(self, texts: Iterable[str | Page], workers: int = 1) -> Iterator[Report]:
        """Reports in the order of their texts, as a stream.

        Args: texts: raw texts or pages from intake; workers: processes to share the work.
        """
        if workers > 1:
            from .workers import code_in_processes

            yield from code_in_processes(self, texts, workers)
            return
        yield from self._code_pages(self._page(t) for t in texts)

    def classify(
        self, sentence: str, actor: tuple[int, int], recipient: tuple[int, int] | None = None
    ) -> Classification:
        """What one marked party does to the other: `.category`, `.mode`, `.confidence`.

        Args: actor, recipient: character spans in `sentence`. Raises: UsageError where they do not lie in it.
        """
        for span in (actor, recipient):
            _check(sentence, span)
        return self._events.classify(self._document(sentence), actor, recipient)

    def status(self, sentence: str, trigger: tuple[int, int]) -> Status:
        """Whether what a word tells of took place: `.status`, `.confidence`.

        Args: trigger: character span of any verb or noun that tells of an event.
        """
        _check(sentence, trigger)
        return self._events.status_of(self._document(sentence, ()), trigger)

    def resolve(self, text: str, context: str | None = None, date: str | None = None) -> Actor | None:
        """Who a phrase means, as of a date; None where it names nobody."""
        iso = _iso(date)
        return self.resolver.resolve(text, context, datetime.date.fromisoformat(iso) if iso else None)

    def _page(self, text: str | Page) -> Page:
        if not isinstance(text, str | Page):
            raise UsageError(
                f"a report is a text (str) or a Page, not {type(text).__name__}; dragoman.intake reads files"
            )
        page = text if isinstance(text, Page) else clean(text)
        if len(page.text) > DEFAULT.max_chars:
            raise UsageError(
                f"the text has {len(page.text):,} characters, and a report may have {DEFAULT.max_chars:,}; "
                "cut it into reports"
            )
        return page

    def _document(self, sentence: str, only: Sequence[str] | None = None) -> Document:
        """A sentence as it stands, with the records that event coding needs (or those of `only`)."""
        sentences = (Span(0, len(sentence)),)
        document = Document(sentence, self.parser.parse(sentence, sentences), sentences, self.resolver)
        needed = ("places", "entities") if only is None else only
        for record_type in self._types:
            if record_type.name in needed:
                document.records[record_type.name] = tuple(self._coders[record_type.name].code(document))
        return document

    @property
    def _events(self) -> EventCoder:
        return self._coders[EVENTS]  # type: ignore[return-value]

    def _code_pages(self, pages: Iterable[Page]) -> Iterator[Report]:
        waiting: deque[Callable[[], Report]] = deque()
        for batch in _batched(pages, BATCH):
            lines = [opening_dateline(page.text, page.headings) for page in batch]
            split = [
                self.splitter.split(page.text, (*page.headings, *([line] if line else [])))
                for page, line in zip(batch, lines, strict=True)
            ]
            docs = self.parser.parse_many(zip((p.text for p in batch), split, strict=True))
            for page, line, sentences, doc in zip(batch, lines, split, docs, strict=True):
                date = datetime.date.fromisoformat(page.date) if page.date else None
                document = Document(page.text, doc, sentences, self.resolver, page.headings, date, line)
                waiting.append(self._begin(page, document))
                if len(waiting) > WAITING:
                    yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()

    def _begin(self, page: Page, document: Document) -> Callable[[], Report]:
        """Codes all but the events, on which the model starts; what is returned waits for it and ends the report."""
        report_id = make_id("r", page.text, page.title, page.date, page.url, page.publisher)
        for kind in self._types:
            if kind.name == EVENTS:
                continue
            found = self._coders[kind.name].code(document)
            document.records[kind.name] = _identified(found, kind.name, report_id)
            if kind.name == "statements":
                document.replace_entities(self._coders["entities"].revise(document))  # type: ignore[attr-defined]
        events = self._events.start(document)
        return lambda: self._report(page, document, report_id, events())

    def _report(self, page: Page, document: Document, report_id: str, events: Iterable[Record]) -> Report:
        document.records[EVENTS] = _identified(events, EVENTS, report_id)
        sure = {
            kind: tuple(r for r in found if r.confidence >= self.min_confidence)
            for kind, found in document.records.items()
        }
        fields: dict[str, Any] = {f: getattr(page, f) for f in _PAGE_FIELDS} | sure
        return Report(
            id=report_id, sentences=document.sentences, provenance=self.provenance,
            raw=page.raw if page.raw != page.text else None, **fields,
        )  # fmt: skip


_PAGE_FIELDS = (
    "text", "title", "date", "url", "publisher", "author", "language", "licence", "origin", "headings", "dropped",
    "alignment",
)  # fmt: skip


def _identified(records: Iterable[Record], kind: str, report_id: str) -> tuple[Record, ...]:
    """Records of one type in the order of the text, each with its id; of two with the same key the first counts."""
    unique: dict[tuple[object, ...], Record] = {}
    for record in sorted(records, key=lambda r: r.position):
        unique.setdefault(record.key(), record)
    return tuple(msgspec.structs.replace(r, id=make_id(kind[0], report_id, kind, *key)) for key, r in unique.items())


@functools.cache
def _resolver() -> ActorResolver:
    return ActorResolver(Knowledge())


def resolve_actor(text: str, context: str | None = None, date: str | None = None) -> Actor | None:
    """Who a phrase means: `.name`, `.country`, `.sector`, `.role`, `.entity_id`; None where it names nobody.

    Args: context: the sentence around it; date: ISO date, as of which offices are read. No parser is loaded.
    Raises: UsageError where `date` is no ISO date.
    """
    iso = _iso(date)
    return _resolver().resolve(text, context, datetime.date.fromisoformat(iso) if iso else None)


def _iso(date: str | None) -> str | None:
    if not date:
        return None
    try:
        written = parsedate(f"{date} 00:00:00")  # "10 May 2015"; reads English months in any locale
        day = datetime.date(*written[:3]) if written else datetime.date.fromisoformat(date[:10])
        return day.isoformat()
    except (ValueError, IndexError, TypeError):
        raise UsageError(f"{date!r} is no date; give it as year-month-day, such as 2024-03-05") from None


def _check(text: str, span: tuple[int, int] | None) -> None:
    if span is not None and not 0 <= span[0] < span[1] <= len(text):
        raise UsageError(f"span {tuple(span)} does not lie in the sentence of {len(text)} characters")


def _batched(pages: Iterable[Page], size: int) -> Iterator[tuple[Page, ...]]:
    pages = iter(pages)
    while batch := tuple(itertools.islice(pages, size)):
        yield batch
