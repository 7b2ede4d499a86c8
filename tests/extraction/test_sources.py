"""To whom a passage is attributed, by tables of cases."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.extraction.persons import find_persons
from vidmova.extraction.sources import Source, find_sources
from vidmova.lexicon.folding import fold
from vidmova.reading.sentences import find_sentences

TABLES = Path(__file__).parents[1] / "tables"
LANGUAGES = ("en", "ru", "uk")


def rows(language: str) -> list[dict[str, str]]:
    with (TABLES / f"sources_{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


CASES = [row for language in LANGUAGES for row in rows(language)]


def found(text: str, language: str) -> list[Source]:
    folded = fold(text)
    persons = find_persons(text, folded, language)
    return find_sources(text, folded, find_sentences(text, language), persons, language)


@pytest.mark.parametrize("row", CASES, ids=[row["text"][:40] for row in CASES])
def test_table(row: dict[str, str]) -> None:
    said = [[source.said, source.stance] for source in found(row["text"], row["language"])]
    assert said == json.loads(row["expected"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_of_the_table_has_no_source(language: str) -> None:
    cases = rows(language)
    assert len(cases) >= 80
    assert sum(row["expected"] == "[]" for row in cases) * 3 >= len(cases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_and_scopes_lie_in_the_text(language: str) -> None:
    text = "\n".join(row["text"] for row in rows(language))
    sources = found(text, language)
    assert sources == found(str(text), language)
    for source in sources:
        assert 0 <= source.start < source.end <= len(text)
        assert 0 <= source.scope_start < source.scope_end <= len(text)
        assert source.said


def test_a_quotation_of_several_sentences_is_covered_whole() -> None:
    text = "Им было тяжело. «Нас бросили. Воды нет. Еды нет», — говорит Олег Сомов. Он жив."
    source = found(text, "ru")[0]
    assert text[source.scope_start : source.scope_end] == "«Нас бросили. Воды нет. Еды нет», — говорит Олег Сомов."
    assert source.carries


def test_a_later_clause_has_its_own_source() -> None:
    text = "Two deserters were shot in May; the regiment puts the number at five and calls it an accident."
    source = found(text, "en")[0]
    assert text[source.scope_start :].startswith("the regiment")


def test_an_interview_belongs_to_who_is_interviewed() -> None:
    text = (
        "Тимур служил в пехоте и ушёл.\n\n— Что было потом?\n\n— Нас отвезли в гараж. Меня били.\n\n"
        "— А дальше?\n\n— Мы просидели там неделю.\n\n— И всё?\n\n— Потом я сбежал."
    )
    source = found(text, "ru")[0]
    assert source.said == "Timur"
    assert text[source.scope_start : source.scope_end].endswith("я сбежал.")


def test_bullets_are_no_interview() -> None:
    text = "Тимур ведёт список.\n\n— Двое бежали в мае.\n\n— Троих судили.\n\n— Одного вернули."
    assert found(text, "ru") == []


def test_a_document_that_retells_belongs_to_the_outlet() -> None:
    text = "Редакція видання «Північна зоря» вивчила скарги. Переказуємо головне.\n\nДвоє втекли."
    assert [source.said for source in found(text, "uk") if source.scope_end == len(text)] == ["Pivnichna zoria"]


def test_a_quotation_without_a_verb_belongs_to_the_last_speaker() -> None:
    text = "“They left us there,” says Anna Lugina. It was cold. “Nobody came for us for nine days and nights.”"
    assert [source.said for source in found(text, "en")] == ["Anna Lugina", "Anna Lugina"]


def test_another_language_has_no_sources() -> None:
    assert find_sources("Paul a dit", "paul a dit", [], [], "fr") == []


@given(st.sampled_from(LANGUAGES), st.text(max_size=120))
def test_any_text_can_be_read(language: str, text: str) -> None:
    for source in found(text, language):
        assert 0 <= source.start < source.end <= len(text)
