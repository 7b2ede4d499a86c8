"""Trains the encoder: first on single written sentences, then on real ones with and without the sentence before."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from network import LAYERS, Encoder
from start import Array
from texts import ACTS, Example
from torch import Tensor
from torch.nn import functional

from vidmova.extraction.encoder import Card, Cut, cut
from vidmova.extraction.wordpieces import Cutter

CARD = Card(acts=ACTS, prompt="query:", before=40, most=200, scale=1.0, shift=0.0, threshold=0.5)
CHUNK = 8
"""Batches that are formed together, so that sentences of like length share one."""


class Recipe(NamedTuple):
    """How a model is trained."""

    trained: int = 6
    """Layers that are trained, counted from the last."""
    rate: float = 1e-4
    head_rate: float = 3e-3
    batch: int = 24
    first_epochs: int = 3
    epochs: int = 6
    alone: float = 0.5
    """How often a sentence is seen without the one before it."""
    written: int = 450
    """Written sentences in each epoch on real ones."""
    written_weight: float = 0.5
    decay: float = 0.01
    seeds: tuple[int, ...] = (1, 2)
    """The second stage is run once for each, and the weights are averaged; the first stage takes the first."""


class Shown(NamedTuple):
    """A sentence as the trained layers see it: states, where its own begin, its acts and its weight."""

    states: Tensor
    own: int
    acts: Tensor
    weight: float


def padded(parts: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return tensors of unlike length as one, and a mask of what is no padding."""
    lengths = torch.tensor([len(part) for part in parts])
    seen = torch.arange(int(lengths.max()))[None] < lengths[:, None]
    return torch.nn.utils.rnn.pad_sequence(list(parts), batch_first=True), seen


def owned(seen: Tensor, own: Sequence[int]) -> Tensor:
    """Return a mask of the sentences' own pieces."""
    return (seen & (torch.arange(seen.shape[1])[None] >= torch.tensor(own)[:, None])).float()


@torch.no_grad()
def lower(model: Encoder, cuts: Sequence[Cut], last: int) -> list[Tensor]:
    """Return the states of each sentence before layer `last`; these layers are not trained."""
    model.eval()
    found: list[Tensor] = [torch.empty(0)] * len(cuts)
    order = sorted(range(len(cuts)), key=lambda place: len(cuts[place].numbers))
    for begin in range(0, len(order), 64):
        places = order[begin : begin + 64]
        numbers, seen = padded([torch.tensor(cuts[place].numbers) for place in places])
        with torch.autocast("cpu", torch.bfloat16):
            states = model.through(model.embedded(numbers).bfloat16(), seen, 0, last)
        for place, row, mask in zip(places, states, seen, strict=True):
            found[place] = row[mask].bfloat16().clone()
    return found


def labels(example: Example) -> Tensor:
    """Return 1 for each act a sentence states, 0 for the others."""
    return torch.tensor([float(act in example.acts) for act in ACTS])


class Pool(NamedTuple):
    """Sentences to train on, each alone and, where it has one, after the sentence before it."""

    alone: list[Shown]
    after: list[Shown]


def pool(model: Encoder, cutter: Cutter, examples: Sequence[Example], first: int, weight: float = 1.0) -> Pool:
    """Return sentences ready for the layers from `first` on."""
    kinds = []
    for before in (False, True):
        cuts = [cut(cutter, CARD, example.sentence, example.before if before else "") for example in examples]
        states = lower(model, cuts, first)
        parts = zip(states, cuts, examples, strict=True)
        kinds.append([Shown(state, piece.own, labels(example), weight) for state, piece, example in parts])
    return Pool(*kinds)


@torch.no_grad()
def centre(model: Encoder, shown: Sequence[Shown], first: int) -> None:
    """Set the head to see pooled vectors with mean 0 and spread 1."""
    model.eval()
    means = []
    for one in shown:
        with torch.autocast("cpu", torch.bfloat16):
            states = model.through(one.states[None], torch.ones(1, len(one.states), dtype=torch.bool), first, LAYERS)
        means.append(states[0, one.own :].float().mean(0))
    vectors = torch.stack(means)
    model.middle.data, model.spread.data = vectors.mean(0), vectors.std(0) + 1e-6


def batches(shown: list[Shown], size: int, order: random.Random) -> Iterator[list[Shown]]:
    """Return all sentences once, in random order, sentences of like length together."""
    mixed = order.sample(shown, len(shown))
    made = []
    for begin in range(0, len(mixed), size * CHUNK):
        chunk = sorted(mixed[begin : begin + size * CHUNK], key=lambda one: len(one.states))
        made += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    order.shuffle(made)
    yield from made


@torch.no_grad()
def logits(model: Encoder, shown: Sequence[Shown], first: int) -> Array:
    """Return the logits of sentences."""
    model.eval()
    found = np.zeros((len(shown), len(ACTS)), np.float32)
    order = sorted(range(len(shown)), key=lambda place: len(shown[place].states))
    for begin in range(0, len(order), 64):
        places = order[begin : begin + 64]
        states, seen = padded([shown[place].states for place in places])
        with torch.autocast("cpu", torch.bfloat16):
            states = model.through(states, seen, first, LAYERS)
        found[places] = model.judged(states, owned(seen, [shown[place].own for place in places])).numpy()
    return found


def loss(found: Tensor, acts: Tensor, weight: Tensor) -> Tensor:
    """Return the weighted cross-entropy over all acts."""
    each = functional.binary_cross_entropy_with_logits(found, acts, reduction="none")
    return (each.mean(1) * weight).sum() / weight.sum()


def rate(done: float) -> float:
    """Return the share of the full learning rate: up over the first tenth, then evenly down."""
    return max(0.0, min(1.0, 10 * done + 0.01, (1 - done) / 0.9))


def fit(model: Encoder, epochs: Sequence[list[Shown]], recipe: Recipe, seed: int) -> None:
    """Train the last layers and the head over lists of sentences, one list an epoch."""
    first = LAYERS - recipe.trained
    order = random.Random(seed)
    torch.manual_seed(seed)
    layers = [weight for layer in model.layers[first:] for weight in layer.parameters()]
    groups = [{"params": layers, "lr": recipe.rate}, {"params": list(model.head.parameters()), "lr": recipe.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)
    steps = sum(-(-len(epoch) // recipe.batch) for epoch in epochs) + CHUNK
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step / steps))
    for epoch in epochs:
        for batch in batches(epoch, recipe.batch, order):
            model.train()
            states, seen = padded([one.states for one in batch])
            with torch.autocast("cpu", torch.bfloat16):
                states = model.through(states, seen, first, LAYERS)
            found = model.judged(states, owned(seen, [one.own for one in batch]))
            acts, weight = torch.stack([one.acts for one in batch]), torch.tensor([one.weight for one in batch])
            loss(found, acts, weight).backward()
            torch.nn.utils.clip_grad_norm_(layers, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            pace.step()
