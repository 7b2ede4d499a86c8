"""Options that several verbs share."""

from pathlib import Path

import click

register = click.option(
    "--register",
    "-r",
    type=click.Path(path_type=Path),
    default="./register",
    envvar="VIDMOVA_REGISTER",
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The folder of the register.",
)
quiet = click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; faults are still named.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
model = click.option(
    "--model",
    type=click.Choice(["auto", "lexicon", "encoder"]),
    envvar="VIDMOVA_MODEL",
    show_envvar=True,
    help="What decides on acts: the encoder beside the lexicon where installed (auto), or one by name.",
)
paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
port = click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Port on this machine; 0 for any that is free. [default: the register's setting, 8050]",
)
