"""Named changes of the schema, each made in one transaction and recorded; never edited once released."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, inspect, text

from vidmova.errors import UsageError

Migration = Callable[[Connection], None]


def m001_first(connection: Connection) -> None:
    """Make the tables of the first register."""
    for statement in _FIRST:
        connection.execute(text(statement))


_FIRST = (
    """CREATE TABLE documents (
        id VARCHAR NOT NULL PRIMARY KEY, name TEXT NOT NULL, media_type VARCHAR NOT NULL, text TEXT NOT NULL,
        text_digest VARCHAR NOT NULL, language VARCHAR NOT NULL, title TEXT, author TEXT, outlet TEXT,
        published VARCHAR, source TEXT NOT NULL, recipe VARCHAR NOT NULL)""",
    """CREATE TABLE sentences (
        document VARCHAR NOT NULL REFERENCES documents (id), number INTEGER NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, language VARCHAR NOT NULL, kind VARCHAR NOT NULL, paragraph INTEGER NOT NULL,
        PRIMARY KEY (document, number))""",
    """CREATE TABLE claims (
        "key" VARCHAR NOT NULL PRIMARY KEY, document VARCHAR NOT NULL REFERENCES documents (id), id VARCHAR NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, act VARCHAR NOT NULL, count JSON, approx BOOLEAN NOT NULL,
        counted VARCHAR, person JSON NOT NULL, "group" TEXT, category JSON NOT NULL, unit TEXT, origin TEXT,
        place TEXT, date JSON, "by" TEXT, court TEXT, term_months JSON, sentence_type VARCHAR, charge VARCHAR,
        outcome VARCHAR, absence_days JSON, reason JSON NOT NULL, source_said TEXT, modality VARCHAR NOT NULL,
        event VARCHAR, subset_of VARCHAR, spans JSON NOT NULL, rule TEXT NOT NULL, sure FLOAT NOT NULL)""",
    "CREATE INDEX claims_of_document ON claims (document)",
    "CREATE INDEX claims_of_act ON claims (act)",
    """CREATE TABLE skipped (
        "key" VARCHAR NOT NULL PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL,
        ours BOOLEAN NOT NULL, recipe VARCHAR NOT NULL)""",
    "CREATE TABLE state (name VARCHAR NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
)

MIGRATIONS: tuple[Migration, ...] = (m001_first,)
"""All migrations, oldest first; a new one goes at the end."""


def migrate(engine: Engine) -> list[str]:
    """Make the changes that a database lacks and return their names.

    Raises UsageError where a newer program has changed the database in ways this one does not know.
    """
    done = applied(engine)
    known = [step.__name__ for step in MIGRATIONS]
    if unknown := [name for name in done if name not in known]:
        raise UsageError(
            f"this register was changed by a newer Vidmova ({', '.join(unknown)}); update Vidmova to open it"
        )
    made = []
    for step in MIGRATIONS:
        if step.__name__ not in done:
            _make(engine, step)
            made.append(step.__name__)
    return made


def applied(engine: Engine) -> list[str]:
    """Return the names of the migrations that a database has had."""
    if not inspect(engine).has_table("migrations"):
        return []
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT name FROM migrations ORDER BY name")).scalars())


def _make(engine: Engine, step: Migration) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS migrations (name VARCHAR NOT NULL PRIMARY KEY, applied VARCHAR NOT NULL)")
        )
        step(connection)
        connection.execute(
            text("INSERT INTO migrations (name, applied) VALUES (:name, :applied)"),
            {"name": step.__name__, "applied": datetime.now(UTC).isoformat(timespec="seconds")},
        )
