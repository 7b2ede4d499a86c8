from pathlib import Path

import pytest

from vidmova.errors import LexiconError
from vidmova.extraction.acts import find_acts
from vidmova.lexicon import files
from vidmova.lexicon.acts import acts, language_acts
from vidmova.lexicon.details import details
from vidmova.lexicon.folding import fold
from vidmova.records import Sentence

GLOBAL = "acts:\n  refuse:\n    means: said no\n"
LOCAL = "lists:\n  context: [soldier*]\nacts:\n  refuse:\n    - refus* to fight\n"


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "acts.yml").write_text(GLOBAL, encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "acts.yml").write_text(LOCAL, encoding="utf-8")
    monkeypatch.setenv(files.VARIABLE, str(tmp_path))
    return tmp_path


def _acts_of(text: str, language: str) -> list[str]:
    return [hit.act for hit in find_acts(fold(text), [Sentence(start=0, end=len(text), language=language)])]


@pytest.mark.parametrize(
    ("written", "line", "why"),
    [
        ("lists:\n  context: [a]\nacts:\n  refuse:\n    - refus* <war>\n", 5, "no word list <war>"),
        ("lists:\n  context: [a]\nacts:\n  refuse:\n    - ok\n    - (a\n", 6, "not closed"),
        ("lists:\n  context: [a]\nacts:\n  dance:\n    - danced\n", 4, "no act of acts.yml"),
        ("lists:\n  context: [a]\nacts:\n  refuse:\n    - say: no\n      sey: x\n", 5, "sey"),
        ("lists:\n  context: [a]\nacts:\n  refuse:\n    - say: no\n      sure: high\n", 6, "float"),
        (
            "lists:\n  context: [a]\nacts:\n  refuse:\n    - say: no\n      give: {charge: awol, colour: red}\n",
            5,
            "colour",
        ),
        ("lists:\n  other: [a]\nacts:\n  refuse: [no]\n", 1, "`context` is missing"),
        ("lists:\n  context: [a\nacts:\n", 3, "not YAML"),
        ("acts:\n  refuse: [no]\n", 1, "lists"),
    ],
)
def test_the_wrong_line_is_named(lexicon: Path, written: str, line: int, why: str) -> None:
    (lexicon / "en" / "acts.yml").write_text(written, encoding="utf-8")
    with pytest.raises(LexiconError, match=why) as fault:
        language_acts("en")
    assert fault.value.line == line
    assert f"en/acts.yml, line {line}:" in str(fault.value)


def test_a_missing_file_is_named(lexicon: Path) -> None:
    with pytest.raises(LexiconError, match=r"en/details.yml, line 1: the file is missing"):
        details("en")


def test_a_file_in_another_encoding_is_named(lexicon: Path) -> None:
    (lexicon / "en" / "acts.yml").write_bytes("lists: слово".encode("cp1251"))
    with pytest.raises(LexiconError, match="UTF-8"):
        language_acts("en")


def test_a_new_act_needs_data_only(lexicon: Path) -> None:
    (lexicon / "acts.yml").write_text(GLOBAL + "  sing:\n    means: sang\n", encoding="utf-8")
    (lexicon / "en" / "acts.yml").write_text(LOCAL + "  sing:\n    - (sang|sing*) ... song\n", encoding="utf-8")
    assert _acts_of("The soldiers sang a loud song.", "en") == ["sing"]


def test_a_new_language_needs_data_only(lexicon: Path) -> None:
    (lexicon / "be").mkdir()
    written = "lists:\n  context: [салдат*]\nacts:\n  refuse:\n    - адмов* ... ваяваць\n"
    (lexicon / "be" / "acts.yml").write_text(written, encoding="utf-8")
    assert files.languages() == ("be", "en")
    assert _acts_of("Салдаты адмовіліся ваяваць.", "be") == ["refuse"]


@pytest.mark.parametrize("language", files.languages())
def test_every_shipped_language_knows_every_act(language: str) -> None:
    assert {rule.act for rule in language_acts(language).rules} == set(acts())


@pytest.mark.parametrize("language", files.languages())
def test_every_shipped_pattern_compiles(language: str) -> None:
    for rule in language_acts(language).rules:
        for pattern in (*rule.say, *rule.unless, *rule.without, *rule.near):
            assert pattern.regex.pattern


@pytest.mark.parametrize("subject", ["acts", "details"])
def test_languages_have_the_same_keys(subject: str) -> None:
    if subject == "details":
        keys = {
            language: {k: [c for c, _ in v] for k, v in details(language).coded.items()}
            for language in files.languages()
        }
        assert all(set(map(str, keys[a])) == set(map(str, keys[b])) for a in keys for b in keys)
    else:
        named = {language: {rule.act for rule in language_acts(language).rules} for language in files.languages()}
        assert all(named[a] == named[b] for a in named for b in named)


def test_the_digest_changes_with_a_word(lexicon: Path) -> None:
    before = files.digest()
    (lexicon / "en" / "acts.yml").write_text(LOCAL.replace("fight", "march"), encoding="utf-8")
    assert files.digest() != before
