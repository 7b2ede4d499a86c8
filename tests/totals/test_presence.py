from vidmova.totals.learning import Weights
from vidmova.totals.linkage import Linkage, Pair, Record
from vidmova.totals.lists import PersonList, Row
from vidmova.totals.presence import by_field, lay_over, on, patterns

LISTS = [
    PersonList(name=name, rows=tuple(Row(number=at, name="x", place="Суми" if at < 3 else "") for at in range(1, 5)))
    for name in "abc"
]
R = Record


def pair(a: Record, b: Record, probability: float) -> Pair:
    return Pair(a=a, b=b, judgement="possible", probability=probability, weight=1.0, features={})


def linkage(people: list[list[Record]], pairs: list[Pair], share: float = 0.0) -> Linkage:
    there = {record for records in people for record in records}
    alone = [[R(at, row)] for at in range(3) for row in range(1, 5) if R(at, row) not in there]
    shares = {(0, 1): share, (0, 2): 0.0, (1, 2): 0.0}
    return Linkage(people=sorted(people + alone), pairs=pairs, weights=Weights({}, {}, True), shares=shares)


def test_patterns_count_who_is_on_exactly_which_lists() -> None:
    found = patterns([[R(0, 1), R(1, 1)], [R(0, 2)], [R(0, 3), R(1, 2), R(2, 1)], [R(1, 3), R(1, 4)]], 3)
    assert found == {(0, 1, 0): 1, (1, 0, 0): 1, (1, 1, 0): 1, (1, 1, 1): 1}
    assert (on(found, 0), on(found, 0, 1), on(found, 2)) == (3, 2, 1)


def test_repeats_count_once() -> None:
    laid = lay_over(LISTS, linkage([[R(0, 1), R(0, 2)]], []))
    assert (laid.rows[0], laid.people[0]) == (4, 3)


def test_questions_show_how_far_an_answer_moves_the_count() -> None:
    questions = [pair(R(0, 2), R(1, 2), 0.7), pair(R(0, 3), R(1, 3), 0.5), pair(R(0, 3), R(1, 4), 0.4)]
    laid = lay_over(LISTS, linkage([[R(0, 1), R(1, 1)]], questions, share=0.55))
    shared = laid.shared[0]
    assert (shared.people, shared.if_all, shared.expected, shared.questions) == (1, 3, 2.2, 3)
    assert laid.patterns[1, 1, 0] == 1
    assert laid.expected[1, 1, 0] == 2
    assert laid.if_all[1, 1, 0] == 3


def test_one_person_is_never_made_of_two_of_a_list() -> None:
    laid = lay_over(LISTS, linkage([[R(0, 1), R(1, 1)]], [pair(R(0, 2), R(1, 1), 0.6), pair(R(0, 1), R(0, 2), 0.6)]))
    assert laid.if_all == laid.patterns


def test_strata_part_the_people_and_join_spellings() -> None:
    lists = [
        PersonList(name="a", rows=(Row(number=1, place="Суми"), Row(number=2, place="Суми"), Row(number=3))),
        PersonList(name="b", rows=(Row(number=1, place="Sumy"), Row(number=2, place="Полтава"))),
    ]
    people = [[R(0, 1), R(1, 2)], [R(0, 2)], [R(0, 3)], [R(1, 1)]]
    assert by_field(lists, people, "place") == {"": {(1, 0): 1}, "Суми": {(0, 1): 1, (1, 0): 1, (1, 1): 1}}
