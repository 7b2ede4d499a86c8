"""The tables of what linking makes of the claims; all are replaced together, in one transaction."""

from sqlalchemy import BigInteger, Float, Index, Integer, String, Table, Text

from vidmova.register.tables import JSON_OR_NULL as JSON
from vidmova.register.tables import described as column
from vidmova.register.tables import metadata

_NUMBER = "its place in the order in which linking gave it, from 0"


def _lookup(name: str, found: str, key: str = "event", comment: str = "id of the event") -> Table:
    """Return a table that finds the records of another table by something that they name in a list."""
    return Table(
        name,
        metadata,
        column(key, String, comment, key=True),
        column("number", Integer, f"number of the {found}", key=True),
        comment=f"finds each {found} by what it names",
    )


entities = Table(
    "entities",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("id", String, "its name in this register"),
    column("kind", String, "person, unit, organisation, court or place"),
    column("name", Text, "the fullest of its names"),
    column("names", JSON, "every form it was mentioned under"),
    column("part_of", JSON, "names of what a place lies in, the nearest first"),
    column("precision", String, "of a place: settlement, district, region or country", needed=False),
    column("latitude", Float, "degrees north, of a settlement only", needed=False),
    column("longitude", Float, "degrees east, of a settlement only", needed=False),
    Index("entities_by_id", "id", unique=True),
    Index("entities_of_kind", "kind"),
    comment="people, units, organisations, courts and places that the claims name",
)

entity_keys = _lookup("entity_keys", "entity", "key", "what names that may be of one have in common")

mentions = Table(
    "mentions",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("claim", String, "key of the claim"),
    column("field", String, "field of the claim that gives the name"),
    column("kind", String, "person, unit, organisation, court or place"),
    column("name", Text, "the name as the field gives it"),
    column("language", String, "language of the passage"),
    column("start", Integer, "first character of the wording, where the text states it", needed=False),
    column("end", Integer, "character after the last", needed=False),
    column("entity", String, "id of whom or what it names", needed=False),
    Index("mentions_of_claim", "claim"),
    Index("mentions_of_entity", "entity"),
    comment="names in passages",
)

events = Table(
    "events",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("id", String, "its name in this register; stays when documents are added"),
    column("act", String, "code of the act in the codebook"),
    column("title", Text, "what happened, in one line"),
    column("claims", JSON, "keys of its claims, in order of receipt"),
    column("documents", JSON, "ids of their documents, in order of receipt"),
    column("low", BigInteger, "the smallest number that an asserted claim gives", needed=False),
    column("high", BigInteger, "the largest, where none leaves it open", needed=False),
    column("counted", String, "what the number counts", needed=False),
    column("person", JSON, "names of whom the act is about"),
    column("date", JSON, "[from, to], ISO dates or null", needed=False),
    column("place", Text, "where it happened", needed=False),
    column("modality", String, "asserted, possible or denied"),
    column("subset_of", String, "id of the event that its people are part of", needed=False),
    column("earliest", String, "first day on which it may have happened, where known", needed=False),
    column("latest", String, "last day on which it may have happened, where known", needed=False),
    Index("events_by_id", "id", unique=True),
    Index("events_of_act", "act"),
    Index("events_of_whole", "subset_of"),
    comment="what is held to be one happening; the claims about it name it in `claims.event`",
)

links = Table(
    "links",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("a", String, "key of the claim received first"),
    column("b", String, "key of the other"),
    column("judgement", String, "same, possible (a question for a person) or different"),
    column("score", Float, "from 0, surely two events, to 1, surely one"),
    column("because", Text, "why, in one sentence"),
    column("features", JSON, "what each feature added to the evidence"),
    Index("links_of_a", "a"),
    Index("links_of_b", "b"),
    Index("links_of_judgement", "judgement"),
    comment="what is held of two claims",
)

relations = Table(
    "relations",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("kind", String, "same, part_of, disjoint, overlapping, later_state or sum_of"),
    column("event", String, "the part, the later state or, of a sum, the whole"),
    column("others", JSON, "the whole, the earlier state or, of a sum, its parts"),
    column("claims", JSON, "keys of the claims whose passages show it"),
    column("because", Text, "why, in one sentence"),
    column("gap", BigInteger, "of a sum: the whole less its parts", needed=False),
    comment="how the people or cases of one event relate to those of others",
)
relation_events = _lookup("relation_events", "relation")

contradictions = Table(
    "contradictions",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("id", String, "its name in this register"),
    column("kind", String, "what disagrees: count, who, date, place, translation and others"),
    column("events", JSON, "ids of the events it is about"),
    column("sides", JSON, "keys of the claims on each side"),
    column("values", JSON, "what each side says, in words"),
    column("because", Text, "an explanation that a person can read"),
    column("state", String, "open or closed"),
    Index("contradictions_by_id", "id", unique=True),
    comment="claims of one event that cannot all be true",
)
contradiction_events = _lookup("contradiction_events", "contradiction")

tellings = Table(
    "tellings",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("id", String, "its name in this register"),
    column("documents", JSON, "ids, the original first"),
    column("because", Text, "why they are held to tell one text"),
    Index("tellings_by_id", "id", unique=True),
    comment="documents that tell one text: an original with its reprints and translations",
)
telling_documents = _lookup("telling_documents", "telling", "document", "id of the document")

chains = Table(
    "chains",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("claim", String, "key of the claim"),
    column("voices", JSON, "from whom it came to us, the nearest first"),
    Index("chains_of_claim", "claim"),
    comment="from whom each claim came",
)

cases = Table(
    "cases",
    metadata,
    column("number", Integer, _NUMBER, key=True),
    column("id", String, "its name in this register"),
    column("name", Text, "whose way it is"),
    column("person", String, "id of the person; none for a group", needed=False),
    column("events", JSON, "ids of the events on it, the earliest first"),
    column("because", JSON, "for each event after the first, why it is on this way"),
    Index("cases_by_id", "id", unique=True),
    Index("cases_of_person", "person"),
    comment="the way of a person or a group: the events on it in order",
)
case_events = _lookup("case_events", "case")
