from vidmova.records import Claim, Entity, Mention
from vidmova.totals.namedpeople import people_as_list


def test_people_of_the_documents_are_a_list() -> None:
    claims = {
        "d-1": Claim(id="1", start=0, end=1, act="refuse", unit=None, court="Sumy court"),
        "d-2": Claim(id="2", start=0, end=1, act="refuse", unit="72nd Brigade", origin="Sumy"),
    }
    entities = [
        Entity(id="p1", kind="person", name="Павло Гайворон", names=[]),
        Entity(id="p2", kind="person", name="Речник", names=[]),
        Entity(id="u1", kind="unit", name="72nd Brigade", names=[]),
    ]
    mentions = [
        Mention(claim=key, field=field, kind="person", name="x", language="uk", entity=entity)
        for key, field, entity in (("d-1", "person", "p1"), ("d-2", "person", "p1"), ("d-1", "source_said", "p2"))
    ]
    made = people_as_list(entities, mentions, claims)
    (row,) = made.rows
    assert (row.label, row.name, row.unit, row.place, row.court) == (
        "p1",
        "Павло Гайворон",
        "72nd Brigade",
        "Sumy",
        "Sumy court",
    )
