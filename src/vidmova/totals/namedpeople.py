"""The people whom documents name, as a list that can be linked with others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from vidmova.records import Claim, Entity, Mention
from vidmova.totals.lists import PersonList, Row

NAME = "register"


def people_as_list(entities: Iterable[Entity], mentions: Iterable[Mention], claims: Mapping[str, Claim]) -> PersonList:
    """Return the people that claims name as a list, each with the unit, place and court that a claim says first.

    The label of a row is the person's id.
    """
    named: dict[str, list[Claim]] = defaultdict(list)
    for mention in mentions:
        if mention.entity and mention.kind == "person" and mention.field == "person" and mention.claim in claims:
            named[mention.entity].append(claims[mention.claim])
    people = [one for one in entities if one.kind == "person" and named[one.id]]
    rows = (
        Row(
            number=number,
            label=one.id,
            name=one.name,
            unit=_first(claim.unit for claim in named[one.id]),
            place=_first(claim.origin for claim in named[one.id]),
            court=_first(claim.court for claim in named[one.id]),
        )
        for number, one in enumerate(people, 1)
    )
    return PersonList(name=NAME, maker="the documents of this register", rows=tuple(rows))


def _first(values: Iterable[str | None]) -> str:
    return next((value for value in values if value), "")
