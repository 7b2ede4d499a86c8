"""`vidmova demo`: a register from the documents that ship with the package, served."""

import tempfile
from importlib.resources import as_file, files
from pathlib import Path

import click

from vidmova.cli import options
from vidmova.cli.build import build_register
from vidmova.cli.group import Serve
from vidmova.cli.summary import print_summary
from vidmova.config import read_config
from vidmova.register.folder import create


@click.command()
@click.option(
    "--register",
    "-r",
    type=click.Path(path_type=Path),
    default="./demo-register",
    show_default=True,
    metavar="DIR",
    help="The folder to build in.",
)
@click.option("--temp", is_flag=True, help="Build in a temporary folder that is removed afterwards.")
@options.port
@click.option("--build-only", is_flag=True, help="Build and leave without serving.")
@options.quiet
@click.pass_obj
def demo(desk: Serve, register: Path, temp: bool, port: int | None, build_only: bool, quiet: bool) -> int:
    """Build a register from documents that ship with Vidmova, and serve it.

    The documents were written for this; the people in them are invented.

    \b
    Examples:
      vidmova demo
      vidmova demo --temp --port 9000
    """
    if not temp:
        return _demonstrate(desk, register, port, build_only, quiet)
    with tempfile.TemporaryDirectory(prefix="vidmova-demo-") as folder:
        return _demonstrate(desk, Path(folder), port, build_only, quiet)


def _demonstrate(desk: Serve, root: Path, port: int | None, build_only: bool, quiet: bool) -> int:
    folder = create(root, "Demonstration")
    with as_file(files("vidmova") / "demo") as documents:
        built = build_register((str(documents),), folder, quiet)
    if not quiet:
        print_summary(built.summary, f"{built.new} read now, {built.known} there already")
    if not build_only:
        desk(root, read_config(root).port if port is None else port, quiet)
    return 1 if built.skipped else 0
