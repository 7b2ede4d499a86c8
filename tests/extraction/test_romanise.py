"""Names in Latin letters as English-language reporting writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.extraction.romanise import romanise

CASES = [
    ("ru", "Екатерина Чиков", "Yekaterina Chikov"),
    ("ru", "Андрей Стрельцов", "Andrey Streltsov"),
    ("ru", "Дмитрий Белый", "Dmitry Bely"),
    ("ru", "Мария Соловьёва", "Maria Solovyova"),
    ("ru", "Илья Подъячев", "Ilya Podyachev"),
    ("ru", "Артём Щукин", "Artyom Shchukin"),
    ("ru", "Туяна Цыренова-Жуева", "Tuyana Tsyrenova-Zhuyeva"),
    ("ru", "Васильев", "Vasilyev"),
    ("ru", "Хью", "Khyu"),
    ("ru", "ВЧК-ОГПУ", "VChK-OGPU".upper()),
    ("ru", "Григорьева", "Grigoryeva"),
    ("ru", "Вий", "Viy"),
    ("ru", "Mediazona", "Mediazona"),
    ("ru", "«Тихий»", "«Tikhy»"),
    ("uk", "Юрій Згурський", "Yurii Zghurskyi"),
    ("uk", "Єгор Лазорін", "Yehor Lazorin"),
    ("uk", "Мар'яна Їжакевич", "Mariana Yizhakevych"),
    ("uk", "Мар’яна Ґалаґан", "Mariana Galagan"),
    ("uk", "Щеглов", "Shchehlov"),
    ("uk", "Наталія Кравець", "Nataliia Kravets"),
    ("uk", "СБУ", "SBU"),
    ("uk", "ДЖКГ", "DZHKH"),
    ("en", "Pavel", "Pavel"),
    ("en", "Сергій Її", "Serhii Yii"),
    ("en", "Щукин", "Shchukin"),
]
LETTERS = {"ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"}


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_romanise(language: str, text: str, expected: str) -> None:
    assert romanise(text, language) == expected


@pytest.mark.parametrize("language", ["ru", "uk"])
@given(at=st.lists(st.integers(0, 65), max_size=30))
def test_letters_become_ascii(language: str, at: list[int]) -> None:
    letters = LETTERS[language] + LETTERS[language].upper() + "-' "
    assert romanise("".join(letters[i % len(letters)] for i in at), language).isascii()


@given(st.text(alphabet=st.characters(max_codepoint=0x36F)))
def test_text_without_cyrillic_stays(text: str) -> None:
    assert romanise(text, "ru") == text
