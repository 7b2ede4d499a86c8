"""The wordings of dates in a language, as patterns over folded text, made from its dates.yml."""

import re
from functools import cache

from msgspec import Struct

from vidmova.lexicon import files


class DateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The date words of a language, as its dates.yml explains them."""

    months: dict[int, list[str]]
    careful_months: list[str]
    month_company: list[str]
    month_first: bool
    weekdays: dict[int, list[str]]
    seasons: dict[str, list[str]]
    ordinals: dict[int, list[str]]
    day_endings: list[str]
    day_words: list[str]
    year_endings: list[str]
    year_words: list[str]
    before_year: list[str]
    of: list[str]
    parts: dict[str, list[str]]
    quarters: list[str]
    half_years: list[str]
    halves: list[str]
    of_the_year: list[str]
    last: list[str]
    this: list[str]
    next: list[str]
    same_year: list[str]
    offsets: dict[str, dict[int, list[str]]]
    following: dict[int, list[str]]
    units: dict[str, list[str]]
    numbers: dict[int, list[str]]
    tens: dict[int, list[str]]
    ago: list[str]
    earlier: list[str]
    later: list[str]
    after_span: list[str]
    this_month: list[str]
    bounds: dict[str, list[str]]
    range_from: list[str]
    range_to: list[str]
    range_and: list[str]
    coming: list[str]
    as_of: list[str]
    set_for: list[str]
    joins: list[str]
    versus: list[str]
    later_on: list[str]
    documents: list[str]
    events: dict[str, list[str]]
    after_bare_day: list[str]
    before_bare_day: list[str]
    new_year: list[str]
    first_of: list[str]
    over: list[str]
    over_last: list[str]
    half_year: list[str]
    up_to: list[str]
    same_stretch: list[str]
    spells: dict[str, list[str]]
    events_of: dict[str, list[str]]
    published: list[str]


class Patterns(Struct, frozen=True):
    """The compiled patterns of a language and the tables that give a matched word its number."""

    hint: re.Pattern[str]
    """Finds something in any passage that may hold a date; saves the rest for those that do."""
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    """Name of a shape and its pattern; earlier shapes win over later ones that overlap them."""
    bound: re.Pattern[str]
    """A word such as "since" at the end of what stands before a date."""
    values: dict[str, dict[str, int]]
    """Kind of word (month, weekday, ordinal, number) to its forms and their numbers."""
    names: dict[str, dict[str, str]]
    """Kind of word (season, part, unit, event, bound) to its forms and what they are called."""
    document: re.Pattern[str]
    """A dated document at the end of what stands before a word such as «від»."""
    joins: re.Pattern[str]
    """A word such as "and" between two clauses."""
    versus: re.Pattern[str]
    """A word such as "against" before a number that another is compared with."""
    later_on: re.Pattern[str]
    """A word such as "subsequently"."""
    coming: re.Pattern[str]
    """A word that tells of what is to come."""
    as_of: re.Pattern[str]
    """A word such as «на», before the day of a count, at the end of what stands before a date."""
    set_for: re.Pattern[str]
    """What is set for a day, a few words before such a word."""
    careful: frozenset[str]
    month_company: re.Pattern[str]
    words: DateWords


def choice(listed: list[str]) -> str:
    """Return a pattern for any of the phrases, longest first; `*` stands for any ending."""
    ordered = sorted(set(listed), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in ordered) or "(?!)"


@cache
def patterns(language: str) -> Patterns:
    """Return the date patterns of a language, compiled once."""
    words = files.read("dates", DateWords, language)
    parts = _parts(words)
    shapes = [(name, re.compile(_fill(shape, parts))) for name, shape in _SHAPES if words.month_first or name[0] != "+"]
    return Patterns(
        hint=re.compile(_fill(_HINT, parts)),
        shapes=tuple((name.lstrip("+"), pattern) for name, pattern in shapes),
        bound=re.compile(_fill(r"(?:^|(?<=[^\w]))(?P<bound><bounds>)\s+$", parts)),
        values={
            "month": _numbered(words.months),
            "weekday": _numbered(words.weekdays),
            "ordinal": _numbered(words.ordinals),
            "number": _numbered(words.numbers) | _numbered(words.tens),
        },
        names={
            "season": _named(words.seasons),
            "part": _named(words.parts),
            "unit": _named(words.units),
            "event": _named(words.events),
            "spell": _named(words.spells),
            "eventof": _named(words.events_of),
            "bound": _named(words.bounds),
            "offset": {
                phrase: f"{unit} {step}"
                for unit, steps in words.offsets.items()
                for step, phrases in steps.items()
                for phrase in phrases
            },
            "following": {phrase: str(step) for step, phrases in words.following.items() for phrase in phrases},
        },
        document=re.compile(_fill(r"(?:^|\W)(?:<documents>)(?:\s+(?:№\s*)?[\w-]+){0,3}\s+$", parts)),
        joins=re.compile(rf"\b(?:{choice(words.joins)})\b"),
        versus=re.compile(rf"\b(?:{choice(words.versus)})\b"),
        later_on=re.compile(rf"\b(?:{choice(words.later_on)})\b"),
        coming=re.compile(rf"\b(?:{choice(words.coming)})\b"),
        as_of=re.compile(rf"(?:^|(?<=[^\w]))(?P<bound>{choice(words.as_of)})\s+$"),
        set_for=re.compile(rf"\b(?:{choice(words.set_for)})(?:\s+[\w-]+){{0,3}}\s+(?:{choice(words.as_of)})\s+$"),
        careful=frozenset(words.careful_months),
        month_company=re.compile(_fill(r"(?:^|\W)(?:<company>)\s+(?:the\s+)?$", parts)),
        words=words,
    )


def _numbered(table: dict[int, list[str]]) -> dict[str, int]:
    return {form: number for number, forms in table.items() for form in forms}


def _named(table: dict[str, list[str]]) -> dict[str, str]:
    return {form: name for name, forms in table.items() for form in forms}


def _all(table: dict[str, list[str]] | dict[int, list[str]]) -> str:
    return choice([form for forms in table.values() for form in forms])


def _parts(words: DateWords) -> dict[str, str]:
    endings = choice(words.day_endings)
    ordinals = _all(words.ordinals)
    years = choice([phrase for step in (-2, -1, 0, 1) for phrase in words.offsets["year"].get(step, [])])
    return {
        "months": _all(words.months),
        "company": choice(words.month_company),
        "weekdays": _all(words.weekdays),
        "seasons": _all(words.seasons),
        "ordinals": ordinals,
        "endings": endings,
        "daywords": choice(words.day_words),
        "figure": rf"(?:3[01]|[12]\d|0?[1-9])(?![\d:])(?:-?(?:{endings})\b)?",
        "yearwords": choice(words.year_words),
        "yearendings": choice(words.year_endings),
        "beforeyear": choice(words.before_year),
        "relyear": f"{years}|{choice(words.same_year)}",
        "of": choice(words.of),
        "partof": _all(words.parts),
        "quarters": choice(words.quarters),
        "halves": choice(words.halves),
        "halfyears": choice(words.half_years),
        "oftheyear": choice(words.of_the_year),
        "last": choice(words.last),
        "this": choice(words.this),
        "next": choice(words.next),
        "offsets": choice(
            [phrase for steps in words.offsets.values() for listed in steps.values() for phrase in listed]
        ),
        "following": _all(words.following),
        "units": _all(words.units),
        "numbers": _all(words.numbers),
        "tens": _all(words.tens),
        "ago": choice(words.ago),
        "earlier": choice(words.earlier),
        "later": choice(words.later),
        "afterspan": choice(words.after_span),
        "thismonth": choice(words.this_month),
        "bounds": _all(words.bounds),
        "from": choice(words.range_from),
        "to": choice(words.range_to),
        "documents": choice(words.documents),
        "events": _all(words.events),
        "newyear": choice(words.new_year),
        "firstof": choice(words.first_of),
        "over": choice(words.over),
        "overlast": choice(words.over_last),
        "halfyear": choice(words.half_year),
        "upto": choice(words.up_to),
        "samestretch": choice(words.same_stretch),
        "spells": _all(words.spells),
        "eventsof": _all(words.events_of),
        "afterbareday": choice(words.after_bare_day),
        "beforebareday": choice(words.before_bare_day),
    }


def _fill(shape: str, parts: dict[str, str]) -> str:
    """Put parts for `<names>` in a pattern; `<day:1>`, `<month:2>`, `<year:1>` make numbered groups."""
    whole = {
        "day": r"(?P<d{0}><figure>|(?:<ordinals>)(?=\s))",
        "month": r"(?P<m{0}><months>)\b(?:\.(?=\s*\d))?",
        "year": (
            r"(?:(?P<y{0}>(?:19|20)\d\d)(?!\d)(?:-?(?:<yearendings>)\b)?"
            r"(?:\s*(?:<yearwords>)(?!\w)(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?)?|(?P<r{0}><relyear>)\b)"
        ),
        "tail": r"(?:\s?,?\s+(?:(?:<of>)\s+)?<year:{0}>)?",
        "part": r"(?:(?P<part{0}><partof>)(?:\s+(?:<of>))?[\s-]+)?",
    }
    shape = re.sub(r"<(tail):(\d)>", lambda found: whole[found[1]].format(found[2]), shape)
    shape = re.sub(r"<(\w+):(\d)>", lambda found: whole[found[1]].replace("{0}", found[2]), shape)
    while re.search(r"(?<![?P])<(\w+)>", shape):
        shape = re.sub(r"(?<![?P])<(\w+)>", lambda found: parts[found[1]], shape)
    return shape


_HINT = (
    r"(?:19|20)\d\d|\d[./]\d|\d-?(?:<endings>)\b|\b(?:<months>|<seasons>|<weekdays>|<offsets>|<following>|<relyear>"
    r"|<ago>|<earlier>|<later>|<afterspan>|<events>|<quarters>|<halves>|<halfyears>|<daywords>|<oftheyear>|<newyear>|<over>|<overlast>|<samestretch>|<spells>|<eventsof>)\b"
)
_DASH = r"(?P<join>\s?[—-]\s?|\s+(?:<to>)\s+)"
_FROM = r"\b(?:(?P<from><from>)\s+)?"
_SPAN = r"(?:(?P<n>\d{1,2}|(?:<tens>)\s+(?:<numbers>)|<tens>|<numbers>)\s+)?(?P<unit><units>)"

_SHAPES: tuple[tuple[str, str], ...] = (
    ("same_stretch", r"\b(?:<year:1>,?\s+(?:<over>)\s+)?(?:<samestretch>)\b(?:\s+(?:(?:<of>)\s+)?<year:2>)?"),
    ("first_months", r"\b(?:<firstof>)\s+" + _SPAN + r"\s+(?:(?:<of>)\s+)?(?:<oftheyear>\b|<year:1>)"),
    ("up_to", r"\b(?:the\s+)?" + _SPAN + r"\s+(?:<upto>)\s+<month:1><tail:1>"),
    ("day", r"(?<![\d-])(?P<y1>(?:19|20)\d\d)-(?P<m1>0[1-9]|1[0-2])-(?P<d1>[0-2]\d|3[01])(?![\d-])"),
    ("day", r"(?<![\d.])(?P<d1>\d{1,2})[./](?P<m1>\d{1,2})[./](?P<y1>(?:19|20)\d\d|\d\d)(?!\d|\.\d)"),
    ("+days", r"\b<month:2>\s+(?P<d1><figure>)\s?[—-]\s?(?P<d2><figure>)<tail:2>"),
    ("day_range", _FROM + r"<day:1>\s+<month:1><tail:1>" + _DASH + r"<day:2>\s+<month:2><tail:2>"),
    ("+day_range", _FROM + r"<month:1>\s+(?P<d1><figure>)<tail:1>" + _DASH + r"<month:2>\s+(?P<d2><figure>)<tail:2>"),
    ("days", _FROM + r"<day:1>" + _DASH + r"<day:2>\s+(?:(?:<of>)\s+)?<month:2><tail:2>"),
    ("day", r"\b<day:1>\s+(?:(?:<of>)\s+)?<month:1><tail:1>"),
    ("+day", r"\b<month:1>\s+(?:the\s+)?(?P<d1><figure>)(?!\s*%|[.,]?\d)<tail:1>"),
    (
        "part_of_year",
        r"\b(?P<which><ordinals>|iv|i{1,3}|[1-4](?:-?(?:<endings>))?)\s+(?:(?P<quarter><quarters>)|(?P<halfyear><halfyears>)|(?P<half><halves>))\b"
        r"(?:\s+(?:(?:<of>)\s+)?(?:<month:1>\b<tail:1>|<year:2>|(?P<oftheyear><oftheyear>)\b))?",
    ),
    ("month_range", _FROM + r"<part:1><month:1><tail:1>" + _DASH + r"<part:2><month:2><tail:2>"),
    ("month", r"\b<part:1>(?:(?P<last><last>)\s+|(?P<this><this>)\s+)?<month:1><tail:1>"),
    (
        "season",
        r"\b<part:1>(?:(?P<last><last>)\s+|(?P<this><this>)\s+)?(?P<season><seasons>)\b"
        r"(?:\s+(?:(?:<of>)\s+)?<year:1>(?:[/—-](?P<y2>(?:19|20)\d\d|\d\d)(?!\d)(?:\s+(?:<yearwords>)\b)?)?)?",
    ),
    ("years", _FROM + r"(?<![\d-])(?P<y1>(?:19|20)\d\d)" + _DASH + r"<year:2>"),
    ("year", r"\b<part:1>(?:(?P<prep><beforeyear>)\s+)?<year:1>"),
    ("part_of_this_year", r"\b(?P<part1><partof>)(?:\s+(?:<of>))?\s+(?:<oftheyear>)\b"),
    ("spell", r"\b(?P<spell><spells>)\b"),
    ("nth", r"\b(?P<which><ordinals>)\s+(?P<unit><units>)\s+(?:(?:<of>)\s+)?(?P<eventof><eventsof>)\b"),
    ("new_year", r"\b(?:(?P<on><bounds>)\s+)?(?:<newyear>)\b(?!')"),
    ("ago", r"\b" + _SPAN + r"\s+(?:<ago>)\b(?:\s+(?P<thismonth><thismonth>)\b)?"),
    ("offset", r"\b(?P<offset><offsets>)\b"),
    ("following", r"\b(?P<following><following>)\b"),
    ("earlier", r"\b" + _SPAN + r"\s+(?:<earlier>)\b"),
    ("later", r"\b" + _SPAN + r"\s+(?:<later>)\b"),
    ("later", r"\b(?:<afterspan>)\s+" + _SPAN + r"\b"),
    ("over", r"\b(?:(?P<last><overlast>)|<over>)\s+(?:" + _SPAN + r"|(?P<half><halfyear>))\b"),
    ("weekday", r"\b(?:(?P<last><last>)\s+|(?P<next><next>)\s+)?(?P<weekday><weekdays>)\b"),
    ("event", r"\b(?P<event><events>)\b"),
    (
        "bare_day",
        r"\b(?:(?P<on><beforebareday>)\s+)?(?:(?P<d1>(?:3[01]|[12]\d|[1-9])-?(?:<endings>)\b"
        r"|(?:<ordinals>|3[01]|[12]\d|[1-9])(?=\s+(?:<daywords>)))"
        r"(?:\s+(?P<word><daywords>)\b|(?=\s*[,.;:!?)]|\s*$|\s+(?:<afterbareday>)\b)))",
    ),
)
