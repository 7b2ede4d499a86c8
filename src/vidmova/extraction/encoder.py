"""Says how likely each sentence states each act, with the small encoder of the optional package `vidmova-encoder`."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from math import exp
from os import cpu_count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from vidmova.errors import EngineError, UsageError
from vidmova.extraction.wordpieces import Cutter, read

NEEDED = ("vidmova_encoder", "onnxruntime", "numpy")
DECIMALS = 3
FAULTS = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NoSuchFile", "NotImplemented")


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a file of weights wants its sentences and how its answers become probabilities."""

    acts: list[str]
    prompt: str
    """What stands before every sentence."""
    before: int
    """Most pieces of the sentence before it."""
    most: int
    """Most pieces in all."""
    scale: float
    shift: float
    """A logit times `scale` plus `shift` is a calibrated logit."""
    threshold: float
    """The probability from which on an act counts as stated, best on texts left out of training."""


class Cut(NamedTuple):
    """A sentence as piece numbers, and from where on they are the sentence's own."""

    numbers: list[int]
    own: int


def available() -> bool:
    """Say whether the encoder's package and its run-time library are installed."""
    return all(find_spec(name) for name in NEEDED)


def cut(cutter: Cutter, card: Card, sentence: str, before: str = "") -> Cut:
    """Return a sentence as piece numbers, after the last pieces of the sentence before it."""
    pieces = cutter.pieces
    context = cutter.numbers(before)[-card.before :] if before else []
    opening = [pieces.start, *cutter.numbers(card.prompt), *context, *([pieces.end] if context else [])]
    own = cutter.numbers(sentence)[: card.most - len(opening) - 1]
    return Cut([*opening, *own, pieces.end], len(opening))


class Encoder:
    """The encoder, loaded once; it can be asked as often as wanted."""

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        """Load the weights of the installed package, or of `folder`; 0 threads means one for each core."""
        if not folder and not available():
            raise UsageError(
                "the encoder is not installed; install it from this repository with: pip install ./models/encoder"
            )
        held = folder or import_module("vidmova_encoder").path()
        self.card = msgspec.json.decode((held / "card.json").read_bytes(), type=Card)
        self._cutter = read(held / "pieces.json")
        self._numpy = import_module("numpy")
        self._session = _session(held / "acts.onnx")
        self._threads = threads or cpu_count() or 1

    def score(self, sentences: list[str], before: list[str] | None = None) -> list[dict[str, float]]:
        """Return the probability of each act for each sentence; `before` holds the sentence before each, or "".

        A sentence with one before it is asked about twice, alone and after it, and the two answers are averaged.
        """
        if before is not None and len(before) != len(sentences):
            raise UsageError("`before` must hold one sentence, or an empty one, for each sentence")
        pairs = zip(sentences, before or [""] * len(sentences), strict=True)
        cuts = [self._ways(*pair) for pair in pairs]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._judged, cuts))

    def _ways(self, sentence: str, before: str) -> list[Cut]:
        contexts = ("", before) if before.strip() else ("",)
        return [cut(self._cutter, self.card, sentence, context) for context in contexts]

    def _judged(self, cuts: list[Cut]) -> dict[str, float]:
        rows = [self._logits(one) for one in cuts]
        means = [sum(logits) / len(logits) for logits in zip(*rows, strict=True)]
        return dict(zip(self.card.acts, map(self._probability, means), strict=True))

    def _probability(self, logit: float) -> float:
        return round(1 / (1 + exp(-(self.card.scale * logit + self.card.shift))), DECIMALS)

    def _logits(self, one: Cut) -> list[float]:
        # One sentence at a time: in a batch, the rounding of one would depend on the others.
        own = len(one.numbers) - one.own
        numbers = self._numpy.array([one.numbers], "int64")
        share = self._numpy.array([[0.0] * one.own + [1 / own] * own], "float32")
        ((logits,),) = self._session.run(["logits"], {"numbers": numbers, "share": share})
        found: list[float] = logits.tolist()
        return found


def _session(path: Path) -> Any:
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    state = import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    try:
        return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except tuple(getattr(state, name) for name in FAULTS) as fault:
        raise EngineError(f"the encoder's weights cannot be loaded from {path.name}: {fault}") from fault
