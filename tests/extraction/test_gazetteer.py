import re

import pytest

from vidmova.extraction import gazetteer


def named(text: str) -> list[str]:
    word = re.match(r"[^\W\d_]+", text)
    assert word
    hits = gazetteer.hits_at(text, 0, word.end(), word.group())
    numbers = [number for hit in hits if hit.end == len(text) for number in hit.places]
    return [gazetteer.record(number).name for number in numbers]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Саратов", "Saratov"),
        ("Саратова", "Saratov"),
        ("Саратову", "Saratov"),
        ("Саратовом", "Saratov"),
        ("Саратове", "Saratov"),
        ("Саратові", "Saratov"),
        ("Казанью", "Kazan"),
        ("Казани", "Kazan"),
        ("Москвой", "Moscow"),
        ("Москвою", "Moscow"),
        ("Горлівці", "Horlivka"),
        ("Горловку", "Horlivka"),
        ("Кременной", "Kreminna"),
        ("Кремінною", "Kreminna"),
        ("Набережными Челнами", "Naberezhnye Chelny"),
        ("Набережним Човнам", ""),
        ("Нижньому Тагілі", "Nizhny Tagil"),
        ("Ростовом-на-Дону", "Rostov-on-Don"),
        ("Улан-Удэ", "Ulan-Ude"),
        ("Череповца", "Cherepovets"),
        ("Грозном", "Grozny"),
        ("Києва", "Kyiv"),
        ("Киевом", "Kyiv"),
        ("Львова", "Lviv"),
        ("Харкові", "Kharkiv"),
        ("Kharkov", "Kharkiv"),
        ("Ekaterinburg", "Yekaterinburg"),
        ("Zaporozhye", "Zaporizhzhia"),
        ("Артёмовска", "Bakhmut"),
        ("Краснодоном", "Sorokyne"),
        ("Хакасією", "Khakassia"),
        ("Khakasia", "Khakassia"),
        ("Кабардино-Балкарией", "Kabardino-Balkaria"),
        ("Бурятию", "Buryatia"),
        ("Казахстаном", "Kazakhstan"),
        ("Німеччині", "Germany"),
        ("Архангельщине", "Arkhangelsk Oblast"),
        ("Вологодчині", "Vologda Oblast"),
        ("ЛНР", "Luhansk Oblast"),
        ("Южного военного округа", "Southern Military District"),
        ("Свердловской областью", "Sverdlovsk Oblast"),
        ("Свердловськ", ""),
        ("Перочинный", ""),
    ],
)
def test_names_in_any_ending(said: str, name: str) -> None:
    found = named(said)
    assert (name in found) if name else not found


def test_acronyms_are_met_in_capitals_only() -> None:
    assert named("КБР")
    assert not named("кбр")
    assert not named("Кбр")


def test_skeleton_is_the_same_in_both_languages() -> None:
    assert gazetteer.skeleton("Сыктывкар") == gazetteer.skeleton("Сиктивкар")
    assert gazetteer.skeleton("Єкатеринбург") == gazetteer.skeleton("Екатеринбург")
    assert gazetteer.skeleton("Novomykhailivka") == gazetteer.skeleton("Novomikhailivka")


def test_towns_have_points_and_regions_have_none() -> None:
    records = [gazetteer.record(number) for number in range(2000)]
    for record in records:
        point = record.latitude is not None and record.longitude is not None
        assert point == (record.kind in ("city", "settlement"))


def test_every_region_of_a_town_is_a_region() -> None:
    records = [gazetteer.record(number) for number in range(12000)]
    regions = {record.name for record in records if record.kind == "region"}
    assert {record.region for record in records if record.region} <= regions


def test_file_stays_small() -> None:
    assert gazetteer.FILE.stat().st_size < 2_500_000
