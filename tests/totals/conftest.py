"""The register of the five articles in ../shared/seeds, which takes long to build, once for all that ask it."""

from pathlib import Path

import pytest

from tests.once import once
from vidmova.cli.running import run

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(root: Path) -> None:
        build = ["build", str(SEEDS), "--register", str(root), "--quiet", "--model", "auto"]
        assert run(lambda *_: None, build) == 0

    return once(tmp_path_factory, "seeds-register", make)
