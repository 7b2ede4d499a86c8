"""A register's tables in a file of SQLite; with a passphrase in one of SQLCipher, where every page is encrypted."""

from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Engine, create_engine, event, exc

from vidmova.errors import EngineError, UsageError, VidmovaError

PLAIN = b"SQLite format 3\x00"
"""How a file of SQLite begins that is not encrypted."""
OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
"""Lists what a file has in its schema."""
WHOLENESS = "PRAGMA integrity_check"
"""Reads a file through and says what is damaged."""
WAIT = 60
"""Seconds that a writer waits for another."""


class SqliteFile(Struct, frozen=True):
    """The file that a register's tables are kept in."""

    path: Path
    passphrase: str = ""
    """What the file is encrypted with; empty for one that is not."""

    @property
    def named(self) -> str:
        """What it is called in messages."""
        return str(self.path)

    def engine(self) -> Engine:
        """Return the way to the database; raises UsageError where encryption is asked for and not installed."""
        driver = {"module": _encrypting()} if self.passphrase else {}
        # An error that somebody reports must not carry names out of the register.
        options = {"connect_args": {"timeout": WAIT}, "hide_parameters": True, **driver}
        engine = create_engine(f"sqlite:///{self.path}", **options)

        @event.listens_for(engine, "connect")
        def _prepare(raw: Any, _: object) -> None:
            # The driver opens transactions late and not for CREATE TABLE; ours begin at once and hold everything.
            raw.isolation_level = None
            if self.passphrase:
                # Else it writes to standard error what we say in a sentence.
                raw.execute("PRAGMA cipher_log_level = NONE")
                raw.execute(f"PRAGMA key = {_quoted(self.passphrase)}")
                raw.execute("PRAGMA temp_store = MEMORY")
            raw.execute("PRAGMA foreign_keys = ON")
            raw.execute("PRAGMA journal_mode = WAL")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            # A writer takes its turn before it reads, so that what it read still holds when it writes.
            options = connection.get_execution_options()
            if options.get("compacting"):
                return
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")

        return engine

    def compacting(self, _: list[str]) -> list[str]:
        """Return what writes the file anew without what was deleted, and empties the log beside it."""
        return ["PRAGMA secure_delete = ON", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]

    def written(self, connection: Connection) -> object | None:
        """Return a mark that is another one for this connection whenever somebody has written."""
        own = getattr(connection.connection.dbapi_connection, "total_changes", None)
        return own if own is None else (connection.exec_driver_sql("PRAGMA data_version").scalar_one(), own)

    def failed(self, fault: exc.DBAPIError) -> str:
        """Return what the disk or another writer did to a transaction; nothing where the fault is the program's."""
        return str(fault.orig) if isinstance(fault, exc.OperationalError) else ""

    def told(self, fault: exc.DBAPIError) -> str:
        """Return what the library said of a fault, in its words."""
        return str(fault.orig)

    def refused(self, fault: exc.DBAPIError) -> VidmovaError:
        """Return what to say of a database that cannot be opened."""
        if self.passphrase and "not a database" in str(fault.orig):
            return UsageError(f"{self.path}: the passphrase is wrong, or the file is broken")
        return EngineError(
            f"{self.path} cannot be opened ({fault.orig}); it follows from the archive: "
            "move it away and run vidmova build again to make it anew"
        )


def is_plain(path: Path) -> bool:
    """Tell whether a file is a database that anybody can read who has it."""
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def _encrypting() -> Any:
    try:
        return import_module("sqlcipher3.dbapi2")
    except ImportError:
        raise UsageError(
            "an encrypted register needs the package sqlcipher3; install it with: pip install 'vidmova[encrypted]'"
        ) from None


def _quoted(passphrase: str) -> str:
    if "\0" in passphrase:
        raise UsageError("a passphrase cannot hold the character NUL")
    return "'" + passphrase.replace("'", "''") + "'"
