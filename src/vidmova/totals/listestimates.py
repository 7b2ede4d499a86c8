"""Estimates from linked lists: of all people, or by what a field of their rows says."""

from collections.abc import Sequence

from vidmova.totals.estimates import Estimated, Options, estimate
from vidmova.totals.linkage import Linkage
from vidmova.totals.lists import PersonList
from vidmova.totals.presence import Field, by_field, likely_people, patterns
from vidmova.totals.strata import Stratified, estimate_strata

NOT_SAID = "(not said)"
"""Name of the stratum of those of whom no row says the field."""


def estimate_lists(made: Sequence[PersonList], found: Linkage, by: Field | None = None) -> Estimated | Stratified:
    """Return how many people there are with those on none of the lists, or why nobody should say."""
    asked = Options(lists=tuple(one.name for one in made))
    people = likely_people(found, len(made))
    if by is None:
        return estimate(patterns(people, len(made)), asked)
    parted = by_field(made, people, by)
    return estimate_strata({name or NOT_SAID: table for name, table in parted.items()}, asked)
