import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.entities.distance import likeness
from vidmova.entities.skeleton import consonants, loose, meet, neutral, skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        "Филатьев Філатьєв Filatyev Filatiev Filatjev Filat'ev",
        "Сычёв Сычев Сичов Sychev Sychyov Sychov",
        "Чехов Chekhov Tchekhov Tschechow",
        "Жуков Zhukov Schukow Joukov",
        "Воробьёв Воробьев Воробйов Vorobyov Vorobiev",
        "Королёв Корольов Korolev",
        "Григорьев Григор'єв Grigoriev Hryhoriev",
        "Ильин Ільїн Ilyin Ilin",
        "Ершов Єршов Yershov Ershov",
        "Щербань Shcherban Scherban",
        "Шевченко Shevchenko Chevtchenko Schewtschenko",
        "Хрущёв Хрущов Khrushchev Khrushchov Chruschtschow",
        "Гнатышин Гнатишин Hnatyshyn Gnatyshin",
        "Цкипурашвили Цкіпурашвілі Tskipurashvili",
        "Тушинский Тушинський Tushinsky Tushynskyi Tushinskiy",
        "Хакимов Khakimov Hakimov Хакімов",
        "Джабраилов Джабраїлов Dzhabrailov Jabrailov",
        "Смирнов Smirnoff Smirnow",
        "Яровой Яровий Yarovoy Yarovyi",
        "Пушкин Pouchkine Puschkin",
    ],
)
def test_spellings_of_one_name_meet(spellings: str) -> None:
    first, *others = (skeleton(word) for word in spellings.split())
    for other in others:
        assert meet(first, other), (first, other)
        assert loose(first) == loose(other)


@pytest.mark.parametrize(("a", "b"), [("Ганин", "Ханин"), ("Громов", "Хромов"), ("Шукин", "Щукин"), ("Жаров", "Шаров")])
def test_letters_that_one_script_tells_apart_stay_apart(a: str, b: str) -> None:
    assert not meet(skeleton(a), skeleton(b))


def test_women_and_men_share_a_neutral_skeleton() -> None:
    for man, woman in (("Иванов", "Иванова"), ("Ilyin", "Ilyina"), ("Тушинський", "Тушинська"), ("Яровой", "Яровая")):
        assert neutral(skeleton(man)) == neutral(skeleton(woman))


def test_consonants_begin_with_the_first_letter() -> None:
    assert consonants(skeleton("Філатьєв")) == "fltv"


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == 1
