"""The settings of a register, kept in its `config.toml`, each with its reason beside it."""

import tomllib
from pathlib import Path

import msgspec

from vidmova.errors import InputError

FILE = "config.toml"


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of one register; those the file leaves out have the values given here."""

    name: str = "Register"
    """What the register is called in headings."""
    languages: list[str] = []
    """Codes of the languages to read; empty for all that the lexicon has."""
    model: str = "auto"
    """What decides on acts: `auto` (the encoder beside the lexicon where installed), `lexicon` or `encoder`."""
    port: int = 8050
    """Port on this machine that `vidmova serve` answers on."""


NEW = """\
# Settings of this register. Every line may be left out; the value shown is then used.

# What the register is called in headings.
name = "Register"

# Languages to read, of those the lexicon has ("uk", "ru", "en"); empty for all of them.
languages = []

# What decides on acts: "auto" (the encoder beside the lexicon where it is installed), "lexicon" or "encoder".
model = "auto"

# Port on this machine that `vidmova serve` answers on.
port = 8050
"""


def read_config(folder: Path) -> Config:
    """Return the settings of a register's folder; raises InputError, which names what is wrong."""
    path = folder / FILE
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Config)
    except FileNotFoundError:
        return Config()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise InputError(f"{path}: {fault}") from None
