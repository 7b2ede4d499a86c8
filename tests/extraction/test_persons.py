"""Persons in running text, by tables of cases."""

import csv
import json
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.extraction.persons import Person, find_persons
from vidmova.lexicon.folding import fold

TABLES = Path(__file__).parents[1] / "tables"
LANGUAGES = ("en", "ru", "uk")


def rows(language: str) -> list[dict[str, str]]:
    with (TABLES / f"persons_{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


CASES = [row for language in LANGUAGES for row in rows(language)]


def found(text: str, language: str) -> list[Person]:
    return find_persons(text, fold(text), language)


@pytest.mark.parametrize("row", CASES, ids=[row["text"][:40] for row in CASES])
def test_table(row: dict[str, str]) -> None:
    persons = found(row["text"], row["language"])
    said = [[row["text"][p.start : p.end], p.full, p.role, p.kind] for p in persons]
    assert said == json.loads(row["expected"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_of_the_table_has_no_person(language: str) -> None:
    cases = rows(language)
    assert len(cases) >= 80
    assert sum(row["expected"] == "[]" for row in cases) * 3 >= len(cases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_lie_in_the_text_and_names_stand_in_it(language: str) -> None:
    for row in rows(language):
        for person in found(row["text"], language):
            said = row["text"][person.start : person.end]
            assert said
            assert SequenceMatcher(None, said.lower(), person.name.lower()).ratio() > 0.6
            if person.words is not None:
                assert 0 <= person.words.start < person.words.end <= len(row["text"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_document_is_found_in_order(language: str) -> None:
    text = "\n".join(row["text"] for row in rows(language))
    persons = found(text, language)
    assert persons == found(str(text), language)
    assert all(a.end <= b.start for a, b in pairwise(persons))


def test_gender_comes_from_the_name_the_rank_or_the_verb() -> None:
    assert [p.gender for p in found("Ольга Савченко пришла. Сергей Ким ушёл.", "ru")] == ["f", "m"]
    assert [p.gender for p in found("Сержант Ткачук рассказала об этом.", "ru")] == ["f"]
    assert [p.gender for p in found("Sasha waited.", "en")] == [None]


def test_the_name_stays_as_mentioned_and_the_full_name_is_the_fullest() -> None:
    first, second = found("Дамир Хасанов ушёл. Хасанова нашли.", "ru")
    assert (first.name, second.name, second.full) == ("Дамир Хасанов", "Хасанов", "Дамир Хасанов")


def test_later_mentions_carry_role_and_kind() -> None:
    persons = found("Lawyer Anna Lugina spoke. Lugina left.", "en")
    assert [(p.role, p.kind) for p in persons] == [("lawyer", "lawyer"), ("lawyer", "lawyer")]


def test_two_of_one_surname_stay_two() -> None:
    persons = found("Иван Громов ушёл. Пётр Громов остался.", "ru")
    assert [p.full for p in persons] == ["Иван Громов", "Пётр Громов"]


def test_another_language_has_no_persons() -> None:
    assert found("Jean Dupont", "fr") == []


@given(st.sampled_from(LANGUAGES), st.text(max_size=120))
def test_any_text_can_be_read(language: str, text: str) -> None:
    for person in found(text, language):
        assert 0 <= person.start < person.end <= len(text)
        assert person.full
