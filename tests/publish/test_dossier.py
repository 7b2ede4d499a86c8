"""The dossier: tagged PDF with its outline, in three languages; hostile text stays text; the same bytes each time."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

pytest.importorskip("typst")

from tests.publish import released
from tests.publish.manyreleased import HOSTILE, many
from vidmova.errors import UsageError
from vidmova.protect.release import Contents, Statement
from vidmova.publish import dossier

EVENT = "e-0003K"
ODD = set("\u202e\u0301漢🙂\x00\t")
"""Characters that are drawn by their number, or on the letter before."""
CHAPTERS = {
    "uk": ["Значення проти значення", "Уривки", "Суперечності", "Що стоїть поруч", "Джерела", "Рішення", "Метод"],
    "ru": ["Значение против значения", "Отрывки", "Противоречия", "Что стоит рядом", "Источники", "Решения", "Метод"],
    "en": [
        "Value against value",
        "Passages",
        "Contradictions",
        "What stands around it",
        "Sources",
        "Decisions",
        "Method",
    ],
}
LAST = {"uk": ["Що приховано", "Цей випуск"], "ru": ["Что скрыто", "Этот выпуск"]}
LAST["en"] = ["What was removed", "This edition"]


@pytest.fixture(scope="module", params=["uk", "ru", "en"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    path = tmp_path_factory.mktemp("dossier") / f"{request.param}.pdf"
    return request.param, dossier.write_dossier(many(12), EVENT, path, request.param)


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def kinds(node: Any) -> list[str]:
    """Return the kinds of the tags of a PDF, in order of reading."""
    held = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(held, list):
        return [kind for one in held for kind in kinds(one)]
    if not isinstance(held, dict):
        return []
    own = [str(held["/S"])] if "/S" in held else []
    return own + (kinds(held["/K"]) if "/K" in held else [])


def test_it_has_tags_a_language_a_title_and_no_other_metadata(made: tuple[str, Path]) -> None:
    language, path = made
    reader = pypdf.PdfReader(path)
    root: Any = reader.trailer["/Root"]
    told: Any = reader.metadata
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = kinds(root["/StructTreeRoot"])
    assert tags[0] == "/Document"
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P"} <= set(tags)
    assert tags.count("/H1") == len(CHAPTERS[language]) + len(LAST[language])
    assert set(told) == {"/Title", "/Creator", "/ModDate", "/CreationDate"}
    assert told["/CreationDate"] == "D:20240506000000Z"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert str(Path.cwd()).encode() not in path.read_bytes()


def test_it_has_an_outline_of_its_chapters(made: tuple[str, Path]) -> None:
    language, path = made
    titles = [str(one.title) for one in pypdf.PdfReader(path).outline if not isinstance(one, list)]
    wanted = CHAPTERS[language] + LAST[language]
    assert titles == [f"{number}. {name}" for number, name in enumerate(wanted, 1)]


def test_it_says_what_the_event_says(made: tuple[str, Path]) -> None:
    language, path = made
    said = text_of(path)
    pages = len(pypdfium2.PdfDocument(path))
    held = many(12).contents
    event = next(one for one in held.events if one.id == EVENT)
    for statement in (one for one in held.statements if one.id in event.statements):
        assert statement.id in said
    for source in (one for one in held.sources if one.id in event.sources and one.digest):
        assert str(source.digest) in said.replace(" ", "")
    assert "мобілізованих відмовилися виконувати наказ. [особа K7-2M]" in said
    assert "мобилизованных отказались выполнять приказ" in said
    assert f"{pages} / {pages}" in said
    assert {"uk": "додано людиною", "ru": "добавлено человеком", "en": "added by a person"}[language] in said


def test_its_fonts_are_in_it(made: tuple[str, Path]) -> None:
    for page in pypdf.PdfReader(made[1]).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described)
            assert re.search("Libertinus|DejaVu", str(font.get_object()["/BaseFont"]))


def test_its_pages_are_drawn(made: tuple[str, Path]) -> None:
    for page in pypdfium2.PdfDocument(made[1]):
        drawn = page.render(scale=0.5, grayscale=True).to_pil()
        dark = sum(drawn.histogram()[:128])
        assert 0.002 < dark / (drawn.width * drawn.height) < 0.25


def test_hostile_names_are_text(tmp_path: Path) -> None:
    said = text_of(dossier.write_dossier(many(12), EVENT, tmp_path / "hostile.pdf"))
    shown = " ".join(HOSTILE.replace("\u202e", "‹U+202E›").replace("\u200b", "‹U+200B›").split())
    assert shown in said


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.text(alphabet=some.sampled_from("#*_`$<>@/\\[]{}\"'=-+~^& \nабвїґabc1\u202e\u0301漢🙂\x00\t"), min_size=1))
def test_no_text_is_read_as_markup(said: str) -> None:
    words = f"{said} end"
    source = replace(released.FIRST, text=words, outlet=words, title=words, language=said[:3])
    stated = Statement(id="st", source=source.id, start=0, end=len(words), event="ev1", act="refuse", unit=words)
    event = replace(released.EVENTS[0], statements=["st"])
    contents = Contents(edition=released.SOME_EDITION, sources=[source], statements=[stated], events=[event])
    pdf = dossier._typeset(dossier.telling_of(released.release(contents), "en"), "ev1")
    shown = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    if not set(said) & ODD:
        assert "".join(words.split()) in "".join(shown.split())


def test_the_same_release_makes_the_same_bytes(tmp_path: Path) -> None:
    files = [dossier.write(many(2), tmp_path / name) for name in ("one", "two")]
    assert [path.relative_to(tmp_path / "one").as_posix() for path in files[0]] == [
        f"dossiers/{code}/e-{number:04}K.pdf" for code in ("en", "ru", "uk") for number in (0, 1)
    ]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_an_event_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no event e-nowhere"):
        dossier.write_dossier(many(2), "e-nowhere", tmp_path / "none.pdf")
    assert not list(tmp_path.iterdir())
