"""Named changes of the schema, each made in one transaction and recorded; never edited once released."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, inspect, text

from vidmova.errors import UsageError
from vidmova.register.sealing import seal_everything

Migration = Callable[[Connection], None]


def m001_first(connection: Connection) -> None:
    """Make the tables of the first register."""
    _run(connection, _FIRST)


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


def m002_linking(connection: Connection) -> None:
    """Make the tables of what linking finds, and have the claims of an older register linked anew."""
    _run(connection, _LINKING)


_LINKING = (
    """CREATE TABLE entities (
        number INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL, kind VARCHAR NOT NULL, name TEXT NOT NULL,
        names JSON NOT NULL, part_of JSON NOT NULL, "precision" VARCHAR, latitude FLOAT, longitude FLOAT)""",
    "CREATE UNIQUE INDEX entities_by_id ON entities (id)",
    "CREATE INDEX entities_of_kind ON entities (kind)",
    'CREATE TABLE entity_keys ("key" VARCHAR NOT NULL, number INTEGER NOT NULL, PRIMARY KEY ("key", number))',
    """CREATE TABLE mentions (
        number INTEGER NOT NULL PRIMARY KEY, claim VARCHAR NOT NULL, field VARCHAR NOT NULL, kind VARCHAR NOT NULL,
        name TEXT NOT NULL, language VARCHAR NOT NULL, start INTEGER, "end" INTEGER, entity VARCHAR)""",
    "CREATE INDEX mentions_of_claim ON mentions (claim)",
    "CREATE INDEX mentions_of_entity ON mentions (entity)",
    """CREATE TABLE events (
        number INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL, act VARCHAR NOT NULL, title TEXT NOT NULL,
        claims JSON NOT NULL, documents JSON NOT NULL, low BIGINT, high BIGINT, counted VARCHAR, person JSON NOT NULL,
        date JSON, place TEXT, modality VARCHAR NOT NULL, subset_of VARCHAR, earliest VARCHAR, latest VARCHAR)""",
    "CREATE UNIQUE INDEX events_by_id ON events (id)",
    "CREATE INDEX events_of_act ON events (act)",
    "CREATE INDEX events_of_whole ON events (subset_of)",
    """CREATE TABLE links (
        number INTEGER NOT NULL PRIMARY KEY, a VARCHAR NOT NULL, b VARCHAR NOT NULL, judgement VARCHAR NOT NULL,
        score FLOAT NOT NULL, because TEXT NOT NULL, features JSON NOT NULL)""",
    "CREATE INDEX links_of_a ON links (a)",
    "CREATE INDEX links_of_b ON links (b)",
    "CREATE INDEX links_of_judgement ON links (judgement)",
    """CREATE TABLE relations (
        number INTEGER NOT NULL PRIMARY KEY, kind VARCHAR NOT NULL, event VARCHAR NOT NULL, others JSON NOT NULL,
        claims JSON NOT NULL, because TEXT NOT NULL, gap BIGINT)""",
    """CREATE TABLE relation_events (
        event VARCHAR NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (event, number))""",
    """CREATE TABLE contradictions (
        number INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL, kind VARCHAR NOT NULL, events JSON NOT NULL,
        sides JSON NOT NULL, "values" JSON NOT NULL, because TEXT NOT NULL, state VARCHAR NOT NULL)""",
    "CREATE UNIQUE INDEX contradictions_by_id ON contradictions (id)",
    """CREATE TABLE contradiction_events (
        event VARCHAR NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (event, number))""",
    """CREATE TABLE tellings (
        number INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL, documents JSON NOT NULL, because TEXT NOT NULL)""",
    "CREATE UNIQUE INDEX tellings_by_id ON tellings (id)",
    """CREATE TABLE telling_documents (
        document VARCHAR NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (document, number))""",
    "CREATE TABLE chains (number INTEGER NOT NULL PRIMARY KEY, claim VARCHAR NOT NULL, voices JSON NOT NULL)",
    "CREATE INDEX chains_of_claim ON chains (claim)",
    """CREATE TABLE cases (
        number INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL, name TEXT NOT NULL, person VARCHAR,
        events JSON NOT NULL, because JSON NOT NULL)""",
    "CREATE UNIQUE INDEX cases_by_id ON cases (id)",
    "CREATE INDEX cases_of_person ON cases (person)",
    """CREATE TABLE case_events (
        event VARCHAR NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (event, number))""",
    "CREATE INDEX claims_of_event ON claims (event)",
    "DELETE FROM state WHERE name = 'linked'",
)


def m003_lists(connection: Connection) -> None:
    """Make the tables of lists of people or cases."""
    _run(connection, _LISTS)


_LISTS = (
    """CREATE TABLE lists (
        name VARCHAR NOT NULL PRIMARY KEY, number INTEGER NOT NULL, maker TEXT NOT NULL, file TEXT NOT NULL,
        digest VARCHAR NOT NULL, recipe VARCHAR NOT NULL)""",
    """CREATE TABLE list_rows (
        list VARCHAR NOT NULL, number INTEGER NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, born VARCHAR,
        unit TEXT NOT NULL, place TEXT NOT NULL, rank TEXT NOT NULL, category TEXT NOT NULL, date VARCHAR,
        charge TEXT NOT NULL, court TEXT NOT NULL, "case" TEXT NOT NULL, outcome TEXT NOT NULL, note TEXT NOT NULL,
        other JSON NOT NULL, PRIMARY KEY (list, number))""",
    """CREATE TABLE list_faults (
        list VARCHAR NOT NULL, number INTEGER NOT NULL, "row" INTEGER NOT NULL, reason TEXT NOT NULL,
        kept BOOLEAN NOT NULL, PRIMARY KEY (list, number))""",
    """CREATE TABLE list_pairs (
        number INTEGER NOT NULL PRIMARY KEY, a_list VARCHAR NOT NULL, a_row INTEGER NOT NULL, b_list VARCHAR NOT NULL,
        b_row INTEGER NOT NULL, judgement VARCHAR NOT NULL, probability FLOAT NOT NULL, weight FLOAT NOT NULL,
        features JSON NOT NULL)""",
    "CREATE INDEX list_pairs_of_judgement ON list_pairs (judgement)",
    """CREATE TABLE list_people (
        list VARCHAR NOT NULL, "row" INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (list, "row"))""",
    "CREATE INDEX list_people_by_person ON list_people (person)",
)


def m004_seals(connection: Connection) -> None:
    """Make the table of seals, by which a change from outside shows."""
    _run(connection, _SEALS)


_SEALS = ("CREATE TABLE seals (name VARCHAR NOT NULL PRIMARY KEY, digest VARCHAR NOT NULL)",)

MIGRATIONS: tuple[Migration, ...] = (m001_first, m002_linking, m003_lists, m004_seals)
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
    return [step.__name__ for step in MIGRATIONS if step.__name__ not in done and _make(engine, step)]


def applied(engine: Engine) -> list[str]:
    """Return the names of the migrations that a database has had."""
    if not inspect(engine).has_table("migrations"):
        return []
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT name FROM migrations ORDER BY name")).scalars())


def _make(engine: Engine, step: Migration) -> bool:
    """Make one change in one transaction; say whether it was still to be made when the turn came."""
    with engine.connect().execution_options(writing=True, making=True) as connection, connection.begin():
        _run(connection, (_RECORD,))
        if connection.execute(text("SELECT 1 FROM migrations WHERE name = :name"), {"name": step.__name__}).first():
            return False
        step(connection)
        connection.execute(
            text("INSERT INTO migrations (name, applied) VALUES (:name, :applied)"),
            {"name": step.__name__, "applied": datetime.now(UTC).isoformat(timespec="seconds")},
        )
        if step is MIGRATIONS[-1] and inspect(connection).has_table("seals"):
            # Rows of an older schema were sealed as they were then, if at all.
            seal_everything(connection)
        return True


_RECORD = "CREATE TABLE IF NOT EXISTS migrations (name VARCHAR NOT NULL PRIMARY KEY, applied VARCHAR NOT NULL)"
_WORDS = re.compile(r"\b(VARCHAR|TEXT)\b")


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        if connection.dialect.name == "postgresql":
            # In order of characters, as SQLite and Python have it, whatever language the server sorts by.
            statement = _WORDS.sub(r'\1 COLLATE "C"', statement)
        connection.execute(text(statement))
