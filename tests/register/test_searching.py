"""Searching texts and names, and what the lists of the desk are made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.happened import HAIVORON, KRASNODAR, ONE, OTHER, REFUSED, SUIT, A, B, C, document, fill
from vidmova.records import Entity, Linked
from vidmova.register.searching import Searching, stem


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Searching]:
    with Searching(tmp_path / "register.db") as made:
        fill(made)
        yield made


def found(store: Searching, asked: str) -> list[str]:
    return [hit.document.id for hit in store.find_text(asked).found]


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("бойцов", [B]),
        ("БОЙЦЫ", [B]),
        ("Бойцам отказались", [B]),
        ("бойцов суд", []),
        ("FIGHTERS", [A]),
        ("Двоє", [C]),
        ("пішли до суду", [C]),
        ("", []),
        ("   ", []),
        ("%", []),
        ("_", []),
        ("\\", []),
    ],
)
def test_every_word_must_stand_in_the_text(store: Searching, asked: str, there: list[str]) -> None:
    assert found(store, asked) == there


def test_letters_that_are_written_in_two_ways_are_one(store: Searching) -> None:
    store.add(document("d" * 64, "Сычёв и м’ята. П'ять сержантів.", "uk", "d.txt", None), [], [], "r")
    assert found(store, "сычев") == ["d" * 64]
    assert found(store, "сычёв") == ["d" * 64]
    assert found(store, "п’ять") == ["d" * 64]
    assert found(store, "м'ята") == ["d" * 64]


def test_titles_are_searched_and_the_latest_stands_first(store: Searching) -> None:
    for identity, day in (("d" * 64, "2023-01-01"), ("e" * 64, "2024-01-01")):
        one = replace(document(identity, "Text.", "en", f"{day}.txt", None), title="The same headline", published=day)
        store.add(one, [], [], "r")
    assert found(store, "headline") == ["e" * 64, "d" * 64]
    hits = store.find_text("headline", skip=1, most=1)
    assert (hits.total, [hit.document.id for hit in hits.found]) == (2, ["d" * 64])


def test_a_hit_says_where_the_first_word_stands(store: Searching) -> None:
    hit = store.find_text("ехать отказались").found[0]
    assert hit.document.text[hit.start : hit.end] == "отказалис"


@pytest.mark.parametrize(
    ("word", "short"),
    [
        ("полку", "полк"),
        ("суду", "суду"),
        ("росгвардейцы", "росгвардейц"),
        ("солдатами", "солдат"),
        ("бригадами", "бригад"),
        ("officers", "officers"),
        ("оаоаоао", "оаоаоао"),
    ],
)
def test_a_word_loses_the_vowels_of_its_ending(word: str, short: str) -> None:
    assert stem(word) == short


def test_a_name_is_looked_for_among_all_kinds(store: Searching) -> None:
    assert store.find_anything("Гайворону")["person"][0].entity.id == HAIVORON
    assert [one.entity.id for one in store.find_anything("Краснодаре")["place"]] == [KRASNODAR]
    assert store.find_anything("  ") == {}


def test_a_name_in_latin_letters_finds_one_in_cyrillic_ones(store: Searching) -> None:
    one = Entity(id="p-f", kind="person", name="Філатьєв", names=["Філатьєв", "Філатьєву"])
    store.linked(Linked(claims={}, entities=[one]), "r")
    for asked in ("Filatyev", "Филатьева", "Pavel Filatyev"):
        assert [each.entity.id for each in store.find_anything(asked)["person"]] == ["p-f"], asked


def test_the_mark_changes_with_what_was_read(store: Searching) -> None:
    before = store.stamp()
    assert store.stamp() == before
    store.add(document("d" * 64, "Text.", "en", "d.txt", None), [], [], "r")
    assert store.stamp() != before


def test_events_come_with_what_narrows_a_list(store: Searching) -> None:
    refused = next(one for one in store.happened() if one.row.event.id == REFUSED)
    assert refused.named == {"by": ["p-ihor"], "place": [KRASNODAR]}
    assert refused.row.contradictions == ["x-count"]


def test_everybody_named_comes_with_how_often_and_when(store: Searching) -> None:
    haivoron = next(one for one in store.everyone_named() if one.entity.id == HAIVORON)
    assert haivoron.spoken == {"ru": "Степан Гайворон", "en": "Stepan Haivoron"}
    assert (haivoron.mentions, haivoron.events) == (2, 1)
    assert (haivoron.first, haivoron.last) == ("2022-03-01", "2022-03-31")


def test_claims_come_with_their_documents(store: Searching) -> None:
    stated = store.stated([OTHER, ONE, "nothing-c001"])
    assert {key: one.document.id for key, one in stated.items()} == {ONE: B, OTHER: A}


def test_open_contradictions_stand_first(store: Searching) -> None:
    assert [one.id for one in store.disagreements()] == ["x-count", "x-date"]
    assert len(store.disagreements(1)) == 1


def test_open_questions_are_those_not_decided(store: Searching) -> None:
    assert [(one.a, one.b) for one in store.open_questions()] == [(ONE, SUIT)]
    assert store.open_questions(skip=1) == []


def test_events_are_found_by_their_ids(store: Searching) -> None:
    assert list(store.events_of([REFUSED, "e-none"])) == [REFUSED]
