"""What looks like a name and is known as nothing else is hidden; towns, units, courts and outlets are not."""

import pytest

from tests.casetables import passage
from vidmova.protect.strangers import strangers, vocabulary
from vidmova.records import Span

KNOWN = vocabulary(
    ["Суд і речник, захисник та апеляція; суд, защитник, апелляция, мы, рота, солдаты, тоді, сказав, бійці, the court"],
    ["Northern Voice", "Північний голос", "Rosgvardia"],
)
ROWS = [
    ("uk", "Тоді Остап Кривонос відмовився.", ["Остап Кривонос"]),
    ("uk", "Захисник Мирослава подав апеляцію.", ["Мирослава"]),
    ("uk", "До частини приїхав Гордій Левкович.", ["Гордій Левкович"]),
    ("uk", "Сказав О. Б. Кривонос.", ["О. Б. Кривонос"]),
    ("uk", "У Полтаві суд відмовив.", []),
    ("uk", "Про це пише «Північний голос».", []),
    ("uk", "Суд Полтави засудив його.", []),
    ("uk", "ЗСУ і СБУ мовчать.", []),
    ("uk", "Бійці 47-ї бригади відмовилися.", []),
    ("ru", "Потом Борис Каретин отказался.", ["Борис Каретин"]),
    ("ru", "Каретин Борис Ильич отказался.", ["Каретин Борис Ильич"]),
    ("ru", "Сергей Петрович ушёл домой.", ["Сергей Петрович"]),
    ("ru", "Говорят, что Бадма отказался.", ["Бадма"]),
    ("ru", "Солдаты из Улан-Удэ отказались.", []),
    ("ru", "В Росгвардии не ответили.", []),
    ("ru", "Апелляция отклонена.", []),
    ("ru", "Суд в Казани отказал, 4 сентября.", []),
    ("ru", "К а р е т и н молчит.", ["К а р е т и н"]),
    ("en", "Then Bogdan Karetin refused.", ["Bogdan Karetin"]),
    ("en", "Lawyer Miriam Oakes said so.", ["Miriam Oakes"]),
    ("en", "B. Karetin was sentenced.", ["B. Karetin"]),
    ("en", "A court in Kazan sentenced him in March.", []),
    ("en", "Soldiers of the 205th Separate Motor Rifle Brigade refused.", []),
    ("en", "The Ukrainian and Russian armies differ.", []),
    ("en", "Twelve Soldiers Refuse To Cross The River", []),
    ("uk", "Апеляцію Кривоноса відхилили.", ["Кривоноса"]),
    ("uk", "Вугледарський напрямок тримають.", []),
    ("uk", "На Вугледарському напрямку тихо.", []),
    ("uk", "Вугледарський відмовився.", ["Вугледарський"]),
    ("uk", "Про це пише мережа «Дзвін».", []),
    ("uk", "Про це каже «Дзвін», друг командира.", ["Дзвін"]),
    ("uk", "За даними проєкту Gulagu.net, їх троє.", []),
    ("uk", "Так вважає редакція Кривоноса.", ["Кривоноса"]),
    ("uk", "Так каже голова організації Кривоноса.", ["Кривоноса"]),
    ("uk", "До мережі приходив Левкович.", ["Левкович"]),
    ("uk", "За даними мережі Левковича, їх троє.", ["Левковича"]),
    ("ru", "🔹 Побег заметили утром.", []),
    ("ru", "Об этом писала Би-би-си.", []),
    ("en", "Frontier Data Review · Miriam Oakes", ["Miriam Oakes"]),
    ("en", "It belongs to the foundation Miriam Oakes heads.", ["Miriam Oakes"]),
    ("en", "Gregory Review said so.", ["Gregory Review"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), ROWS, ids=[row[1] for row in ROWS])
def test_strangers(language: str, text: str, expected: list[str]) -> None:
    found = strangers(passage(text, language), [], KNOWN)
    assert [text[one.start : one.end] for one in found] == expected


def test_what_is_taken_is_not_found_again() -> None:
    text = "Тоді Остап Кривонос відмовився."
    assert strangers(passage(text, "uk"), [Span(5, 19)], KNOWN) == []
