"""A language is added with data files alone: a folder of words makes Belarusian readable, from bytes to claims."""

import shutil
from pathlib import Path

import pytest
import yaml

from vidmova import pipeline
from vidmova.lexicon import files

ACTS = """
lists:
  context: [салдат*|вайскоўц*|мабілізаван*]
acts:
  refuse:
    - адмов* ... ваяваць
  sentence:
    - асудзі*
  sing:
    - (спявал*|заспявал*) ... песн*
"""
WORDS = """
і ў у на з не што як але каб калі таксама гэта гэты яго яны ён яна было быў былі для пра да ад за пад над
паводле якія які якая іх ужо яшчэ толькі вельмі тут там потым пасля
"""
TEXT = """Салдаты адмовіліся ваяваць

Каля Менску 40 мабілізаваных салдат адмовіліся ехаць ваяваць, бо яны не хацелі забіваць. Суд асудзіў іх, але пасля
гэтага яны заспявалі вясёлую песню ў зале суда.
"""


@pytest.fixture
def with_belarusian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "words"
    shutil.copytree(files.SHIPPED, root)
    shutil.copytree(root / "ru", root / "be")
    (root / "be" / "acts.yml").write_text(ACTS, encoding="utf-8")
    acts = root / "acts.yml"
    acts.write_text(acts.read_text("utf-8") + "  sing:\n    means: Sang together.\n", encoding="utf-8")
    sentences = root / "be" / "sentences.yml"
    words = yaml.safe_load(sentences.read_text("utf-8"))
    words |= {"alphabet": "абвгдежзйклмнопрстуўфхцчшыьэюяёі'", "frequent": "ўі", "function_words": WORDS.split()}
    sentences.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    others = root / "other_languages.yml"
    known = yaml.safe_load(others.read_text("utf-8"))
    others.write_text(yaml.safe_dump(_without(known, "be"), allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv(files.VARIABLE, str(root))
    return tmp_path


def _without(known: object, code: str) -> object:
    if isinstance(known, dict):
        return {key: _without(value, code) for key, value in known.items() if key != code}
    return known


def test_a_new_language_and_a_new_act_are_read_from_data_alone(with_belarusian: Path) -> None:
    path = with_belarusian / "salдаты.txt"
    path.write_text(TEXT, encoding="utf-8")
    (outcome,) = pipeline.work([str(path)], pipeline.method(model="lexicon"))
    assert isinstance(outcome, pipeline.Reading)
    assert outcome.document.language == "be"
    acts = [(claim.act, claim.count) for claim in outcome.claims]
    assert ("refuse", (40, 40)) in acts
    assert {"sentence", "sing"} <= {act for act, _ in acts}


def test_the_shipped_lexicon_names_belarusian_and_leaves_it(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    (outcome,) = pipeline.work([str(path)], pipeline.method(model="lexicon"))
    assert not isinstance(outcome, pipeline.Reading)
    assert "its language is be" in outcome.line
