"""Says events, sources and values in a language."""

from collections.abc import Iterable

from vidmova.lexicon.unseen import visible
from vidmova.protect.release import Figure, Happening, Somebody, Source, Statement
from vidmova.publish.pages.language import Language
from vidmova.publish.pages.shelf import Shelf

MOST_NAMES, LONGEST_TITLE = 3, 140
FIELDS = (
    "count",
    "counted",
    "people",
    "group",
    "category",
    "unit",
    "origin",
    "place",
    "date",
    "by",
    "court",
    "charge",
    "sentence_type",
    "term_months",
    "absence_days",
    "outcome",
    "reason",
    "source_said",
    "modality",
)
"""Fields of a statement in the order in which pages show them."""
CODED = frozenset({"category", "counted", "sentence_type", "charge", "outcome", "reason", "modality"})


def number_of(language: Language, event: Happening) -> str:
    """Return an event's number with what it counts; empty where no statement gives one."""
    if event.low is None:
        return "" if event.high is None else language.say("up to %(number)s", number=language.number(event.high))
    return language.counted((event.low, event.high), event.counted)


def title(language: Language, shelf: Shelf, event: Happening) -> str:
    """Return an event in words, as pieces in the nominative: Refusal: 54 people or more, Novomykhailivka."""
    stated = shelf.stated(event)
    people = [person_name(language, shelf.people[each]) for each in event.people if each in shelf.people]
    who = listed(language, people) if people else number_of(language, event)
    if not people:
        kinds = dict.fromkeys(code for one in stated for code in one.category)
        said = ", ".join(language.code_of("category", code) for code in kinds)
        who = f"{who} ({said})" if who and said else who or said
    units = listed(language, dict.fromkeys(one.unit for one in stated if one.unit))
    pieces = ", ".join(piece for piece in (who, units, place_of(language, shelf, event.place)) if piece)
    head = sentence(language.code_of("act", event.act))
    return visible(f"{head}: {pieces}" if pieces else head)


def sentence(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def place_of(language: Language, shelf: Shelf, place: str | None) -> str:
    """Return the name of a place by its id; empty where it is not told."""
    known = shelf.places.get(place or "")
    return language.territory(known.name) if known else ""


def person_name(language: Language, one: Somebody) -> str:
    """Return what a person is called: the public name, or the pseudonym in brackets, as the passages have it."""
    if one.named or one.name.startswith("["):
        return visible(one.name)
    return visible(language.say("[person %(name)s]", name=one.name))


def source_name(language: Language, source: Source | None) -> str:
    """Return what names a source: its outlet, its title, or that it is not named."""
    if source is None:
        return language.say("a source")
    if source.withheld:
        return language.say("source %(id)s, not named", id=source.id)
    return visible(source.outlet or source.title or source.id)


def source_title(source: Source | None) -> str:
    """Return the title of a source that is named by its outlet; empty where there is none, or none may be told."""
    told = source is not None and source.outlet and source.title and not source.withheld
    return _cut(visible(source.title or "")) if source is not None and told else ""


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"


def figure_name(language: Language, figure: Figure) -> str:
    """Return the question of a figure in words."""
    act = sentence(language.code_of("act", figure.act))
    time = language.when((figure.since, figure.until)) if figure.since or figure.until else ""
    region = language.territory(figure.region) if figure.region else ""
    return visible(", ".join(piece for piece in (act, region, time) if piece))


def values_of(language: Language, shelf: Shelf, statement: Statement) -> list[tuple[str, str]]:
    """Return the fields that a statement fills, each with its value in words."""
    held = ((name, getattr(statement, name)) for name in FIELDS)
    said = ((name, _value(language, shelf, statement, name)) for name, value in held if value)
    return [(name, visible(value)) for name, value in said if value]


def _value(language: Language, shelf: Shelf, statement: Statement, name: str) -> str:
    held = getattr(statement, name)
    if name == "count":
        return language.counted(held, statement.counted, statement.approx)
    if name == "people":
        return ", ".join(person_name(language, shelf.people[each]) for each in held if each in shelf.people)
    if name == "term_months":
        return language.term(held)
    if name == "absence_days":
        return language.days(held)
    if name == "date":
        return language.when(held)
    if name == "place":
        return place_of(language, shelf, held)
    if name == "origin":
        return language.territory(held)
    if name == "counted" and _says_unit(language, statement):
        return ""
    if name in CODED:
        return ", ".join(language.code_of(name, one) for one in (held if isinstance(held, list) else [held]))
    return str(held)


def _says_unit(language: Language, statement: Statement) -> bool:
    """Tell whether the number of a statement already says what it counts."""
    count = statement.count
    return count is not None and language.counted(count, statement.counted) != language.range(count)


def listed(language: Language, names: Iterable[str]) -> str:
    """Return the first few names, and how many more there are."""
    every = list(names)
    shown = ", ".join(every[:MOST_NAMES])
    left = len(every) - MOST_NAMES
    return shown if left <= 0 else language.say("%(names)s and %(n)s more", n=language.number(left), names=shown)
