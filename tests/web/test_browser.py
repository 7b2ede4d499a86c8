"""A browser draws each page, in light and dark; skipped where Chromium is not installed."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from tests.happened import fill
from vidmova.config import Config
from vidmova.register.searching import Searching
from vidmova.web.app import make_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTH, HEIGHT = 1280, 900
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = Searching(tmp_path_factory.mktemp("browsed") / "register.db")
    fill(store)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(store, Config(name="Ours")), log_level="error"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    running.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    running.join(20)
    listener.close()


def asked(folder: Path, *how: str) -> bytes:
    command = [
        str(CHROMIUM),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command += ["--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}", "--virtual-time-budget=1000", *how]
    return subprocess.run(command, capture_output=True, timeout=60, check=True).stdout


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_is_drawn_in_both_themes(tmp_path: Path, host: str, theme: str) -> None:
    picture = tmp_path / "page.png"
    asked(tmp_path, f"--screenshot={picture}", f"{host}/events/e-refused?lang=uk&theme={theme}")
    drawn = picture.read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20], "big") == WIDTH
    assert len(drawn) > 20_000


def test_a_browser_reads_the_page_that_the_desk_sent(tmp_path: Path, host: str) -> None:
    read = asked(tmp_path, "--dump-dom", f"{host}/?lang=ru").decode()
    assert "Что говорят документы" in read
    assert "Открытые противоречия" in read
