"""The encoder with its head of acts, as multilingual-e5-small is built: post-norm layers, exact GELU, mean pooling."""

import numpy as np
import torch
from start import Array
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, INNER, HEADS, LAYERS, EPSILON = 384, 1536, 12, 12, 1e-12


class Layer(nn.Module):
    """One layer: every piece looks at every other, then is changed on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.joined = nn.Linear(HIDDEN, HIDDEN)
        self.joined_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.widened = nn.Linear(HIDDEN, INNER)
        self.narrowed = nn.Linear(INNER, HIDDEN)
        self.narrowed_norm = nn.LayerNorm(HIDDEN, EPSILON)

    def forward(self, states: Tensor, seen: Tensor, dropped: float) -> Tensor:
        """Return the states after this layer; `seen` is true for pieces that are no padding."""
        texts, length, _ = states.shape
        asked = self.asked(states).view(texts, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        pull = asked[0] @ asked[1].transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5
        pull = pull.masked_fill(~seen[:, None, None], float("-inf"))
        mixed = torch.softmax(pull, -1, dtype=pull.dtype) @ asked[2]
        joined = self.joined(mixed.transpose(1, 2).reshape(texts, length, HIDDEN))
        states = self.joined_norm(states + functional.dropout(joined, dropped, self.training))
        changed = self.narrowed(functional.gelu(self.widened(states)))
        return self.narrowed_norm(states + functional.dropout(changed, dropped, self.training))


class Encoder(nn.Module):
    """Embeddings, twelve layers, and a head on the mean over the sentence's own pieces."""

    def __init__(self, acts: int) -> None:
        super().__init__()
        self.words = nn.Parameter(torch.empty(0), requires_grad=False)
        self.places = nn.Parameter(torch.empty(0), requires_grad=False)
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.middle = nn.Parameter(torch.zeros(HIDDEN), requires_grad=False)
        self.spread = nn.Parameter(torch.ones(HIDDEN), requires_grad=False)
        self.head = nn.Linear(HIDDEN, acts)
        self.dropped = 0.1

    def embedded(self, numbers: Tensor) -> Tensor:
        """Return the states before the first layer."""
        states: Tensor = self.norm(self.words[numbers] + self.places[: numbers.shape[1]])
        return states

    def through(self, states: Tensor, seen: Tensor, first: int, last: int) -> Tensor:
        """Return the states after the layers from `first` up to, not including, `last`."""
        for layer in self.layers[first:last]:
            states = layer(states, seen, self.dropped)
        return states

    def judged(self, states: Tensor, own: Tensor) -> Tensor:
        """Return the logit of each act from the last states and a mask of the sentence's own pieces."""
        pooled = (states.float() * own[..., None]).sum(1) / own.sum(1, keepdim=True)
        logits: Tensor = self.head((pooled - self.middle) / self.spread)
        return logits


def built(weights: dict[str, Array], acts: int) -> Encoder:
    """Return the encoder with its start weights and an empty head."""
    model = Encoder(acts)

    def matrix(name: str, width: int) -> Tensor:
        return torch.from_numpy(np.array(weights[name])).view(-1, width)

    def vector(name: str) -> Tensor:
        return torch.from_numpy(np.array(weights[name]))

    model.words.data = matrix("emb.word", HIDDEN)
    model.places.data = matrix("emb.pos", HIDDEN) + vector("emb.type")[:HIDDEN]
    model.norm.weight.data, model.norm.bias.data = vector("emb.ln.w"), vector("emb.ln.b")
    for number, layer in enumerate(model.layers):
        name = f"l{number}."
        layer.asked.weight.data = torch.cat([matrix(f"{name}{part}.w", HIDDEN) for part in "qkv"])
        layer.asked.bias.data = torch.cat([vector(f"{name}{part}.b") for part in "qkv"])
        for module, part, width in (("joined", "ao", HIDDEN), ("widened", "fi", HIDDEN), ("narrowed", "fo", INNER)):
            getattr(layer, module).weight.data = matrix(f"{name}{part}.w", width)
            getattr(layer, module).bias.data = vector(f"{name}{part}.b")
        for module, part in (("joined_norm", "aln"), ("narrowed_norm", "oln")):
            getattr(layer, module).weight.data = vector(f"{name}{part}.w")
            getattr(layer, module).bias.data = vector(f"{name}{part}.b")
    nn.init.zeros_(model.head.weight)
    nn.init.zeros_(model.head.bias)
    return model
