import random

import pytest

from vidmova.totals.comparisons import COMPARED
from vidmova.totals.linkage import Linkage, Pair, Record, link
from vidmova.totals.lists import PersonList, Row
from vidmova.totals.presence import lay_over

pytest.importorskip("splink", reason="the extra `lists` is not installed")


def words(said: str) -> list[str]:
    return said.split()


SURNAMES = words(
    "Гайворон Скляр Кравець Мельник Бойко Ткач Гончар Рудь Левченко Савчук Діденко Вовк Панчук Жук Дорош Козак"
)
GIVEN = words("Павло Юрій Степан Микола Андрій Олег Тарас Богдан Роман Ігор")
FATHERS = words("Іванович Олегович Петрович Андрійович Романович Тарасович Миколайович")


def of(name: str, *rows: tuple[str, str | None, str]) -> PersonList:
    return PersonList(
        name=name, rows=tuple(Row(number=at, name=n, born=b, unit=u) for at, (n, b, u) in enumerate(rows, 2))
    )


def judged(found: Linkage) -> dict[tuple[Record, Record], Pair]:
    return {(pair.a, pair.b): pair for pair in found.pairs}


@pytest.fixture(scope="module")
def small() -> Linkage:
    ours = of(
        "ngo",
        ("Гайворон Павло Іванович", "1990-05-17", "72 ОМБр"),
        ("Скляр Юрій Олегович", "1988-01", "А1234"),
        ("Ковальчук Іван Петрович", "1979", ""),
        ("Шевчук Олена Іванівна", "1991-02-03", ""),
        ("Гончар Степан Ігорович", "1985-06-07", ""),
    )
    theirs = of(
        "leak",
        ("Pavel Gaivoron", "1990-05-17", "72nd mechanized brigade"),
        ("Skliar Yurii Olehovych", "1988-01-09", ""),
        ("Ivan Kovalchuk", "1995", ""),
        ("Olena Shevchuk", "1991-03-02", ""),
        ("Taras Zinchenko", "1985-06-07", ""),
    )
    return link([ours, theirs], threads=1)


def test_names_are_linked_across_scripts_orders_and_partial_dates(small: Linkage) -> None:
    assert [[(one.list, one.row) for one in person] for person in small.people if len(person) > 1] == [
        [(0, 2), (1, 2)],
        [(0, 3), (1, 3)],
        [(0, 5), (1, 5)],
    ]


def test_each_pair_says_what_speaks_for_it(small: Linkage) -> None:
    pair = judged(small)[Record(0, 2), Record(1, 2)]
    assert set(pair.features) == {
        "the surname is the same",
        "the given name is the same",
        "the day of birth is the same",
        "the unit is the same",
    }
    assert all(weight > 0 for weight in pair.features.values())
    assert pair.weight == pytest.approx(sum(pair.features.values()), abs=0.05)
    assert "day and month of birth are swapped" in judged(small)[Record(0, 5), Record(1, 5)].features


def test_short_lists_are_weighed_as_stated_and_never_taken_for_the_same(small: Linkage) -> None:
    assert not small.weights.learned
    assert small.weights.same["surname"] == tuple(level.same for level in COMPARED[0].levels)
    assert small.shares[0, 1] < 0.7


def test_repeats_within_a_list_are_one_person() -> None:
    found = link(
        [
            of(
                "leak",
                ("Гайворон Павло Іванович", "1990-05-17", "72 ОМБр"),
                ("Гайворон Павел Иванович", "1990-05-17", "72 омбр"),
                ("Гайворон Павло Іванович", "1990-05-17", "72 ОМБр"),
                ("Скляр Юрій", "1988", ""),
            ),
            of("ngo", ("Скляр Юрій", None, "")),
        ],
        threads=1,
    )
    assert [record.row for record in found.people[0]] == [2, 3, 4]


def test_a_list_pasted_twice_counts_once() -> None:
    rows = [("Гайворон Павло", "1990", ""), ("Скляр Юрій", "1988", "")]
    made = [of("leak", *rows, *rows), of("ngo", ("Гайворон Павло", "1990-01-02", ""))]
    assert lay_over(made, link(made, threads=1)).people == (2, 1)


def test_lists_that_share_nobody_share_nobody() -> None:
    made = [
        of("a", *((f"{surname} Павло Іванович", f"19{70 + at}-01-02", "") for at, surname in enumerate(SURNAMES[:8]))),
        of("b", *((f"{surname} Олег Петрович", f"19{80 + at}-07-09", "") for at, surname in enumerate(SURNAMES[8:]))),
    ]
    found = link(made, threads=1)
    assert all(len(person) == 1 for person in found.people)


def test_two_of_a_name_on_one_list_are_asked_about_not_joined() -> None:
    made = [
        of("a", ("Іваненко Іван", None, "")),
        of("b", ("Іваненко Іван", None, ""), ("Іваненко Іван Петрович", None, "")),
    ]
    found = link(made, threads=1)
    assert all(len(person) == 1 for person in found.people)
    assert {pair.judgement for pair in found.pairs} == {"possible"}


def test_numbers_of_cases_link_who_is_not_named() -> None:
    made = [
        PersonList(name="courts", rows=(Row(number=2, case="№ 123/45/23"), Row(number=3, case="9/9/23"))),
        PersonList(name="ngo", rows=(Row(number=2, case="123/45/23", name="ОСОБА_1"),)),
    ]
    pair = link(made, threads=1).pairs[0]
    assert (pair.a, pair.b) == (Record(0, 2), Record(1, 2))


def test_weights_are_learned_from_longer_lists_and_the_count_is_about_right() -> None:
    chance = random.Random(3)
    people = [
        (f"{chance.choice(SURNAMES)} {chance.choice(GIVEN)} {chance.choice(FATHERS)}", _day(chance))
        for _ in range(1_400)
    ]
    first, second = people[:800], people[600:]
    rows = [(_worn(name, chance), born if chance.random() < 0.9 else born[:4], "") for name, born in second]
    made = [of("a", *((name, born, "") for name, born in first)), of("b", *rows)]
    found = link(made, threads=1)
    assert found.weights.learned
    said = {(pair.a.row, pair.b.row) for pair in found.pairs if pair.judgement == "same" and pair.a.list != pair.b.list}
    true = {(600 + at + 2, at + 2) for at in range(200)}
    assert len(said & true) >= 0.95 * len(said)
    assert len(said & true) >= 0.88 * len(true)
    assert lay_over(made, found).shared[0].expected == pytest.approx(200, rel=0.08)
    assert link(made, threads=1) == found


def _day(chance: random.Random) -> str:
    return f"{chance.randint(1965, 2004)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _worn(name: str, chance: random.Random) -> str:
    surname, given, father = name.split()
    return (
        f"{surname} {given}"
        if chance.random() < 0.2
        else f"{given} {father} {surname}"
        if chance.random() < 0.3
        else name
    )


def test_lists_with_little_variety_are_linked_as_stated() -> None:
    # Splink learns a share of 0 from these, and refuses it.
    chance = random.Random(5)
    surnames = words(
        "Гайворон Петренко Сидоренко Кравчук Марченко Лисенко Бойко Ткаченко Шевчук Мельник Поліщук Савченко Руденко "
        "Кузьменко Гончар Данилюк Яременко Клименко Олійник Зінченко"
    )
    given = words("Павло Іван Олег Андрій Степан Микола Василь Юрій Тарас Богдан")
    fathers, ends = words("Іванович Петрович Олегович Андрійович Степанович Миколайович"), ["", "к", "юк"]
    people = [
        (
            f"{chance.choice(surnames)}{chance.choice(ends)} {chance.choice(given)} {chance.choice(fathers)}",
            f"19{chance.randint(70, 99)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"{chance.choice([72, 93, 54, 128])} ОМБр",
        )
        for _ in range(700)
    ]
    shares = {"leak": 0.55, "courts": 0.35, "ngo": 0.3}
    lists = [
        of(
            name,
            *(
                (who, born if chance.random() > 0.1 else None, unit)
                for who, born, unit in people
                if chance.random() < share
            ),
        )
        for name, share in shares.items()
    ]
    assert len(link(lists).pairs) > 200
