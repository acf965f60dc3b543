"""Figures: numbers with unit, kind, what they count, whose, over which time, and who gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..knowledge import Knowledge
from ..records import Figure, Party, Phrase, Span, Time
from .document import Document
from .quantity import Bounds, Counted, Counter, Measure, Names, Numbers, Ranges, Setting, Tables, Units
from .quantity.ages import Ages
from .quantity.kinds import kind_of, unit_of
from .registry import record_type
from .tree import Tree, tree_of


@record_type("figures", Figure, needs=("times", "entities", "statements"))
class FigureCoder:
    """Finds numbers by `data/units/`, and what they count by the parse."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.tables = Tables(knowledge)
        self.numbers = Numbers(self.tables.numbers)
        self.units = Units(self.tables)
        self.bounds = Bounds(self.tables.bounds)
        self.ranges = Ranges(self.tables.bounds)
        self.names = Names(self.tables.names)
        self.ages = Ages(self.tables.measures)

    def code(self, document: Document) -> Iterable[Figure]:
        """The figures of a report, in the order of the text. Dates, times of day and numbers in names are none."""
        measures = self._measures(document)
        if not measures:
            return
        tree = tree_of(document)
        counter = Counter(self.tables.measures, tree, document.text)
        setting = Setting(document, tree)
        parties: dict[Span, Party] = {}
        previous: tuple[Measure, Counted] | None = None
        for m in measures:
            noun = None if m.unit else counter.noun(m)
            counted = self._counted(document, tree, counter, m, noun, previous)
            if counted is None:
                continue
            previous = (m, counted)
            yield self._figure(document, tree, counter, setting, m, counted, parties)

    def _measures(self, document: Document) -> list[Measure]:
        """The numerals with their units, ranges joined, bounds found; without dates and fixed phrases."""
        text = document.text
        times: list[Time] = sorted(document.records.get("times", ()), key=lambda t: t.start)
        phrases = self.names.spans(text)
        found = (m for n in self.numbers.find(text) if (m := self.units.measure(text, n)) is not None)
        kept = (m for m in found if not self.names.covered(phrases, m) and not self.names.is_time(text, times, m))
        measures = self.ranges.join(text, kept)
        for m in measures:
            self.ages.mark(text, m)
            self.bounds.bound(text, m)
        return measures

    def _counted(
        self, document: Document, tree: Tree, counter: Counter, m: Measure, noun: int | None,
        previous: tuple[Measure, Counted] | None,
    ) -> Counted | None:  # fmt: skip
        """What a measure counts; None where it is no figure."""
        token = counter.token(m.number.start)
        plural = noun is not None and tree.tag[noun] in ("NNS", "NNPS")
        if self.names.is_name(document.text, tree, token, m, plural):
            return None
        if m.value == 1 and not m.unit and not m.number.digits and noun is None:
            return None
        if self.names.is_part(document.text, tree, token, m):
            return None
        counted = counter.read(m, noun)
        if previous is not None and m.unit and _same_again(document.text, previous[0], m):
            return counted._replace(of=previous[1].of, holder=previous[1].holder)
        return counted

    def _figure(
        self, document: Document, tree: Tree, counter: Counter, setting: Setting, m: Measure, counted: Counted,
        parties: dict[Span, Party],
    ) -> Figure:  # fmt: skip
        text = document.text
        noun = counter.name(counted.noun)
        end = tree.end[counted.noun] if counted.noun is not None and tree.end[counted.noun] - m.end < 80 else m.end
        span = Span(m.start, max(m.end, end))
        holder = None
        if counted.holder is not None:
            holder = parties.get(counted.holder) or document.party(counted.holder)
            parties[counted.holder] = holder
        low, high = m.low, m.high
        if m.bound == "least":
            high = None
        elif m.bound == "most":
            low = None
        return Figure(
            start=span.start, end=span.end, text=text[span.start : span.end], value=_rounded(m.value), low=_rounded(low),
            high=_rounded(high), unit=unit_of(m, noun), kind=kind_of(m, noun, counted.change), of=_phrase(text, counted.of),
            holder=holder, period=setting.period(counter.token(m.number.start), span), said_by=setting.teller(span),
            approximate=m.approximate, confidence=_confidence(m, counted), rule=_rule(m),
        )  # fmt: skip


def _same_again(text: str, before: Measure, m: Measure) -> bool:
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
