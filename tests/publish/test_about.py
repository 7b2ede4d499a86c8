from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.publish.released import EMPTY, SOME, release
from vidmova.protect.release import Disclosure, Overruling
from vidmova.publish import about


def read(folder: Path) -> str:
    return " ".join((folder / about.FILE).read_text(encoding="utf-8").split())


def test_it_says_what_how_and_how_to_cite(tmp_path: Path) -> None:
    about.write(release(SOME), tmp_path)
    said = read(tmp_path)
    for part in (
        "Refusals, invented, edition 2. Published by An Invented Desk on 2024-05-06.",
        "Vidmova 0.1.0",
        "ab" * 32,
        "3 statements, 3 events",
        "fewer than 5 people",
        "name: 3 (changed_name)",
        "Cite as: An Invented Desk (2024): Refusals, invented, edition 2.",
        "No licence is stated for the tables; ask the publisher.",
    ):
        assert part in said


def test_it_says_who_overruled_what(tmp_path: Path) -> None:
    overruled = [Overruling(rule="small_cell", where="ev1", who="A Publisher", why="It is public", when="2024-05-06")]
    about.write(release(replace(SOME, disclosure=Disclosure(overruled=overruled))), tmp_path)
    assert "A Publisher overruled small_cell at ev1: It is public." in read(tmp_path)


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("CC-BY-4.0", "Creative Commons Attribution 4.0 (CC-BY-4.0)"),
        ("Ours alone", "Licence of the tables: Ours alone."),
    ],
)
def test_it_states_the_licence_that_the_publisher_chose(tmp_path: Path, licence: str, said: str) -> None:
    about.write(release(replace(SOME, edition=replace(SOME.edition, licence=licence))), tmp_path)
    assert said in read(tmp_path)


def test_a_register_that_nobody_judged_says_so(tmp_path: Path) -> None:
    about.write(release(EMPTY), tmp_path)
    assert "Nobody had judged anything." in read(tmp_path)
    assert "Nothing had to be removed" in read(tmp_path)
