"""Names of unknown kind are compared word by word across scripts and case endings."""

import pytest

from vidmova.entities.anyname import acronym, alike, clipped, sound, unended, words
from vidmova.entities.comparison import DIFFERENT, SAME

SAME_NAMES = [
    ("Брексит", "Брексіту"),
    ("Газпромом", "Ґазпром"),
    ("«Северный поток – 2»", "Північного потоку-2"),
    ("Совет безопасности", "Рада безпеки"),
    ("Security Council", "Совета Безопасности"),
    ("Европейского союза", "Європейський Союз"),
    ("Всемирная организация здравоохранения", "World Health Organization"),
    ("Белого дома", "Білий дім"),
    ("White House", "Білому домі"),
    ("Министерство внутренних дел", "Міністерства внутрішніх справ"),
    ("Верховным судом", "Верховний Суд"),
    ("BBC", "ВВС"),
    ("Спутник V", "Супутник V"),
    ("Киев", "Києва"),
]
LIKELY_NAMES = [
    ("ООН", "Организация объединенных наций"),
    ("ЄС", "Европейский союз"),
    ("Еврокомиссия", "Європейська комісія"),
    ("Минздрав", "Министерство здравоохранения"),
    ("Нафтогаз", "Нафтогаз України"),
    ("Северный поток", "Північний потік-2"),
    ("Т. Мэй", "Тереза Мей"),
]
OTHER_NAMES = [
    ("Северный поток-1", "Північний потік-2"),
    ("Министерство обороны", "Міністерство юстиції"),
    ("Хан", "Жан"),
    ("США", "ССР"),
    ("партия мира", "партія регіонів"),
    ("Брянск", "Брест"),
    ("17", "18"),
    ("«»", "Газпром"),
]


@pytest.mark.parametrize(("a", "b"), SAME_NAMES)
def test_one_name_in_other_scripts_and_endings(a: str, b: str) -> None:
    assert alike(a, b).score >= SAME
    assert alike(b, a).score >= SAME


@pytest.mark.parametrize(("a", "b"), LIKELY_NAMES)
def test_a_shorter_name_is_likely(a: str, b: str) -> None:
    assert DIFFERENT < alike(a, b).score < SAME
    assert DIFFERENT < alike(b, a).score < SAME


@pytest.mark.parametrize(("a", "b"), OTHER_NAMES)
def test_other_names_stay_apart(a: str, b: str) -> None:
    found = alike(a, b)
    assert found.score <= DIFFERENT
    assert found.because


def test_a_name_said_of_another_is_less_sure_than_a_name_cut_short() -> None:
    assert alike("Украина", "Нафтогаз Украины").score < alike("Нафтогаз", "Нафтогаз Украины").score


def test_acronyms_and_clipped_words_need_every_part() -> None:
    assert acronym(words("ООС"), words("Операция объединенных сил"))
    assert not acronym(words("ООС"), words("Операция сил"))
    assert not acronym(words("оос"), words("операция объединенных сил"))
    assert clipped(words("Госдума"), words("Государственная Дума"))
    assert not clipped(words("Госдума"), words("Городская Дума"))


def test_words_sound_alike_whatever_the_script() -> None:
    assert sound("харьков")[0] == sound("kharkiv")[0] == "h"
    assert unended("суда") == unended("судом") == "суд"
    assert unended("мид") == "мид"
