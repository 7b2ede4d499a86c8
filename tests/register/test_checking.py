import sqlite3
from contextlib import closing
from pathlib import Path

from vidmova.records import Claim, Document, FieldSpan
from vidmova.register.checking import altered_texts, documents_without_bytes
from vidmova.register.store import Store

DOCUMENT = Document(id="a" * 64, name="one.txt", media_type="text/plain", text="Twelve refused.", language="en")
CLAIM = Claim(id="c001", start=0, end=15, act="refuse", spans=[FieldSpan("count", 0, 6, "Twelve")])


def lines(path: Path, change: str = "") -> list[str]:
    with Store(path) as store:
        store.add(DOCUMENT, [], [CLAIM], "r")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(change or "SELECT 1")
    with Store(path) as store:
        return list(altered_texts(store))


def test_nothing_altered_says_nothing(tmp_path: Path) -> None:
    assert lines(tmp_path / "register.db") == []


def test_an_altered_text_is_named(tmp_path: Path) -> None:
    assert lines(tmp_path / "register.db", "UPDATE documents SET text = 'Eleven refused.'") == [
        "one.txt (aaaaaaaaaaaa): its stored text was altered",
        "one.txt, claim c001: the text does not say 'Twelve' where count stands",
    ]


def test_a_claim_outside_the_text_is_named(tmp_path: Path) -> None:
    assert lines(tmp_path / "register.db", 'UPDATE claims SET "end" = 99') == [
        "one.txt, claim c001: its passage lies outside the text"
    ]


def test_missing_bytes_are_named(tmp_path: Path) -> None:
    with Store(tmp_path / "register.db") as store:
        store.add(DOCUMENT, [], [], "r")
        assert list(documents_without_bytes(store, frozenset())) == [
            "one.txt (aaaaaaaaaaaa): its bytes are not in the archive"
        ]
        assert list(documents_without_bytes(store, frozenset({"a" * 64}))) == []
