from pathlib import Path

import msgspec
import pytest

from vidmova.errors import UsageError
from vidmova.extraction import encoder
from vidmova.extraction.wordpieces import SPACE, Cutter, Pieces, read

installed = pytest.mark.skipif(not encoder.available(), reason="vidmova_encoder or onnxruntime is not installed")

SPELLED = ["<s>", "</s>", "<unk>", SPACE, "с", "о", "л", "д", "а", "т", f"{SPACE}солд", "ат", f"{SPACE}солдат", "q:"]
SCORES = [0.0, 0.0, 0.0, -4.0, *[-9.0] * 6, -6.0, -5.0, -8.0, -3.0]
STATED = [
    ("refuse", "Forty marines refused to board the train to the front."),
    ("refuse", "Пятеро контрактников отказались ехать на войну."),
    ("refuse", "П'ятеро контрактників відмовилися їхати на війну."),
    ("sentence", "The garrison court sentenced Ivan Petrov to five years in a penal colony."),
    ("sentence", "Гарнизонный суд приговорил Ивана Петрова к пяти годам колонии."),
    ("sentence", "Гарнізонний суд засудив Івана Петрова до п'яти років колонії."),
]
SILENT = ["The lake was calm in the evening.", "Вечером над озером было тихо.", "Увечері над озером було тихо."]


def pieces() -> Pieces:
    return Pieces(SPELLED, SCORES, 0, 1, 2, {"\u00a0": " ", "Т": "т"})


@pytest.fixture(scope="module")
def model() -> encoder.Encoder:
    return encoder.Encoder(threads=1)


def test_the_best_scoring_spelling_wins() -> None:
    assert Cutter(pieces()).numbers("солдат") == [12]
    assert Cutter(pieces()).numbers("солд") == [10]


def test_unusual_characters_are_replaced_before_cutting() -> None:
    assert Cutter(pieces()).numbers(" солд\u00a0\u00a0солдаТ ") == [10, 12]


def test_letters_nobody_knows_are_unknown_one_by_one() -> None:
    assert Cutter(pieces()).numbers("солдЖЖ") == [10, 2, 2]


def test_no_text_has_no_pieces() -> None:
    assert Cutter(pieces()).numbers(" \n") == []


def test_pieces_are_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "pieces.json").write_bytes(msgspec.json.encode(pieces()))
    assert read(tmp_path / "pieces.json").numbers("солдат солд") == [12, 10]


def test_a_sentence_is_cut_after_the_one_before_it_and_to_the_most_pieces() -> None:
    card = encoder.Card(acts=["refuse"], prompt="", before=2, most=6, scale=1.0, shift=0.0, threshold=0.5)
    alone = encoder.cut(Cutter(pieces()), card, "солдат")
    after = encoder.cut(Cutter(pieces()), card, "солдат солд солд", "солд солд солдат")
    assert alone == encoder.Cut([0, 12, 1], 1)
    assert after == encoder.Cut([0, 10, 12, 1, 12, 1], 4)


def test_without_the_package_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "NEEDED", ("no_such_package_anywhere",))
    with pytest.raises(UsageError, match="pip install"):
        encoder.Encoder()


@installed
def test_stated_acts_are_likely_and_others_are_not(model: encoder.Encoder) -> None:
    for (act, sentence), found in zip(STATED, model.score([sentence for _, sentence in STATED]), strict=True):
        assert found[act] >= 0.5, sentence
        assert found["asylum"] < 0.2, sentence
    for sentence, found in zip(SILENT, model.score(SILENT), strict=True):
        assert max(found.values()) < model.card.threshold, sentence


@installed
def test_a_score_hardly_depends_on_the_sentences_around_it_in_the_call(model: encoder.Encoder) -> None:
    sentences = [sentence for _, sentence in STATED] + SILENT
    together = model.score(sentences)
    assert together == model.score(sentences)
    for sentence, found in zip(sentences, together, strict=True):
        (single,) = model.score([sentence])
        assert all(single[act] == pytest.approx(found[act], abs=0.003) for act in found)


@installed
def test_nothing_asked_nothing_answered(model: encoder.Encoder) -> None:
    assert model.score([]) == []


@installed
def test_empty_and_very_long_sentences_are_scored(model: encoder.Encoder) -> None:
    assert len(model.score(["", "слово " * 2000])) == 2


@installed
def test_before_must_be_as_long_as_sentences(model: encoder.Encoder) -> None:
    with pytest.raises(UsageError, match="before"):
        model.score(["Вони втекли."], ["", ""])
