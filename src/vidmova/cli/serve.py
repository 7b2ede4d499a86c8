"""`vidmova serve`: the desk, on this machine only."""

from pathlib import Path

import click

from vidmova.cli import options
from vidmova.cli.group import Serve
from vidmova.config import read_config
from vidmova.register.folder import find


@click.command()
@options.register
@options.port
@options.quiet
@click.pass_obj
def serve(desk: Serve, register: Path, port: int | None, quiet: bool) -> None:
    """Serve a register's pages to a browser on this machine.

    Answers on 127.0.0.1 and to nobody else. Stop it with Ctrl-C.

    \b
    Examples:
      vidmova serve
      vidmova serve --register ./register --port 9000
    """
    folder = find(register)
    desk(folder.root, read_config(folder.root).port if port is None else port, quiet)
