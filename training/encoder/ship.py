"""Writes the files of `vidmova-encoder` from what `make.py` left, and checks that they say the same; see README.md."""

import argparse
import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import export
import measure
import msgspec
import network
import numpy as np
import texts
import torch
from start import Array
from texts import ACTS, Example
from torch import Tensor, nn

from vidmova.extraction.encoder import Card, Cut, Encoder, cut
from vidmova.extraction.wordpieces import read

PARTS = ("asked", "joined", "widened", "narrowed")
SAMPLE = 4
"""Every fourth sentence shows how far the states reach, and serves to compare."""
SLACK = 0.005


def main() -> None:
    """Write the files and check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with gold/ and seeds/")
    parser.add_argument("--work", type=Path, required=True, help="folder that make.py filled")
    parser.add_argument("--out", type=Path, required=True, help="folder for acts.onnx, pieces.json and card.json")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    examples = texts.annotated(chosen.gold)
    model = loaded(chosen.work / "weights.pt")
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name in ("pieces.json", "card.json"):
        shutil.copyfile(chosen.work / name, chosen.out / name)
    shipped_card, cutter = card(chosen.work), read(chosen.work / "pieces.json")
    pairs = [(example.sentence, before) for example in examples[::SAMPLE] for before in ("", example.before)]
    shown = [cut(cutter, shipped_card, *pair) for pair in pairs]
    export.written(model, reaches(model, shown), chosen.out / "acts.onnx")
    compared(trained(model, shown, shipped_card), examples[::SAMPLE], Encoder(chosen.out))
    for name in ("acts.onnx", "pieces.json", "card.json"):
        held = (chosen.out / name).read_bytes()
        print(f"{name}: {len(held)} bytes, sha256 {hashlib.sha256(held).hexdigest()}")


def card(folder: Path) -> Card:
    """Return the card that make.py wrote."""
    return msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)


def loaded(path: Path) -> network.Encoder:
    """Return the trained encoder."""
    weights = torch.load(path)
    model = network.Encoder(len(ACTS))
    model.words.data, model.places.data = weights["words"], weights["places"]
    model.load_state_dict(weights)
    return model.eval()


def through(model: network.Encoder, one: Cut) -> Tensor:
    """Return the states of one sentence after the last layer."""
    seen = torch.ones(1, len(one.numbers), dtype=torch.bool)
    return model.through(model.embedded(torch.tensor([one.numbers])), seen, 0, network.LAYERS)


@torch.no_grad()
def reaches(model: network.Encoder, shown: Sequence[Cut]) -> export.Reaches:
    """Return how far from 0 each column of the states reaches before each matrix."""
    found: export.Reaches = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def look(_: nn.Module, states: tuple[Tensor, ...]) -> None:
            furthest = states[0].abs().amax((0, 1)).numpy()
            found[name] = np.maximum(found.get(name, furthest), furthest)

        return look

    names = [(layer, f"layer{place}", part) for place, layer in enumerate(model.layers) for part in PARTS]
    hooks = [getattr(one, part).register_forward_pre_hook(watch(f"{name}.{part}")) for one, name, part in names]
    for one in shown:
        through(model, one)
    for hook in hooks:
        hook.remove()
    return found


@torch.no_grad()
def trained(model: network.Encoder, shown: Sequence[Cut], used: Card) -> Array:
    """Return the probabilities of the trained model, alone and after the sentence before together."""
    rows = []
    for one in shown:
        own = (torch.arange(len(one.numbers)) >= one.own).float()[None]
        rows.append(model.judged(through(model, one), own)[0].numpy())
    logits = np.stack(rows).reshape(-1, 2, len(ACTS)).mean(1)
    return measure.likely(logits, used.scale, used.shift)


def compared(kept: Array, examples: Sequence[Example], shipped: Encoder) -> None:
    """Print how well trained and shipped model agree; stop where they do not."""
    rows = shipped.score([one.sentence for one in examples], [one.before for one in examples])
    found = np.array([[row[act] for act in ACTS] for row in rows], np.float32)
    least, stated = shipped.card.threshold, measure.told(examples)
    figures = [measure.agreement(one >= least, stated) for one in (kept, found)]
    same = measure.agreement(found >= least, kept >= least)
    print(
        f"F1 on the texts trained on: trained {figures[0]:.4f}, shipped {figures[1]:.4f}; F1 to each other {same:.4f}"
    )
    print(f"probabilities differ by {np.abs(found - kept).mean():.4f}, at most {np.abs(found - kept).max():.3f}")
    if abs(figures[0] - figures[1]) > SLACK:
        raise SystemExit("the shipped file does not agree with the trained model")


if __name__ == "__main__":
    main()
