"""The question as a form and in words: a plain form whose answer is an address."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.lexicon.actgroups import GROUPS
from vidmova.totals.pools import Book
from vidmova.web import codes
from vidmova.web.asked import ALL, COUNTED, MANY, PATH, Asked, named_in, plain_address
from vidmova.web.speech import Speech

BY = ("month", "region", "unit", "category")


class Option(Struct, frozen=True):
    """A value of a drop-down."""

    value: str
    label: str
    chosen: bool


class Form(Struct, frozen=True):
    """The question as a form."""

    groups: list[tuple[str, list[Option]]]
    counted: list[Option]
    category: list[Option]
    by: list[Option]
    since: str
    until: str
    understood: str
    """The period in words, as it was understood."""
    place: str
    unit: str
    places: tuple[str, ...]
    units: tuple[str, ...]
    hidden: list[tuple[str, str]]
    """What else the address switches, kept when the form is sent."""


def question_form(speech: Speech, asked: Asked, names: Mapping[str, tuple[str, ...]]) -> Form:
    """Return the question as a form; `names` are the places and units that can be asked for."""
    one = asked.question
    return Form(
        groups=[(codes.group(speech, group.code), _acts(speech, asked, group.code, group.acts)) for group in GROUPS],
        counted=[_option(code, codes.code(speech, "counted", code), one.counted) for code in COUNTED],
        category=[
            _option("", speech.say("any kind"), one.category or ""),
            *(
                _option(code, codes.code(speech, "category", code), one.category or "")
                for code in codes.CODES["category"]
            ),
        ],
        by=[
            _option("", speech.say("not parted"), asked.by or ""),
            *(_option(code, _by(speech, code), asked.by or "") for code in BY),
        ],
        since=asked.value("since"),
        until=asked.value("until"),
        understood=speech.when((one.since, one.until)) if one.since or one.until else "",
        place=one.place or "",
        unit=one.unit or "",
        places=names.get("place", ()),
        units=names.get("unit", ()),
        hidden=[(name, value) for name, value in asked.given if name in {*MANY, "possible"}],
    )


def in_words(speech: Speech, asked: Asked) -> str:
    """Return what is asked, as pieces in the nominative: people: refusal, in Donetsk Oblast, since 24 February 2022."""
    one = asked.question
    pieces = [
        acts_in_words(speech, asked.value("act") or "refuse"),
        speech.territory(one.place) if one.place else "",
        one.unit or "",
        codes.code(speech, "category", one.category) if one.category else "",
        speech.when((one.since, one.until)) if one.since or one.until else "",
    ]
    return ", ".join(piece for piece in pieces if piece)


def acts_in_words(speech: Speech, act: str) -> str:
    """Return an act, several, or a group of acts in words."""
    if act.startswith(ALL):
        return codes.group(speech, act.removeprefix(ALL))
    said = ", ".join(codes.act(speech, one) for one in act.split(","))
    return said[:1].upper() + said[1:]


def _acts(speech: Speech, asked: Asked, group: str, acts: Iterable[str]) -> list[Option]:
    chosen = asked.value("act") or "refuse"
    whole = _option(f"{ALL}{group}", speech.say("all of: %(group)s", group=codes.group(speech, group)), chosen)
    return [whole, *(_option(act, codes.act(speech, act), chosen) for act in acts)]


def _option(value: str, label: str, chosen: str) -> Option:
    return Option(value, label, value == chosen)


def _by(speech: Speech, code: str) -> str:
    said = {
        "month": speech.say("by month"),
        "region": speech.say("by region"),
        "unit": speech.say("by military unit"),
        "category": speech.say("by kind of serviceman"),
    }
    return said[code]


def nearest(speech: Speech, asked: Asked) -> tuple[str, str] | None:
    """Return a wider question in words with its address, where the one asked has no event."""
    act = asked.value("act") or "refuse"
    wider = plain_address(act)
    return None if wider == f"{PATH}?act={asked.value('act')}" else (acts_in_words(speech, act), wider)


def places_and_units(asked: Asked, known: Book) -> Mapping[str, tuple[str, ...]]:
    """Return the places and units that can be asked for."""
    return named_in(known, asked.question.acts)
