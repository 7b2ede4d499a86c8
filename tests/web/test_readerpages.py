"""A long document in pages: every character and every claim is on one, and every place leads to its page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.records import Claim, Document, FieldSpan, Sentence
from vidmova.web import readerpages
from vidmova.web.readerpages import CHARACTERS, CLAIMS, FEWEST, SLACK, opened, place_address


def document(text: str) -> Document:
    return Document(id="d" * 64, name="a.txt", media_type="text/plain", text=text, language="en", source="a.txt")


def claim(number: int, start: int, end: int, spans: list[FieldSpan] | None = None) -> Claim:
    return Claim(id=f"c{number:03}", start=start, end=end, act="refuse", spans=spans or [])


LENGTHS = st.lists(st.integers(1, 9_000), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(LENGTHS, st.integers(1, 12))
def test_pages_hold_all_that_there_is_once(lengths: list[int], each: int) -> None:
    sentences: list[Sentence] = []
    claims: list[Claim] = []
    place = 0
    for length in lengths:
        sentences.append(Sentence(start=place, end=place + length, language="en"))
        claims += [claim(len(claims) + number, place, place + length) for number in range(each)]
        place += length + 1
    whole = opened(document("x" * place), claims, sentences)
    assert whole.starts[0] == 0
    assert [one for page in whole.begun for one in page] == claims
    bounds = [whole.bounds(number) for number in range(len(whole.starts))]
    assert [end for _, end in bounds[:-1]] == [start for start, _ in bounds[1:]]
    assert bounds[-1][1] == place
    for number, (start, end) in enumerate(bounds):
        assert end - start <= CHARACTERS + SLACK + max(lengths)
        assert number == len(bounds) - 1 or end - start >= FEWEST
        for one in whole.begun[number]:
            assert start <= one.start < end
            assert whole.page_of(one.start) == number == whole.asked({"at": str(one.start)})
        touching = [one for one in claims if one.start < end and one.end > start]
        assert whole.touching[number] == touching


def test_a_short_document_is_one_page() -> None:
    whole = opened(document("x" * FEWEST), [claim(n, 0, 5) for n in range(5 * CLAIMS)], [])
    assert whole.starts == [0]


def test_a_paragraph_without_sentences_is_cut_between_words() -> None:
    text = "word " * 60_000
    whole = opened(document(text), [], [])
    assert len(whole.starts) > 2
    assert all(text[start - 1] == " " for start in whole.starts[1:])
    assert len(opened(document("x" * 250_000), [], []).starts) == 3


def test_a_value_far_from_its_claim_is_marked_where_it_stands() -> None:
    far = FieldSpan("unit", 200_000, 200_004, "72nd")
    whole = opened(document("word " * 60_000), [claim(1, 10, 50, [far])], [])
    there = whole.page_of(200_000)
    assert there
    assert whole.touching[there] == whole.touching[0] == whole.begun[0]
    assert not whole.begun[there]


def test_the_address_of_a_place_names_it_where_a_document_may_have_more_pages() -> None:
    assert place_address("d" * 64, 10, "c001") == "/documents/dddddddddddd#c001"
    assert place_address("d" * 64, 70_000, "c001") == "/documents/dddddddddddd?at=70000#c001"


def test_long_documents_are_kept_until_the_register_changes() -> None:
    shelf, made = readerpages.Shelf(), []

    def make() -> readerpages.Opened:
        made.append(1)
        return opened(document("word " * 60_000), [], [])

    for stamp in ("a", "a", "b", "a"):
        shelf.of(stamp, "d", make)
    assert len(made) == 2
    assert shelf.of("a", "e", lambda: None) is None
