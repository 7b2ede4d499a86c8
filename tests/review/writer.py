"""Saves decisions one after another in a process of its own, saying the number of each once it is saved."""

import sys
from pathlib import Path

from vidmova.review.decisions import ClaimKey, Decision
from vidmova.review.log import now, save


def decision(who: str, number: int, why: str = "it says so") -> Decision:
    key = ClaimKey("a" * 64, "b" * 64, number, number + 9, "refuse")
    return Decision(kind="reject", who=who, when=now(), why=why, claims=[key], seen=["c" * 64])


def main() -> None:
    root, who, most, length = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    for number in range(most):
        saved = save(root, [decision(who, number, "w" * length)])
        print(saved.decisions[0].number, number, flush=True)


if __name__ == "__main__":
    main()
