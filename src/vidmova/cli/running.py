"""Runs the command and turns every failure into one line and an exit status."""

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TextIO

import click

from vidmova.cli.group import Serve, vidmova
from vidmova.errors import VidmovaError

STOPPED = 130
"""Exit status after Ctrl-C, as shells have it."""
PIPE_CLOSED = 141
"""Exit status after the reader of our output went away, as shells have it."""
ENGINE = 3
STANDARD_OUTPUT = 1
DISK = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "no permission",
    errno.EPERM: "no permission",
}


def run(serve: Serve, arguments: Sequence[str] | None = None) -> int:
    """Run the command with the desk given as `serve`, and return the exit status."""
    _never_choke(sys.stdout)
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        with vidmova.make_context("vidmova", given, obj=serve) as context:
            status = vidmova.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("stopped; nothing half-written was left behind")
        return STOPPED
    except BrokenPipeError:
        _silence_output()
        return PIPE_CLOSED
    except VidmovaError as fault:
        _say(str(fault))
        return fault.exit_code
    except OSError as fault:
        _silence_output()
        _say(_disk(fault))
        return ENGINE
    return status if isinstance(status, int) else 0


def _never_choke(stream: TextIO) -> None:
    # A terminal without Cyrillic shows question marks instead of ending the run.
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")


def _silence_output() -> None:
    # Python flushes standard output once more at exit, which would complain again about what was just said.
    if sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)


def _disk(fault: OSError) -> str:
    where = f"{fault.filename}: " if fault.filename else ""
    return where + DISK.get(fault.errno or 0, fault.strerror or str(fault))


def _say(line: str) -> None:
    click.echo(f"vidmova: {line}", err=True)
