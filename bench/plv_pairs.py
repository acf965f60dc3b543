"""The experiment with a model of pairs, on PLV beside `../shared/bench`: `python bench/plv_pairs.py [MODEL FOLDER]`.

Prints root and quad macro F1 of the lexicon, of the model alone, of the model with the lexicon's word before the
sentence, and of the two weighed together (weights times the lexicon's confidence, added to the model's log
probability; picking one of them on this data says nothing about other data). Needs `make train` and onnxruntime.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import dragoman

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench"
sys.path += [str(ROOT / "training"), str(BENCH)]

from pairmodel import FOLDER, PairModel, hint  # noqa: E402
from score import QUAD, macro_f1, root  # noqa: E402

WEIGHTS = (1, 2, 3, 4)


def show(name: str, gold: list[str], guess: list[str]) -> None:
    quads = macro_f1([QUAD[g] for g in gold], [QUAD.get(g, 0) for g in guess])
    print(f"{name:24} root {macro_f1(gold, guess)} quad {quads}")


def main(folder: Path) -> None:
    lexicon, model = dragoman.Coder(), PairModel(folder)
    gold, told, judged = [], [], {"alone": [], "with the lexicon's word": []}
    for line in (BENCH / "plv.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        sentence, actor = row["sentence"], tuple(row["actor"])
        recipient = tuple(row["recipient"]) if row["recipient"] else None
        found = lexicon.classify(sentence, actor, recipient)
        gold.append(row["category"])
        told.append(found)
        for name, word in (
            ("alone", ""),
            ("with the lexicon's word", hint(found.category, found.mode, found.confidence)),
        ):
            sums: dict[str, float] = {}
            for category, share in model.judge(sentence, actor, recipient, word).categories.items():
                sums[root(category)] = sums.get(root(category), 0.0) + share
            judged[name].append(sums)
    show("lexicon", gold, [root(t.category) or "NONE" for t in told])
    for name, rows in judged.items():
        show(f"model {name}", gold, [max(sums, key=lambda c: sums[c]) for sums in rows])
    for weight in WEIGHTS:
        guess = []
        for found, sums in zip(told, judged["with the lexicon's word"], strict=True):
            scores = {c: math.log(share + 1e-4) for c, share in sums.items()}
            if found.category:
                scores[root(found.category)] += weight * (found.confidence + 0.2)
            guess.append(max(scores, key=lambda c: scores[c]))
        show(f"weighed, {weight}", gold, guess)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
