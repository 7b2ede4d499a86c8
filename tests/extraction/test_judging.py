"""A judge beside the lexicon: what it adds, what it drops, and what it leaves alone."""

from vidmova.extraction.acts import ActHit
from vidmova.extraction.judging import ADDED_FROM, DROPPED_BELOW, JUDGED, LateJudge, judged
from vidmova.records import Sentence

TEXT = "They refused to go. It rained."
SENTENCES = [Sentence(start=0, end=19, language="en"), Sentence(start=20, end=30, language="en")]
HIT = ActHit(0, 5, 12, "refuse", "refuse-1", {}, 0.8, False)


class Sure:
    """A judge that is as sure as it is told."""

    def __init__(self, *chances: dict[str, float]) -> None:
        self.chances, self.asked = list(chances), list[tuple[list[str], list[str] | None]]()

    def score(self, sentences: list[str], before: list[str] | None = None) -> list[dict[str, float]]:
        self.asked.append((sentences, before))
        return self.chances


def test_it_sees_each_sentence_with_the_one_before() -> None:
    judge = Sure({}, {})
    judged(TEXT, SENTENCES, [], judge)
    assert judge.asked == [(["They refused to go.", "It rained."], ["", "They refused to go."])]


def test_what_it_holds_likely_is_added_once_for_the_whole_sentence() -> None:
    judge = Sure({"refuse": 0.9, "awol": ADDED_FROM, "detain": ADDED_FROM - 0.01}, {})
    found = judged(TEXT, SENTENCES, [HIT], judge)
    assert [(one.act, one.rule, one.start, one.end) for one in found] == [
        ("awol", JUDGED, 0, 19),
        ("refuse", "refuse-1", 5, 12),
    ]


def test_what_it_is_sure_is_none_is_dropped_and_what_it_doubts_stays() -> None:
    assert judged(TEXT, SENTENCES, [HIT], Sure({"refuse": DROPPED_BELOW / 2}, {})) == []
    assert judged(TEXT, SENTENCES, [HIT], Sure({"refuse": DROPPED_BELOW}, {})) == [HIT]


def test_an_act_that_it_does_not_know_stays() -> None:
    assert judged(TEXT, SENTENCES, [HIT], Sure({}, {})) == [HIT]


def test_it_is_made_when_it_is_first_asked() -> None:
    made: list[Sure] = []

    def make() -> Sure:
        made.append(Sure({"awol": 0.7}))
        return made[-1]

    late = LateJudge(make)
    assert not made
    assert late.score(["a"]) == late.score(["b"]) == [{"awol": 0.7}]
    assert len(made) == 1
