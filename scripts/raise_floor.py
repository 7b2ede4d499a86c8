"""Measures accuracy and raises tests/gold/floor.json to it; a figure that fell is kept unless --lower says why."""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.gold import measure  # noqa: E402

SLACK = 0.003
"""How far the floor stays below what was measured, so that rounding does not trip it."""


def measured() -> dict[str, dict[str, dict[str, float] | float]]:
    """Return all floors as they stand now."""
    found: dict[str, dict[str, dict[str, float] | float]] = {}
    for folders in ("seeds", "written", "own", "fresh", "third", "seeds written"):
        found[folders] = {name: round(value - SLACK, 3) for name, value in measure.floors(*folders.split()).items()}
    found["tables"] = {
        language: {name: round(value - SLACK, 3) for name, value in measure.pairs(language).items()}
        for language in ("en", "ru", "uk")
    }
    return found


def main() -> None:
    """Write the floor, never lower than it was unless told so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", metavar="WHY", help="let figures fall, and say why in the file")
    lower = parser.parse_args().lower
    path = ROOT / "tests" / "gold" / "floor.json"
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    new = measured()
    if not lower:
        new = _highest(new, old)
    else:
        new["lowered"] = {lower: 0.0}
    path.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _highest(new, old):  # type: ignore[no-untyped-def]
    if isinstance(new, dict):
        return {
            key: _highest(value, old.get(key, {} if isinstance(value, dict) else value)) for key, value in new.items()
        }
    return max(new, old)


if __name__ == "__main__":
    main()
