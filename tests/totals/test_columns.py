import pytest

from vidmova.errors import InputError, UsageError
from vidmova.lexicon import files
from vidmova.totals.columns import FIELDS, ColumnMap, Headers, apply, as_toml, from_text, meaning_of, propose, show
from vidmova.totals.tables import Table, read_table


def table(text: str) -> Table:
    return read_table("leak.csv", text.encode())


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("ПІБ", "name"),
        ("П.І.Б.", "name"),
        ("Прізвище, ім'я, по батькові", "name"),
        ("Прізвище", "surname"),
        ("Ім’я", "given"),
        ("По батькові", "patronymic"),
        ("Дата народження (повна)", "born"),
        ("В/ч", "unit"),
        ("Стаття КК України", "charge"),
        ("№ з/п", "number"),
        ("ФИО", "name"),
        ("Год рождения", "born"),
        ("Воинское звание", "rank"),
        ("Дата СОЧ", "date"),
        ("Осуждённый", "name"),
        ("Приговор", "outcome"),
        ("Full name", "name"),
        ("DOB", "born"),
        ("Case no.", "case"),
        ("Телефон", ""),
        ("", ""),
    ],
)
def test_headers_are_known_in_three_languages(header: str, field: str) -> None:
    assert meaning_of(header) == field


def test_every_language_has_every_field() -> None:
    for language in files.languages():
        words: Headers = files.read("columns", Headers, language)
        assert all(getattr(words, field) for field in FIELDS)


def test_the_header_is_found_below_titles() -> None:
    mapped = propose(table("Список відсутніх;;\nстаном на 1 травня;;\nПІБ;Рік народження;тел\nГай П.;1990;1\n"))
    assert (mapped.header.number, mapped.meanings) == (3, ("name", "born", ""))
    assert [line.number for line in mapped.lines] == [4]


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        ("Прізвище;Ім'я", ("surname", "given")),
        ("Surname;Name;DOB", ("surname", "given", "born")),
        ("Ім'я;Рік народження", ("name", "born")),
        ("Прізвище;Рік народження", ("name", "born")),
        ("Суд;Номер справи", ("court", "case")),
        ("ПІБ;ФИО", ("name", "")),
    ],
)
def test_columns_are_known_beside_each_other(header: str, meanings: tuple[str, ...]) -> None:
    assert propose(table(f"{header}\na;b;c\n")).meanings == meanings


def test_a_table_without_people_or_cases_is_refused() -> None:
    with pytest.raises(
        InputError, match=r"no column is known to hold names .* is «Колір», «Розмір»; say which .*--map"
    ):
        propose(table("Колір;Розмір\nсиній;7\n"))


def test_a_map_is_saved_and_given_again() -> None:
    mapped = propose(table('№;ПІБ;"Дата ""н"""\n1;Гай;1990\n'))
    text = as_toml(ColumnMap({**mapped.map.columns, "born": 'Дата "н"'}))
    again = apply(table('№;ПІБ;"Дата ""н"""\n1;Гай;1990\n'), from_text(text, "map.toml"))
    assert again.meanings == ("number", "name", "born")
    assert from_text('{"columns": {"name": "ПІБ"}}', "map.json") == ColumnMap({"name": "ПІБ"})


def test_headers_of_one_name_are_told_apart() -> None:
    mapped = propose(table("ПІБ;Дата;Дата;\nГай;1990;1991;x\n"))
    assert mapped.names == ("ПІБ", "Дата", "Дата C", "D")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"name": "Імена"}, r"^m.toml does not fit leak.csv: it has no column «Імена»; its header is «ПІБ», «в/ч»$"),
        ({"nom": "ПІБ"}, r"^m.toml: there is no field nom; the fields are number, name, surname"),
        ({"unit": "в/ч"}, r"^m.toml: it names no column for name, surname or case"),
        ({"name": "ПІБ", "unit": "ПІБ"}, r"^m.toml: «ПІБ» stands for two fields; a column means one"),
    ],
)
def test_a_map_that_does_not_fit_is_one_sentence(columns: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        apply(table("ПІБ;в/ч\nГай;72\n"), ColumnMap(columns), "m.toml")


@pytest.mark.parametrize("text", ["columns = 3", "{", "name = 'x'\n[columns]\nname = 'x'", '{"columns": {"name": 1}}'])
def test_what_is_no_map_is_one_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r"^m.toml is no map of columns \(.*; make one with: vidmova lists add"):
        from_text(text, "m.toml")


def test_a_dry_run_shows_each_column_and_doubts_dates() -> None:
    lines = show(propose(table("ПІБ;Рік народження;тел\nГай;сорок;1\n")))
    assert lines == [
        "ПІБ → name: «Гай»",
        "Рік народження → born – but none of the first is a date: «сорок»",
        "тел → (kept as it is): «1»",
    ]
