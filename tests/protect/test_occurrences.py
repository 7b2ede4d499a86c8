"""Names are found in every form that a register knows them by."""

import pytest

from vidmova.lexicon.folding import fold
from vidmova.protect.occurrences import Index
from vidmova.records import Entity

PEOPLE = [
    Entity(id="p-sokil", kind="person", name="Ілля Соколенко", names=["Ілля Соколенко"]),
    Entity(id="p-ostro", kind="person", name="Сергей Острогин", names=["Сергей Острогин"]),
    Entity(id="p-anton", kind="person", name="Антон", names=["Антон"]),
    Entity(id="p-anto", kind="person", name="Антон Карелін", names=["Антон Карелін"]),
    Entity(id="p-aya", kind="person", name="Colonel Ayuna Sharapkhai", names=["Colonel Ayuna Sharapkhai"]),
    Entity(id="p-moth", kind="person", name="Мотылёк", names=["Мотылёк"]),
]
INDEX = Index(PEOPLE)
ROWS = [
    ("Іллі Соколенку дали п'ять років", [("Іллі Соколенку", "p-sokil")]),
    ("Соколенка І. В. забрали", [("Соколенка І. В.", "p-sokil")]),
    ("І. Соколенко мовчить", [("І. Соколенко", "p-sokil")]),
    ("Ilya Sokolenko's mother", [("Ilya Sokolenko", "p-sokil")]),
    ("SOKOLENKO refused", [("SOKOLENKO", "p-sokil")]),
    ("Илью Соколенко судили", [("Илью Соколенко", "p-sokil")]),
    ("рассказал соколенко в чате", [("соколенко", "p-sokil")]),
    ("Острогину Сергею Петровичу", [("Острогину Сергею Петровичу", "p-ostro")]),
    ("Serhii Ostrohin and Ostrogin", [("Serhii Ostrohin", "p-ostro"), ("Ostrogin", "p-ostro")]),
    ("Сережу Острогина", [("Сережу Острогина", "p-ostro")]),
    ("Oстрогинa Cepгея ждут", [("Oстрогинa Cepгея", "p-ostro")]),
    ("Антону двадцать лет", [("Антону", "p-anton")]),
    ("боец «Мотылёк» и Мотылька", [("Мотылёк", "p-moth")]),
    ("Антон Карелін пішов", [("Антон Карелін", "p-anto")]),
    ("said Ayuna Sharapkhai", [("Ayuna Sharapkhai", "p-aya")]),
    ("Sharapkhai Ayuna, at home", [("Sharapkhai Ayuna", "p-aya")]),
    ("Иван Острогин", [("Иван Острогин", "")]),
    ("Остров и острог", []),
    ("Сокол летит", []),
    ("Антонов ушёл", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_names_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    found = INDEX.find(text, fold(text))
    assert [(text[one.start : one.end], "".join(one.people)) for one in found] == expected


def test_a_name_in_an_address_is_seen() -> None:
    assert INDEX.in_address("https://example.org/news/sud-nad-sokolenkom-2023") == ("p-sokil",)
    assert INDEX.in_address("https://example.org/ostrogin2023.pdf") == ("p-ostro",)
    assert INDEX.in_address("https://example.org/news/refused") == ()


def test_nobody_is_found_where_nobody_is_known() -> None:
    empty = Index([])
    assert empty.find("Ілля Соколенко", "ілля соколенко") == []
    assert empty.in_address("sokolenko") == ()
