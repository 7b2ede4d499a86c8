"""Desks to ask, made once."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web import actors, desks


@pytest.fixture(scope="session")
def _ours(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desks.ours(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desks.evil(tmp_path_factory.mktemp("evil"))


@pytest.fixture
def empty(tmp_path: Path) -> TestClient:
    return desks.empty(tmp_path)


@pytest.fixture
def ours(_ours: TestClient) -> TestClient:
    _ours.cookies.clear()
    return _ours


@pytest.fixture(scope="session")
def three_told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return actors.built(tmp_path_factory.mktemp("told") / "register")
