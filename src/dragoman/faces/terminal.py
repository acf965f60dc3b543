"""A report on a terminal: its text with the records marked in colour, and a table of them under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..records import Event, Figure, Report, Span, Statement, Time

# Layers in the order they are painted: later ones lie on top.
STYLES = {
    "statements": "italic cyan",
    "entities": "underline",
    "places": "green",
    "times": "magenta",
    "figures": "bold yellow",
    "events": "bold reverse red",
}
SHOWN = ("statements", "places", "times", "figures", "events")
# Control characters could move the cursor or run a terminal's commands; directional overrides turn text round.
_HARMFUL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")


def harmless(text: object) -> str:
    """The text, as many characters long, without what a terminal would obey."""
    return str(text).translate(_HARMFUL)


def shown_report(report: Report, layers: Sequence[str] = SHOWN) -> RenderableType:
    """Title, legend, marked text and table of a report."""
    head = Text(harmless(report.title or "Untitled report"), style="bold")
    known = (report.publisher, report.date, report.url or report.origin, report.id)
    about = " · ".join(harmless(x) for x in known if x)
    legend = Text("  ").join(Text(layer, style=STYLES[layer]) for layer in STYLES if layer in layers)
    gap = Text()
    body = (marked(report, layers), gap, record_table(report, layers))
    return Group(head, Text(about, style="dim"), legend, gap, *body)


def marked(report: Report, layers: Iterable[str]) -> Text:
    """The report's text with the records of each layer in its style."""
    text = Text(harmless(report.text))
    for heading in report.headings:
        text.stylize("bold", *heading)
    for layer, style in STYLES.items():
        if layer in layers:
            for record in getattr(report, layer):
                for span in spans_of(record):
                    text.stylize(style, *span)
    return text


def spans_of(record: Any) -> list[Span]:
    """The characters that a record is read from."""
    if isinstance(record, Event):
        return [record.trigger]
    if isinstance(record, Statement):
        return list(record.content)
    return list(record.mentions) if hasattr(record, "mentions") else [Span(record.start, record.end)]


def record_table(report: Report, layers: Iterable[str]) -> Table:
    """A line a record: its type, what it says, where it stands, how sure it is, its id."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("record", "what", "sure", "id"):
        table.add_column(name, overflow="fold", no_wrap=name != "what", justify="right" if name == "sure" else "left")
    for layer in ("events", "statements", "figures", "entities", "places", "times"):
        if layer in layers:
            for record in getattr(report, layer):
                what = harmless(" ".join(summary(record, report.text).split()))
                table.add_row(Text(layer, style=STYLES[layer]), Text(what), f"{record.confidence:.2f}", record.id)
    return table


def summary(record: Any, text: str) -> str:
    """A record in one line."""
    if isinstance(record, Event):
        return _event(record)
    if isinstance(record, Statement):
        speaker = record.speaker.name if record.speaker else record.source.of(text) if record.source else "somebody"
        return f"{speaker}: " + " … ".join(s.of(text) for s in record.content)
    if isinstance(record, Figure):
        return " ".join(_figure(record))
    if hasattr(record, "mentions"):
        known = ", ".join(x for x in (record.country, record.sector, record.role) if x)
        return f"{record.name}{f' ({known})' if known else ''}, {len(record.mentions)} mentions"
    if hasattr(record, "latitude"):
        at = "" if record.latitude is None else f" {record.latitude:.2f}, {record.longitude:.2f}"
        return f"{record.text} = {record.name} {record.country}{at}"
    return f"{record.text} = {record.earliest or '?'} to {record.latest or '?'}"


def _event(event: Event) -> str:
    sides = [", ".join(_party(p) for p in parties) for parties in (event.actors, event.recipients)]
    act = f"{event.category}{f'/{event.mode}' if event.mode else ''}"
    when = _when(event.time) if event.time else ""
    where = f" in {event.place.name}" if event.place else ""
    return f"{event.status}: {sides[0] or '?'} {act} {sides[1]}{when}{where}"


def _when(time: Time) -> str:
    """Its days: one as it stands, several by the first and the last."""
    if not time.earliest or time.earliest == time.latest:
        return f" on {time.earliest}" if time.earliest else ""
    return f" between {time.earliest} and {time.latest}" if time.latest else f" since {time.earliest}"


def _party(party: Any) -> str:
    return f"{party.name} ({party.country})" if party.country else party.name


def _figure(figure: Figure) -> Iterator[str]:
    low, high = (f"{x:g}" if x is not None else "" for x in (figure.low, figure.high))
    yield f"{figure.text} ="
    yield f"{figure.value:g}" if figure.value is not None and low == high else f"{low}..{high}"
    if figure.unit:
        yield figure.unit
    if figure.of:
        yield f"of {figure.of.text}"
    if figure.said_by:
        yield f"({figure.said_by.name})"


def explained(report: Report, record: Any) -> RenderableType:
    """One record with its proof: sentence, rule or model, confidence, versions, the raw characters and their place."""
    first = min(span.start for span in spans_of(record))
    sentence = next((s for s in report.sentences if s.start <= first < s.end), Span(0, len(report.text)))
    text = Text(harmless(report.text))
    for party in (*getattr(record, "actors", ()), *getattr(record, "recipients", ())):
        text.stylize("underline", party.start, party.end)
    for span in spans_of(record):
        text.stylize(STYLES[_layer(record)], *span)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold")
    grid.add_column(overflow="fold")
    known = report.provenance
    rows: list[tuple[str, RenderableType]] = [
        ("record", Text(f"{record.id}  {type(record).__name__.lower()}")),
        ("says", Text(harmless(" ".join(summary(record, report.text).split())))),
        ("sentence", text[sentence.start : sentence.end]),
        ("rule", Text(record.rule or "none given")),
        ("confidence", Text(f"{record.confidence:.2f}")),
        ("read by", Text(f"dragoman {known.package}, lexicon {known.lexicon}, model {known.model}" if known else "?")),
        ("report", Text(harmless(" · ".join(filter(None, (report.id, report.title, report.date, report.publisher)))))),
        ("from", Text(harmless(report.url or report.origin or "a text passed in"))),
    ]
    rows += [("raw", _raw(report, span)) for span in spans_of(record)[:5]]
    for name, value in rows:
        grid.add_row(name, value)
    return grid


def _raw(report: Report, span: Span, context: int = 80) -> Text:
    """The characters of the input that a span stands for, with some around them."""
    raw = harmless(report.text if report.raw is None else report.raw).replace("\n", " ")
    start, end = report.raw_span(span)
    text = Text(f"{start}-{end}: …{raw[max(0, start - context) : start]}")
    return text.append(raw[start:end], style="bold reverse").append(f"{raw[end : end + context]}…")


def _layer(record: Any) -> str:
    return {"entity": "entities"}.get(name := type(record).__name__.lower(), f"{name}s")
