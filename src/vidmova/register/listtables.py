"""The tables of lists of people or cases: their rows, what of them was left out, and who is one."""

from sqlalchemy import Boolean, Float, Index, Integer, String, Table, Text

from vidmova.register.tables import JSON_OR_NULL as JSON
from vidmova.register.tables import described as column
from vidmova.register.tables import metadata

_LIST = "name of the list"

lists = Table(
    "lists",
    metadata,
    column("name", String, "its name in this register", key=True),
    column("number", Integer, "its place in the order in which lists were added, from 0"),
    column("maker", Text, "who made it"),
    column("file", Text, "name of the file it came as"),
    column("digest", String, "SHA-256 of the file's bytes, in hexadecimal"),
    column("recipe", String, "digest of how its columns were read"),
    comment="tables of people or cases made by somebody",
)

list_rows = Table(
    "list_rows",
    metadata,
    column("list", String, _LIST, key=True),
    column("number", Integer, "line in the table as received, the first being 1", key=True),
    column("label", Text, "running number that the list gives it"),
    column("name", Text, "name of the person"),
    column("born", String, "1990, 1990-05 or 1990-05-17", needed=False),
    column("unit", Text, "unit as the list says it"),
    column("place", Text, "place as the list says it"),
    column("rank", Text, "rank as the list says it"),
    column("category", Text, "kind of serviceman as the list says it"),
    column("date", String, "when it happened, as partial as the list has it", needed=False),
    column("charge", Text, "charge as the list says it"),
    column("court", Text, "court as the list says it"),
    column("case", Text, "number of the court case"),
    column("outcome", Text, "outcome as the list says it"),
    column("note", Text, "note"),
    column("other", JSON, "what the other columns say, by their header"),
    comment="rows of the lists",
)

list_faults = Table(
    "list_faults",
    metadata,
    column("list", String, _LIST, key=True),
    column("number", Integer, "its place among the faults of the list, from 0", key=True),
    column("row", Integer, "line in the table as received"),
    column("reason", Text, "why it could not be taken"),
    column("kept", Boolean, "whether the row is kept without it"),
    comment="rows and cells of the lists that could not be taken",
)

list_pairs = Table(
    "list_pairs",
    metadata,
    column("number", Integer, "its place among the pairs, the surest first, from 0", key=True),
    column("a_list", String, _LIST),
    column("a_row", Integer, "line of the first record"),
    column("b_list", String, _LIST),
    column("b_row", Integer, "line of the second record"),
    column("judgement", String, "same, or possible where a person should say"),
    column("probability", Float, "how likely they are one, from 0 to 1"),
    column("weight", Float, "evidence for it, in powers of two"),
    column("features", JSON, "what each agreement or difference adds to the weight"),
    Index("list_pairs_of_judgement", "judgement"),
    comment="records of lists that are held to be of one person, or may be",
)

list_people = Table(
    "list_people",
    metadata,
    column("list", String, _LIST, key=True),
    column("row", Integer, "line of the record", key=True),
    column("person", Integer, "number of the person whose record it is, from 0"),
    Index("list_people_by_person", "person"),
    comment="the people of the lists",
)
