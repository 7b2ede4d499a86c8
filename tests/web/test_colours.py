"""Colours can be told from their ground; the stylesheets ask for nothing."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from vidmova.lexicon.actgroups import GROUPS
from vidmova.web import app

STATIC = Path(app.__file__).parent / "static"
SHEETS = ("desk.css", "dark.css")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sheet", SHEETS)
def test_colours_can_be_told_from_their_ground(sheet: str) -> None:
    text = (STATIC / sheet).read_text(encoding="utf-8").split("}")[0]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", text))
    grounds = [colours[name] for name in ("page", "card", "sunk")]
    for name in ("ink", "ink-2", "link", "ask", *(f"{group.code}-t" for group in GROUPS)):
        assert min(contrast(colours[name], ground) for ground in grounds) >= 4.5, name
    for name in ("edge", "focus", *(group.code for group in GROUPS)):
        assert min(contrast(colours[name], ground) for ground in grounds) >= 3, name
    for name, ground in (("ink", "mark"), ("ink", "lit"), ("ask", "ask-bg"), ("link", "ask-bg"), ("ink-2", "ask-bg")):
        assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_stylesheet_asks_for_nothing(ours: TestClient, sheet: str) -> None:
    answer = ours.get(f"/static/{sheet}")
    assert answer.status_code == 200
    assert "url(" not in answer.text
    assert "@import" not in answer.text
    assert len(answer.content) < 32_000


def test_both_themes_know_the_same_colours() -> None:
    named = [set(re.findall(r"--([\w-]+): #", (STATIC / sheet).read_text(encoding="utf-8"))) for sheet in SHEETS]
    assert named[0] == named[1]
