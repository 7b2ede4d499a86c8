"""Every event of the demonstration has a dossier, in each language in turn, and nothing in it must not be there."""

from pathlib import Path

import pytest

pytest.importorskip("typst")

from benchmarks import dossiers
from tests.publish.manyreleased import many
from vidmova.publish import dossier
from vidmova.publish.pages.language import LANGUAGES


def test_every_event_has_one(tmp_path: Path) -> None:
    release = many(9)
    for number, event in enumerate(release.contents.events):
        code = list(LANGUAGES)[number % 3]
        path = dossier.write_dossier(release, event.id, tmp_path / f"{event.id}.pdf", code)
        assert list(dossiers.faults(path, code)) == []


def test_every_event_of_the_demonstration_has_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert dossiers.main(["--language", "uk"]) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert said.endswith(" 0 faults\n")
    assert not said.startswith("0 dossiers")
