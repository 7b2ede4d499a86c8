"""What touches the store runs on both databases: a file in the register's folder, and a schema on a server."""

import pytest

from tests.postgres import Server
from tests.register.conftest import server
from vidmova.config import DATABASE

__all__ = ["server"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have every register that is opened keep its tables in one of the two; say in which."""
    if request.param == "postgresql":
        started: Server = request.getfixturevalue("server")
        monkeypatch.setenv(DATABASE, started.address())
    return str(request.param)
