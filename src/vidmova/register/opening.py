"""Opens a register's store where its settings and the environment say that its tables are."""

import getpass
import os
import re
import secrets
import sys

from vidmova.archive.intake import write_whole
from vidmova.config import FILE, NEW, read_config, server
from vidmova.errors import UsageError
from vidmova.register.database import Place
from vidmova.register.folder import RegisterFolder, nothing_in
from vidmova.register.postgres import PostgresSchema, checked
from vidmova.register.sqlite import SqliteFile, is_plain
from vidmova.register.store import Store

PASSPHRASE = "VIDMOVA_PASSPHRASE"
"""Variable of the environment that gives the passphrase of an encrypted register."""
_SCHEMA = re.compile(r'^schema\s*=\s*""\s*$', re.MULTILINE)


def open_store(folder: RegisterFolder, make: bool = False) -> Store:
    """Return the store of a register, to be closed by its reader; with `make`, made where there is none.

    Raises UsageError where there is none to read, and where its passphrase is missing or wrong.
    """
    return Store(place_of(folder, make))


def place_of(folder: RegisterFolder, make: bool = False) -> Place:
    """Return where a register's tables are: `VIDMOVA_DATABASE`, its settings, or the file in its folder."""
    address = server(folder.root)
    return _on_server(folder, checked(address), make) if address else _in_file(folder)


def _on_server(folder: RegisterFolder, address: str, make: bool) -> PostgresSchema:
    schema = read_config(folder.root).schema
    if not schema and not make:
        raise nothing_in(folder.root)
    place = PostgresSchema(address, schema or _name_schema(folder))
    if not make and not place.exists():
        raise nothing_in(folder.root)
    return place


def _name_schema(folder: RegisterFolder) -> str:
    """Write a name that no other register has into the settings: two in one schema would overwrite each other."""
    schema = f"register_{secrets.token_hex(4)}"
    path, line = folder.root / FILE, f'schema = "{schema}"'
    said = path.read_text(encoding="utf-8") if path.exists() else NEW
    if _SCHEMA.search(said):
        said = _SCHEMA.sub(line, said)
    else:
        said = said.rstrip("\n") + f"\n\n# Where its tables are on a PostgreSQL server.\n{line}\n"
    write_whole(path, said.encode())
    return schema


def _in_file(folder: RegisterFolder) -> SqliteFile:
    path, given = folder.database, os.environ.get(PASSPHRASE, "")
    asked = bool(given) or read_config(folder.root).encrypted
    new = not path.is_file() or path.stat().st_size == 0
    if new or asked != is_plain(path):
        return SqliteFile(path, (given or _ask(new)) if asked else "")
    if asked:
        why = f"{PASSPHRASE} is set" if given else f"{FILE} asks for it"
        raise UsageError(
            f"{path} is not encrypted, though {why}; move it away and run vidmova build again to make it anew"
        )
    raise UsageError(
        f"{path} is encrypted or broken; give its passphrase in {PASSPHRASE}, "
        "or move it away and run vidmova build again to make it anew"
    )


def _ask(new: bool) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"this register is encrypted; give its passphrase in {PASSPHRASE}")
    given = getpass.getpass("Passphrase of the register: ")
    if not given:
        raise UsageError("no passphrase was given")
    if new and getpass.getpass("Once more: ") != given:
        raise UsageError("the two passphrases differ; nothing was made")
    return given
