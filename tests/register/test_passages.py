from hypothesis import given
from hypothesis import strategies as st

from vidmova.records import Claim, FieldSpan, Span
from vidmova.register.passages import Mark, marks_of, pieces

TEXT = "In March 12 soldiers refused to go, and two of them were locked up."


def test_pieces_are_cut_at_every_border_and_know_their_marks() -> None:
    count, act = Mark(9, 11, "count", "c001"), Mark(21, 28, "act", "c001")
    cut = pieces(TEXT, Span(3, 34), [act, count])
    assert [(piece.text, [mark.field for mark in piece.marks]) for piece in cut] == [
        ("March ", []),
        ("12", ["count"]),
        (" soldiers ", []),
        ("refused", ["act"]),
        (" to go", []),
    ]


def test_marks_may_overlap_and_reach_beyond_the_stretch() -> None:
    cut = pieces("abcdef", Span(1, 5), [Mark(0, 3, "unit", "c1"), Mark(2, 6, "place", "c2")])
    assert [(piece.text, [mark.field for mark in piece.marks]) for piece in cut] == [
        ("b", ["unit"]),
        ("c", ["unit", "place"]),
        ("de", ["place"]),
    ]


def test_marks_of_a_claim_are_its_fields_and_its_passage() -> None:
    claim = Claim(id="c001", start=0, end=34, act="refuse", spans=[FieldSpan("count", 9, 11, "12")])
    assert [mark.field for mark in marks_of(claim)] == ["count"]
    assert [mark.field for mark in marks_of(claim, whole=True)] == ["passage", "count"]


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))), st.data())
def test_joined_pieces_are_the_stretch(text: str, spans: list[tuple[int, int]], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    marks = [Mark(min(pair), max(pair), "count", str(number)) for number, pair in enumerate(spans)]
    cut = pieces(text, Span(start, end), marks)
    assert "".join(piece.text for piece in cut) == text[start:end]
    for piece in cut:
        assert {mark for mark in marks if mark.start <= piece.start < mark.end} == set(piece.marks)
