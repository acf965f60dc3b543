"""Reads the corpus: sentences, and the labels that readers gave them in the shorthand of `corpus/GUIDE.md`.

python training/corpus.py check FILE ...     what breaks the shorthand, line by line
python training/corpus.py agree              how far the two readings agree, by category
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
PLOVER = yaml.safe_load((ROOT / "src/dragoman/data/ontology/plover.yaml").read_text(encoding="utf-8"))
_PLACE = re.compile(r"^(.*)@(\d+)$")


class Label(NamedTuple):
    """One event as a reader saw it; spans are characters of the sentence."""

    category: str
    mode: str
    status: str
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    trigger: tuple[int, int]
    contexts: tuple[str, ...]


class Slip(ValueError):
    """A line that breaks the shorthand."""


def sentences(corpus: Path = CORPUS) -> dict[str, str]:
    """Text by id, of all `*.tsv` in the corpus."""
    found = {}
    for path in sorted(corpus.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            key, text = line.split("\t", 1)
            found[key] = text
    return found


def find(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in the sentence: the first place, or with `@2` the second.

    Raises: Slip where they do not.
    """
    nth = 1
    if words not in text and (match := _PLACE.match(words)):
        words, nth = match[1], int(match[2])
    at = -1
    for _ in range(nth):
        at = _next(text, words, at + 1)
        if at < 0:
            raise Slip(f"{words!r} (place {nth}) does not stand in the sentence")
    return at, at + len(words)


def _next(text: str, words: str, start: int) -> int:
    """The next place where the words stand as whole words, else as characters."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, start)
    return whole.start() if whole else text.find(words, start)


def read_line(line: str, text: str) -> Label:
    """One label. Raises: Slip, saying what was expected."""
    cells = [cell.strip() for cell in line.split(" | ")]
    if len(cells) != 5 or "=>" not in cells[2]:
        raise Slip("expected: CATEGORY mode | status | actors => recipients | trigger | contexts")
    category, _, mode = cells[0].partition(" ")
    if category not in PLOVER["categories"]:
        raise Slip(f"no category {category!r}")
    if mode and mode not in PLOVER["categories"][category].get("modes", {}):
        raise Slip(f"{category} has no mode {mode!r}")
    if cells[1] not in PLOVER["status"]:
        raise Slip(f"no status {cells[1]!r}")
    contexts = tuple(c for c in cells[4].split() if c != "-")
    if unknown := set(contexts) - set(PLOVER["contexts"]):
        raise Slip(f"no contexts {sorted(unknown)}")
    actors, _, recipients = cells[2].partition("=>")
    return Label(
        category, mode, cells[1], _parties(actors, text), _parties(recipients, text), find(text, cells[3]), contexts
    )


def _parties(cell: str, text: str) -> tuple[tuple[int, int], ...]:
    words = [w.strip() for w in cell.split(" ; ")]
    return tuple(find(text, w) for w in words if w and w != "-")


def read_labels(path: Path, texts: dict[str, str]) -> Iterator[tuple[str, list[Label], list[str]]]:
    """Id, labels and slips of each block of a file."""
    key, labels, slips = "", [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            if key:
                yield key, labels, slips
            key, labels, slips = line[1:].strip(), [], []
            if key not in texts:
                slips.append(f"{path.name}:{number}: no sentence {key!r}")
        elif line.strip():
            try:
                labels.append(read_line(line, texts.get(key, "")))
            except Slip as slip:
                slips.append(f"{path.name}:{number}: {slip}")
    if key:
        yield key, labels, slips


def check(paths: list[Path]) -> int:
    """Prints every slip; returns how many there are."""
    texts, count, blocks, events = sentences(), 0, Counter(), 0
    for path in paths:
        for key, labels, slips in read_labels(path, texts):
            blocks[key] += 1
            events += len(labels)
            count += len(slips)
            for slip in slips:
                print(slip)
    twice = [key for key, n in blocks.items() if n > 1]
    print(f"{len(blocks)} sentences, {events} events, {count} slips, {len(twice)} sentences labelled twice {twice[:5]}")
    return count


def readings(folder: Path, texts: dict[str, str]) -> dict[str, list[Label]]:
    """The labels of each sentence that one reader labelled without a slip."""
    return {
        key: labels
        for path in sorted(folder.glob("*.txt"))
        for key, labels, slips in read_labels(path, texts)
        if not slips
    }


def gold(corpus: Path = CORPUS) -> dict[str, list[Label]]:
    """What counts: the settled labels where two readings differed, else what both tell, with the contexts both gave."""
    texts = sentences(corpus)
    first, second = readings(corpus / "first", texts), readings(corpus / "second", texts)
    found = readings(corpus / "settled", texts)
    for key, labels in first.items():
        if key not in found and (both := alike(labels, second.get(key, labels))) is not None:
            found[key] = both
    return found


def kept_out(key: str) -> bool:
    """Whether a sentence, by its id, is of the eighth that trains nothing: what is measured is measured on those."""
    return zlib.crc32(key.encode()) % 8 == 0


def alike(one: list[Label], other: list[Label]) -> list[Label] | None:
    """The labels of one reading with the contexts of both, where the two tell the same; None where they differ."""
    left, found = list(other), []
    for label in one:
        match = next((o for o in left if _same(label, o)), None)
        if match is None:
            return None
        left.remove(match)
        shared = tuple(c for c in label.contexts if c in match.contexts)
        found.append(label._replace(contexts=shared or tuple(dict.fromkeys(label.contexts + match.contexts))))
    return None if left else found


def _same(one: Label, other: Label) -> bool:
    return one[:3] == other[:3] and _meet(one.actors, other.actors) and _meet(one.recipients, other.recipients)


def _meet(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> bool:
    """Whether two lists of parties name the same ones, if with more or fewer words."""
    return len(one) == len(other) and all(any(a[0] < b[1] and b[0] < a[1] for b in other) for a in one)


def stated_sentences(corpus: Path = CORPUS) -> Iterator[tuple[str, list[tuple[tuple[int, int], str]]]]:
    """The sentences of `status/`, each with its event words and the status of each.

    Raises: Slip, with file and line, where a line breaks the shorthand.
    """
    for path in sorted((corpus / "status").glob("*.txt")):
        text, words = "", []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("# "):
                if text:
                    yield text, words
                text, words = line[2:], []
            elif line.strip():
                status, _, listed = line.partition(":")
                try:
                    words += [(find(text, w.strip()), status) for w in listed.split(",") if w.strip()]
                except Slip as slip:
                    raise Slip(f"{path.name}:{number}: {slip}") from None
                if status not in PLOVER["status"]:
                    raise Slip(f"{path.name}:{number}: no status {status!r}")
        if text:
            yield text, words


def kappa(one: list[bool], other: list[bool]) -> float:
    """Cohen's kappa of two readers who say yes or no to the same questions (Cohen 1960)."""
    n = len(one)
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    yes, yes_too = sum(one) / n, sum(other) / n
    chance = yes * yes_too + (1 - yes) * (1 - yes_too)
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


def agree(corpus: Path = CORPUS) -> None:
    """Prints how far two readings agree on the categories that a sentence tells of, and on mode and status of those."""
    texts = sentences(corpus)
    first, second = readings(corpus / "first", texts), readings(corpus / "second", texts)
    both = sorted(first.keys() & second.keys())
    print(f"{len(both)} sentences read twice")
    for category in PLOVER["categories"]:
        seen = [
            [any(label.category == category for label in reading[key]) for key in both] for reading in (first, second)
        ]
        print(f"{category:10} {sum(seen[0]):5} {sum(seen[1]):5}  kappa {kappa(*seen):.2f}")
    none = [[not reading[key] for key in both] for reading in (first, second)]
    print(f"{'no event':10} {sum(none[0]):5} {sum(none[1]):5}  kappa {kappa(*none):.2f}")
    pairs = [
        (a, b) for key in both for a in first[key]
        if (b := next((b for b in second[key] if b.category == a.category), None)) is not None
    ]  # fmt: skip
    for name in ("mode", "status"):
        same = sum(getattr(a, name) == getattr(b, name) for a, b in pairs)
        print(f"{name}: the same in {100 * same / max(1, len(pairs)):.0f} % of {len(pairs)} events of one category")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "check":
        sys.exit(bool(check([Path(p) for p in sys.argv[2:]])))
    if sys.argv[1:] == ["agree"]:
        sys.exit(agree())
    sys.exit(__doc__)
