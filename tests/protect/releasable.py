"""Contents of small releases, written out, and the right to wrap them: for tests of what comes after protection."""

from msgspec.structs import replace

from vidmova.protect import releasing
from vidmova.protect.policy import Protected, Secrets
from vidmova.protect.release import Contents, Edition, Happening, Place, Release, Somebody, Source, Statement
from vidmova.records import FieldSpan, Interval

EDITION = Edition(
    number=1,
    made="2024-01-01T00:00:00Z",
    publisher="An archive",
    register="A register",
    program="0",
    lexicon="0" * 64,
    decisions="",
)
PLACES = {
    "l-VUHL": ("Vuhledar", "Donetsk Oblast"),
    "l-BAKH": ("Bakhmut", "Donetsk Oblast"),
    "l-MYRH": ("Myrhorod", "Poltava Oblast"),
    "l-LUBN": ("Lubny", "Poltava Oblast"),
}


def places() -> list[Place]:
    """Return four settlements of two regions."""
    return [
        Place(id=identity, name=name, precision="settlement", part_of=[region, "Ukraine"])
        for identity, (name, region) in PLACES.items()
    ]


def told(number: int, unit: str | None, place: str | None, day: str | None, category: str = "mobilised") -> Statement:
    """Return a statement that one unnamed-in-the-release person refused, in an event of its own."""
    date: Interval | None = (day, day) if day else None
    return Statement(
        id=f"c-{number:04}",
        source=f"s-{number:04}",
        start=0,
        end=0,
        event=f"e-{number:04}",
        act="refuse",
        count=(1, 1),
        counted="persons",
        people=[f"p-{number:04}"],
        category=[category] if category else [],
        unit=unit,
        place=place,
        date=date,
    )


def contents(statements: list[Statement], smallest: int = 3) -> Contents:
    """Return a release of statements about one person each, who are not named."""
    people = sorted({who for one in statements for who in one.people})
    return Contents(
        edition=replace(EDITION, smallest=smallest),
        sources=[Source(id=one.source, language="en", text="A man refused.") for one in statements],
        people=[Somebody(id=who, name=f"person {who[2:]}", named=False, exposure="at_risk") for who in people],
        places=places(),
        statements=statements,
        events=[
            Happening(
                id=one.event,
                act=one.act,
                title="A man refused",
                statements=[one.id],
                sources=[one.source],
                low=1,
                high=1,
                people=one.people,
                date=one.date,
                place=one.place,
            )
            for one in statements
        ],
    )


def spanned(statement: Statement, text: str, **wordings: str) -> tuple[Statement, Source]:
    """Return a statement that a whole text makes, with the wordings of its fields, and the text's source."""
    spans = [
        FieldSpan(field, text.index(wording), text.index(wording) + len(wording), wording)
        for field, wording in wordings.items()
    ]
    return replace(statement, end=len(text), spans=spans), Source(id=statement.source, language="en", text=text)


def protected(made: Contents, secrets: Secrets | None = None) -> Protected:
    """Wrap contents as protection does, so that a broken protector can be played."""
    return Protected(release=Release(made, releasing._MAKER), secrets=secrets or Secrets())
