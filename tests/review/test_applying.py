"""Decisions act on claims before linking, survive what the machine does anew, and come back when the ground moved."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.linking.reportmakers import report
from vidmova.linking.linked import link
from vidmova.records import Claim, Report, claim_key
from vidmova.review.applying import Applied, applied
from vidmova.review.claimvalues import values, version
from vidmova.review.decisions import ClaimKey, Decision, Kind, identity
from vidmova.review.keys import key_by_hand, keys_of
from vidmova.review.settling import settle

FIRST = report(
    "one",
    "en",
    ("Twelve soldiers refused to go.", "refuse", {"count": [12, 12], "date": ["2022-03-01", "2022-03-31"]}),
    ("They were dismissed.", "dismiss", {}),
    ("They were dismissed again.", "dismiss", {"count": [3, 3]}),
)
SECOND = report("two", "en", ("About fifteen refused in March.", "refuse", {"count": [15, 15]}))
BOTH = [FIRST, SECOND]
REFUSED, DISMISSED = (claim_key(FIRST.document.id, one.id) for one in FIRST.claims[:2])
OTHER = claim_key(SECOND.document.id, SECOND.claims[0].id)


def key(given: Report, number: int) -> ClaimKey:
    return keys_of(given.document, given.claims)[given.claims[number].id]


def judge(kind: Kind, *about: tuple[Report, int], **said: Any) -> Decision:
    claims = [one.claims[number] for one, number in about]
    keys = [key(one, number) for one, number in about]
    seen = [version(one) for one in claims]
    shown = values(claims[0]) if kind in ("accept", "correct") else None
    made = Decision(kind=kind, who="Ann", when="2026-01-01T00:00:00Z", why="so", claims=keys, seen=seen, shown=shown)
    return replace(made, called=" ".join(one.id for one in claims), **said)


def correct(field: str, before: Any, after: Any, about: tuple[Report, int] = (FIRST, 0)) -> Decision:
    return judge("correct", about, field=field, before=before, after=after)


def numbered(*decisions: Decision) -> list[Decision]:
    return [replace(one, number=at) for at, one in enumerate(decisions, 1)]


def claims(made: Applied, number: int = 0) -> list[Claim]:
    return made.reports[number].claims


def asked(made: Applied) -> list[str]:
    return [one.kind for one in made.questions]


def with_claims(given: Report, *found: Claim) -> Report:
    return Report(given.document, list(found))


def test_without_decisions_nothing_changes() -> None:
    made = applied(BOTH, [])
    assert made.reports == BOTH
    assert (made.changed, made.judged, made.questions) == ({}, {}, [])


def test_a_rejected_claim_is_left_out_and_comes_back_when_that_is_withdrawn() -> None:
    reject = judge("reject", (SECOND, 0))
    made = applied(BOTH, numbered(reject))
    assert [one.document.name for one in made.reports] == ["one"]
    assert made.changed == {SECOND.document.id: SECOND.claims}
    undone = Decision(kind="withdraw", who="Ann", when=reject.when, why="no", withdraws=identity(reject))
    assert applied(BOTH, numbered(reject, undone)).reports == BOTH
    again = Decision(kind="withdraw", who="Ann", when=reject.when, why="yes", withdraws=identity(undone))
    assert len(applied(BOTH, numbered(reject, undone, again)).reports) == 1


def test_a_later_decision_follows_an_earlier_one() -> None:
    made = applied(BOTH, numbered(judge("reject", (SECOND, 0)), judge("accept", (SECOND, 0))))
    assert made.reports == BOTH
    assert made.accepted == {OTHER: 2}
    made = applied(BOTH, numbered(correct("place", None, "Kyiv"), correct("place", "Kyiv", "Lviv")))
    assert claims(made)[0].place == "Lviv"


def test_a_corrected_claim_is_marked_and_loses_the_span_of_what_changed() -> None:
    made = applied(BOTH, numbered(correct("count", [12, 12], [13, 14]), correct("place", None, "Kyiv")))
    changed = claims(made)[0]
    assert (changed.count, changed.place, changed.rule, changed.sure) == ((13, 14), "Kyiv", "decision 2", 1.0)
    assert [span.field for span in changed.spans] == ["date", "counted"]
    assert claims(made)[1:] == FIRST.claims[1:]
    assert made.questions == []


def test_a_field_can_be_emptied() -> None:
    assert claims(applied(BOTH, numbered(correct("date", ["2022-03-01", "2022-03-31"], None))))[0].date is None


def by_hand(given: Report, start: int, end: int, **said: Any) -> Decision:
    one = key_by_hand(given.document, start, end, said)
    return replace(judge("reject", (given, 0)), kind="add", claims=[one], seen=["0" * 64], after=said)


def test_a_claim_added_by_hand_is_there_and_can_be_judged_like_others() -> None:
    add = by_hand(FIRST, 0, 30, act="threaten", by="the commander")
    made = applied(BOTH, numbered(add))
    (added,) = [one for one in claims(made) if one.act == "threaten"]
    assert (added.by, added.rule, added.start, added.end) == ("the commander", "decision 1", 0, 30)
    better = replace(add, kind="correct", field="by", before="the commander", after="an officer", shown=add.after)
    made = applied(BOTH, numbered(add, better))
    assert [one.by for one in claims(made) if one.act == "threaten"] == ["an officer"]
    away = replace(add, kind="reject", after=None)
    assert applied(BOTH, numbered(add, away)).reports == BOTH
    undone = Decision(kind="withdraw", who="Ann", when=add.when, why="no", withdraws=identity(add))
    made = applied(BOTH, numbered(add, better, undone))
    assert made.reports == BOTH
    assert asked(made) == ["moved"]


def test_a_claim_can_be_added_where_the_machine_found_nothing() -> None:
    empty = with_claims(SECOND)
    made = applied([FIRST, empty], numbered(by_hand(SECOND, 0, 10, act="refuse")))
    assert [one.act for one in claims(made, 1)] == ["refuse"]
    assert made.changed == {SECOND.document.id: []}


@pytest.mark.parametrize(("kind", "judgement"), [("join", "same"), ("separate", "different"), ("unsure", "possible")])
def test_pairs_reach_linking_by_their_present_names(kind: Kind, judgement: str) -> None:
    decisions = numbered(judge(kind, (FIRST, 0), (SECOND, 0)))
    assert applied(BOTH, decisions).judged == {frozenset((REFUSED, OTHER)): judgement}
    renamed = with_claims(SECOND, replace(SECOND.claims[0], id="c077"))
    there = claim_key(SECOND.document.id, "c077")
    made = applied([FIRST, renamed], decisions)
    assert made.judged == {frozenset((REFUSED, there)): judgement}
    assert made.questions == []
    turned = numbered(decisions[0], judge("separate", (SECOND, 0), (FIRST, 0)))
    assert set(applied(BOTH, turned).judged.values()) == {"different"}


def test_the_same_text_in_other_bytes_is_the_same_document() -> None:
    other = Report(replace(SECOND.document, id="f" * 64, name="renamed.html"), SECOND.claims)
    made = applied([FIRST, other], numbered(judge("join", (FIRST, 0), (SECOND, 0))))
    assert made.judged == {frozenset((REFUSED, claim_key("f" * 64, "c001"))): "same"}


def test_the_same_bytes_read_otherwise_keep_their_decisions() -> None:
    shift = "A line of the menu.\n"
    moved = [replace(one, start=one.start + len(shift), end=one.end + len(shift)) for one in FIRST.claims]
    again = Report(replace(FIRST.document, text=shift + FIRST.document.text), moved)
    made = applied([again, SECOND], numbered(judge("reject", (FIRST, 0))))
    assert [one.act for one in claims(made)] == ["dismiss", "dismiss"]


def test_twins_in_one_passage_are_told_apart() -> None:
    one = FIRST.claims[0]
    twins = with_claims(FIRST, *(replace(one, id=f"c{at}", count=(at, at)) for at in range(3)))
    made = applied([twins], numbered(judge("reject", (twins, 1))))
    assert [claim.count for claim in claims(made)] == [(0, 0), (2, 2)]
    fewer = with_claims(FIRST, *twins.claims[1:])
    assert [claim.count for claim in claims(applied([fewer], numbered(judge("reject", (twins, 1)))))] == [(2, 2)]


def test_what_the_machine_loses_is_kept_as_it_was_accepted_or_corrected_and_asked_about() -> None:
    lost = [with_claims(FIRST, *FIRST.claims[1:]), SECOND]
    for decision in (judge("accept", (FIRST, 0)), correct("place", None, "Kyiv")):
        made = applied(lost, numbered(decision))
        kept = claims(made)[0]
        assert (kept.act, kept.count, kept.rule) == ("refuse", (12, 12), "decision 1")
        assert asked(made) == ["moved"]
        assert "kept as it was seen" in made.questions[0].because
        assert made.questions[0].hangs == 12
    pair = numbered(judge("accept", (FIRST, 0)), judge("join", (FIRST, 0), (SECOND, 0)))
    assert len(applied(lost, pair).judged) == 1
    made = applied(lost, numbered(judge("join", (FIRST, 0), (SECOND, 0))))
    assert made.judged == {}
    assert asked(made) == ["moved"]
    assert asked(applied(lost, numbered(judge("reject", (FIRST, 0))))) == ["nothing left"]


def test_values_that_changed_since_bring_a_decision_back() -> None:
    now = [with_claims(FIRST, replace(FIRST.claims[0], count=(20, 20)), *FIRST.claims[1:]), SECOND]
    made = applied(now, numbered(judge("accept", (FIRST, 0))))
    assert claims(made)[0].count == (12, 12)
    assert asked(made) == ["moved"]
    made = applied(now, numbered(judge("reject", (FIRST, 0))))
    assert claims(made) == FIRST.claims[1:]
    assert asked(made) == ["moved"]
    made = applied(now, numbered(correct("count", [12, 12], [13, 13])))
    assert claims(made)[0].count == (13, 13)
    assert asked(made) == ["moved"]
    assert asked(applied(now, numbered(correct("count", [12, 12], [20, 20])))) == []
    assert asked(applied(now, numbered(correct("place", None, "Kyiv")))) == []
    made = applied(now, numbered(judge("join", (FIRST, 0), (SECOND, 0))))
    assert len(made.judged) == 1
    assert asked(made) == ["moved"]


def test_a_document_that_is_not_there_is_asked_about() -> None:
    made = applied([FIRST], numbered(judge("accept", (SECOND, 0)), judge("join", (FIRST, 0), (SECOND, 0))))
    assert asked(made) == ["moved", "moved"]
    assert made.reports == [FIRST]


def test_two_people_who_judge_otherwise_are_asked_and_the_first_holds() -> None:
    mine, theirs = judge("accept", (SECOND, 0)), judge("reject", (SECOND, 0), who="Bob", origin="b")
    made = applied(BOTH, numbered(mine, theirs))
    assert made.reports == BOTH
    assert asked(made) == ["conflict"]
    assert "Bob" in made.questions[0].because
    assert applied(BOTH, numbered(mine, theirs, judge("reject", (SECOND, 0)))).questions == []
    followed = replace(judge("accept", (SECOND, 0)), who="Bob", origin="b", when="2026-01-02T00:00:00Z")
    assert applied(BOTH, numbered(mine, theirs, followed)).questions == []
    alone = applied(BOTH, numbered(theirs, followed))
    assert (alone.questions, alone.reports) == ([], BOTH)


def test_what_somebody_else_withdraws_is_asked_about() -> None:
    mine = judge("reject", (SECOND, 0))
    undone = Decision(kind="withdraw", who="Bob", when=mine.when, why="no", withdraws=identity(mine), origin="b")
    made = applied(BOTH, numbered(mine, undone))
    assert len(made.reports) == 1
    assert asked(made) == ["conflict"]


def test_contradictions_are_closed_until_they_change() -> None:
    rivals = [
        report(
            "a", "en", ("12 soldiers of Unit 3723 refused on 3 March 2022.", "refuse", NUMBERS | {"count": [12, 12]})
        ),
        report(
            "b", "en", ("20 soldiers of Unit 3723 refused on 3 March 2022.", "refuse", NUMBERS | {"count": [20, 20]})
        ),
    ]
    ground = applied(rivals, [])
    found = link(ground.reports).contradictions
    assert [one.kind for one in found] == ["count"]
    close = judge("close", (rivals[0], 0), (rivals[1], 0), about="count", before=found[0].values)
    ground = applied(rivals, numbered(close))
    made = settle(link(ground.reports), ground)
    assert [one.state for one in made.linked.contradictions] == ["closed"]
    assert made.questions == []
    more = [rivals[0], with_claims(rivals[1], replace(rivals[1].claims[0], count=(30, 30)))]
    ground = applied(more, numbered(close))
    made = settle(link(ground.reports), ground)
    assert [one.state for one in made.linked.contradictions] == ["open"] * len(made.linked.contradictions)
    assert [one.kind for one in made.questions] in (["moved"], ["nothing left"])


NUMBERS = {"date": ["2022-03-03", "2022-03-03"], "unit": "Unit 3723", "counted": "persons"}


def test_figures_stay_with_their_event_and_come_back_when_it_grows() -> None:
    best = judge("best", (FIRST, 0), before=[12, 12], after=12)
    ground = applied(BOTH, numbered(best))
    linked = link(ground.reports)
    made = settle(linked, ground)
    (event,) = [one.id for one in linked.events if REFUSED in one.claims]
    assert made.figures[event].after == 12
    ground = applied(BOTH, numbered(best, judge("join", (FIRST, 0), (SECOND, 0))))
    made = settle(link(ground.reports, ground.judged), ground)
    assert made.figures[event].after == 12
    assert [one.kind for one in made.questions] == ["moved"]


def test_exposure_follows_the_mentions_and_the_strictest_holds() -> None:
    named = report("p", "en", ("Stepan Haivoron refused to go.", "refuse", {"person": ["Stepan Haivoron"]}))
    open_, shut = (
        judge("exposure", (named, 0), about="Stepan Haivoron", before=["Stepan Haivoron"], after=level)
        for level in ("public", "secret")
    )
    ground = applied([named], numbered(open_, replace(shut, origin="b", who="Bob")))
    made = settle(link(ground.reports), ground)
    assert [(one.level, one.decision) for one in made.exposures.values()] == [("secret", 2)]
    assert [one.kind for one in made.questions] == ["conflict"]
    ground = applied([named], numbered(shut, open_))
    assert [one.level for one in settle(link(ground.reports), ground).exposures.values()] == ["public"]


def test_a_join_that_other_decisions_prevent_is_asked_about() -> None:
    third = report("three", "en", ("Fourteen refused to go.", "refuse", {"count": [14, 14]}))
    every = [*BOTH, third]
    pairs = [judge("join", (FIRST, 0), (SECOND, 0)), judge("join", (SECOND, 0), (third, 0))]
    ground = applied(every, numbered(*pairs, judge("separate", (FIRST, 0), (third, 0))))
    made = settle(link(ground.reports, ground.judged), ground)
    assert "hold apart" in made.questions[0].because
