"""The timeline: events that took place, by day or longer, cooperation above the line and conflict below."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable

import msgspec

from .days import MONTHS, day_range, long_day

REACH = datetime.timedelta(days=31)
Start = Callable[[datetime.date], datetime.date]


class Bar(msgspec.Struct, frozen=True):
    """One stretch of time: `counts` by quad class 1 to 4."""

    label: str
    counts: tuple[int, int, int, int]


class Segment(msgspec.Struct, frozen=True):
    quad: int
    x: float
    y: float
    width: float
    height: float
    label: str


class Tick(msgspec.Struct, frozen=True):
    at: float
    label: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn timeline. outside: events before or after it; step: what one bar stands for."""

    width: int
    height: int
    base: float
    left: float
    segments: list[Segment]
    ticks: list[Tick]
    levels: list[Tick]


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """The bars of a timeline. outside: events before or after them; step: what one bar stands for."""

    bars: list[Bar]
    step: str
    outside: int
    first: str
    last: str


def _same(day: datetime.date) -> datetime.date:
    return day


def _week(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _month(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def _quarter(day: datetime.date) -> datetime.date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def _year(day: datetime.date) -> datetime.date:
    return day.replace(month=1, day=1)


STEPS: tuple[tuple[str, Start, int], ...] = (
    ("day", _same, 1), ("week", _week, 7), ("month", _month, 31), ("quarter", _quarter, 92), ("year", _year, 366),
)  # fmt: skip


def bars_of(
    days: Counter[tuple[datetime.date, int]], first: datetime.date | None, last: datetime.date | None, most: int
) -> Span | None:
    """The bars from a month before the first report to a month after the last, at most about `most` of them.

    Days beyond are background that a report looks back on. Where most events lie in a stretch that finer bars
    fit, the picture has that stretch alone. None where no event has a day.
    """
    low = first - REACH if first and first > datetime.date.min + REACH else None
    high = last + REACH if last and last < datetime.date.max - REACH else None
    kept = {k: n for k, n in days.items() if (low is None or k[0] >= low) and (high is None or k[0] <= high)}
    if not kept:
        return None
    start, end = min(d for d, _ in kept), max(d for d, _ in kept)
    level = _level(start, end, most)
    core = _core(kept)
    if (closer := _level(*core, most)) < level:
        (start, end), level = core, closer
        kept = {k: n for k, n in kept.items() if start <= k[0] <= end}
    step, begin, _ = STEPS[level]
    sums: Counter[tuple[datetime.date, int]] = Counter()
    for (day, quad), n in kept.items():
        sums[begin(day), quad] += n
    bars = [
        Bar(_name(at, step), (sums[at, 1], sums[at, 2], sums[at, 3], sums[at, 4])) for at in _starts(start, end, begin)
    ]
    outside = sum(days.values()) - sum(kept.values())
    return Span(bars=bars, step=step, outside=outside, first=long_day(start), last=long_day(end))


def _level(start: datetime.date, end: datetime.date, most: int) -> int:
    """The finest step of which at most about `most` fill the stretch."""
    return next((i for i, (*_, days) in enumerate(STEPS) if (end - start).days <= most * days), len(STEPS) - 1)


def _core(days: dict[tuple[datetime.date, int], int]) -> tuple[datetime.date, datetime.date]:
    """The shortest stretch that holds half of the events, and what follows it or goes before without a gap."""
    counts: Counter[datetime.date] = Counter()
    for (day, _), n in days.items():
        counts[day] += n
    ordered = sorted(counts)
    first, last = _shortest(ordered, counts, 0.5 * sum(counts.values()))
    gap = max(3, (ordered[last] - ordered[first]).days // 10)
    while first > 0 and (ordered[first] - ordered[first - 1]).days <= gap:
        first -= 1
    while last < len(ordered) - 1 and (ordered[last + 1] - ordered[last]).days <= gap:
        last += 1
    return ordered[first], ordered[last]


def _shortest(ordered: list[datetime.date], counts: Counter[datetime.date], wanted: float) -> tuple[int, int]:
    """Where the shortest stretch of days begins and ends that holds as many events as wanted."""
    best = (0, len(ordered) - 1)
    held, first = 0, 0
    for last, day in enumerate(ordered):
        held += counts[day]
        while held - counts[ordered[first]] >= wanted:
            held -= counts[ordered[first]]
            first += 1
        if held >= wanted and day - ordered[first] < ordered[best[1]] - ordered[best[0]]:
            best = (first, last)
    return best


def _starts(first: datetime.date, last: datetime.date, begin: Start) -> list[datetime.date]:
    found = [begin(first)]
    day = found[0]
    while day < last:
        day += datetime.timedelta(days=1)
        if begin(day) != found[-1]:
            found.append(begin(day))
    return found


def _name(day: datetime.date, step: str) -> str:
    if step == "day":
        return long_day(day)
    if step == "week":
        return day_range(day, day + datetime.timedelta(days=6))
    if step == "month":
        return f"{MONTHS[day.month - 1]} {day.year}"
    return f"{MONTHS[day.month - 1]}–{MONTHS[day.month + 1]} {day.year}" if step == "quarter" else str(day.year)


def draw_timeline(span: Span, quad_words: dict[int, str], width: int, height: int) -> Timeline:
    """The bars as rectangles in a picture of that many units, words of cooperation next to the line, deeds beyond."""
    left, right, top, bottom = 30.0, 6.0, 10.0, 24.0
    up = max(1, *(b.counts[0] + b.counts[1] for b in span.bars))
    down = max(1, *(b.counts[2] + b.counts[3] for b in span.bars))
    unit = (height - top - bottom) / (up + down)
    base = top + up * unit
    slot = (width - left - right) / len(span.bars)
    thick = min(28.0, slot * 0.82)
    segments = []
    for i, bar in enumerate(span.bars):
        x = left + i * slot + (slot - thick) / 2
        for quads, sign in (((1, 2), -1), ((3, 4), 1)):
            y = base
            for quad in quads:
                tall = bar.counts[quad - 1] * unit
                if tall:
                    at = y - tall if sign < 0 else y
                    label = f"{bar.label}: {bar.counts[quad - 1]} {quad_words.get(quad, '').lower()}"
                    segments.append(Segment(quad, round(x, 1), round(at, 1), round(thick, 1), round(tall, 1), label))
                    y += sign * tall
    return Timeline(
        width=width, height=height, base=round(base, 1), left=left, segments=segments,
        ticks=_ticks(span.bars, left, slot, width), levels=_levels(up, down, base, unit),
    )  # fmt: skip


def _ticks(bars: list[Bar], left: float, slot: float, width: int) -> list[Tick]:
    """As many labels under the bars as find room."""
    long = 7.6 * max(len(b.label) for b in bars)
    every = max(1, int(-(-(long + 10) // slot)))
    middles = [left + (i + 0.5) * slot for i in range(len(bars))]
    fit = [i for i, at in enumerate(middles) if long / 2 <= at <= width - long / 2]
    return [Tick(round(middles[i], 1), bars[i].label) for i in fit[::every]]


def _levels(up: int, down: int, base: float, unit: float) -> list[Tick]:
    """Grid lines at round counts on both sides of the line."""
    step = next(s * 10**p for p in range(9) for s in (1, 2, 5) if (up + down) / (s * 10**p) <= 6)
    above = [Tick(round(base - n * unit, 1), f"{n:,}") for n in range(step, up + 1, step)]
    below = [Tick(round(base + n * unit, 1), f"{n:,}") for n in range(step, down + 1, step)]
    return [*above, Tick(round(base, 1), "0"), *below]
