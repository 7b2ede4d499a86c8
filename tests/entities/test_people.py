import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casetables import TABLES
from vidmova.entities.comparison import Comparison
from vidmova.entities.naming import parse
from vidmova.entities.people import SENTENCES, WEIGHTS, compare_people, merging_keys, people_keys
from vidmova.lexicon.namelists import common_surnames, given_names

ENOUGH_RIGHT = 0.97
MEN = [name for name in given_names().values() if name.sex == "m" and name.ru and name.uk]
RARE = ["Ращупкин", "Тушинский", "Гармажапов", "Кармелюк", "Лелека", "Дзюба", "Мусаелян", "Гонтарь", "Мжаванадзе"]


def pairs() -> list[dict[str, str]]:
    with (TABLES / "people_pairs.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_table_is_large_and_hard_enough() -> None:
    rows = pairs()
    assert len(rows) >= 330
    assert sum(row["expected"] == "different" for row in rows) >= 110


def test_nearly_all_pairs_are_judged_right() -> None:
    rows = pairs()
    wrong = [row for row in rows if compare_people(row["a"], row["b"]).judgement != row["expected"]]
    assert len(wrong) <= (1 - ENOUGH_RIGHT) * len(rows), wrong


def test_no_pair_that_is_not_the_same_is_merged() -> None:
    merged = [
        row for row in pairs() if row["expected"] != "same" and compare_people(row["a"], row["b"]).judgement == "same"
    ]
    assert not merged


def test_pairs_that_may_be_one_share_a_key() -> None:
    for row in pairs():
        parsed = [parse(row[side]) for side in "ab"]
        judgement = compare_people(row["a"], row["b"]).judgement
        if judgement == "same":
            assert people_keys(row["a"]) & people_keys(row["b"]), row
            assert merging_keys(row["a"]) & merging_keys(row["b"]), row
        elif judgement == "possible" and all(name.surnames for name in parsed):
            assert people_keys(row["a"]) & people_keys(row["b"]), row


def test_every_feature_has_a_sentence() -> None:
    assert set(SENTENCES) == set(WEIGHTS) - {"two names"}


def test_a_comparison_says_why() -> None:
    found = compare_people("Сычёв И.И.", "Сычёв Иван Петрович")
    assert found.judgement == "different"
    assert found.because == "the surname is the same; the initial fits; the initial of the patronymic does not fit"


@pytest.mark.parametrize("name", ["ФИО1", "N.", "М.", "a soldier", "военнослужащий", "", "12"])
def test_nobody_is_nobody(name: str) -> None:
    assert parse(name).nobody
    assert compare_people(name, name).judgement == "different"
    assert not people_keys(name)


@pytest.mark.parametrize(
    ("said", "surname", "given", "father"),
    [
        ("рядового Сычёва Игоря Ивановича", {"siCev"}, {"igor"}, {"ivan"}),
        ("Filatyev, Pavel Olegovich", {"filatev"}, {"pavel"}, {"oleg"}),
        ("Мамедов Рашид Ахмед оглы", {"mamedov"}, {"rashid"}, {"~aXmed"}),
        ("Кузнецова (Самусь) Вероника", {"kuznecov"}, {"veronika"}, set()),
    ],
)
def test_a_name_is_taken_apart(said: str, surname: set[str], given: set[str], father: set[str]) -> None:
    found = parse(said)
    assert (set(found.surnames), set(found.given), set(found.father)) == (surname, given, father)


def test_a_maiden_name_is_kept_apart() -> None:
    assert parse("Вероника Кузнецова (Самусь)").maiden == {"samus"}
    assert parse("Veronika Kuznetsova, née Samus").maiden == {"samus"}


@pytest.mark.parametrize("surname", common_surnames())
def test_a_common_surname_alone_never_merges(surname: str) -> None:
    assert compare_people(surname, surname).judgement != "same"
    assert compare_people(surname, f"Пётр {surname}").judgement != "same"


@pytest.mark.parametrize("key", sorted(given_names()))
def test_twins_of_a_given_name_meet_and_no_first_name_alone_merges(key: str) -> None:
    name = given_names()[key]
    surname = "Гонтарь"
    for uk in name.uk:
        assert compare_people(uk, uk).judgement != "same"
        for other in (*name.ru, *name.latin, *name.short):
            assert compare_people(f"{uk} {surname}", f"{other} {surname}").judgement == "same", other


people = st.builds(
    lambda name, uk, surname: f"{(name.uk if uk else name.ru)[0]} {surname}",
    st.sampled_from(MEN),
    st.booleans(),
    st.sampled_from([*RARE, *common_surnames()[:20]]),
)


def judged(a: str, b: str) -> Comparison:
    return compare_people(a, b)


@given(people, people)
@settings(max_examples=150, deadline=None)
def test_order_does_not_matter(a: str, b: str) -> None:
    assert judged(a, b).score == judged(b, a).score
    assert judged(a, b) == judged(a, b)


@given(people)
@settings(max_examples=100, deadline=None)
def test_a_full_name_equals_itself_unless_its_surname_is_common(name: str) -> None:
    expected = "same" if name.split()[-1] in RARE else "possible"
    assert judged(name, name).judgement == expected


@given(st.sampled_from(MEN), st.sampled_from(MEN), st.sampled_from(RARE))
@settings(max_examples=150, deadline=None)
def test_brothers_are_two(one: object, other: object, surname: str) -> None:
    a, b = (next(iter(name.ru)) for name in (one, other))  # type: ignore[attr-defined]
    assert (judged(f"{a} {surname}", f"{b} {surname}").judgement == "same") == bool(
        parse(f"{a} {surname}").given & parse(f"{b} {surname}").given
    )


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_compared(text: str) -> None:
    assert 0 <= compare_people(text, "Павел Ращупкин").score <= 1
