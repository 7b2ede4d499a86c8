"""The settings of a register, kept in its `config.toml`, each with its reason beside it."""

import os
import tomllib
from pathlib import Path

import msgspec

from vidmova.errors import InputError

FILE = "config.toml"
DATABASE = "VIDMOVA_DATABASE"
"""Variable of the environment that says on which server the tables are; it goes before the setting."""


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
    database: str = ""
    """Address of the PostgreSQL database that holds the tables; empty for SQLite, in the register's folder."""
    schema: str = ""
    """Schema of that database that is this register's own; named by the first build."""
    encrypted: bool = False
    """Whether the SQLite database is encrypted; its passphrase is asked for or given in the environment."""


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

# Address of the PostgreSQL database that holds the tables, as "postgresql://user@host/database"; the password belongs
# in the environment (PGPASSWORD). Empty for SQLite: the file register.db beside this one. Where VIDMOVA_DATABASE is
# set, that holds instead.
database = ""

# Schema of that database that is this register's own; the first build names one. Not used with SQLite.
schema = ""

# Whether register.db is encrypted. The passphrase is asked for, or taken from VIDMOVA_PASSPHRASE.
encrypted = false
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


def server(folder: Path) -> str:
    """Return the address of the PostgreSQL database of a register's folder; empty where it is on SQLite."""
    return os.environ.get(DATABASE, "").strip() or read_config(folder).database
