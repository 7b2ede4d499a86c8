"""The front door: the shell's commands with the desk handed to them, as neither may import the other."""

import sys
from importlib import import_module
from pathlib import Path

from vidmova.cli.running import run


def serve(folder: Path, port: int, quiet: bool) -> None:
    """Serve the register in a folder; the desk is imported only now, to keep other commands quick to start."""
    import_module("vidmova.web.server").serve(folder, port, quiet)


def main() -> None:
    """Run `vidmova` and leave with its exit status."""
    sys.exit(run(serve))


if __name__ == "__main__":
    main()
