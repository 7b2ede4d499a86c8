"""The `vidmova` command: knows its verbs by name and imports one when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from vidmova import __version__

Serve = Callable[[Path, int, bool], None]
"""Serves the register in a folder on a port of this machine; the last says whether to keep quiet."""

VERBS = {
    "claims": "vidmova.cli.claims",
    "build": "vidmova.cli.build",
    "events": "vidmova.cli.events",
    "show": "vidmova.cli.show",
    "lists": "vidmova.cli.lists",
    "totals": "vidmova.cli.totals",
    "courts": "vidmova.cli.courts",
    "paths": "vidmova.cli.paths",
    "review": "vidmova.cli.review",
    "decide": "vidmova.cli.decide",
    "decisions": "vidmova.cli.decisions",
    "coding": "vidmova.cli.coding",
    "history": "vidmova.cli.history",
    "release": "vidmova.cli.release",
    "dossier": "vidmova.cli.dossier",
    "edition": "vidmova.cli.edition",
    "export": "vidmova.cli.export",
    "serve": "vidmova.cli.serve",
    "verify": "vidmova.cli.verify",
    "manifest": "vidmova.cli.manifest",
    "expunge": "vidmova.cli.expunge",
    "demo": "vidmova.cli.demo",
    "doctor": "vidmova.cli.doctor",
}
"""Verb and the module that holds it, in the order of the help."""


class Verbs(click.Group):
    """A group whose commands live in modules of their own, imported on demand to keep the start quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order a newcomer meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a verb's command."""
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(VERBS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="vidmova %(version)s")
def vidmova() -> None:
    """Turn documents about people who refuse to fight into claims that can be checked.

    Reads Ukrainian, Russian and English. Nothing is sent anywhere.

    \b
    Examples:
      vidmova claims article.html
      vidmova build news/ --register ./register
      vidmova events --act refuse
      vidmova demo
    """
