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
def tour(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from tests.web import shown, touring

    def make() -> touring.Tour:
        person = shown.desk(tmp_path_factory.mktemp("shown") / "register")
        made = touring.walk(person.app, shown.in_languages(person))
        touring.keep(made)
        return made

    return touring.once(tmp_path_factory, "full", make)


@pytest.fixture(scope="session")
def bare_tour(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from tests.web import shown, touring

    def make() -> touring.Tour:
        person = actors.Person(tmp_path_factory.mktemp("bare") / "register")
        pages = [(f"bare {one}", one, shown.LANGUAGES[number % 3]) for number, one in enumerate(shown.BARE)]
        return touring.walk(person.app, pages, thorough=False)

    return touring.once(tmp_path_factory, "bare", make)
