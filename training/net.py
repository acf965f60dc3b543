"""The network of the judge and of its teacher, and the loop that trains either.

The method is the entity marker of Baldini Soares et al. (ACL 2019): parties and event word stand between signs, and
what is read off is the encoder's output at the opening signs, beside the mean of all; who acts and who is acted on is
read off at each token.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from corpus import PLOVER
from questions import Answer, Example
from torch import nn
from transformers import AutoModel, AutoTokenizer

from dragoman.coding.judging import NONE, Question
from dragoman.coding.judging.question import SIGNS

LENGTH = 88
SEED = 20220224
CATEGORIES = [*PLOVER["categories"], NONE]
MODES = [f"{c} {m}" for c in PLOVER["categories"] for m in PLOVER["categories"][c].get("modes", {})]
STATUSES = list(PLOVER["status"])
CONTEXTS = list(PLOVER["contexts"])
# Share of a target that goes evenly to all categories, so that the model does not grow surer than it should be.
SMOOTH = 0.05
# How much the loss of roles counts, a token, beside that of all else, an example.
ROLES = 6.0
# How much the loss of contexts counts, summed over all of them, beside that of the category.
CONTEXT = 1.0
# Share of the questions without the lexicon's word, so that the model learns to judge by itself.
BLANK = 0.25


class Size(NamedTuple):
    """How an encoder is trained. frozen: its lowest layers that stay as they are, with the word vectors; rate, heads:
    how fast the encoder learns, and what is read off it; batch: examples a step."""

    frozen: int
    rate: float
    heads: float
    batch: int


class Net(nn.Module):
    """Scores of categories, modes, statuses and contexts."""

    def __init__(self, encoder: nn.Module, signs: tuple[int, ...]) -> None:
        super().__init__()
        self.encoder = encoder
        self.signs = signs
        width = encoder.config.hidden_size
        self.dense = nn.Linear((1 + len(signs)) * width, width)
        self.heads = nn.ModuleList(nn.Linear(width, len(names)) for names in (CATEGORIES, MODES, STATUSES, CONTEXTS))
        self.roles = nn.Linear(width, 2)
        self.dropout = nn.Dropout(0.1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        parts = [(states * weights).sum(1) / weights.sum(1)]
        for sign in self.signs:
            at = (input_ids == sign).to(states.dtype)
            first = at * (at.cumsum(1) == 1).to(states.dtype)  # nothing where nothing is marked
            parts.append((states * first.unsqueeze(-1)).sum(1))
        hidden = self.dropout(torch.tanh(self.dense(self.dropout(torch.cat(parts, dim=1)))))
        return (*(head(hidden) for head in self.heads), self.roles(self.dropout(states)))


def build(source: str) -> tuple[Net, Any]:
    """An untrained net over the encoder in the folder `source`, and its tokenizer."""
    torch.manual_seed(SEED)
    tokenizer = AutoTokenizer.from_pretrained(source)
    signs = tuple(tokenizer.convert_tokens_to_ids(s) for s in SIGNS)
    return Net(AutoModel.from_pretrained(source), signs), tokenizer


def train(net: Net, tokenizer: Any, data: Sequence[Example], epochs: float, size: Size, seed: int = SEED) -> None:
    """Trains in place. Products are of 16-bit numbers (bfloat16), which modern processors are far faster at."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    for part in (net.encoder.embeddings, *net.encoder.encoder.layer[: size.frozen]):
        part.requires_grad_(False)
    own = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": size.rate}, {"params": own, "lr": size.heads}], weight_decay=0.01
    )
    rounds = [_batches(data, size.batch, rng) for _ in range(int(np.ceil(epochs)))]
    steps = [rows for batches in rounds for rows in batches][: int(epochs * len(rounds[0]))]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, s / (0.08 * len(steps))) * max(0.0, 1 - s / len(steps))
    )
    started, total, seen = time.time(), 0.0, 0
    net.train()
    for step, rows in enumerate(steps, 1):
        batch = [data[i] for i in rows]
        drawn = [_drawn(e, rng) for e in batch]
        fed, places = feed(tokenizer, drawn)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(**fed)
        value = loss([s.float() for s in scores], batch) + of_roles(scores[4].float(), batch, drawn, places)
        optimizer.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total, seen = total + value.item() * len(rows), seen + len(rows)
        if step % 100 == 0 or step == len(steps):
            left = (time.time() - started) / step * (len(steps) - step)
            print(
                f"step {step} of {len(steps)}: loss {total / seen:.3f}, {left:.0f} s left", file=sys.stderr, flush=True
            )
            total, seen = 0.0, 0
    net.eval()


def _batches(data: Sequence[Example], size: int, rng: random.Random) -> list[list[int]]:
    """Rows of examples of nearly one length, in a drawn order."""
    order = sorted(rng.sample(range(len(data)), len(data)), key=lambda i: len(data[i].asked[0].text) // 25)
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)
    return batches


def _drawn(example: Example, rng: random.Random) -> Question:
    question = rng.choice(example.asked)
    return question._replace(hint="") if rng.random() < BLANK else question


Places = list[list[tuple[int, int] | None]]


def feed(tokenizer: Any, questions: Sequence[Question]) -> tuple[dict[str, torch.Tensor], Places]:
    """The tensors of the questions, and of each token the characters of its sentence (None of signs and hints)."""
    asked = [q.asked() for q in questions]
    fed = tokenizer(
        [a.text for a in asked], truncation=True, max_length=LENGTH, padding=True, return_tensors="pt",
        return_offsets_mapping=True,
    )  # fmt: skip
    places = [
        [a.origin(start, end) if end else None for start, end in row]
        for a, row in zip(asked, fed["offset_mapping"].tolist(), strict=True)
    ]
    return {name: fed[name] for name in ("input_ids", "attention_mask")}, places


def of_roles(scores: torch.Tensor, batch: Sequence[Example], asked: Sequence[Question], places: Places) -> torch.Tensor:
    """Binary cross entropy of who acts and who is acted on, over the tokens of the events whose word is marked."""
    wanted, counted = torch.zeros_like(scores), torch.zeros_like(scores)
    for row, (example, question) in enumerate(zip(batch, asked, strict=True)):
        parties = (example.answer.actors, example.answer.recipients)
        if question.trigger is None or None in parties:
            continue
        for k, place in enumerate(places[row]):
            if place is not None:
                counted[row, k] = example.weight
                for role, spans in enumerate(parties):
                    wanted[row, k, role] = any(place[0] < e and s < place[1] for s, e in spans or ())
    each = nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * counted
    return ROLES * each.sum() / counted.sum().clamp(min=1.0)


def loss(scores: Sequence[torch.Tensor], batch: Sequence[Example]) -> torch.Tensor:
    """Cross entropy of categories and statuses, binary of modes and contexts; what nobody answered counts nothing."""
    answers = [e.answer for e in batch]
    weights = torch.tensor([e.weight for e in batch])
    categories = table([a.categories for a in answers], CATEGORIES) * (1 - SMOOTH) + SMOOTH / len(CATEGORIES)
    told = torch.tensor([1.0 - a.categories.get(NONE, 0.0) for a in answers])
    stated = torch.tensor([float(a.statuses is not None) for a in answers])
    placed = torch.tensor([float(a.contexts is not None) for a in answers])
    each = -(categories * torch.log_softmax(scores[0], 1)).sum(1) * torch.tensor(
        [float(bool(a.categories)) for a in answers]
    )
    each = each + 0.3 * told * _binary(scores[1], table([a.modes for a in answers], MODES))
    of_status = -(table([a.statuses or {} for a in answers], STATUSES) * torch.log_softmax(scores[2], 1)).sum(1)
    each = each + 0.5 * stated * of_status
    each = each + CONTEXT * placed * _binary(scores[3], table([a.contexts or {} for a in answers], CONTEXTS))
    return (each * weights).sum() / weights.sum()


def _binary(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none").sum(1)


def table(rows: Sequence[dict[str, float]], names: list[str]) -> torch.Tensor:
    result = torch.zeros(len(rows), len(names))
    for row, shares in enumerate(rows):
        for name, share in shares.items():
            result[row, names.index(name)] = share
    return result


def judged(net: Net, tokenizer: Any, questions: Sequence[Question], size: int = 64) -> list[Answer]:
    """The net's answers, in the order of the questions; shares under one in a hundred are left out."""
    order = sorted(range(len(questions)), key=lambda i: len(questions[i].text))
    answers: dict[int, Answer] = {}
    started = time.time()
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        fed, places = feed(tokenizer, [questions[i] for i in rows])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = [s.float() for s in net(**fed)]
        shares = [scores[0].softmax(1), scores[1].sigmoid(), scores[2].softmax(1), scores[3].sigmoid()]
        lists, roles = [s.tolist() for s in shares], (scores[4] > 0).tolist()
        for k, row in enumerate(rows):
            named = [
                {n: round(v, 3) for n, v in zip(names, part[k], strict=True) if v >= 0.01}
                for names, part in zip((CATEGORIES, MODES, STATUSES, CONTEXTS), lists, strict=True)
            ]
            answers[row] = Answer(*named, *(_spans(places[k], [t[role] for t in roles[k]]) for role in (0, 1)))
        if start // size % 200 == 199:
            left = (time.time() - started) / (start + size) * (len(order) - start - size)
            print(f"judged {start + size:,} of {len(order):,}, {left:.0f} s left", file=sys.stderr, flush=True)
    return [answers[i] for i in range(len(questions))]


def _spans(places: list[tuple[int, int] | None], chosen: list[bool]) -> list[tuple[int, int]]:
    """The chosen tokens' characters, neighbours joined."""
    found: list[tuple[int, int]] = []
    for place, yes in zip(places, chosen, strict=False):
        if place is None or not yes:
            continue
        if found and place[0] - found[-1][1] <= 1:
            found[-1] = (found[-1][0], place[1])
        else:
            found.append(place)
    return found


def measure(answers: Sequence[Answer], wanted: Sequence[Answer]) -> dict[str, float]:
    """Accuracy of categories (all examples; and without NONE on either side), status accuracy and context micro F1."""
    answers, wanted = zip(*((a, w) for a, w in zip(answers, wanted, strict=True) if w.categories), strict=True)
    best = [max(a.categories, key=lambda c: a.categories[c]) for a in answers]
    gold = [max(w.categories, key=lambda c: w.categories[c]) for w in wanted]
    right = [b == g for b, g in zip(best, gold, strict=True)]
    events = [i for i, g in enumerate(gold) if g != NONE]
    named = [
        max((c for c in answers[i].categories if c != NONE), key=lambda c: answers[i].categories[c], default=NONE)
        == gold[i]
        for i in events
    ]
    stated = [(a, w) for a, w in zip(answers, wanted, strict=True) if w.statuses]
    status = [
        max(a.statuses or {"": 0}, key=(a.statuses or {"": 0}).__getitem__) in (w.statuses or {}) for a, w in stated
    ]
    tp = fp = fn = 0
    for a, w in zip(answers, wanted, strict=True):
        if w.contexts is not None:
            told = {c for c, v in (a.contexts or {}).items() if v > 0.4}
            tp, fp, fn = (
                tp + len(told & w.contexts.keys()),
                fp + len(told - w.contexts.keys()),
                fn + len(w.contexts.keys() - told),
            )
    roles = [0, 0, 0]
    for a, w in zip(answers, wanted, strict=True):
        for told_spans, wanted_spans in ((a.actors, w.actors), (a.recipients, w.recipients)):
            if wanted_spans is not None:
                hit = sum(any(x[0] < y[1] and y[0] < x[1] for y in told_spans or ()) for x in wanted_spans)
                extra = sum(not any(x[0] < y[1] and y[0] < x[1] for y in wanted_spans) for x in told_spans or ())
                roles = [roles[0] + hit, roles[1] + extra, roles[2] + len(wanted_spans) - hit]
    return {
        "roles_f1": 200 * roles[0] / max(1, 2 * roles[0] + roles[1] + roles[2]),
        "all": 100 * float(np.mean(right)), "events": 100 * float(np.mean(named)) if named else 0.0,
        "status": 100 * float(np.mean(status)) if status else 0.0, "contexts_f1": 200 * tp / max(1, 2 * tp + fp + fn),
        "examples": len(answers),
    }  # fmt: skip
