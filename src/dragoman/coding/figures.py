"""Figures: numbers with unit, kind, what they count, whose, over which time, and who gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..knowledge import Knowledge
from ..records import Figure, Phrase, Span, Time
from .document import Document
from .quantity import Bounds, Counted, Counter, Holders, Measure, Names, Numbers, Ranges, Setting, Tables, Units
from .quantity.ages import Ages
from .quantity.kinds import kind_of, unit_of
from .registry import record_type
from .tree import Tree, tree_of


# Between a change and the level that it led to: "rose 4% to $84".
_LISTED = frozenset({"and", "or", ",", "to", "-", "–", "&", "through"})
_LEVELS = frozenset({"to", "at"})


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
        if not measures:
            return
        tree = tree_of(document)
        counter = Counter(self.tables.measures, tree, document.text)
        counter.take((t.start, t.end) for t in document.records.get("times", ()))
        measures = list(self._without_names(document, tree, counter, measures))
        counter.take((m.start, m.end) for m in measures)
        setting = Setting(document, tree)
        holders = Holders(document, tree)
        before: tuple[Measure, Counted] | None = None
        for m in measures:
            counted = self._counted(document, tree, counter, m, before)
            if counted is None:
                continue
            before = (m, counted)
            yield self._figure(document, counter, setting, holders, m, counted)

    def _measures(self, document: Document) -> list[Measure]:
        """The numerals with their units, ranges joined, bounds found; without dates and fixed phrases."""
        text = document.text
        times: list[Time] = sorted(document.records.get("times", ()), key=lambda t: t.start)
        phrases = self.names.spans(text)
        found = (m for n in self.numbers.find(text) if (m := self.units.measure(text, n)) is not None)
        kept = (m for m in found if not self.names.covered(phrases, m) and not self.names.is_time(text, times, m))
        measures = self.ranges.join(text, kept)
        for m, before in zip(measures, (None, *measures), strict=False):
            self.ages.mark(text, m, before)
            self.bounds.bound(text, m)
        return measures

    def _without_names(
        self, document: Document, tree: Tree, counter: Counter, measures: Iterable[Measure]
    ) -> Iterator[Measure]:
        """The measures without numbers of things ("Sections 3 and 23") and parts of names."""
        named = -1
        for m in measures:
            listed = not m.unit and 0 < m.start - named <= 6 and document.text[named : m.start].strip() in _LISTED
            if listed or self._is_name(document, tree, counter, m):
                named = m.end
            else:
                yield m

    def _is_name(self, document: Document, tree: Tree, counter: Counter, m: Measure) -> bool:
        """Whether a measure is none, by the words around it and the parse."""
        token = counter.token(m.number.start)
        noun = None if m.unit else counter.noun(m)
        return self.names.is_name(document.text, tree, token, m, noun) or self.names.is_part(
            document.text, tree, token, m
        )

    def _counted(
        self, document: Document, tree: Tree, counter: Counter, m: Measure, before: tuple[Measure, Counted] | None
    ) -> Counted | None:
        """What a measure counts; None where it is no figure."""
        noun = None if m.unit else counter.noun(m)
        if m.value == 1 and not m.unit and not m.number.digits and noun is None:
            return None
        if before is not None and m.number.start < before[0].end:
            return None
        counted = counter.read(m, noun)
        self.units.per(document.text, m, counter.reach(m, counted))
        if before is not None:
            if noun is not None and noun == before[1].noun and tree.start[noun] > m.end and not before[0].hanging:
                return None
            if m.unit and _told_again(document.text, before[0], m):
                m.bound, m.approximate = before[0].bound, before[0].approximate or m.approximate
                return counted._replace(of=before[1].of, holder=before[1].holder)
            if before[1].change and not counted.change and document.text[before[0].end : m.start].strip() in _LEVELS:
                return counted._replace(of=before[1].of, holder=before[1].holder)
        return counted

    def _figure(
        self, document: Document, counter: Counter, setting: Setting, holders: Holders, m: Measure, counted: Counted
    ) -> Figure:
        text = document.text
        noun = counter.name(counted.noun, m)
        span = Span(m.start, max(m.end, counter.end(counted.noun, m)))
        bound = "" if m.ranged else m.bound
        return Figure(
            start=span.start, end=span.end, text=text[span.start : span.end], value=_rounded(m.value),
            low=None if bound == "most" else _rounded(m.low), high=None if bound == "least" else _rounded(m.high),
            unit=unit_of(m, noun), kind=kind_of(m, noun, counted.change), of=_phrase(text, counted.of),
            holder=holders.party(counted.holder), period=setting.period(counter.token(m.number.start), span),
            said_by=setting.teller(span), approximate=m.approximate, confidence=_confidence(m, counted), rule=_rule(m),
        )  # fmt: skip


def _told_again(text: str, before: Measure, m: Measure) -> bool:
    """Whether a measure in brackets tells the one before it again: "8 miles (13 km)", "450 Nm (332 lb-ft)"."""
    between = text[before.end : m.start]
    return between.strip() in ("(", "/", "[") and len(between) < 4


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
    """Measured on our own samples by kind: with a unit, with a thing counted, with neither."""
    if m.unit or m.number.fraction:
        return 0.95
    return 0.9 if counted.noun is not None else 0.7
