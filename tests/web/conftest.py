"""Desks to ask, made once."""

from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="session")
def _tours(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    from tests.web import browsing, shown, touring

    def make() -> list[touring.Tour]:
        full = shown.desk(tmp_path_factory.mktemp("shown") / "register")
        bare = actors.Person(tmp_path_factory.mktemp("bare") / "register")
        looking = touring.Looking()
        with browsing.browsing() as browser:
            made = [
                touring.walk(browser, looking, full, shown.in_languages(full)),
                touring.walk(browser, looking, bare, shown.bare_pages()),
            ]
        touring.keep(made[0])
        return made

    return touring.made_once(tmp_path_factory, make)


@pytest.fixture(scope="session")
def tour(_tours: list[Any]) -> Any:
    return _tours[0]


@pytest.fixture(scope="session")
def bare_tour(_tours: list[Any]) -> Any:
    return _tours[1]
