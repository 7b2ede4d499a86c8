import json
from collections.abc import Callable
from pathlib import Path

import pytest

from vidmova.cli.group import VERBS
from vidmova.cli.running import run

Command = Callable[..., tuple[int, str, str]]
OURS = """№;ПІБ;Дата народження;В/ч;Телефон
1;Гайворон Павло Іванович;17.05.1990;72 ОМБр;1
2;Скляр Юрій Олегович;01.1988;А1234;2
3;Шевчук Олена Іванівна;03.02.1991;;3
4;Кравець Степан;1985;;4
"""
THEIRS = """Name,DOB,Unit,Notes
Pavel Gaivoron,1990-05-17,72nd mechanized brigade,x
Yurii Skliar,1988-01-09,,
Ivan Petrenko,1985,,
"""


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setitem(VERBS, "lists", "vidmova.cli.lists")

    def called(*arguments: str | Path) -> tuple[int, str, str]:
        status = run(lambda *_: None, ["lists", *map(str, arguments), "--register", str(tmp_path / "register")])
        said = capsys.readouterr()
        return status, said.out, said.err

    return called


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.csv"
    path.write_bytes(OURS.encode("cp1251"))
    return path


@pytest.fixture
def both(command: Command, ours: Path, tmp_path: Path) -> Command:
    pytest.importorskip("splink", reason="the extra `lists` is not installed")
    theirs = tmp_path / "theirs.csv"
    theirs.write_text(THEIRS, encoding="utf-8")
    assert command("add", ours, "--maker", "an NGO")[0] == 0
    assert command("add", theirs)[0] == 0
    return command


def test_a_dry_run_shows_the_map_and_keeps_nothing(command: Command, ours: Path, tmp_path: Path) -> None:
    status, out, err = command("add", ours, "--dry-run", "--save-map", tmp_path / "map.toml")
    assert status == 0
    assert out.startswith("ours.csv (cp1251, semicolon), header in line 1\n")
    assert "  Дата народження → born: «17.05.1990», «01.1988», «03.02.1991»\n" in out
    assert "  Телефон → (kept as it is): «1», «2», «3»\n" in out
    assert "  row 2: Гайворон Павло Іванович · 1990-05-17 · 72 ОМБр\n" in out
    assert err == "nothing was kept: this was a dry run\n"
    assert not (tmp_path / "register").exists()
    assert 'born = "Дата народження"' in (tmp_path / "map.toml").read_text(encoding="utf-8")


def test_a_saved_map_is_given_again(command: Command, ours: Path, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text('[columns]\nname = "ПІБ"\nnote = "Телефон"\n', encoding="utf-8")
    status, out, _ = command("add", ours, "--map", tmp_path / "map.toml", "--name", "leak", "--json")
    said = json.loads(out)
    assert status == 0
    assert (said["list"], said["rows"], said["kept"]) == ("leak", 4, True)
    assert said["other_columns"] == ["№", "Дата народження", "В/ч"]


def test_rows_left_out_are_named_and_show_in_the_exit_status(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("ПІБ;Рік народження\nГай;1990\n;1991\nСкляр;31.02.1990\n", encoding="utf-8")
    status, out, err = command("add", path)
    assert (status, out.splitlines()[-1]) == (1, "bad: 2 rows taken, 1 left out")
    assert err.splitlines()[0] == "  row 3: it has neither a name nor the number of a case; left out"
    assert "row 4: the date of birth «31.02.1990» is none" in err


def test_a_table_pasted_twice_is_a_sentence(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("ПІБ;Рік народження\n" + "Гай;1990\nСкляр;1988\n" * 2, encoding="utf-8")
    status, _, err = command("add", path)
    assert status == 0
    assert err.startswith("every row of twice stands in it twice (rows 2 and 4 say the same)")


@pytest.mark.parametrize(
    ("name", "content", "options", "said"),
    [
        ("none.csv", None, [], "none.csv cannot be read (No such file or directory); check its name"),
        ("text.csv", "Двоє відмовилися.\n", [], "text.csv: no delimiter parts its lines into columns"),
        ("colours.csv", "Колір;Розмір\nсиній;7\n", [], "colours.csv: no column is known to hold names"),
        ("ours.csv", OURS, ["--map", "none.toml"], "the map none.toml cannot be read; check its name"),
        ("ours.xlsx", OURS, [], "ours.xlsx: it is called a workbook and is none; get the file again"),
        ("empty.csv", "", [], "empty.csv: the file is empty; give a table with a header and rows"),
        ("header.csv", "Name,DOB\n", [], "header.csv: no row of it can be used: there is nothing below its header"),
        ("ours.csv", OURS, ["--sheet", "1"], "ours.csv: a CSV file has no sheets; leave out --sheet"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    command: Command, tmp_path: Path, name: str, content: str | None, options: list[str], said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    status, out, err = command("add", path, *options)
    assert status != 0
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ('name = "Прізвище"', "it has no column «Прізвище»; its header is «№», «ПІБ»"),
        ('nom = "ПІБ"', "there is no field nom; the fields are number, name, surname"),
        ('place = "ПІБ"', "it names no column for name, surname or case; one of these is needed"),
        ('name = "Дата народження"', "«17.05.1990» has no letter: does the map name the right column?"),
    ],
)
def test_a_map_that_does_not_fit_is_one_sentence(
    command: Command, ours: Path, tmp_path: Path, columns: str, said: str
) -> None:
    saved = tmp_path / "map.toml"
    saved.write_text(f"[columns]\n{columns}\n", encoding="utf-8")
    status, out, err = command("add", ours, "--map", saved)
    assert status != 0
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


def test_overlap_says_who_is_on_several(both: Command, tmp_path: Path) -> None:
    status, out, err = both("overlap", "--plot", tmp_path / "overlap.svg")
    assert status == 0
    assert out.startswith("ours (an NGO): 4 rows, 4 people\ntheirs: 3 rows, 3 people\n")
    assert "ours + theirs          2" in out
    assert "ours and theirs share 2 people" in out
    assert err.startswith("too few sure matches to learn from")
    assert (tmp_path / "overlap.svg").read_text(encoding="utf-8").startswith("<svg")


def test_overlap_as_json(both: Command) -> None:
    said = json.loads(both("overlap", "--json")[1])
    assert said["lists"][0] == {"name": "ours", "maker": "an NGO", "rows": 4, "people": 4}
    assert {"on": ["ours", "theirs"], "people": 2, "expected": 2, "if_all": 2} in said["patterns"]
    assert said["shared"][0]["people"] == 2


def test_too_little_overlap_is_refused_with_the_reason(both: Command) -> None:
    status, out, _ = both("estimate")
    assert status == 0
    assert out.startswith("5 people on 2 lists: ours, theirs\nno figure is given:\n  Only 2 people are on two lists")
    said = json.loads(both("estimate", "--json")[1])
    assert (said["seen"], said["estimate"]) == (5, None)
    assert "(not said)" in json.loads(both("estimate", "--by", "unit", "--json")[1])["strata"]
    assert "lists are parted by unit, place, category, rank, not by colour" in both("estimate", "--by", "colour")[2]


def test_an_estimate_can_come_from_a_table_of_patterns(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "patterns.csv"
    path.write_text("ngo,leak,count\n1,0,300\n0,1,400\n1,1,100\n", encoding="utf-8")
    status, out, _ = command("estimate", path, "--plot", tmp_path / "models.svg")
    assert status == 0
    assert "800 people on 2 lists: ngo, leak\n1,988 in all, from 1,725 to 2,326 (95 %)" in out
    assert (tmp_path / "models.svg").is_file()


def test_a_register_without_lists_says_how_to_add_one(command: Command, tmp_path: Path, ours: Path) -> None:
    assert "there is no register in" in command("overlap")[2]
    command("add", ours)
    assert "there is one list only, ours; add another, or compare with --with-register" in command("overlap")[2]
