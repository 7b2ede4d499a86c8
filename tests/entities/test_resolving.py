import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.entities.mentioning import kind_of
from vidmova.entities.resolving import resolve
from vidmova.records import Claim, Document, Entity, FieldSpan, Mention, Report


def report(number: int, *claims: Claim) -> Report:
    language = "uk" if number % 2 else "ru"
    return Report(
        Document(id=f"{number:064x}", name=f"{number}.txt", media_type="text/plain", text="", language=language),
        list(claims),
    )


def people(number: int, *names: str) -> Report:
    claims = [
        Claim(id=f"c{at}", start=100 * at, end=100 * at + 50, act="refuse", person=[name])
        for at, name in enumerate(names)
    ]
    return report(number, *claims)


def groups(*reports: Report) -> list[list[str]]:
    entities, _ = resolve(reports)
    return sorted(entity.names for entity in entities)


def by_id(entities: list[Entity]) -> dict[str, Entity]:
    return {entity.id: entity for entity in entities}


def owners(mentions: list[Mention]) -> list[str | None]:
    return [mention.entity for mention in mentions]


def test_one_man_in_three_scripts_is_one_person() -> None:
    entities, mentions = resolve(
        [people(1, "Павло Філатьєв"), people(2, "Павел Филатьев"), people(3, "P. Filatiev", "Филатьев")]
    )
    assert [entity.name for entity in entities] == ["Павло Філатьєв"]
    assert set(owners(mentions)) == {entities[0].id}
    assert entities[0].names == ["P. Filatiev", "Павел Филатьев", "Павло Філатьєв", "Филатьев"]


def test_a_bare_surname_joins_the_only_full_name_of_its_document() -> None:
    assert groups(people(1, "Пётр Иванов", "Иванов")) == [["Иванов", "Пётр Иванов"]]


def test_a_bare_surname_glues_no_two_brothers() -> None:
    assert groups(people(1, "Пётр Иванов", "Иван Иванов", "Иванов")) == [["Иван Иванов"], ["Иванов"], ["Пётр Иванов"]]


def test_a_bare_surname_of_another_document_stays_apart() -> None:
    assert groups(people(1, "Пётр Ращупкин"), people(2, "Ращупкин")) == [["Пётр Ращупкин"], ["Ращупкин"]]


def test_the_sex_of_a_bare_surname_tells_husband_from_wife() -> None:
    assert groups(people(1, "Анна Сычёва", "Павел Сычёв", "Сычёв")) == [
        ["Анна Сычёва"],
        ["Павел Сычёв", "Сычёв"],
    ]


def test_initials_glue_no_two_men() -> None:
    found = groups(people(1, "Сычёв И."), people(2, "Игорь Сычёв"), people(3, "Илья Сычёв"))
    assert found == [["Игорь Сычёв"], ["Илья Сычёв"], ["Сычёв И."]]


def test_namesakes_with_a_common_surname_stay_apart_until_a_patronymic_joins_them() -> None:
    assert groups(people(1, "Сергей Иванов"), people(2, "Сергей Иванов")) == [["Сергей Иванов"], ["Сергей Иванов"]]
    full = "Иванов Сергей Петрович"
    assert groups(people(1, full), people(2, full), people(3, "Сергей Петрович Иванов")) == [
        [full, "Сергей Петрович Иванов"]
    ]


def test_a_first_name_is_one_person_in_its_document_only() -> None:
    entities, mentions = resolve([people(1, "Сергей", "Сергей"), people(2, "Сергей")])
    assert len(entities) == 2
    assert owners(mentions)[0] == owners(mentions)[1] != owners(mentions)[2]


def test_nobody_has_no_entity() -> None:
    entities, mentions = resolve([people(1, "ФИО1", "М.")])
    assert entities == []
    assert owners(mentions) == [None, None]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mediazona", "organisation"),
        ("Mayak rights centre", "organisation"),
        ("General Staff of the Armed Forces of Ukraine", "organisation"),
        ("Pavel Chikov", "person"),
        ("Madina Bostanova, lawyer", "person"),
        ("Lieutenant Colonel Zaur Ikaev, chief of staff of Unit 3723", "person"),
        ("Colonel Barvintsev", "person"),
        ("Sergei", "person"),
        ("Ulan-Ude Garrison Military Court", "court"),
        ("439th Rifle Regiment", "unit"),
        ("Kazakhstan", "place"),
        ("relatives", None),
        ("3 lawyers", None),
        ("R.", None),
        ("the commander", None),
        ("Aidar's mother", None),
        ("FIO2, company commander", None),
    ],
)
def test_the_kind_of_a_source_is_told_by_its_looks(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_every_field_is_mentioned_with_its_place() -> None:
    spans = [FieldSpan("person", 3, 9, "Ращупкин"), FieldSpan("court", 20, 40, "суд")]
    claim = Claim(
        id="c1",
        start=0,
        end=50,
        act="sentence",
        person=["Ращупкин", "Олег Сыч"],
        unit="205th Separate Motor Rifle Brigade",
        origin="Buryatia",
        place="Ulan-Ude",
        court="Ulan-Ude Garrison Military Court",
        by="Pavel Chikov; Mediazona",
        source_said="relatives",
        spans=spans,
    )
    entities, mentions = resolve([report(1, claim)])
    assert [(one.field, one.kind, one.name, one.start) for one in mentions] == [
        ("person", "person", "Ращупкин", 3),
        ("person", "person", "Олег Сыч", None),
        ("unit", "unit", "205th Separate Motor Rifle Brigade", None),
        ("origin", "place", "Buryatia", None),
        ("place", "place", "Ulan-Ude", None),
        ("by", "person", "Pavel Chikov", None),
        ("by", "organisation", "Mediazona", None),
        ("court", "court", "Ulan-Ude Garrison Military Court", 20),
    ]
    assert [entity.kind for entity in entities] == [mention.kind for mention in mentions]
    region = next(entity for entity in entities if entity.name == "Buryatia")
    assert (region.precision, region.latitude) == ("region", None)


def test_a_bare_surname_as_a_source_is_the_man_of_the_document() -> None:
    claim = Claim(id="c9", start=900, end=950, act="refuse", by="Senior Lieutenant Hushchyn", source_said="Hushchyn")
    entities, mentions = resolve([report(1, claim)])
    assert [(one.kind, one.names) for one in entities] == [("person", ["Hushchyn", "Senior Lieutenant Hushchyn"])]
    assert len(set(owners(mentions))) == 1


def test_ids_stay_when_documents_are_added() -> None:
    first = [people(1, "Павло Філатьєв", "Сивий"), people(2, "Олег Ращупкин")]
    before, _ = resolve(first)
    after, _ = resolve([*first, people(3, "Pavel Filatyev", "Илья Сычёв")])
    assert set(by_id(before)) <= set(by_id(after))
    assert all(entity.id.startswith("person-") and len(entity.id) == len("person-") + 8 for entity in after)


NAMES = ["Пётр Иванов", "Иван Иванов", "Иванов", "Сычёв И.", "Игорь Сычёв", "Илья Сычёв", "Ihor Sychov", "Олег Сыч"]


@given(st.lists(st.lists(st.sampled_from(NAMES), max_size=4), max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_mention_has_one_entity_and_the_result_is_the_same_each_time(rows: list[list[str]]) -> None:
    reports = [people(at, *names) for at, names in enumerate(rows)]
    entities, mentions = resolve(reports)
    known = by_id(entities)
    assert len(known) == len(entities)
    assert all(mention.entity in known and mention.name in known[mention.entity].names for mention in mentions)
    assert (entities, mentions) == resolve(reports)
    for names in ({"Пётр Иванов", "Иван Иванов"}, {"Игорь Сычёв", "Илья Сычёв"}):
        assert not any(names <= set(entity.names) for entity in entities)


def test_many_claims_are_resolved_in_little_time() -> None:
    draw = random.Random(1)
    reports = [people(at, *(draw.choice(NAMES) for _ in range(20))) for at in range(300)]
    entities, mentions = resolve(reports)
    assert len(mentions) == 6_000
    assert len(entities) < 2_000
