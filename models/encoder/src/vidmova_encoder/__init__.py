"""The weights of Vidmova's small encoder: `acts.onnx`, its pieces, and the card that says how to use them."""

from pathlib import Path


def path() -> Path:
    """Return the folder that holds `acts.onnx`, `pieces.json` and `card.json`."""
    return Path(__file__).parent
