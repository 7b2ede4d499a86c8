"""Totals as plain shapes, for JSON."""

from typing import Any

import msgspec

from vidmova.totals.asking import Total
from vidmova.totals.sentences import sentence


def total_shape(total: Total) -> dict[str, Any]:
    """Return a total as it is given as JSON."""
    question = total.question
    asked = msgspec.to_builtins(question, order="deterministic")
    rest = ("rules", "dropped", "uncounted", "disagreements", "overlaps", "working")
    return {
        "act": ",".join(question.acts),
        "acts": list(question.acts),
        "counted": question.counted,
        "question": asked,
        "sentence": sentence(total),
        "low": total.low,
        "high": total.high,
        "best": total.best,
        "best_because": total.best_because,
        "gap": total.gap,
        "low_gap": total.low_gap,
        "high_gap": total.high_gap,
        "proved_more": total.proved_more,
        "without": msgspec.to_builtins(total.without),
        "without_sources": msgspec.to_builtins(total.without_sources),
        "moved": msgspec.to_builtins(total.moved),
        **{name: msgspec.to_builtins(getattr(total, name)) for name in rest},
    }
