"""Every page is drawn in light and dark: nothing blank, clipped, overlapping, untranslated or empty without a word.

With VIDMOVA_PICTURES=1 the pictures of the documentation are written anew.
"""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.web.browsing import NEEDS_BROWSER
from tests.web.shown import LANGUAGES
from tests.web.touring import PICTURES
from vidmova.web.speech import Speech

pytestmark = NEEDS_BROWSER
SMALL = (320, 225)
LARGEST = 3_000_000
GALLERY = PICTURES.parents[1] / "desk-pictures.md"
SAME = {"№", "Vidmova"}


def test_nothing_is_clipped_or_overlaps_or_is_empty_without_a_word(tour: Any, bare_tour: Any) -> None:
    every = [*tour.seen, *bare_tour.seen]
    assert [(one.name, one.language, one.faults) for one in every if one.faults] == []
    assert {one.status for one in every} == {200, 404}


def grey(picture: bytes) -> Image.Image:
    """Return a picture in shades of grey, small where it can be read small."""
    drawn = Image.open(io.BytesIO(picture))
    drawn.draft("L", SMALL)
    return drawn.convert("L")


def test_no_picture_is_blank_and_the_themes_differ(tour: Any) -> None:
    for one in tour.seen:
        shades = {theme: grey(drawn) for theme, drawn in one.pictures.items()}
        for shade in shades.values():
            ground, most = max(enumerate(shade.histogram()), key=lambda each: each[1])
            assert most < 0.995 * shade.width * shade.height, (one.name, ground)
        means = {theme: sum(shade.resize((16, 16)).tobytes()) / 256 for theme, shade in shades.items()}
        assert means["light"] > 200 > 80 > means["dark"], (one.name, means)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_nothing_of_the_interface_is_left_in_english(tour: Any, bare_tour: Any, language: str) -> None:
    known = Speech(language).messages._catalog  # type: ignore[attr-defined]
    english = {
        (key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2]: said for key, said in known.items() if key
    }
    foreign = {plain for plain, said in english.items() if said.casefold() != plain.casefold()}
    left = [
        (one.name, text)
        for one in (*tour.seen, *bare_tour.seen)
        if one.language == language
        for text in one.texts
        if text in foreign - SAME
    ]
    assert left == []


def test_the_documentation_has_a_small_picture_of_each_page(tour: Any) -> None:
    told = GALLERY.read_text(encoding="utf-8")
    names = {f"{one.name}-{theme}.png" for one in tour.seen for theme in one.pictures}
    assert {one.name for one in PICTURES.iterdir()} == names
    assert all(f"images/desk/{name}" in told for name in names)
    assert sum(Path(one).stat().st_size for one in PICTURES.iterdir()) < LARGEST
