"""Phones, addresses, handles, papers, plates, ages: found where they stand, and not where numbers only look so."""

import pytest

from vidmova.lexicon.folding import fold
from vidmova.protect.contacts import leads

ROWS = [
    ("Звоните +7 (912) 345-67-89 вечером.", [("contact", "+7 (912) 345-67-89")]),
    ("Call 8 912 345 67 89 or 0671234567.", [("contact", "Call 8 912 345 67 89"), ("contact", "0671234567")]),
    ("Тел. 44-12-345", [("contact", "Тел. 44-12-345")]),
    ("Пишите на o.sokil+1@mail.example.", [("contact", "o.sokil+1@mail.example")]),
    ("o.sokil (at) mail (dot) org", [("contact", "o.sokil (at) mail (dot) org")]),
    ("Канал t.me/vidmova_test/12, сайт https://example.org/a?b=c.",
     [("contact", "t.me/vidmova_test/12"), ("contact", "https://example.org/a?b=c")]),
    ("пишет @moth_77, и точка", [("contact", "@moth_77")]),
    ("skype: moth77", [("contact", "skype: moth77")]),
    ("www.example.org", [("contact", "www.example.org")]),
    ("Справа № 552/1234/24 у суді", [("number", "Справа № 552/1234/24")]),
    ("дело № 1-123/2023 слушал", [("number", "дело № 1-123/2023")]),
    ("case no. 22-71/2024 was heard", [("number", "case no. 22-71/2024")]),
    ("УИД 35RS0010-01-2023-001234-56", [("number", "35RS0010-01-2023-001234-56")]),
    ("паспорт серии 4509 номер 123456 утерян", [("number", "серии 4509 номер 123456")]),
    ("військовий квиток АБ 123456", [("number", "військовий квиток АБ 123456")]),
    ("СНИЛС 123-456-789 00", [("number", "СНИЛС 123-456-789 00")]),
    ("карта 4276 1234 5678 9012", [("number", "4276 1234 5678 9012")]),
    ("машина А123ВС77", [("number", "А123ВС77")]),
    ("авто АА1234ВВ", [("number", "АА1234ВВ")]),
    ("Живёт на ул. Лесной, д. 5, кв. 12 в городе.", [("place", "ул. Лесной, д. 5, кв. 12")]),
    ("на вулиці Садовій, 10 вночі", [("place", "вулиці Садовій, 10")]),
    ("at 12 Linden Street, flat 4, they", [("place", "12 Linden Street, flat 4")]),
    ("служил в в/ч 12345", [("unit", "в/ч 12345")]),
    ("військова частина А1234", [("unit", "військова частина А1234")]),
    ("military unit 98765", [("unit", "military unit 98765")]),
    ("24-летний боец", [("age", "24-летний")]),
    ("31-річного стрільця", [("age", "31-річного")]),
    ("a 24-year-old driver", [("age", "24-year-old")]),
    ("Sokil, 24, refused", [("age", "24")]),
    ("ему 24 года", [("age", "ему 24 года")]),
    ("у віці 19 років", [("age", "у віці 19 років")]),
    ("двадцатилетний стрелок", [("age", "двадцатилетний")]),
    ("born in 1999", [("age", "born in 1999")]),
    ("в 14:30 их увезли", [("day", "14:30")]),
    ("More than 7,300 cases, of them 412 in 2023.", []),
    ("1 234 567 человек и 10 000 рублей", []),
    ("статья 337 часть 5 УК РФ, ст. 407 ч. 2", []),
    ("5 лет и 6 месяцев колонии", []),
    ("205-я бригада, 3-й батальон", []),
    ("214, 156 and 92 cases", []),
    ("от 300 до 400 человек за 8 месяцев", []),
    ("с 24 февраля 2022 года", []),
    ("Он ушёл. Потом вернулся.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:40] for text, _ in ROWS])
def test_leads(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in leads(fold(text))] == expected


def test_only_the_stretch_is_searched() -> None:
    text = fold("+7 912 345-67-89 и @moth_77")
    assert [one.kind for one in leads(text, 18)] == ["contact"]
