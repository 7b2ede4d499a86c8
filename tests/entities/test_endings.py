import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.entities.endings import given_readings, patronymic_readings, stems, surname_readings

RUSSIAN = {
    "ов": ("ова", "ову", "овым", "ове"),
    "ев": ("ева", "еву", "евым", "еве"),
    "ин": ("ина", "ину", "иным", "ине"),
    "ский": ("ского", "скому", "ским", "ском"),
    "ова": ("овой", "ову", "овою"),
    "ина": ("иной", "ину"),
    "ская": ("ской", "скую"),
    "ук": ("ука", "уку", "уком", "уке", "ук"),
    "юк": ("юка", "юку", "юком", "юке", "юк"),
    "ич": ("ича", "ичу", "ичем", "иче", "ич"),
    "ян": ("яна", "яну", "яном", "яне", "ян"),
    "енко": ("енко",),
    "дзе": ("дзе",),
    "швили": ("швили",),
    "ых": ("ых",),
    "ый": ("ого", "ому", "ым", "ом"),
}
UKRAINIAN = {
    "ов": ("ова", "ову", "овим", "ові"),
    "єв": ("єва", "єву", "євим", "єві"),
    "ін": ("іна", "іну", "іним", "іні"),
    "ський": ("ського", "ському", "ським"),
    "ова": ("ової", "овій", "ову", "овою"),
    "ська": ("ської", "ській", "ську", "ською"),
    "енко": ("енка", "енку", "енкові", "енком"),
    "ук": ("ука", "уку", "укові", "уком"),
    "юк": ("юка", "юку", "юкові", "юком"),
    "ич": ("ича", "ичу", "ичеві", "ичем"),
    "ий": ("ого", "ому", "им"),
    "дзе": ("дзе",),
}
beginnings = st.text("бвдзклмнпрст", min_size=1, max_size=2).flatmap(
    lambda head: st.builds(
        lambda vowel, tail: (head[0] + vowel + tail).capitalize(),
        st.sampled_from("аоуе"),
        st.sampled_from(["л", "р", "н", "т", "ж", "рт", "нд", "лм"]),
    )
)


@pytest.mark.parametrize(
    ("form", "nominative"),
    [
        ("Филатьева", "филатьев"),
        ("Філатьєву", "філатьєв"),
        ("Сычёвым", "сычев"),
        ("Мишовым", "мишов"),
        ("Мішовим", "мішов"),
        ("Иванченко", "иванченко"),
        ("Куценка", "куценко"),
        ("Бондаря", "бондарь"),
        ("Швеца", "швец"),
        ("Кравця", "кравець"),
        ("Мкртчяну", "мкртчян"),
        ("Петровой-Водкиной", "петрова-водкина"),
        ("Зубрицкой", "зубрицкая"),
        ("Толстого", "толстой"),
        ("Сковороде", "сковорода"),
        ("Черных", "черных"),
        ("Filatyeva", "filatyeva"),
    ],
)
def test_a_form_has_its_nominative(form: str, nominative: str) -> None:
    assert nominative in {reading.nominative for reading in surname_readings(form)}


@pytest.mark.parametrize(
    ("form", "nominative"),
    [("Дмитра", "дмитро"), ("Павлу", "павло"), ("Павлу", "павел"), ("Льва", "лев"), ("Ганною", "ганна")],
)
def test_a_given_name_has_its_nominative(form: str, nominative: str) -> None:
    assert nominative in {reading.nominative for reading in given_readings(form)}


def test_a_patronymic_is_known_by_its_ending() -> None:
    assert {row.nominative for row in patronymic_readings("Ивановича")} == {"иванович"}
    assert not patronymic_readings("Иванова")


def test_men_and_women_share_a_stem() -> None:
    assert stems("Сычёв") & stems("Сычёва") & stems("Сычёвой") & stems("Сичовою")
    assert not stems("Ткаченко") & stems("Ткачук")


@given(beginnings, st.sampled_from(sorted(RUSSIAN)))
@settings(max_examples=300, deadline=None)
def test_any_russian_case_meets_the_nominative(beginning: str, ending: str) -> None:
    for other in RUSSIAN[ending]:
        assert stems(beginning + ending) & stems(beginning + other), (beginning + ending, beginning + other)


@given(beginnings, st.sampled_from(sorted(UKRAINIAN)))
@settings(max_examples=300, deadline=None)
def test_any_ukrainian_case_meets_the_nominative(beginning: str, ending: str) -> None:
    for other in UKRAINIAN[ending]:
        assert stems(beginning + ending) & stems(beginning + other), (beginning + ending, beginning + other)
