from msgspec.structs import replace

from tests.judged import A, B, claim, event, linked
from vidmova.records import Linked
from vidmova.totals.judgments import Judgment, judgments


def judged(made: Linked | None = None) -> dict[str, Judgment]:
    return {one.event: one for one in judgments(made or linked()).judgments}


def test_each_sentence_is_one_kind_of_thing() -> None:
    found = judgments(linked())
    assert [one.event for one in found.judgments] == ["judged", "cleared", "two"]
    assert [one.event for one in found.tallies] == ["many"]
    assert found.unnumbered == ("harsher",)
    assert found.not_held == ("asked", "no-prison")


def test_claims_that_disagree_give_an_interval() -> None:
    one = judged()["judged"]
    assert one.term_months == (66, 72)
    assert one.disagree == ("term_months",)
    assert one.contradictions == ("x",)
    assert (one.kind, one.charge, one.verdict) == (("prison",), ("awol",), ("convicted",))


def test_what_agrees_is_as_narrow_as_the_narrowest() -> None:
    one = judged()["judged"]
    assert one.date == ("2023-06-12", "2023-06-12")
    assert one.court == ("Chita Garrison Court",)
    assert one.place == ("Chita",)


def test_a_term_that_was_only_asked_for_does_not_count() -> None:
    one = judged()["judged"]
    assert one.term_months is not None
    assert one.term_months[1] == 72


def test_the_way_fills_what_the_sentence_does_not_say() -> None:
    one = judged()["judged"]
    assert (one.absence_days, one.category, one.reason) == ((30, None), ("mobilised",), ("health",))
    assert one.of_way == ("absence_days", "category", "reason")


def test_a_way_with_two_sentences_fills_neither() -> None:
    made = linked()
    second = event("judged-again", low=1, high=1, date=("2024-01-01", "2024-01-01"))
    case = replace(made.cases[0], events=["left", "judged", "judged-again"], because=["named", "named"])
    claims = {**made.claims, A: [*made.claims[A], claim(9, "judged-again", count=(1, 1))]}
    found = judged(replace(made, events=[*made.events, second], cases=[case], claims=claims))
    assert found["judged"].absence_days is None
    assert found["judged-again"].of_way == ()


def test_an_appeal_follows_on_the_way_of_the_same_person() -> None:
    (appeal,) = judged()["judged"].appeals
    assert (appeal.event, appeal.outcome, appeal.court) == ("upheld", ("rejected",), ("court of appeal",))
    assert appeal.because == "it follows the sentence on the way of one person"


def test_a_ruling_on_a_way_with_a_dismissal_is_said_to_be_perhaps_another() -> None:
    made = linked()
    fired = event("fired", "dismiss", date=("2022-12-01", "2022-12-01"), low=1, high=1)
    case = replace(made.cases[0], events=["fired", "judged", "upheld"], because=["", ""])
    (appeal,) = judged(replace(made, events=[*made.events, fired], cases=[case]))["judged"].appeals
    assert appeal.because.endswith("it may be about that")


def test_a_ruling_about_part_of_those_judged_is_an_appeal() -> None:
    made = linked(cases=[])
    ruling = event("of-two", "ruling", subset_of="two")
    assert judged(replace(made, events=[*made.events, ruling]))["two"].appeals[0].event == "of-two"


def test_an_acquittal_is_a_denied_sentence_without_a_term() -> None:
    one = judged()["cleared"]
    assert (one.verdict, one.people, one.charge, one.term_months) == (("acquitted",), (1, 1), ("desertion",), None)


def test_who_says_convicted_and_who_says_acquitted_are_both_shown() -> None:
    made = linked()
    claims = {**made.claims, B: [*made.claims[B], claim(9, "judged", modality="denied")]}
    one = judged(replace(made, claims=claims))["judged"]
    assert one.verdict == ("convicted", "acquitted")
    assert "verdict" in one.disagree


def test_nobody_is_mobilised_and_on_contract_at_once() -> None:
    made = linked()
    claims = {**made.claims, B: [*made.claims[B], claim(9, "judged", category=["mobilised", "contract", "officer"])]}
    one = judged(replace(made, claims=claims))["judged"]
    assert one.category == ("contract", "mobilised", "officer")
    assert "category" in one.disagree


def test_reprints_count_once() -> None:
    one = judged()["judged"]
    assert (one.documents, one.tellings) == (3, 2)


def test_named_people_judged_together_are_one_judgment() -> None:
    one = judged()["two"]
    assert (one.person, one.people, one.term_months) == (("Ihor Dub", "Oleh Dub"), (2, 2), (24, 24))


def test_open_questions_between_sentences_are_said() -> None:
    found = judged()
    assert found["judged"].perhaps_same == ("two",)
    assert found["two"].perhaps_same == ("judged",)


def test_a_number_is_no_judgment() -> None:
    (many,) = judgments(linked()).tallies
    assert (many.low, many.high, many.counted, many.charge, many.date) == (
        371,
        371,
        "persons",
        ("awol",),
        None,
    )


def test_nothing_gives_nothing() -> None:
    found = judgments(Linked(claims={}))
    assert (found.judgments, found.tallies, found.unnumbered, found.not_held) == ((), (), (), ())
