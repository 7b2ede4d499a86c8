"""Writes a trained encoder as one ONNX file for onnxruntime: matrices in 7 or 8 bits, embeddings in 4.

Most products are reckoned in whole numbers: the states of a sentence share one scale, so each of their columns is first
divided by how far it reaches, and the matrix takes that up. Seven bits keep sums in range on processors without VNNI.
What comes out of a GELU reaches too far for that: these products keep a scale for every 128 weights and states.
"""

from pathlib import Path

import numpy as np
import onnx
from network import EPSILON, HEADS, Encoder, Layer
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from start import BLOCK, Array
from torch import Tensor, nn

MICROSOFT = "com.microsoft"
OPSETS = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
GROUP = 128
MOST = 63
"""Largest 7-bit weight."""
SHIFTED = 0.65
"""How much of the reach of the states the matrix takes up."""
LOST = 1e-3
Reaches = dict[str, Array]


class Graph:
    """Collects the steps and the weights of an ONNX graph."""

    def __init__(self, reaches: Reaches) -> None:
        self.reaches = reaches
        self.steps: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray[np.generic]) -> str:
        """Add constant numbers and return their name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def whole(self, name: str, *numbers: int) -> str:
        """Add constant whole numbers and return their name."""
        return self.weight(name, np.array(numbers, np.int64))

    def step(self, kind: str, inputs: list[str], name: str, domain: str = "", **options: object) -> str:
        """Add a step and return the name of what it gives."""
        self.steps.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **options))
        return name

    def quick(self, states: str, module: nn.Linear, name: str) -> str:
        """Add a product with a matrix in 7 bits, reckoned in whole numbers."""
        weight, bias = numbers(module.weight), numbers(module.bias)
        spread = evened(self.reaches[name], np.abs(weight).max(0))
        states = self.step("Mul", [states, self.weight(f"{name}.even", 1 / spread)], f"{name}.evened")
        weight = weight * spread
        scales = np.abs(weight).max(1) / MOST
        small = np.rint(weight / scales[:, None]).astype(np.int8)
        held = [self.weight(f"{name}.w", small.T), self.weight(f"{name}.s", scales)]
        held += [self.weight(f"{name}.zero", np.zeros(len(scales), np.int8)), self.weight(f"{name}.b", bias)]
        return self.step("DynamicQuantizeMatMul", [states, *held], name, MICROSOFT)

    def careful(self, states: str, module: nn.Linear, name: str) -> str:
        """Add a product with a matrix in 8 bits, with a scale for every few weights."""
        weight, bias = numbers(module.weight), numbers(module.bias)
        rows, width = weight.shape
        groups = weight.reshape(rows, width // GROUP, GROUP)
        scales = np.abs(groups).max(2) / 127
        small = (np.rint(groups / scales[..., None]) + 128).astype(np.uint8)
        held = [self.weight(f"{name}.w", small), self.weight(f"{name}.s", scales)]
        options = {"K": width, "N": rows, "bits": 8, "block_size": GROUP, "accuracy_level": 4}
        product = self.step("MatMulNBits", [states, *held], f"{name}.product", MICROSOFT, **options)
        return self.step("Add", [product, self.weight(f"{name}.b", bias)], name)

    def norm(self, states: str, module: nn.LayerNorm, name: str) -> str:
        """Add a layer norm."""
        held = [self.weight(f"{name}.w", numbers(module.weight)), self.weight(f"{name}.b", numbers(module.bias))]
        return self.step("LayerNormalization", [states, *held], name, axis=-1, epsilon=EPSILON)


def numbers(held: Tensor) -> Array:
    """Return trained numbers for numpy."""
    found: Array = held.detach().float().numpy()
    return found


def evened(reach: Array, weights: Array) -> Array:
    """Return what to divide each column of the states by: far-reaching ones by more, about 1 on the whole."""
    spread = np.maximum(reach, 1e-4) ** SHIFTED / np.maximum(weights, 1e-4) ** (1 - SHIFTED)
    return np.asarray(spread / np.exp(np.log(spread).mean()), np.float32)


def packed(words: Array) -> tuple[NDArray[np.uint8], Array]:
    """Return embeddings as pairs of 4-bit numbers, and a scale for each block.

    The embeddings are not trained, so they still lie on the 4-bit grid of the start weights and nothing is lost.
    """
    blocks = words.reshape(len(words), -1, BLOCK)
    furthest = np.take_along_axis(blocks, np.abs(blocks).argmax(2)[..., None], 2)
    scales = np.where(furthest == 0, 1, furthest / -8)
    small = (np.clip(np.rint(blocks / scales), -8, 7) + 8).astype(np.uint8)
    if np.abs((small - 8.0) * scales - blocks).max() > LOST:
        raise SystemExit("the embeddings no longer lie on the 4-bit grid")
    small = small.reshape(len(words), -1)
    return small[:, ::2] | (small[:, 1::2] << 4), scales[..., 0].astype(np.float32)


def embedded(graph: Graph, model: Encoder) -> str:
    """Add the embeddings of pieces and places."""
    pairs, scales = packed(numbers(model.words))
    held = [graph.weight("words.w", pairs), "numbers", graph.weight("words.s", scales)]
    options = {"bits": 4, "block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
    words = graph.step("GatherBlockQuantized", held, "words", MICROSOFT, **options)
    places = graph.weight("places.w", numbers(model.places))
    length = graph.step("Shape", ["numbers"], "length", start=1, end=2)
    parts = [places, graph.whole("from", 0), length, graph.whole("axis", 0)]
    first = graph.step("Add", [words, graph.step("Slice", parts, "places")], "embedded")
    return graph.norm(first, model.norm, "embedded.norm")


def layered(graph: Graph, states: str, layer: Layer, name: str) -> str:
    """Add one layer."""
    parts = [f"{name}.{part}" for part in ("asking", "offered", "told")]
    asked = graph.quick(states, layer.asked, f"{name}.asked")
    graph.steps.append(helper.make_node("Split", [asked], parts, name=f"{name}.split", axis=-1, num_outputs=3))
    mixed = graph.step("MultiHeadAttention", parts, f"{name}.mixed", MICROSOFT, num_heads=HEADS)
    states = graph.step("Add", [states, graph.quick(mixed, layer.joined, f"{name}.joined")], f"{name}.first")
    states = graph.norm(states, layer.joined_norm, f"{name}.first.norm")
    widened = graph.step("Gelu", [graph.quick(states, layer.widened, f"{name}.widened")], f"{name}.gelu")
    narrowed = graph.careful(widened, layer.narrowed, f"{name}.narrowed")
    states = graph.step("Add", [states, narrowed], f"{name}.second")
    return graph.norm(states, layer.narrowed_norm, f"{name}.second.norm")


def judged(graph: Graph, states: str, model: Encoder) -> str:
    """Add the mean over the sentence's own pieces and the head, which takes in the centring."""
    weight = numbers(model.head.weight) / numbers(model.spread)
    bias = numbers(model.head.bias) - weight @ numbers(model.middle)
    row = graph.step("Unsqueeze", ["share", graph.whole("second", 1)], "row")
    pooled = graph.step("Squeeze", [graph.step("MatMul", [row, states], "pooled"), "second"], "mean")
    held = [pooled, graph.weight("head.w", weight.T), graph.weight("head.b", bias)]
    return graph.step("Gemm", held, "logits")


def written(model: Encoder, reaches: Reaches, path: Path) -> None:
    """Write the encoder for one sentence at a time: numbers and share (1 / own pieces, else 0) in, logits out."""
    graph = Graph(reaches)
    states = embedded(graph, model)
    for place, layer in enumerate(model.layers):
        states = layered(graph, states, layer, f"layer{place}")
    judged(graph, states, model)
    size: list[int | str] = [1, "pieces"]
    taken = [
        helper.make_tensor_value_info("numbers", TensorProto.INT64, size),
        helper.make_tensor_value_info("share", TensorProto.FLOAT, size),
    ]
    given = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, len(model.head.bias)])]
    made = helper.make_graph(graph.steps, "acts", taken, given, graph.weights)
    whole = helper.make_model(made, opset_imports=OPSETS, ir_version=10, producer_name="vidmova")
    onnx.checker.check_model(whole)
    path.write_bytes(whole.SerializeToString(deterministic=True))
