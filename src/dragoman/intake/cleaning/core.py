"""The stretch of lines that is the report: the one with the most to say for it."""

from __future__ import annotations

from collections.abc import Sequence

from .line import Line

_EFFECTS = {"drop": -0.5, "menu": -0.5, "section": -4.0, "end": -6.0, "dated": -6.0}
_SHORT = -0.7
_LITTLE = 0.1
_GAP = -6.0
_ESTABLISHED = 2


def weights(lines: Sequence[Line]) -> list[float]:
    """How much each line speaks for the report to reach over it: above 0 for, below 0 against."""
    short = sum(not line.prose for line in lines) / max(1, len(lines))
    crowd = min(1.0, max(0.05, (short - 0.3) / 0.3))
    values, prose, section = [], 0, False
    for line in lines:
        value = _weight(line, crowd, prose)
        section = line.sign.effect == "section" if line.sign else section and not (line.prose or line.headline)
        values.append(value / 2 if section else value)
        prose = 0 if line.headline else prose + line.prose
    return values


def _weight(line: Line, crowd: float, prose: int) -> float:
    """`prose`: sentences since the headline, before which marks of the page's end or of a list mean little."""
    if line.headline:
        return _SHORT * crowd
    if line.sign is not None:
        return (_EFFECTS[line.sign.effect] if prose >= _ESTABLISHED else -0.5) * crowd
    if line.metadata:
        return (-1.5 if prose >= _ESTABLISHED else -0.3) * crowd
    if line.repeated:
        return -0.5 * crowd
    if line.prose:
        return min(3.0, 0.5 + line.words / 15) if line.sentence else 0.8
    if line.listed or line.brief:
        return _LITTLE
    return 0.0 if line.sentence else _SHORT * crowd


def core(values: Sequence[float], headlines: Sequence[float]) -> tuple[int, int]:
    """The one stretch whose values have the greatest sum, as start and end; (0, 0) where no value is above 0.

    headlines: what a stretch gains by beginning there.
    """
    best, best_span, total, start, lost = 0.0, (0, 0), 0.0, 0, 0.0
    for i, (value, gain) in enumerate(zip(values, headlines, strict=True)):
        before, lost = lost, lost + value if value <= 0 else 0.0
        if value <= 0:
            value = max(lost, _GAP) - max(before, _GAP)
        if total <= gain:
            total, start = gain, i
        total += value
        if total > best and value > 0:
            best, best_span = total, (start, i + 1)
    return best_span
