"""Serves the desk on this machine and to nobody else."""

import socket
import sys
from pathlib import Path

import uvicorn

from vidmova.config import read_config
from vidmova.errors import UsageError
from vidmova.register.folder import find
from vidmova.register.opening import place_of
from vidmova.register.searching import Searching
from vidmova.web.app import make_app

LOOPBACK = "127.0.0.1"


def serve(root: Path, port: int, quiet: bool) -> None:
    """Serve the register in a folder until Ctrl-C; raises UsageError where the port is taken."""
    with _listening(port) as listener, Searching(place_of(find(root))) as store:
        if not quiet:
            print(f"The desk is at http://{LOOPBACK}:{listener.getsockname()[1]} – Ctrl-C stops it", flush=True)
        settings = uvicorn.Config(make_app(store, read_config(root), root), log_level="error", access_log=False)
        try:
            uvicorn.Server(settings).run(sockets=[listener])
        except KeyboardInterrupt:
            sys.stdout.write("\n")


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen()
    except OSError as fault:
        listener.close()
        raise UsageError(f"port {port} cannot be used ({fault.strerror}); name another with --port") from None
    return listener
