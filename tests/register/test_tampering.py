"""What is changed in a database behind the program's back: every kind is named, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from tests.happened import STATED, joined
from tests.postgres import Server
from tests.register.conftest import alter, drop
from vidmova.archive.intake import digest_of
from vidmova.archive.provenance import Receipt
from vidmova.errors import VidmovaError
from vidmova.records import Sentence
from vidmova.register.checking import altered_database
from vidmova.register.database import Place
from vidmova.register.lists import Added, altered_lists, keep_list
from vidmova.register.postgres import PostgresSchema
from vidmova.register.rowchecking import altered_rows, guarded
from vidmova.register.rows import Skipped
from vidmova.register.schemachecking import altered_schema
from vidmova.register.sqlite import SqliteFile
from vidmova.register.store import Store
from vidmova.totals.columns import ColumnMap
from vidmova.totals.learning import Weights
from vidmova.totals.linkage import Linkage, Pair, Record

TABLE = "ПІБ;Рік\nГайворон Павло;1990\nСкляр Юрій;нема\n".encode()
OTHER = "ПІБ;Рік\nГайворон Павло;1990\nДуб Іван;1980\n".encode()
RECEIVED = [
    Receipt(digest=one.id, name=one.name, source=one.name, when="2026-01-01T00:00:00Z", size=1, media_type="text/plain")
    for one, _ in STATED
]
IN_SENTENCES = 'INSERT INTO sentences (document, number, start, "end", language, kind, paragraph)'
IN_SKIPPED = "INSERT INTO skipped (key, name, source, reason, ours, recipe)"
COPIED = 'document, id, start, "end", act, approx, person, category, reason, modality, spans, rule, sure'
DIGEST = digest_of(b"Zwei sind gegangen.")

KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    "a document's name": (("UPDATE documents SET name = 'x.txt' WHERE language = 'en'",), "x.txt (aaaaaaaaaaaa): what"),
    "a document's source": (("UPDATE documents SET source = 'x' WHERE language = 'en'",), "what is known of it"),
    "a document's language": (("UPDATE documents SET language = 'uk' WHERE language = 'en'",), "what is known of it"),
    "a document's title": (("UPDATE documents SET title = 'x' WHERE language = 'en'",), "what is known of it"),
    "a document's date": (("UPDATE documents SET published = '2020-01-01'",), "what is known of it"),
    "a document's outlet": (("UPDATE documents SET outlet = NULL",), "what is known of it"),
    "a document's kind": (("UPDATE documents SET media_type = 'text/html'",), "what is known of it"),
    "a document's recipe": (("UPDATE documents SET recipe = 'x'",), "what is known of it"),
    "a text": (("UPDATE documents SET text = text || '.' WHERE language = 'en'",), "its stored text was altered"),
    "a text with its digest": (
        (f"UPDATE documents SET text = 'Zwei sind gegangen.', text_digest = '{DIGEST}' WHERE language = 'en'",),
        "what is known of it was altered",
    ),
    "a document removed": (
        (
            "DELETE FROM sentences WHERE document LIKE 'a%'",
            "DELETE FROM claims WHERE document LIKE 'a%'",
            "DELETE FROM documents WHERE id LIKE 'a%'",
        ),
        "document aaaaaaaaaaaa: removed from the database",
    ),
    "a document added": (
        (
            "INSERT INTO documents (id, name, media_type, text, text_digest, language, source, recipe) "
            f"VALUES ('{'d' * 64}', 'd.txt', 'text/plain', '', '', 'en', '', 'r')",
        ),
        "d.txt (dddddddddddd): added to the database from outside",
    ),
    "a sentence moved": (("UPDATE sentences SET start = start + 1 WHERE number = 0",), "its sentences were altered"),
    "a sentence's kind": (("UPDATE sentences SET kind = 'heading' WHERE number = 0",), "its sentences were altered"),
    "a sentence removed": (("DELETE FROM sentences WHERE number = 0",), "its sentences were altered"),
    "a sentence added": (
        (f"{IN_SENTENCES} VALUES ('{'a' * 64}', 99, 0, 5, 'en', 'sentence', 0)",),
        "its sentences were altered",
    ),
    "a claim moved by one character": (
        ("UPDATE claims SET start = start + 1 WHERE key LIKE 'a%c001'",),
        "(aaaaaaaaaaaa): its claims were altered",
    ),
    "a claim's end": (('UPDATE claims SET "end" = "end" - 1 WHERE key LIKE \'a%c001\'',), "its claims were altered"),
    "a claim's number": (("UPDATE claims SET count = '[9, 9]' WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "a claim's act": (("UPDATE claims SET act = 'surrender' WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "a claim's person": (("UPDATE claims SET person = '[\"X\"]' WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "a claim's place": (("UPDATE claims SET place = 'Kyiv' WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "a claim's modality": (("UPDATE claims SET modality = 'denied' WHERE key LIKE 'a%c001'",), "its claims were"),
    "a claim's rule": (("UPDATE claims SET rule = 'decision 1' WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "how sure a claim is": (("UPDATE claims SET sure = 0.1 WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "a wording": (("UPDATE claims SET spans = '[]' WHERE key LIKE 'b%c001'",), "its claims were altered"),
    "values that are none": (("UPDATE claims SET count = '\"many\"' WHERE key LIKE 'a%c001'",), "its claims were"),
    "a claim removed": (("DELETE FROM claims WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "a claim added": (
        (f"INSERT INTO claims (key, {COPIED}) SELECT 'x-c009', {COPIED} FROM claims WHERE key LIKE 'a%c001'",),
        "its claims were altered",
    ),
    "a claim's event": (("UPDATE claims SET event = 'e-sued' WHERE key LIKE 'a%c001'",), "in which event each is"),
    "what a claim is part of": (("UPDATE claims SET subset_of = NULL",), "in which event each is about"),
    "why something was not read": (("UPDATE skipped SET reason = 'x'",), "why it was not read was altered"),
    "what was not read, removed": (("DELETE FROM skipped",), "skipped source:three.pdf: removed"),
    "what was not read, added": (
        (f"{IN_SKIPPED} VALUES ('x', 'x', 'x', 'x', false, 'r')",),
        "skipped x: added to the database from outside",
    ),
    "what it was linked with": (("UPDATE state SET value = 'x' WHERE name = 'linked'",), "state linked: it was"),
    "that it was linked": (("UPDATE state SET value = '' WHERE name = 'linked'",), "state linked: it was altered"),
    "what is remembered, removed": (("DELETE FROM state WHERE name = 'linked'",), "state linked: removed"),
    "what is remembered, added": (
        ("INSERT INTO state (name, value) VALUES ('found x', '{}')",),
        "state found x: added to the database from outside",
    ),
    "an entity's name": (("UPDATE entities SET name = 'X' WHERE number = 0",), "table entities: rows were altered"),
    "an entity removed": (("DELETE FROM entities WHERE number = 1",), "table entities: rows were altered"),
    "a key of a name": (("DELETE FROM entity_keys WHERE number = 0",), "table entity_keys: rows were altered"),
    "whom a mention names": (("UPDATE mentions SET entity = 'p-ihor' WHERE number = 0",), "table mentions: rows were"),
    "an event's title": (("UPDATE events SET title = 'x' WHERE number = 0",), "table events: rows were altered"),
    "an event's number": (("UPDATE events SET low = 9 WHERE number = 0",), "table events: rows were altered"),
    "an event's date": (("UPDATE events SET date = '[\"2020-01-01\", null]' WHERE number = 0",), "table events: rows"),
    "an event removed": (("DELETE FROM events WHERE number = 2",), "table events: rows were altered"),
    "a link's judgement": (("UPDATE links SET judgement = 'different'",), "table links: rows were altered"),
    "a link's reason": (("UPDATE links SET because = 'x'",), "table links: rows were altered"),
    "a relation": (("UPDATE relations SET kind = 'disjoint' WHERE number = 0",), "table relations: rows were altered"),
    "a relation's lookup": (("DELETE FROM relation_events WHERE number = 0",), "table relation_events: rows were"),
    "a contradiction closed": (("UPDATE contradictions SET state = 'closed'",), "table contradictions: rows were"),
    "a contradiction removed": (("DELETE FROM contradictions WHERE number = 0",), "table contradictions: rows were"),
    "a contradiction's lookup": (("DELETE FROM contradiction_events",), "table contradiction_events: rows were"),
    "a telling": (("UPDATE tellings SET because = 'x'",), "table tellings: rows were altered"),
    "a telling's lookup": (("DELETE FROM telling_documents",), "table telling_documents: rows were altered"),
    "from whom a claim came": (("UPDATE chains SET voices = '[]'",), "table chains: rows were altered"),
    "a case": (("UPDATE cases SET name = 'x'",), "table cases: rows were altered"),
    "a case's lookup": (("DELETE FROM case_events",), "table case_events: rows were altered"),
    "a list's maker": (("UPDATE lists SET maker = 'x' WHERE name = 'leak'",), "list leak: what is known of it was"),
    "a list removed": (("DELETE FROM lists WHERE name = 'leak'",), "list leak: removed from the database"),
    "a row of a list": (("UPDATE list_rows SET name = 'X' WHERE list = 'leak'",), "list leak: its rows were altered"),
    "a row of a list removed": (("DELETE FROM list_rows WHERE list = 'leak' AND number = 2",), "list leak: its rows"),
    "what a list left out": (("UPDATE list_faults SET reason = 'x'",), "list leak: its faults were altered"),
    "who is one on lists": (("UPDATE list_pairs SET judgement = 'possible'",), "table list_pairs: rows were altered"),
    "the people of lists": (("UPDATE list_people SET person = 9",), "table list_people: rows were altered"),
    "a seal removed": (("DELETE FROM seals WHERE name = 'table events'",), "table events: its seal was removed"),
    "all seals removed": (("DELETE FROM seals",), "table events: its seal was removed"),
    "a seal altered": (("UPDATE seals SET digest = 'x' WHERE name = 'table links'",), "table links: rows were altered"),
    "a seal added": (("INSERT INTO seals (name, digest) VALUES ('table x', 'x')",), "seal table x was added"),
    "when it was migrated": (("UPDATE migrations SET applied = '1999-01-01'",), "table migrations: rows were altered"),
    "a column added": (("ALTER TABLE events ADD COLUMN secret VARCHAR",), "table events: its definition was altered"),
    "a default set": (("ALTER TABLE links ADD COLUMN more INTEGER DEFAULT 7",), "table links: its definition was"),
    "an index removed": (("DROP INDEX events_of_act",), "events"),
    "a table added": (("CREATE TABLE more (x INTEGER)",), "table more was added"),
    "a view added": (("CREATE VIEW seen AS SELECT 1 AS x",), "view seen was added"),
    "a view in the place of a table": (
        ("ALTER TABLE chains RENAME TO before", "CREATE VIEW chains AS SELECT * FROM before"),
        "chains",
    ),
}  # fmt: skip
ONLY_SQLITE: dict[str, tuple[tuple[str, ...], str]] = {
    "a trigger": (
        ("CREATE TRIGGER quiet AFTER INSERT ON claims BEGIN UPDATE claims SET act = 'x'; END",),
        "trigger quiet was added",
    ),
    "JSON that is none": (("UPDATE claims SET count = '[1' WHERE key LIKE 'a%c001'",), "cannot be read any more"),
    "a number that is a text": (("UPDATE claims SET start = 'x' WHERE key LIKE 'a%c001'",), "its claims were altered"),
    "bytes for a text": (("UPDATE events SET title = CAST(x'ff' AS TEXT) WHERE number = 0",), "table events: altered"),
    "a table removed": (("DROP TABLE chains",), "table chains was removed"),
}
ONLY_POSTGRES: dict[str, tuple[tuple[str, ...], str]] = {
    "a trigger": (
        (
            "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "CREATE TRIGGER quiet BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION quiet()",
        ),
        "trigger quiet was added",
    ),
    "a rule": (("CREATE RULE quiet AS ON DELETE TO claims DO INSTEAD NOTHING",), "rule quiet was added"),
    "a policy": (("ALTER TABLE claims ENABLE ROW LEVEL SECURITY",), "policy claims was added"),
    "a table removed": (("DROP TABLE chains",), "table chains was removed"),
    "a condition": (("ALTER TABLE claims ADD CHECK (start >= 0)",), "table claims: its definition was altered"),
}


def filled(place: Place, root: Path) -> None:
    root.mkdir(exist_ok=True)
    columns = ColumnMap({"name": "ПІБ", "born": "Рік"})
    for name, payload in (("leak", TABLE), ("ngo", OTHER)):
        new = Added(name=name, maker="unknown", file=f"{name}.csv", digest=digest_of(payload), map=columns)
        keep_list(root, new, payload)
    assert altered_lists(root) == []
    a, b, c = Record(0, 2), Record(0, 3), Record(1, 2)
    pair = Pair(a=a, b=c, judgement="same", probability=0.98, weight=9.5, features={"surname": 8.8})
    weights = Weights({"surname": (0.9, 0.1)}, {"surname": (0.1, 0.9)}, True, ("birth",))
    found = Linkage(people=[[a, c], [b]], pairs=[pair], weights=weights, shares={(0, 1): 0.5})
    with Store(place) as store:
        for document, stated in STATED:
            sentence = Sentence(start=0, end=len(document.text), language=document.language)
            store.add(document, [sentence], [replace(one, event=None, subset_of=None) for one in stated], "r")
        store.linked(joined(), "r")
        store.skip("source:three.pdf", Skipped("three.pdf", "three.pdf", "it is locked"), "r")
        store.bring_lists(root)
        store.keep_linkage(["leak", "ngo"], found, "recipe")


def said(place: Place) -> list[str]:
    try:
        with Store(place) as store:
            return list(altered_database(store, RECEIVED))
    except VidmovaError as fault:
        return [str(fault)]


@pytest.fixture(scope="module")
def a_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("tampering")
    place = SqliteFile(root / "register.db")
    filled(place, root / "given")
    alter(place, "SELECT 1")
    engine = place.engine()
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    engine.dispose()
    assert said(place) == []
    return place.path.read_bytes()


@pytest.mark.parametrize("name", [*KINDS, *ONLY_SQLITE])
def test_what_was_changed_in_a_file_is_named(a_file: bytes, tmp_path: Path, name: str) -> None:
    statements, wanted = {**KINDS, **ONLY_SQLITE}[name]
    place = SqliteFile(tmp_path / "register.db")
    place.path.write_bytes(a_file)
    alter(place, *statements)
    found = said(place)
    assert any(wanted in line for line in found), found


@pytest.fixture(scope="module")
def on_a_server(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    place = PostgresSchema(server.address(), "tampered")
    filled(place, tmp_path_factory.mktemp("tampering"))
    assert said(place) == []
    engine = place.engine()
    with engine.connect() as connection:
        yield connection
    engine.dispose()
    drop(place)


@pytest.mark.parametrize("name", [name for name in (*KINDS, *ONLY_POSTGRES) if name != "a text"])
def test_what_was_changed_on_a_server_is_named(on_a_server: Connection, name: str) -> None:
    statements, wanted = {**KINDS, **ONLY_POSTGRES}[name]
    # All of it is undone at the end, also what changed the schema.
    with on_a_server.begin() as change:
        for statement in statements:
            on_a_server.exec_driver_sql(statement)
        found = [*altered_schema(on_a_server), *guarded("the database", lambda: altered_rows(on_a_server))]
        change.rollback()
    assert any(wanted in line for line in found), found


@pytest.mark.parametrize("at", [0.05, 0.3, 0.5, 0.7, 0.9])
def test_a_bit_of_a_name_in_the_file_is_named(a_file: bytes, tmp_path: Path, at: float) -> None:
    changed = bytearray(a_file)
    place = changed.index(b"Haivoron", int(len(changed) * at) % changed.rindex(b"Haivoron"))
    changed[place] ^= 1
    (tmp_path / "register.db").write_bytes(changed)
    assert said(SqliteFile(tmp_path / "register.db"))
