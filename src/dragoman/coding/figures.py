"""Figures: numbers with unit, kind, what they count, whose, over which time, and who gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..knowledge import Knowledge
from ..records import Figure, Phrase, Span, Time
from .document import Document
from .quantity import (
    Ages,
    Bounds,
    Counted,
    Counter,
    Holders,
    Measure,
    Names,
    Numbers,
    Phrases,
    Ranges,
    Setting,
    Tables,
    Units,
    kind_of,
    unit_of,
)  # fmt: skip
from .registry import record_type
from .tree import tree_of


@record_type("figures", Figure, needs=("times", "entities", "statements"))
class FigureCoder:
    """Finds numbers by `data/units/`, and what they count by the parse."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.tables = Tables(knowledge)
        self.numbers = Numbers(self.tables.numbers)
        self.units = Units(self.tables)
        self.bounds = Bounds(self.tables.bounds)
        self.ranges = Ranges(self.tables.bounds)
        self.names = Names(self.tables.names, self.units)
        self.ages = Ages(self.tables.measures)

    def code(self, document: Document) -> Iterable[Figure]:
        """The figures of a report, in the order of the text. Dates, times of day and numbers in names are none."""
        measures = self._measures(document)
        return _Reader(self, document).figures(measures) if measures else ()

    def _measures(self, document: Document) -> list[Measure]:
        """The numerals with their units, ranges joined, bounds found; without dates and fixed phrases."""
        text = document.text
        times: list[Time] = sorted(document.records.get("times", ()), key=lambda t: t.start)
        found = (m for n in self.numbers.find(text) if (m := self.units.measure(text, n)) is not None)
        kept = (m for m in found if not self.names.is_phrase(text, m) and not self.names.is_time(text, times, m))
        measures = self.ranges.join(text, kept)
        for m, before in zip(measures, (None, *measures), strict=False):
            self.ages.mark(text, m, before)
            self.bounds.bound(text, m)
        return measures


class _Reader:
    """Makes the records of one document out of its measures."""

    def __init__(self, coder: FigureCoder, document: Document) -> None:
        self._coder = coder
        self._text = document.text
        tree = tree_of(document)
        self._phrases = Phrases(coder.tables.measures, tree, document.text)
        self._phrases.take((t.start, t.end) for t in document.records.get("times", ()))
        self._counter = Counter(self._phrases)
        self._setting = Setting(document, tree)
        self._holders = Holders(document, tree)

    def figures(self, measures: Iterable[Measure]) -> Iterator[Figure]:
        """The figures that the measures make, in their order."""
        kept = list(self._without_names(measures))
        self._phrases.take((m.start, m.end) for m in kept)
        before: tuple[Measure, Counted] | None = None
        for m, noun in zip(kept, self._nouns(kept), strict=True):
            if before is not None and m.number.start < before[0].end:
                continue
            if self._coder.names.is_pronoun(self._phrases, m, noun) or self._within(m, noun, before):
                continue
            before = m, self._counted(m, noun, before)
            if before[1].change and self._is_from_to(m):
                yield from self._levels(*before)
            else:
                yield self._figure(*before)

    def _without_names(self, measures: Iterable[Measure]) -> Iterator[Measure]:
        """The measures without numbers of things ("Sections 3 and 23") and parts of names."""
        named, names, phrases = -1, self._coder.names, self._phrases
        for m in measures:
            noun = None if m.unit else self._counter.noun(m)
            listed = not m.unit and names.are_listed(self._text, named, m.start)
            if listed or names.is_name(phrases, m, noun) or names.is_part(phrases, m):
                named = m.end
            else:
                yield m

    def _nouns(self, measures: Sequence[Measure]) -> list[int | None]:
        """What each counts; numbers on a list share what the last counts: "four-, five- and six-cylinder engines"."""
        nouns: list[int | None] = []
        after: Measure | None = None
        for m in reversed(measures):
            noun = self._noun(m)
            if m.hanging and not m.unit and after is not None:
                noun, m.shares = nouns[-1], after.shares or after
            nouns.append(noun)
            after = m
        return nouns[::-1]

    def _noun(self, m: Measure) -> int | None:
        """The thing that a measure counts; a unit that stands apart from its number ("six more months") is none."""
        noun = None if m.unit else self._counter.noun(m)
        if noun is None or not (unit := self._coder.units.word(self._phrases.tree.low[noun])):
            return noun
        m.unit, m.kind, m.end = unit.code, unit.kind, self._counter.end(noun, m)
        return None

    def _within(self, m: Measure, noun: int | None, before: tuple[Measure, Counted] | None) -> bool:
        """Whether a number belongs to what the figure before counts: "two new 737 Max jets"."""
        return noun is not None and before is not None and noun == before[1].noun and not before[0].hanging

    def _counted(self, m: Measure, noun: int | None, before: tuple[Measure, Counted] | None) -> Counted:
        """What a measure counts; told again or led to by a change, what the figure before does."""
        counted = self._counter.read(m, noun)
        self._coder.units.per(self._text, m, self._counter.reach(m, counted))
        if before is None or not m.unit:
            return counted
        between = self._text[before[0].end : m.start].strip() if m.start - before[0].end < 5 else "..."
        if between in self._coder.tables.bounds.asides:
            m.bound, m.approximate = m.bound or before[0].bound, before[0].approximate or m.approximate
        elif not (before[1].change and not counted.change and between in self._coder.tables.measures.levels):
            return counted
        return counted._replace(of=before[1].of, holders=before[1].holders)

    def _is_from_to(self, m: Measure) -> bool:
        """Whether a range begins with "from": behind a verb of change it tells two levels."""
        opening = self._text[m.start : m.start + 12].lower().split(" ")[0]
        return m.ends is not None and opening in self._coder.tables.bounds.levels_from

    def _levels(self, m: Measure, counted: Counted) -> Iterator[Figure]:
        """The figures of a change from one level to another: both levels, each exact."""
        for end in m.ends or ():
            end.unit, end.kind, end.approximate = end.unit or m.unit, end.kind or m.kind, m.approximate
            last = end.end == m.end
            yield self._figure(end, counted._replace(change=False), last)

    def _figure(self, m: Measure, counted: Counted, with_noun: bool = True) -> Figure:
        text, counter = self._text, self._counter
        noun, bound = counter.name(counted.noun, m.shares or m), "" if m.ranged else m.bound
        span = Span(m.start, counter.end(counted.noun, m) if with_noun and not m.hanging else m.end)
        return Figure(
            start=span.start, end=span.end, text=text[span.start : span.end], value=_rounded(m.value),
            low=None if bound == "most" else _rounded(m.low), high=None if bound == "least" else _rounded(m.high),
            unit=unit_of(m, noun), kind=kind_of(m, noun, counted.change), of=_phrase(text, counted.of),
            holder=self._holders.party(counted.holders),
            period=self._setting.period(self._phrases.token(m.number.start), span), said_by=self._setting.teller(span),
            approximate=m.approximate, confidence=_confidence(m, counted), rule=_rule(m),
        )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    """The value without the last digits' noise of floating arithmetic."""
    return None if value is None else float(f"{value:.12g}")


def _phrase(text: str, span: Span | None) -> Phrase | None:
    if span is None or span.end <= span.start:
        return None
    return Phrase(start=span.start, end=span.end, text=text[span.start : span.end])


def _rule(m: Measure) -> str:
    """The table that made the figure, and its entry."""
    if m.rule:
        return f"units/{m.rule}"
    if m.unit:
        table = "currencies.tsv" if m.kind == "money" and m.unit.isupper() else "units.tsv"
        return f"units/{table}:{m.unit}"
    if m.number.fraction:
        return "units/numbers.yaml:fractions"
    return f"units/numbers.yaml:{'digits' if m.number.digits else 'words'}"


def _confidence(m: Measure, counted: Counted) -> float:
    """A unit and a thing counted vouch for a figure; a bare number may be part of something unseen."""
    if m.unit or m.number.fraction:
        return 0.95
    return 0.9 if counted.noun is not None else 0.7
