import pytest

from vidmova.totals.listnames import ListName, list_name, surname_first


@pytest.mark.parametrize(
    "name",
    [
        "Гайворон Павло Іванович",
        "Гайворон Павел Иванович",
        "ГАЙВОРОН ПАВЛО ІВАНОВИЧ",
        "Павло Іванович Гайворон",
        "Гайворон, Павло Іванович",
        "Haivoron Pavlo Ivanovych",
        "Gaivoron Pavel Ivanovich",
        "солдат Гайворон Павло Іванович",
    ],
)
def test_one_name_in_all_its_spellings_gives_the_same(name: str) -> None:
    made = list_name(name, True)
    assert (made.surname, made.given, made.father) == ("haivoron", "pavel", "ivan")


@pytest.mark.parametrize(
    "name", ["Гайворон П.І.", "Гайворон П. І.", "П. І. Гайворон", "Гайворон, П.І.", "П.І.Гайворон"]
)
def test_initials_are_letters(name: str) -> None:
    assert list_name(name, True) == ListName("haivoron", None, ("p",), None, ("i",))


def test_women_share_the_surname_of_their_brothers() -> None:
    assert list_name("Іванова Олена", True).surname == list_name("Ivanov Petr", True).surname


def test_the_order_is_that_of_the_list() -> None:
    assert surname_first(["Гайворон Павло", "Мартин Юрій", "Скляр Іван"])
    assert not surname_first(["Pavlo Haivoron", "Ivan Skliar"])
    assert surname_first([])
    assert list_name("Іван Мартин", False).surname == list_name("Мартин Іван", True).surname


@pytest.mark.parametrize("name", ["ФИО1", "", "—", "123"])
def test_who_is_not_named_has_no_name(name: str) -> None:
    assert list_name(name, True).surname is None


def test_half_names() -> None:
    assert list_name("Гайворон", True) == ListName("haivoron")
    assert list_name("Гайворон Павло І.", True).given == "pavel"
    assert list_name("Нечай-Гора Іван", True).surname == "necai-hora" or "-" in str(
        list_name("Нечай-Гора Іван", True).surname
    )
