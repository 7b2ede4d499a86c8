"""The profile of two groups put together is that of all their claims."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.linking.profiles import merged, profile
from vidmova.linking.traits import OPEN, Traits
from vidmova.records import Claim

COUNTS = st.none() | st.tuples(st.integers(1, 3_000), st.integers(3_000, 4_000) | st.just(OPEN))
DATES = st.none() | st.tuples(st.integers(738_000, 738_050), st.integers(738_050, 738_100))
NAMES = st.none() | st.sampled_from(["1st", "2nd", "3rd"])


@st.composite
def told(draw: st.DrawFn) -> Traits:
    count, single = draw(COUNTS), draw(st.booleans())
    claim = Claim(
        id="c001",
        start=0,
        end=5,
        act="refuse",
        person=draw(st.lists(st.sampled_from(["Ivan Petrov", "Oleh Bilyk"]), max_size=2, unique=True)),
        unit=draw(NAMES),
        place=draw(NAMES),
        term_months=draw(st.none() | st.just((12, 12))),
    )
    return Traits(
        at=0,
        key="k",
        claim=claim,
        document=draw(st.integers(0, 3)),
        telling=0,
        paragraph=0,
        topic=0,
        turn=0,
        published=None,
        count=count,
        single=single,
        dates=draw(DATES),
        here=frozenset(draw(st.sets(st.sampled_from(["unit", "place", "date"])))),
        another=False,
    )


GROUPS = st.lists(told(), min_size=1, max_size=5)


@settings(max_examples=30, deadline=None)
@given(st.lists(GROUPS, min_size=1, max_size=5))
def test_what_is_put_together_is_what_all_claims_state(groups: list[list[Traits]]) -> None:
    whole = profile(groups[0])
    for number, members in enumerate(groups[1:], 2):
        whole = merged(whole, profile(members))
        assert whole == profile([one for some in groups[:number] for one in some])
