"""The desk answers on this machine until it is stopped."""

import http.client
import re
import signal
import subprocess
import sys
from pathlib import Path

from tests.web.desks import DOCUMENT, FIRST
from vidmova.register.folder import create
from vidmova.register.store import Store


def started(*arguments: str | Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "vidmova", *map(str, arguments)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout is not None
    for line in running.stdout:
        if found := re.search(r"http://(127\.0\.0\.1:\d+)", line):
            return running, found[1]
    raise AssertionError(f"it did not serve: {running.wait()}")


def stopped(running: subprocess.Popen[str]) -> int:
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    return running.returncode


def test_serve_answers_until_ctrl_c(tmp_path: Path) -> None:
    folder = create(tmp_path)
    with Store(folder.database) as store:
        store.add(DOCUMENT, [], [FIRST], "r")
    running, host = started("serve", "--register", tmp_path, "--port", "0")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/documents/abababababab")
    answer = connection.getresponse()
    assert (answer.status, b"<mark" in answer.read()) == (200, True)
    connection.close()
    assert stopped(running) == 0


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    folder = create(tmp_path)
    Store(folder.database).__exit__(None, None, None)
    running, host = started("serve", "--register", tmp_path, "--port", "0")
    command = [sys.executable, "-m", "vidmova", "serve", "-r", str(tmp_path), "--port", host.split(":")[1]]
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (second.returncode, "name another with --port" in second.stderr) == (2, True)
    assert stopped(running) == 0


def test_the_demo_builds_and_serves(tmp_path: Path) -> None:
    running, host = started("demo", "--register", tmp_path / "demo", "--port", "0")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/documents")
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    assert answer.status == 200
    assert len(set(re.findall(r"/documents/([0-9a-f]+)", page))) == 10
    assert stopped(running) == 0
