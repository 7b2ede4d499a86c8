"""A register's tables in a schema of its own on a PostgreSQL server."""

import getpass
import os
import socket
import ssl
from importlib import import_module
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, exc, make_url

from vidmova.errors import EngineError, UsageError, VidmovaError

OLDEST = 12
"""The first version of the server that writes numbers as exactly as they came."""
PATIENCE = 10
"""Seconds to wait for a server to answer."""
WAIT = 60
"""Seconds that a writer waits for another."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
MODES = ("disable", "require", "verify-full")
"""What `sslmode` in an address may be; `verify-full` where the server is another machine and nothing is said."""
LOST = "the connection to the server was lost"
NOT_OURS = ("08", "25", "40", "53", "55", "57", "58")
"""Classes of the server's codes for a lost connection, another's lock, a full disk and a server that stops."""


NUL = ("22021", "22P05")
"""The server's codes for a text with the character NUL, bare and in JSON."""


ACTING = (
    ("trigger", "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace"),
    ("rule", "SELECT rulename FROM pg_rules WHERE schemaname = current_schema() AND rulename <> '_RETURN'"),
    ("policy", "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = current_schema()::regnamespace"),
    ("relation", "SELECT relname FROM pg_class WHERE relkind NOT IN ('r', 'i', 't', 'v') "
                 "AND relnamespace = current_schema()::regnamespace"),
    ("function", "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"),
)  # fmt: skip
"""Finds what in a schema acts by itself, or is neither table nor index."""


class PostgresSchema(Struct, frozen=True):
    """The schema that a register's tables are kept in."""

    address: str
    """`postgresql://USER:PASSWORD@HOST:PORT/DATABASE`"""
    schema: str

    @property
    def url(self) -> URL:
        """The address in its parts; raises UsageError where it is none."""
        return _parsed(self.address)

    @property
    def named(self) -> str:
        """What it is called in messages: without the password."""
        return f"schema {self.schema} of database {_database(self.url)} at {_where(self.url)}"

    def engine(self) -> Engine:
        """Return the way to the database; raises UsageError where the driver is missing or the address is none."""
        driver, url = _driver(), self.url
        options = {"pool_pre_ping": True, "hide_parameters": True}
        engine = create_engine("postgresql+pg8000://", creator=lambda: self._connected(driver, url), **options)

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            # One writer a schema: the second waits here until the first is done.
            if connection.get_execution_options().get("writing"):
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (self.schema,))
            if connection.get_execution_options().get("making") and not _is_there(connection, self.schema):
                connection.exec_driver_sql(f"CREATE SCHEMA {_quoted(self.schema)}")

        return engine

    def exists(self) -> bool:
        """Tell whether the schema is there."""
        engine = self.engine()
        try:
            with engine.connect() as connection:
                return _is_there(connection, self.schema)
        finally:
            engine.dispose()

    def compacting(self, tables: list[str]) -> list[str]:
        """Return what writes the tables anew without what was deleted, and what the server counted of their values.

        The server skips the latter, with a warning, where the user does not own the database.
        """
        every = [f"VACUUM (FULL, ANALYZE) {_quoted(name)}" for name in tables]
        return [*every, "VACUUM (FULL) pg_catalog.pg_statistic"]

    def written(self, _: Connection) -> object | None:
        """Return nothing: a server does not tell a connection whether others have written."""
        return None

    def failed(self, fault: exc.DBAPIError) -> str:
        """Return what the server or the way to it did to a transaction; nothing where the fault is the program's."""
        code = _code(fault.orig)
        if isinstance(fault, exc.InterfaceError) and not code:
            return LOST
        if code == "55P03":
            return f"somebody else has been writing for {WAIT} seconds"
        if code in NUL:
            return "a text has the character NUL, which PostgreSQL does not keep"
        return _said(fault.orig) if code.startswith(NOT_OURS) else ""

    def told(self, fault: exc.DBAPIError) -> str:
        """Return what the server said of a fault, in its words."""
        return _said(fault.orig)

    def refused(self, fault: exc.DBAPIError) -> VidmovaError:
        """Return what to say of a database that cannot be made ready."""
        if _code(fault.orig) == "42501":
            return UsageError(
                f"user {self.url.username} may not make {self.named}; "
                f"the server's owner allows it with: GRANT CREATE ON DATABASE {_database(self.url)} TO …"
            )
        return EngineError(f"{self.named} cannot be opened: {_said(fault.orig)}")

    def _connected(self, driver: Any, url: URL) -> Any:
        reached = _reached(url)
        try:
            raw = driver.connect(
                user=url.username or getpass.getuser(),
                password=url.password or os.environ.get("PGPASSWORD", ""),
                database=url.database,
                host=url.host or "localhost",
                sock=reached,
                ssl_context=_encryption(url),
                application_name="vidmova",
            )
        except ssl.SSLCertVerificationError as fault:
            reached.close()
            raise EngineError(
                f"the server at {_where(url)} does not prove who it is ({fault.verify_message}); "
                "name its authority with ?sslrootcert=FILE in the address"
            ) from None
        except (driver.Error, OSError) as fault:
            reached.close()
            raise _not_let_in(url, fault) from None
        _ready(raw, self.schema, url)
        return raw


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows that have the same columns, as one parameter: the driver is slow with many."""
    names = ", ".join(_quoted(name) for name in rows[0])
    given = f"json_populate_recordset(NULL::{_quoted(table.name)}, CAST(%s AS json))"
    statement = f"INSERT INTO {_quoted(table.name)} ({names}) SELECT {names} FROM {given}"
    connection.exec_driver_sql(statement, (msgspec.json.encode(rows).decode(),))


def update_rows(connection: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    """Set the columns of rows found by their key, likewise."""
    name = _quoted(table.name)
    values = ", ".join(f"{_quoted(column)} = given.{_quoted(column)}" for column in rows[0] if column != key)
    given = f"json_populate_recordset(NULL::{name}, CAST(%s AS json)) AS given"
    statement = f"UPDATE {name} SET {values} FROM {given} WHERE {name}.{_quoted(key)} = given.{_quoted(key)}"
    connection.exec_driver_sql(statement, (msgspec.json.encode(rows).decode(),))


def checked(address: str) -> str:
    """Return an address of a PostgreSQL database as it is; raises UsageError where it is none."""
    _parsed(address)
    return address


def _parsed(address: str) -> URL:
    form = "postgresql://USER@HOST:PORT/DATABASE"
    try:
        url = make_url(address)
    except (exc.ArgumentError, ValueError):
        raise UsageError(f"the address of the database cannot be read; it should be like {form}") from None
    if url.drivername not in ("postgresql", "postgres") or not url.database:
        raise UsageError(f"the address of the database should be like {form}; leave it out for SQLite")
    if unknown := sorted(set(url.query) - {"sslmode", "sslrootcert", "host"}):
        raise UsageError(f"the address of the database has ?{unknown[0]}; known are sslmode, sslrootcert and host")
    if _mode(url) not in MODES:
        raise UsageError(f"sslmode in the address of the database is one of {', '.join(MODES)}")
    return url


def _driver() -> Any:
    try:
        return import_module("pg8000.dbapi")
    except ImportError:
        raise UsageError(
            "a register on PostgreSQL needs the package pg8000; install it with: pip install 'vidmova[postgres]'"
        ) from None


def _folder(url: URL) -> str:
    host = url.query.get("host", "")
    return host if isinstance(host, str) else host[-1]


def _where(url: URL) -> str:
    return _folder(url) or f"{url.host or 'localhost'}:{url.port or 5432}"


def _database(url: URL) -> str:
    return str(url.database)


def _mode(url: URL) -> str:
    here = _folder(url) or (url.host or "localhost") in LOOPBACK
    return str(url.query.get("sslmode", "disable" if here else "verify-full"))


def _encryption(url: URL) -> ssl.SSLContext | bool:
    mode = _mode(url)
    if mode == "verify-full":
        return ssl.create_default_context(cafile=str(url.query["sslrootcert"]) if "sslrootcert" in url.query else None)
    return mode == "require"


def _reached(url: URL) -> socket.socket:
    try:
        if folder := _folder(url):
            return _through(f"{folder}/.s.PGSQL.{url.port or 5432}")
        reached = socket.create_connection((url.host or "localhost", url.port or 5432), PATIENCE)
    except OSError as fault:
        raise EngineError(
            f"no PostgreSQL server answers at {_where(url)} ({fault.strerror or fault}); "
            "is it running, and is the address right?"
        ) from None
    # A query may take longer than a greeting.
    reached.settimeout(None)
    reached.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    reached.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return reached


def _through(path: str) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.connect(path)
    except OSError:
        made.close()
        raise
    return made


def _not_let_in(url: URL, fault: Exception) -> VidmovaError:
    where, code = _where(url), _code(fault)
    if code == "3D000":
        return UsageError(f"there is no database {_database(url)} at {where}; make one with: createdb {url.database}")
    if code.startswith("28"):
        user = url.username or getpass.getuser()
        return UsageError(f"the PostgreSQL server at {where} does not let {user} in: the name or the password is wrong")
    if "refuses SSL" in str(fault):
        return UsageError(
            f"the PostgreSQL server at {where} does not encrypt; on a line that nobody else can read, "
            "add ?sslmode=disable to the address"
        )
    return EngineError(f"the PostgreSQL server at {where} cannot be used: {_said(fault)}")


def _ready(raw: Any, schema: str, url: URL) -> None:
    """Have a new connection look into the schema alone; refuse servers that cannot hold a register."""
    try:
        raw.autocommit = True
        cursor = raw.cursor()
        cursor.execute("SELECT current_setting('server_version_num'), current_setting('server_encoding')")
        version, encoding = cursor.fetchone()
        if int(version) < OLDEST * 10_000:
            said = f"the PostgreSQL server at {_where(url)} has version {int(version) // 10_000}"
            raise UsageError(f"{said}; {OLDEST} or newer is needed")
        if encoding != "UTF8":
            said = f"the database {_database(url)} at {_where(url)} holds text in {encoding}"
            raise UsageError(f"{said}; make one with: createdb --encoding=UTF8 --template=template0 NAME")
        cursor.execute(f"SET search_path TO {_quoted(schema)}")
        cursor.execute(f"SET lock_timeout TO '{WAIT}s'")
        cursor.close()
        raw.autocommit = False
    except BaseException:
        raw.close()
        raise


def _is_there(connection: Connection, schema: str) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,))
    return found.first() is not None


def _quoted(schema: str) -> str:
    return '"' + schema.replace('"', '""') + '"'


def _code(fault: BaseException | None) -> str:
    said = fault.args[0] if fault and fault.args else ""
    return str(said.get("C", "")) if isinstance(said, dict) else ""


def _said(fault: BaseException | None) -> str:
    said = fault.args[0] if fault and fault.args else ""
    return str(said.get("M", said)) if isinstance(said, dict) else " ".join(str(fault).split())
