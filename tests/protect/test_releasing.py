"""A release of planted registers: nothing protected is in any string of it, and everything points where it should."""

import re
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from tests.protect.heldtexts import KEY, POLICY, document, figure, holdings, longest_run, person, said_by, stated
from vidmova.errors import InputError
from vidmova.lexicon.folding import fold
from vidmova.protect.holdings import Holdings
from vidmova.protect.redaction import RUN
from vidmova.protect.release import Contents
from vidmova.protect.releasing import Earlier, Policy, protect
from vidmova.records import Report

LONG = "Того дня рядовий Остап Кривонос відмовився їхати на фронт і сказав командирові роти, що не стрілятиме."


def strings(contents: Contents) -> str:
    """Return every string of a release, folded."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.append(fold(value))
        elif isinstance(value, dict):
            for each in value.values():
                walk(each)
        elif isinstance(value, list | tuple):
            for each in value:
                walk(each)

    walk(msgspec.to_builtins(contents))
    return "\n".join(found)


def check(contents: Contents) -> None:
    """Check that all offsets and ids of a release hold."""
    texts = {one.id: one.text for one in contents.sources}
    events = {one.id for one in contents.events}
    people, places = {one.id for one in contents.people}, {one.id for one in contents.places}
    for one in contents.statements:
        assert 0 <= one.start < one.end <= len(texts[one.source])
        assert one.event in events
        assert set(one.people) <= people
        assert one.place is None or one.place in places
        for span in one.spans:
            assert one.start <= span.start < span.end <= one.end or span.start < span.end
            assert span.wording == texts[one.source][span.start : span.end]
    for text in texts.values():
        assert "  " not in text
    for event in contents.events:
        assert set(event.people) <= people
        assert set(event.statements) <= {one.id for one in contents.statements}


def released(held: Holdings, **policy: Any) -> Contents:
    contents = protect(held, structs.replace(POLICY, **policy)).release.contents
    check(contents)
    return contents


def test_a_private_person_is_a_pseudonym_and_the_source_is_named() -> None:
    contents = released(holdings(said_by(LONG, "uk", "Остап Кривонос", "Остап Кривонос")))
    [somebody], [source] = contents.people, contents.sources
    assert not somebody.named
    assert f"[особа {somebody.name}]" in source.text
    assert "кривонос" not in strings(contents)
    assert source.address == "https://example.org/1"
    assert source.withheld is None


def test_published_names_stay_where_that_is_asked() -> None:
    contents = released(holdings(said_by(LONG, "uk", "Остап Кривонос", "Остап Кривонос")), names="as_published")
    assert [one.name for one in contents.people] == ["Остап Кривонос"]
    assert "Остап Кривонос" in contents.sources[0].text


@pytest.mark.parametrize("names", ["pseudonyms", "as_published"])
def test_a_source_of_somebody_at_risk_is_not_named_nor_found_by_search(names: str) -> None:
    text = f"{LONG} Ім'я змінено."
    held = holdings(Report(document(text, "uk", published="2023-05-17"), [
        stated(text, LONG, person=["Остап Кривонос"], count=(1, 1), wordings={"person": "Остап Кривонос"})
    ]))  # fmt: skip
    [source] = released(held, names=names).sources
    assert (source.title, source.address, source.digest, source.outlet) == (None, None, None, None)
    assert source.published == "2023-05"
    assert source.withheld == "at_risk"
    assert longest_run(text, source.text) <= RUN


def test_what_leads_to_somebody_is_taken_out_of_text_and_fields() -> None:
    text = (
        "14 березня 2023 року 24-річний лейтенант Остап Кривонос із 2-го батальйону 47-ї бригади відмовився їхати "
        "під Розівку Запорізької області, його номер +380 67 123 45 67, в/ч 12345."
    )
    claim = stated(
        text, text, person=["Остап Кривонос"], count=(1, 1), date=("2023-03-14", "2023-03-14"), place="Rozivka",
        unit="2nd battalion, 47th Brigade",
        wordings={"person": "Остап Кривонос", "date": "14 березня 2023 року", "place": "Розівку"},
    )  # fmt: skip
    contents = released(holdings(Report(document(text, "uk"), [claim])))
    said = strings(contents)
    for hidden in (
        "14 березня",
        "24-річн",
        "лейтенант",
        "кривонос",
        "розівк",
        "rozivka",
        "батальйон",
        "123 45",
        "12345",
    ):
        assert hidden not in said, hidden


def test_nothing_of_a_secret_person_leaves_and_totals_keep_their_number() -> None:
    one = said_by("Остап Кривонос відмовився їхати.", "uk", "Остап Кривонос", "Остап Кривонос")
    other = said_by("Гордій Левкович відмовився їхати.", "uk", "Гордій Левкович", "Гордій Левкович")
    many = "Щонайменше сорок бійців відмовилися їхати."
    third = Report(document(many, "uk"), [stated(many, many, count=(40, None), counted="persons")])
    held = holdings(one, other, third)
    held = structs.replace(held, exposures={(person(held, "Остап"), ""): "secret"}, figures=[figure(held, "refuse")])
    contents = released(held)
    assert len(contents.sources) == 2
    assert "особа" in contents.sources[0].text + contents.sources[1].text
    [total] = contents.figures
    assert total.low == held.figures[0].low
    assert "names X" not in strings(contents)
    shown = [row for row in total.working if row.event]
    assert len(shown) < len(held.figures[0].working) - 1, "the row that is missing is one of several"
    protected = protect(held, POLICY)
    assert any("Кривонос" in name for forms in protected.secrets.people.values() for name in forms)


def test_a_decision_hides_a_place() -> None:
    text = "Сорок бійців відмовилися їхати в Полтаві."
    claim = stated(text, text, count=(40, 40), counted="persons", place="Poltava", wordings={"place": "Полтаві"})
    held = holdings(Report(document(text, "uk"), [claim]))
    assert "полтав" in strings(released(held))
    place = next(one.id for one in held.linked.entities if one.kind == "place")
    hidden = released(structs.replace(held, exposures={(place, ""): "secret"}))
    assert "полтав" not in strings(hidden)
    assert "poltava" not in strings(hidden)


def test_a_name_in_an_address_or_a_title_does_not_stand() -> None:
    report = Report(
        document(LONG, "uk", source="https://example.org/sud-kryvonos", title="Суд: Кривоносу дали п'ять років"),
        [stated(LONG, LONG, person=["Остап Кривонос"], count=(1, 1), wordings={"person": "Остап Кривонос"})],
    )
    [source] = released(holdings(report)).sources
    assert source.address is None
    assert source.title is not None
    assert "Кривонос" not in source.title


def test_states_and_figures_of_reviewers_stay() -> None:
    held = holdings(said_by(LONG, "uk", "Остап Кривонос", "Остап Кривонос"))
    [event] = held.linked.events
    held = structs.replace(held, states={event.claims[0]: "accepted"}, best={event.id: 1})
    contents = released(held)
    assert contents.statements[0].state == "accepted"
    assert contents.events[0].best == 1


def test_an_empty_register_makes_an_empty_release() -> None:
    contents = released(holdings())
    assert (contents.statements, contents.sources, contents.people) == ([], [], [])


def test_a_short_key_is_refused() -> None:
    with pytest.raises(InputError, match="16"):
        protect(holdings(), Policy(publisher="P", made="2026-01-02T03:04:05Z", key=b"short"))


def test_ids_are_the_ledgers_only_where_they_are_to_be_stable() -> None:
    held = holdings(said_by(LONG, "uk", "Остап Кривонос", "Остап Кривонос"))
    first = protect(held, POLICY)
    before = Earlier(number=1, identity="x" * 8, ledger=first.secrets.ledger)
    other = structs.replace(POLICY, key=b"another key of thirty-two bytes!", number=2)
    apart = protect(held, other, [before]).release.contents
    assert apart.edition.follows == "x" * 8
    assert ids(apart).isdisjoint(ids(first.release.contents))
    same = protect(held, structs.replace(other, stable=True), [before]).release.contents
    assert ids(same) == ids(first.release.contents)


def ids(contents: Contents) -> set[str]:
    """Return every id that a release gave."""
    every = (contents.sources, contents.people, contents.places, contents.statements, contents.events)
    return {one.id for some in every for one in some}


SURNAMES = {
    "Кривонос": ["Кривонос", "Кривоноса", "Кривоносу", "Кривоносом", "Kryvonos", "KRYVONOS", "Крѝвонос"],
    "Соколенко": ["Соколенко", "Соколенка", "Соколенку", "Sokolenko", "соколенко", "Со\u00adколенко", "Coкoлeнко"],
    "Левківський": ["Левківський", "Левківського", "Левківському", "Levkivskyi", "Levkivsky", "ЛЕВКІВСЬКИЙ"],
    "Прищепін": ["Прищепін", "Прищепіна", "Прищепіну", "Pryshchepin", "Прищепина"],
}
STEMS = {
    "Кривонос": ("кривонос", "kryvonos"), "Соколенко": ("соколенк", "sokolenk"),
    "Левківський": ("левківськ", "levkivsk"), "Прищепін": ("прищеп", "pryshchep"),
}  # fmt: skip
AROUND = [
    "Тоді {} відмовився їхати.", "Про це сказав {}.", "Суд засудив {} до п'яти років.", "У частині знали {}: він утік.",
    "О. {} мовчав.", "{} О. Б. зник.", "Рядового Остапа {} забрали.", "Мати {} приїхала.", "«{}» – так його звали.",
]  # fmt: skip


@st.composite
def planted(draw: st.DrawFn) -> tuple[Holdings, str]:
    """Return a register of some documents about one person, named in many ways, and the surname."""
    surname = draw(st.sampled_from(sorted(SURNAMES)))
    reports = []
    for number in range(draw(st.integers(1, 2))):
        told = draw(
            st.lists(st.tuples(st.sampled_from(AROUND), st.sampled_from(SURNAMES[surname])), min_size=1, max_size=4)
        )
        first = f"Остап {surname} відмовився їхати, запис {number}."
        text = " ".join([first, *(around.format(form) for around, form in told)])
        claims = [
            stated(text, first, person=[f"Остап {surname}"], count=(1, 1), wordings={"person": f"Остап {surname}"})
        ]
        at = len(first) + 1
        for around, form in told:
            sentence = around.format(form)
            made = stated(text, first, draw(st.sampled_from(["detain", "sentence", "awol"])))
            claims.append(structs.replace(made, id=f"d{at}", start=at, end=at + len(sentence), source_said=form))
            at += len(sentence) + 1
        reports.append(Report(document(text, "uk", title=f"Про {told[0][1]}"), claims))
    return holdings(*reports), surname


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted(), st.sampled_from(["pseudonyms", "as_published"]))
def test_no_form_of_a_protected_name_is_in_any_string(made: tuple[Holdings, str], names: Any) -> None:
    held, surname = made
    contents = released(held, names=names)
    named = {one.name for one in contents.people if one.named}
    assert names == "as_published" or not named
    if not named:
        said = re.sub(r"[\u00ad\u0300\u0301]", "", strings(contents))
        assert not [stem for stem in STEMS[surname] if stem in said]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted())
def test_the_same_key_gives_the_same_release_and_another_shares_no_id(made: tuple[Holdings, str]) -> None:
    held, _ = made
    one, again = protect(held, POLICY), protect(held, POLICY)
    assert msgspec.json.encode(one.release.contents) == msgspec.json.encode(again.release.contents)
    other = protect(held, structs.replace(POLICY, key=KEY[::-1])).release.contents
    assert ids(one.release.contents).isdisjoint(ids(other))


def test_a_given_name_that_no_list_has_does_not_stay_beside_the_mark() -> None:
    text = "Sergeant Ayuna Sharapkhai refused to go, said lawyer Ayuna Sharapkhai. Nobody else did."
    report = said_by(text, "en", "Ayuna Sharapkhai", "Ayuna Sharapkhai")
    claims = [structs.replace(report.claims[0], source_said="Ayuna Sharapkhai")]
    said = strings(released(holdings(structs.replace(report, claims=claims))))
    assert "ayuna" not in said
    assert "sharapkhai" not in said


def test_a_name_whose_row_begins_in_the_line_before_is_taken_out() -> None:
    text = "Остап\nОстап Кривонос відмовився їхати на фронт."
    sentence = "Остап Кривонос відмовився їхати на фронт."
    claim = stated(text, sentence, person=["Остап Кривонос"], count=(1, 1), wordings={"person": "Остап Кривонос"})
    found = structs.replace(claim, start=6, end=len(text))
    contents = released(holdings(Report(document(text, "uk"), [found])))
    assert "остап" not in strings(contents)
    assert "кривонос" not in strings(contents)


def test_what_somebody_is_called_beside_the_name_is_no_name() -> None:
    text = "His counsel, Oksana Krivonos, refused to comment. A counsel may, and his client did not."
    report = said_by(text, "en", "His counsel, Oksana Krivonos", "Oksana Krivonos")
    forms = [form for every in protect(holdings(report), POLICY).secrets.people.values() for form in every]
    assert "Oksana Krivonos" in forms
    assert not [form for form in forms if "counsel" in form.lower() or "his" in form.lower().split()]


def test_a_day_that_was_taken_out_does_not_stand_where_another_date_begins() -> None:
    text = "Остап Кривонос відмовився 20 жовтня 2023 року. Відтоді там тримають 70 людей."
    day = ("2023-10-20", "2023-10-20")
    first = stated(text, "Остап Кривонос відмовився 20 жовтня 2023 року.", person=["Остап Кривонос"], date=day,
                   count=(1, 1), wordings={"person": "Остап Кривонос", "date": "20 жовтня 2023 року"})  # fmt: skip
    many = stated(text, "Відтоді там тримають 70 людей.", "detain", date=("2023-10-20", "2023-11-02"), count=(70, 70))
    contents = released(holdings(Report(document(text, "uk"), [first, many])))
    assert "2023-10-20" not in strings(contents)
    assert ("2023-10-01", "2023-11-30") in {one.date for one in contents.statements}
    assert [one.date for one in contents.events if one.act == "detain"] == [("2023-10-01", "2023-11-30")]


def test_a_day_whose_words_another_passage_hides_is_told_by_month() -> None:
    text = "Остап Кривонос відмовився 30 вересня 2023 року. Вирок 30 вересня 2023 року дістали 70 людей."
    month, day = ("2023-09-01", "2023-09-30"), ("2023-09-30", "2023-09-30")
    first = stated(text, "Остап Кривонос відмовився 30 вересня 2023 року.", person=["Остап Кривонос"], date=month,
                   count=(1, 1), wordings={"person": "Остап Кривонос"})  # fmt: skip
    many = stated(text, "Вирок 30 вересня 2023 року дістали 70 людей.", "sentence", date=day, count=(70, 70),
                  wordings={"date": "30 вересня 2023 року"})  # fmt: skip
    contents = released(holdings(Report(document(text, "uk"), [first, many])))
    assert [one.date for one in contents.statements if one.act == "sentence"] == [month]
    assert [one.date for one in contents.events if one.act == "sentence"] == [month]


def test_a_source_that_is_not_named_does_not_name_itself_in_a_field() -> None:
    text = "Остап, ім'я змінено, відмовився. Ми допомогли 70 людям."
    first = stated(text, "Остап, ім'я змінено, відмовився.", person=["Остап"], wordings={"person": "Остап"})
    helped = stated(text, "Ми допомогли 70 людям.", "aid", by="The Objectors' Desk", count=(70, 70),
                    source_said="a lawyer of the desk")  # fmt: skip
    own = document(text, "uk", title="THE OBJECTORS' DESK", outlet="desk")
    [aid] = [one for one in released(holdings(Report(own, [first, helped]))).statements if one.act == "aid"]
    assert (aid.by, aid.source_said) == (None, "a lawyer of the desk")


def test_an_ordinary_word_that_looks_like_a_case_of_a_given_name_stays() -> None:
    one = said_by("Ілля відмовився.", "uk", "Ілля", "Ілля")
    other = said_by("Или штурм, или яма. Семёна Курилина судят.", "ru", "Семёна Курилина", "Семён Курилин")
    texts = " ".join(source.text for source in released(holdings(one, other)).sources)
    assert "Ілля" not in texts
    assert "Или штурм" in texts
