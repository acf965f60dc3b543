"""The brief: one HTML file that says what reports tell, with the proof beside it."""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ... import __version__
from ...archive import OutputError
from ...records import Report
from .days import as_date, long_day
from .gather import gather
from .limits import Limits
from .readings import affordable, reading
from .ring import draw_ring, tone
from .source import cut
from .story import by_day, dates, highlights, lead, title_of, voices
from .timeline import bars_of, draw_timeline
from .words import speaking, words
from .worldmap import Frame, draw_maps

HERE = Path(__file__).resolve().parent
# Every picture is drawn twice, for a desk and for a phone; the style sheet shows one of them.
FRAMES = {
    "wide": Frame(width=960, lowest=400, highest=600, font=14, trim=0.02),
    "wide close": Frame(width=960, lowest=400, highest=560, font=14, trim=0.2),
    "narrow": Frame(width=390, lowest=300, highest=430, font=13, trim=0.2),
}
# What no HTML document may hold: control characters, lone surrogates, non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def brief_html(reports: Iterable[Report], title: str | None = None, limits: Limits | None = None) -> str:
    """The brief as one HTML document that loads nothing from anywhere.

    Args: reports: any number, read once; title: the page's heading, made from the dates where None; limits: how much
        of each is shown, and with that the size of the page.
    """
    limits = limits or Limits()
    gathered = gather(reports, limits)
    top = highlights(gathered, limits.highlights)
    kept = affordable(gathered.reports.ranked(), limits)
    shown = sorted(kept, key=lambda pair: (pair[0].iso or "9999", pair[0].title, pair[0].id))
    anchors = {source.id: f"r{i}" for i, (source, _) in enumerate(shown, 1)}
    dyads = gathered.dyads.ranked()
    spots = gathered.places.ranked()
    readings = [reading(report, source, anchors[source.id], limits) for source, report in shown]
    view = {
        "title": cut(title, limits.line) or title_of(gathered), "lead": lead(gathered, top), "dates": dates(gathered),
        "gathered": gathered, "limits": limits, "words": words(), "version": __version__, "anchors": anchors,
        "highlights": by_day(top), "events": {status: gathered.ranked(status) for status in gathered.events},
        "statements": gathered.statements.ranked(), "voices": voices(gathered, limits.highlighted_statements),
        "figures": gathered.figures.ranked(),
        "timelines": _timelines(gathered.days, gathered.first, gathered.last, limits),
        "maps": draw_maps(spots[: limits.places], FRAMES, "wide close"),
        "spots": spots[: limits.places], "spots_left_out": max(0, len(spots) - limits.places),
        "rings": [r for r in (
            draw_ring(dyads, limits.nodes, 860, 520, 26), draw_ring(dyads, min(9, limits.nodes), 390, 420, 12),
        ) if r],
        "dyads": dyads[: limits.dyads], "dyads_left_out": max(0, len(dyads) - limits.dyads), "tone": tone,
        "readings": readings, "known": {card.anchor for r in readings for card in r.cards},
    }  # fmt: skip
    return _render(view)


def write_brief(
    reports: Iterable[Report], out: str | Path, title: str | None = None, labels: Mapping[str, str] | None = None
) -> Path:
    """Writes the brief to `out` and returns the path.

    Args: reports, title: see `brief_html`; labels: what the categories of an ontology of a user's own are called.
    Raises: OutputError where the file cannot be written.
    """
    out = Path(out)
    with speaking(labels or {}):
        page = brief_html(reports, title)
    part = out.with_name(out.name + ".part")
    try:
        # Whole or not at all: a brief cut short by a full disk must not pass for one.
        part.write_text(page, encoding="utf-8", newline="\n")
        part.replace(out)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise OutputError(f"the brief cannot be written to {out} ({error.strerror}); choose another place") from error
    return out


def _timelines(days: Any, first: Any, last: Any, limits: Limits) -> dict[str, Any] | None:
    span = bars_of(days, first, last, limits.bars)
    if span is None:
        return None
    narrow = bars_of(days, first, last, min(36, limits.bars)) or span
    quads = words().quads
    return {"span": span, "drawn": [draw_timeline(span, quads, 960, 260), draw_timeline(narrow, quads, 390, 240)]}


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_printable,
    )  # fmt: skip
    environment.filters["day"] = lambda iso: long_day(day) if (day := as_date(iso)) else ""
    environment.filters["commas"] = lambda n: f"{n:,}"
    return environment


def _printable(value: Any) -> Any:
    """Text without the characters that no HTML document may hold."""
    return _UNPRINTABLE.sub("\ufffd", value) if type(value) is str else value


def _render(view: dict[str, Any]) -> str:
    style, script = ((HERE / "assets" / name).read_text(encoding="utf-8") for name in ("brief.css", "brief.js"))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _environment().get_template("brief.html")
    return template.render(**view, style=Markup(style), script=Markup(script), policy=Markup(policy))


def _hash(text: str) -> str:
    """The hash by which the page's policy lets in its own style and script, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
