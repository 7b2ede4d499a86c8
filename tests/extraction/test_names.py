"""Given names, patronymics and surnames in all cases."""

import pytest
from hypothesis import given as with_values
from hypothesis import strategies as st

from vidmova.extraction.names import Naming as File
from vidmova.extraction.names import (
    given,
    in_nominative,
    is_never,
    is_surname,
    looks_like_surname,
    names,
    patronymic,
    surname,
)
from vidmova.lexicon.files import read

GIVEN = [
    ("ru", "ольги", "ольга"),
    ("ru", "павла", "павел"),
    ("ru", "льва", "лев"),
    ("ru", "илье", "илья"),
    ("ru", "игорем", "игорь"),
    ("ru", "константином", "константин"),
    ("ru", "марии", "мария"),
    ("ru", "зоригто", "зоригто"),
    ("ru", "анне-марии", "анна-мария"),
    ("uk", "павлу", "павло"),
    ("uk", "федора", "федір"),
    ("uk", "ігореві", "ігор"),
    ("uk", "миколи", "микола"),
    ("uk", "олезі", None),
    ("en", "zorigto", "zorigto"),
    ("en", "table", None),
]
SURNAMES = [
    ("ru", "баженовой", "баженова", "f"),
    ("ru", "хасанову", "хасанов", "m"),
    ("ru", "стрельцовым", "стрельцов", "m"),
    ("ru", "нижельского", "нижельский", "m"),
    ("ru", "ковальчука", "ковальчук", "m"),
    ("ru", "кравца", "кравец", "m"),
    ("ru", "чхеидзе", "чхеидзе", "f"),
    ("ru", "толстую", "толстая", "f"),
    ("ru", "мухиной-беловой", "мухина-белова", "f"),
    ("uk", "філатьєву", "філатьєв", "m"),
    ("uk", "мостовою", "мостова", "f"),
    ("uk", "кравцем", "кравець", "m"),
    ("uk", "бондаренка", "бондаренко", "m"),
    ("uk", "дзисюкові", "дзисюк", "m"),
    ("uk", "підбережного", "підбережний", "m"),
]


@pytest.mark.parametrize(("language", "form", "nominative"), GIVEN)
def test_given(language: str, form: str, nominative: str | None) -> None:
    found = [reading.nominative for reading in given(form, language)]
    assert found == [] if nominative is None else nominative in found


@pytest.mark.parametrize(("language", "form", "nominative", "gender"), SURNAMES)
def test_surname(language: str, form: str, nominative: str, gender: str) -> None:
    assert (nominative, gender) in {(reading.nominative, reading.gender) for reading in surname(form, language)}


def test_patronymics_are_known_by_their_ending() -> None:
    assert [reading.nominative for reading in patronymic("андреевича", "ru")] == ["андреевич", "андреевич"]
    assert {reading.nominative for reading in patronymic("петрівни", "uk")} == {"петрівна"}
    assert patronymic("кузнецов", "ru") == ()


def test_towns_and_offices_are_never_names() -> None:
    assert is_never("ростова", "ru")
    assert is_never("українські", "uk")
    assert is_never("moscow", "en")
    assert not is_never("казанцев", "ru")
    assert not looks_like_surname("росгвардии", "ru")
    assert is_surname("гребенкин", "ru")


def test_the_nominative_keeps_the_letters_of_the_text() -> None:
    assert in_nominative("Артёма", "артема", "артем") == "Артём"
    assert in_nominative("Анне-Марии", "анне-марии", "анна-мария") == "Анна-Мария"
    assert in_nominative("Ольги", "ольги", "ольга") == "Ольга"


@pytest.mark.parametrize(("language", "least"), [("uk", 350), ("ru", 350), ("en", 500)])
def test_enough_names_are_listed(language: str, least: int) -> None:
    file = read("names", File, language)
    assert len({*file.male, *file.female}) >= least
    assert set(file.unsure) <= {*file.male, *file.female}


@with_values(
    st.sampled_from(["ru", "uk", "en"]), st.text(alphabet="абвгдеєжзиіїклмнопрстуя-'", min_size=1, max_size=14)
)
def test_any_word_can_be_read(language: str, form: str) -> None:
    word = form.strip("-'") or "а"
    assert all(reading.nominative for reading in surname(word, language))
    assert surname(word, language) == surname(word, language)
    assert names(language) is names(language)
