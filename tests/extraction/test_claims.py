"""Claims hold what they say: their spans, their fields, and the same bytes every time."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import measure
from vidmova.extraction.claims import extract
from vidmova.extraction.counts import find_counts
from vidmova.extraction.courts import find_courts
from vidmova.extraction.places import find_places
from vidmova.extraction.terms import find_terms
from vidmova.extraction.units import find_units
from vidmova.lexicon.acts import acts
from vidmova.lexicon.folding import fold
from vidmova.reading.sentences import find_sentences
from vidmova.records import Claim, Document, FieldSpan, Passage, Sentence

needs_gold = pytest.mark.skipif(
    not (measure.SHARED / "gold").is_dir(), reason="the gold texts in ../shared are missing"
)
LISTS = ("person", "category", "reason")
STORIES = {
    "en": (
        "Forty soldiers refused to fight\nThe Example, 3 March 2024\n\n"
        "About 40 mobilised men of the 999th Motor Rifle Regiment refused to go to the front near Bakhmut, "
        "their wives said. On 5 February Private Ivan Testov was beaten in a cellar. He was sentenced to five years "
        "in a penal colony. In Rostov 214 cases were opened, in Omsk 156. The ministry denied that anyone was beaten."
    ),
    "ru": (
        "Сорок солдат отказались воевать\n«Пример», 3 марта 2024\n\n"
        "Около 40 мобилизованных 999-го мотострелкового полка отказались ехать на фронт под Бахмут, сообщили их жёны. "
        "5 февраля рядового Ивана Тестова избили в подвале. Его приговорили к пяти годам колонии. "
        "В Ростове возбудили 214 дел, в Омске — 156. В министерстве опровергли, что кого-либо избивали."
    ),
    "uk": (
        "Сорок солдатів відмовилися воювати\n«Приклад», 3 березня 2024\n\n"
        "Близько 40 мобілізованих 999-го мотострілецького полку відмовилися їхати на фронт під Бахмут, повідомили "
        "їхні дружини. 5 лютого рядового Івана Тестенка побили в підвалі. Його засудили до п'яти років колонії. "
        "У Ростові відкрили 214 справ, в Омську — 156. У міністерстві спростували, що когось били."
    ),
}


def _document(text: str, language: str) -> Document:
    return Document(id="x", name="x.txt", media_type="text/plain", text=text, language=language)


def _claims(text: str, language: str) -> list[Claim]:
    return extract(_document(text, language), find_sentences(text, language))


def _check(text: str, language: str, claims: list[Claim]) -> None:
    folded = fold(text)
    sentences = find_sentences(text, language)
    codes = acts()
    for claim in claims:
        said = text[claim.start : claim.end]
        assert said == said.strip() != ""
        assert claim.act in codes
        assert claim.rule
        assert 0 < claim.sure <= 1
        told = {span.field for span in claim.spans}
        for span in claim.spans:
            assert text[span.start : span.end] == span.wording != ""
        for name in ("count", "unit", "origin", "place", "date", "by", "court", "term_months", "source_said"):
            assert getattr(claim, name) is None or name in told, f"{name} of {claim} has no span"
        for name in LISTS:
            assert not getattr(claim, name) or name in told, f"{name} of {claim} has no span"
        for span in claim.spans:
            around = next((one for one in sentences if one.start <= span.start < one.end), None)
            if around:
                _holds(claim, span, Passage(text, folded, around.start, around.end, around.language))


def _holds(claim: Claim, span: FieldSpan, whole: Passage) -> None:
    """The finder that reads the sentence of a span must read the claim's value there."""
    if span.field == "term_months":
        read = {(term.low, term.high) for term in find_terms(whole) if term.start == span.start}
        assert claim.term_months in read
    elif span.field == "unit":
        assert claim.unit in {unit.name for unit in find_units(whole) if unit.start == span.start}
    elif span.field == "court":
        assert claim.court in {court.name for court in find_courts(whole) if court.start == span.start}
    elif span.field in ("place", "origin"):
        places = {place.name for place in find_places(whole) if place.start == span.start}
        units = {unit.name for unit in find_units(whole) if unit.start == span.start}
        said = getattr(claim, span.field)
        building, _, town = said.replace(" near ", " in ").partition(" in ")
        towns = {place.name for place in find_places(whole) if span.start < place.start < span.end}
        assert said in places or any(said in unit for unit in units) or (building in places and town in towns)
    elif span.field == "count" and not claim.person and claim.count != (1, 1):
        assert claim.count in {(count.low, count.high) for count in find_counts(whole) if count.start == span.start}


def test_every_span_of_our_own_texts_holds_what_it_says() -> None:
    for path, _ in measure.texts("own"):
        read = measure.document(path)
        _check(read.text, read.language, measure.claims(path))


@needs_gold
@pytest.mark.parametrize("folder", ["seeds", "written"])
def test_every_span_of_the_gold_texts_holds_what_it_says(folder: str) -> None:
    for path, _ in measure.texts(folder):
        read = measure.document(path)
        _check(read.text, read.language, measure.claims(path))


@needs_gold
def test_two_runs_give_the_same_bytes() -> None:
    for path, _ in measure.texts("seeds"):
        assert msgspec.json.encode(measure.claims(path)) == msgspec.json.encode(measure.claims(path))


@pytest.mark.parametrize("language", sorted(STORIES))
def test_spans_hold_in_every_language(language: str) -> None:
    _check(STORIES[language], language, _claims(STORIES[language], language))


@pytest.mark.parametrize("language", sorted(STORIES))
def test_a_story_is_told(language: str) -> None:
    claims = _claims(STORIES[language], language)
    refusals = [claim for claim in claims if claim.act == "refuse" and claim.count]
    assert any(c.count == (40, 40) and c.unit == "999th Motor Rifle Regiment" for c in refusals)
    beaten = next(claim for claim in claims if claim.act == "ill_treat" and claim.modality == "asserted")
    assert beaten.person
    assert beaten.date == ("2024-02-05", "2024-02-05")
    sentence = next(claim for claim in claims if claim.act == "sentence")
    assert sentence.person == beaten.person
    assert sentence.term_months == (60, 60)
    assert {claim.count for claim in claims if claim.act == "charge"} == {(214, 214), (156, 156)}
    assert any(claim.act == "ill_treat" and claim.modality == "denied" for claim in claims)


@settings(max_examples=30, deadline=None)
@given(
    language=st.sampled_from(sorted(STORIES)),
    cuts=st.lists(st.integers(0, 600), max_size=4),
    noise=st.text(alphabet="ав ec.!?«»\n\r\t0123№—'\u00a0\u200bё", max_size=30),
)
def test_spans_hold_in_damaged_texts(language: str, cuts: list[int], noise: str) -> None:
    text = STORIES[language]
    for cut in cuts:
        text = text[:cut] + noise + text[cut:]
    _check(text, language, _claims(text, language))


def test_a_text_of_two_languages_of_which_none_prevails_is_read() -> None:
    text = (
        "Солдати відмовилися їхати на фронт 3 травня 2024 року.\n\nСолдаты отказались ехать на фронт 3 мая 2024 года."
    )
    half = text.index("\n")
    sentences = [
        Sentence(start=0, end=half, language="uk"),
        Sentence(start=half + 2, end=len(text), language="ru"),
    ]
    document = Document(id="a", name="a.txt", media_type="text/plain", text=text, language="und")
    assert [(one.act, one.date) for one in extract(document, sentences)] == [
        ("refuse", ("2024-05-03", "2024-05-03"))
    ] * 2


def test_a_text_without_acts_has_no_claims() -> None:
    assert _claims("The cat sat on the mat. It rained all day.", "en") == []
    assert _claims("", "en") == []


def test_a_text_that_never_speaks_of_war_or_service_has_no_claims() -> None:
    civil = (
        "The coach was fired on Monday. The club was fined. A shopkeeper was beaten by a rival. "
        "A builder was deported from Poland. The mayor resigned after the flood."
    )
    assert _claims(civil, "en") == []


def test_codebook_fields_have_their_names() -> None:
    fields = set(Claim.__struct_fields__)
    gold = measure.SHARED / "gold/seeds"
    if gold.is_dir():
        lines = [line for path in sorted(gold.glob("*.jsonl")) for line in Path(path).read_text("utf-8").splitlines()]
        assert {key for line in lines for key in json.loads(line)} <= fields
    assert {"act", "count", "person", "modality", "spans", "rule", "sure"} <= fields
