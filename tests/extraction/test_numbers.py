import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.extraction.numbers import NumberWords, figure_value, find_numerals, multiplier
from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.records import Passage

LANGUAGES = ("en", "ru", "uk")
Draw = st.DrawFn


def passage(text: str, language: str) -> Passage:
    return Passage(text, fold(text), 0, len(text), language)


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "kind"),
    [
        ("10,025", "en", 10025, 10025, "figures"),
        ("50k", "en", 50000, 50000, "figures"),
        ("2.5 thousand", "en", 2500, 2500, "figures"),
        ("half a million", "en", 500000, 500000, "words"),
        ("five and a half", "en", 5.5, 5.5, "words"),
        ("one thousand two hundred and six", "en", 1206, 1206, "words"),
        ("tens of thousands", "en", 20000, None, "plural"),
        ("a few hundred", "en", 200, 999, "several"),
        ("a couple of dozen", "en", 24, 24, "pair"),
        ("56th", "en", 56, 56, "joined"),
        ("Su-34", "en", 34, 34, "joined"),
        ("14:20", "en", 14, 14, "joined"),
        ("21 тыс.", "ru", 21000, 21000, "figures"),
        ("полутора тысяч", "ru", 1500, 1500, "words"),
        ("полторы сотни", "ru", 150, 150, "words"),
        ("десятка полтора", "ru", 15, 15, "rough"),
        ("тысяч пять", "ru", 5000, 5000, "rough"),
        ("двадцать четверых", "ru", 24, 24, "collective"),
        ("около тысячи", "ru", 1000, 1000, "words"),
        ("тысячи", "ru", 2000, None, "plural"),
        ("двадцатью двумя тысячами", "ru", 22000, 22000, "words"),
        ("пятьюдесятью", "ru", 50, 50, "words"),
        ("5-ти", "ru", 5, 5, "figures"),
        ("500-х", "ru", 500, 500, "joined"),
        ("обоих", "ru", 2, 2, "both"),
        ("пів сотні", "uk", 50, 50, "words"),
        ("двадцять двох", "uk", 22, 22, "words"),
        ("п’ятьма десятками", "uk", 50, 50, "words"),
        ("п'ятдесят двоє", "uk", 52, 52, "collective"),
        ("кілька тисяч", "uk", 2000, 9999, "several"),
        ("дев'ять із половиною", "uk", 9.5, 9.5, "words"),
        ("понад тисячу", "uk", 1000, 1000, "words"),
    ],
)
def test_numerals(text: str, language: str, low: float, high: float | None, kind: str) -> None:
    found = find_numerals(passage(text, language))
    assert [(one.low, one.high, one.kind) for one in found[:1]] == [(low, high, kind)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("several men", "en"), ("a man", "en"), ("несколько солдат", "ru"), ("третий", "ru"), ("кілька осіб", "uk")],
)
def test_no_numeral(text: str, language: str) -> None:
    assert find_numerals(passage(text, language)) == ()


def test_the_parts_of_a_list_stay_apart() -> None:
    found = find_numerals(passage("two and three, сто, 2022 300", "en"))
    assert [one.low for one in found] == [2, 3, 2022, 300]


def test_a_multiplier_is_read_from_the_last_word() -> None:
    where = passage("пять тысяч, семь", "ru")
    assert [multiplier(one, where) for one in find_numerals(where)] == [1000, 1]


@given(st.integers(0, 10**9), st.sampled_from([" ", ",", ".", "\u00a0", "\u202f", ""]), st.sampled_from(LANGUAGES))
def test_figures_parse_back(number: int, mark: str, language: str) -> None:
    written = f"{number:,}".replace(",", mark)
    assert figure_value(fold(written)) == number
    assert [one.low for one in find_numerals(passage(f"({written})", language))] == [number]


@st.composite
def spelled(draw: Draw, language: str) -> tuple[str, int]:
    words = files.read("numbers", NumberWords, language)
    number = draw(st.integers(2, 999_999))
    thousands, rest = divmod(number, 1000)
    said = []
    if thousands:
        said += [*_below_thousand(draw, words, thousands), draw(st.sampled_from(words.scales[1000][:2]))]
    said += _below_thousand(draw, words, rest)
    return " ".join(said), number


def _below_thousand(draw: Draw, words: NumberWords, number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    said = []
    if hundreds and words.hundreds:
        said.append(draw(st.sampled_from(words.hundreds[100 * hundreds])))
    elif hundreds:
        said += [words.units[hundreds][0], "hundred", *(["and"] if rest and draw(st.booleans()) else [])]
    if rest >= 20:
        said.append(draw(st.sampled_from(words.tens[rest - rest % 10])))
        rest %= 10
    if rest:
        said.append(draw(st.sampled_from(words.units[rest])))
    return said


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES).flatmap(lambda language: st.tuples(st.just(language), spelled(language))))
def test_number_words_parse_back(sample: tuple[str, tuple[str, int]]) -> None:
    language, (text, number) = sample
    where = passage(f"({text})", language)
    (found,) = find_numerals(where)
    assert (found.low, found.high) == (number, number)
    assert where.text[found.start : found.end] == text
