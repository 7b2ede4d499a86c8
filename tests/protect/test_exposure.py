"""How far people may be seen: by rules, by decisions, and alike where names do not tell them apart."""

import pytest

from tests.protect.heldtexts import document, holdings, person, said_by, stated
from vidmova.protect.exposure import Verdict, stricter, verdicts
from vidmova.protect.holdings import Holdings
from vidmova.protect.occurrences import Index
from vidmova.records import Report


def levels(held: Holdings) -> dict[str, Verdict]:
    people = [one for one in held.linked.entities if one.kind == "person"]
    found = verdicts(held, Index(people))
    return {one.name: found[one.id] for one in people}


ROWS = [
    ("uk", "Остап Кривонос відмовився їхати.", "Остап Кривонос", {}, ("as_published", "named_by_source")),
    ("uk", "Остап Кривонос відмовився. Ім'я змінено.", "Остап Кривонос", {}, ("at_risk", "changed")),
    ("uk", "Остап Кривонос переховується.", "Остап Кривонос", {}, ("at_risk", "hiding")),
    ("uk", "Остап Кривонос відмовився. Він попросив не називати село.", "Остап Кривонос", {}, ("at_risk", "anonymous")),
    ("uk", "Остап Кривонос відмовився, розповіла його мати.", "Остап Кривонос", {}, ("at_risk", "relatives")),
    ("ru", "17-летний Борис Каретин отказался.", "Борис Каретин", {}, ("at_risk", "minors")),
    ("ru", "Борис Каретин отказался.", "Борис Каретин", {"act": "asylum"}, ("at_risk", "fled")),
    ("ru", "Борис Каретин ушёл из части.", "Борис Каретин", {"act": "awol"}, ("at_risk", "fled")),
    ("ru", "Борис Каретин ушёл из части.", "Борис Каретин", {"act": "sentence"}, ("as_published", "named_by_source")),
    ("en", "Anton refused to go.", "Anton", {}, ("at_risk", "given_name_alone")),
    ("ru", "Боец «Каретин» отказался.", "Каретин", {}, ("at_risk", "pseudonyms")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "more", "expected"), ROWS, ids=[row[1] for row in ROWS])
def test_rules(language: str, text: str, name: str, more: dict[str, str], expected: tuple[str, str]) -> None:
    held = holdings(said_by(text, language, name, name, **more))
    assert list(levels(held).values()) == [Verdict(*expected)]  # type: ignore[arg-type]


OFFICIAL = [
    ("ru", "Дело вёл прокурор Борис Каретин.", "Борис Каретин", "public"),
    ("ru", "Им угрожал командир полка Борис Каретин.", "Борис Каретин", "public"),
    ("uk", "Вирок оголосила суддя Мирослава Прищепа.", "Мирослава Прищепа", "public"),
    ("en", "Governor Boris Karetin denied it.", "Boris Karetin", "public"),
    ("ru", "Приказ отдал Борис Каретин.", "Борис Каретин", "at_risk"),
    ("ru", "Жена командира Анна Каретина плакала.", "Анна Каретина", "at_risk"),
    ("uk", "Це розповіла адвокатка Мирослава Прищепа.", "Мирослава Прищепа", "as_published"),
]


@pytest.mark.parametrize(("language", "text", "name", "level"), OFFICIAL, ids=[row[1] for row in OFFICIAL])
def test_who_acts_or_speaks(language: str, text: str, name: str, level: str) -> None:
    claim = stated(text, text, "threaten", by=name, wordings={"by": name})
    held = holdings(Report(document(text, language), [claim]))
    assert [one.level for one in levels(held).values()] == [level]


def test_an_officer_who_refuses_is_no_official() -> None:
    held = holdings(said_by("Командир роты Борис Каретин отказался.", "ru", "Борис Каретин", "Борис Каретин"))
    assert [one.level for one in levels(held).values()] == ["as_published"]


def test_a_decision_wins_and_the_stricter_is_shared_where_names_do_not_tell_apart() -> None:
    one = said_by("Остап Кривонос відмовився їхати.", "uk", "Остап Кривонос", "Остап Кривонос")
    other = said_by("Кривоноса забрали вночі.", "uk", "Кривоноса", "Кривонос", act="detain")
    third = said_by("Гордій Левкович відмовився.", "uk", "Гордій Левкович", "Гордій Левкович")
    held = holdings(one, other, third)
    who = person(held, "Остап")
    decided = holdings(one, other, third, exposures={(who, ""): "secret"})
    found = levels(decided)
    assert found["Остап Кривонос"] == Verdict("secret", "decision")
    assert found["Кривонос"] == Verdict("secret", "not_told_apart")
    assert found["Гордій Левкович"].level == "as_published"
    opened = holdings(third, exposures={(person(held, "Гордій"), ""): "public"})
    assert levels(opened)["Гордій Левкович"] == Verdict("public", "decision")


def test_leaders_are_public_unless_they_refuse() -> None:
    text = "Владимир Путин приказал отправить их обратно."
    claim = stated(text, text, "send_back", by="Vladimir Putin", wordings={"by": "Владимир Путин"})
    assert [one.because for one in levels(holdings(Report(document(text, "ru"), [claim]))).values()] == ["leader"]


def test_the_stricter_level() -> None:
    assert stricter("public", "at_risk") == "at_risk"
    assert stricter("secret", "as_published") == "secret"
