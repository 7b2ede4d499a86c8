"""Writes docs/cli.md: the help of every command and every setting, as the program itself says them."""

from pathlib import Path
from typing import Any

import click

from vidmova.cli.group import VERBS, vidmova
from vidmova.config import NEW

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
WIDTH = 100

HEAD = """\
# cli: one command a verb

*This page is made by `scripts/build_docs.py` from the commands themselves; change them, then run `make docs`.*

The commands translate: they call the rooms and show what comes back. Each lives in a file of its own under
`src/vidmova/cli/` and is imported only when it is asked for, so that `vidmova claims` starts without a database or a
web server.

## Exit status

| status | means |
| --- | --- |
| 0 | everything was done |
| 1 | something was skipped, altered or missing; each thing is named in one line |
| 2 | the command was used wrongly, or a lexicon file is wrong at the line that is named |
| 3 | the disk, the database or a library failed; what was stored before is whole |
| 130 | stopped with Ctrl-C; nothing half-written is left behind |
| 141 | whoever read our output went away |

Results go to standard output, everything said about them to standard error. Progress is drawn on standard error, and
only where that is a terminal.
"""

SETTINGS = """\
## Settings

Environment:

| name | means |
| --- | --- |
| `VIDMOVA_REGISTER` | the folder of the register, where `--register` is not given; `./register` without either |
| `VIDMOVA_MODEL` | what decides on acts, where `--model` is not given: `auto`, `lexicon` or `encoder` |
| `VIDMOVA_DATABASE` | the PostgreSQL database that holds the tables, instead of the setting `database` \
(see [register](register.md)); its password may stand in `PGPASSWORD` |
| `VIDMOVA_PASSPHRASE` | the passphrase of an encrypted register, which is asked for otherwise |
| `VIDMOVA_WHO` | who decides, where `vidmova decide` has no `--who`; your name on this machine without either |
| `VIDMOVA_LEXICON` | a folder of lexicon files to use instead of the shipped one (see [lexicon](lexicon.md)) |

A register's own `config.toml`:

```toml
"""


def page() -> str:
    """Return the page."""
    names: dict[str, Any] = {"max_content_width": WIDTH, "terminal_width": WIDTH, "help_option_names": ["-h", "--help"]}
    context = click.Context(vidmova, info_name="vidmova", **names)
    parts = [HEAD, _section("vidmova", vidmova, context)]
    for verb in VERBS:
        command = vidmova.get_command(context, verb)
        assert command is not None
        own = click.Context(command, info_name=verb, parent=context, **names)
        parts.append(_section(f"vidmova {verb}", command, own))
    return "\n".join([*parts, SETTINGS + NEW + "```\n"])


def _section(title: str, command: click.Command, context: click.Context) -> str:
    command._help_option = None  # click remembers the first context that asked, which need not be the program's own
    said = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {title}\n\n```text\n{said}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
