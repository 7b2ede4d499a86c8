"""The words of attribution: the file sources.yml, and the patterns made of it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from msgspec import Struct

from vidmova.extraction.roles import grouped
from vidmova.lexicon.files import read

Who = Literal["m", "f", "p", "o", "d"]
Sort = Literal["person", "outlet", "office", "noun", "title", "pronoun"]


class NounWords(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `nouns` in sources.yml."""

    en: str
    who: Who
    words: tuple[str, ...]


class OutletWords(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `outlets` in sources.yml."""

    en: str
    words: tuple[str, ...]


class ToldWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The entry `as_told` in sources.yml."""

    his: tuple[str, ...]
    hers: tuple[str, ...]
    theirs: tuple[str, ...]
    same: tuple[str, ...]


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """The file sources.yml."""

    according: tuple[str, ...]
    citing: tuple[str, ...]
    said: tuple[str, ...]
    weak: tuple[str, ...]
    denying: tuple[str, ...]
    supposing: tuple[str, ...]
    found: tuple[str, ...]
    in_document: tuple[str, ...]
    as_told: ToldWords
    impersonal: dict[str, tuple[str, ...]]
    nouns: tuple[NounWords, ...]
    outlets: tuple[OutletWords, ...]
    offices: tuple[OutletWords, ...]
    orders: tuple[str, ...]
    title_after: dict[str, str]
    he: tuple[str, ...]
    she: tuple[str, ...]
    they: tuple[str, ...]
    it: tuple[str, ...]
    outlet_again: tuple[str, ...]
    same: tuple[str, ...]
    links: tuple[str, ...]
    subject_in: tuple[str, ...]
    not_said: tuple[str, ...]
    negation: tuple[str, ...]
    first_person: tuple[str, ...]
    several: tuple[str, ...]
    retelling: tuple[str, ...]
    testimony: tuple[str, ...]
    my_name: tuple[str, ...]
    reached_us: tuple[str, ...]
    genitive_words: tuple[str, ...]
    openers: tuple[str, ...]
    plain_speech: tuple[str, ...]


class Unit(Struct, frozen=True):
    """What a wording stands for: the source in English, who that is, of which sort, and whether it may be a subject."""

    en: str
    who: str
    sort: Sort
    subject: bool


class Speech(Struct, frozen=True):
    """The patterns of one language."""

    cues: re.Pattern[str]
    sorts: tuple[tuple[str, re.Pattern[str]], ...]
    units: re.Pattern[str]
    words: dict[str, Unit]
    stems: dict[str, Unit]
    titles: re.Pattern[str]
    projects: re.Pattern[str]
    link: re.Pattern[str]
    into: re.Pattern[str]
    not_said: re.Pattern[str]
    negation: re.Pattern[str]
    first_person: re.Pattern[str]
    several: re.Pattern[str]
    retelling: re.Pattern[str]
    testimony: re.Pattern[str]
    my_name: re.Pattern[str]
    reached_us: re.Pattern[str]
    genitive: re.Pattern[str]
    orders: re.Pattern[str]
    openers: frozenset[str]
    plain_speech: frozenset[str]
    heads: dict[str, str]
    named_before: re.Pattern[str]


@cache
def speech(language: str) -> Speech:
    """Return the patterns of a language."""
    file = read("sources", Wording, language)
    words, stems = _units(file)
    shapes = [re.escape(word) for word in words] + [re.escape(stem) + r"\w{0,3}" for stem in stems]
    listed = _cue_words(file)
    heads = one_of(file.title_after)
    return Speech(
        cues=re.compile(
            rf"(?<![\w-])(?:{grouped([shape for _, each in listed for shape in wordings(each)])})(?![\w-])"
        ),
        sorts=tuple((sort, re.compile("|".join(wordings(each)))) for sort, each in listed if each and sort != "said"),
        units=re.compile(rf"(?<![\w-])(?:{grouped(shapes)})(?![\w-]|\.\w)"),
        words=words,
        stems=stems,
        titles=re.compile(rf"(?:(?<!\w)({heads})[ ,]{{1,2}})?\"([^\"\n]{{3,45}})\""),
        projects=re.compile(
            rf"(?<!\w)(?:{heads}) ((?:[A-Z](?:[\w.’'-]*\w)?)(?: (?:of |to |the )?[A-Z](?:[\w.’'-]*\w)?| [a-z]+(?=,))*)"
        ),
        link=re.compile(rf" (?:(?:{one_of(file.links)}) )?(?:the |a |its |their )?\"?"),
        into=re.compile(rf"(?<!\w)(?:{one_of(file.subject_in)}) (?:\w+(?:ой|ом|ем|ої|ій|ому|их|ых) ){{0,2}}\"?$"),
        not_said=re.compile(rf" (?:{'|'.join(file.not_said) or '(?!)'})(?!\w)"),
        negation=re.compile(rf"(?<![\w'])(?:{one_of(file.negation)}) $|n't $"),
        first_person=re.compile(rf"(?<![\w'-])(?:{one_of(file.first_person)})(?![\w'-])"),
        several=re.compile(rf"(?<!\w)(?:{one_of(file.several)}|\d+) (?:\w+(?:ых|их) )?$"),
        retelling=re.compile(rf"(?<!\w)(?:{one_of(file.retelling)})(?!\w)"),
        testimony=re.compile(rf"(?<!\w)(?:{'|'.join(wordings(file.testimony))})(?!\w)"),
        my_name=re.compile(rf"(?<!\w)(?:{one_of(file.my_name)})(?!\w)"),
        reached_us=re.compile(rf"(?<!\w)(?:{'|'.join(wordings(file.reached_us))})(?!\w)"),
        genitive=re.compile(rf"'s (?:own )?(?:{one_of(file.genitive_words)})(?!\w)"),
        orders=re.compile("|".join(file.orders) or "(?!)"),
        openers=frozenset(file.openers),
        plain_speech=frozenset(file.plain_speech),
        heads=file.title_after,
        named_before=_named_before(file.openers),
    )


def _named_before(openers: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of words with a capital letter that belong to the noun after them (National Guard …)."""
    word = rf"(?!(?i:{one_of(openers)}) )[A-Z][\w’'-]+ "
    return re.compile(rf"(?:^|(?<=[\s\"“(]))((?:leaked )?(?:{word})+|leaked |internal )$")


def one_of(words: Iterable[str]) -> str:
    """Return an alternation of plain wordings, longer ones first; of none, a pattern that never fits."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(map(re.escape, listed)) or "(?!)"


def wordings(words: tuple[str, ...]) -> list[str]:
    """Return each wording as a pattern: `*` for up to three letters (no reflexive ending), … for up to five words."""
    shapes = [re.escape(word).replace(r"\*", r"\w{0,3}(?<!ся)(?<!сь)") for word in words]
    return [shape.replace(r"\ …\ ", r"(?: [^\s.;:!?]+){0,5}? ") for shape in shapes]


def _cue_words(file: Wording) -> list[tuple[str, tuple[str, ...]]]:
    told = file.as_told
    listed = [("his", told.his), ("hers", told.hers), ("theirs", told.theirs), ("again", told.same)]
    listed += [(f"impersonal {english}", words) for english, words in sorted(file.impersonal.items())]
    listed += [
        ("denied", file.denying),
        ("possible", file.supposing),
        ("found", file.found),
        ("written", file.in_document),
    ]
    return [*listed, ("citing", file.citing), ("according", file.according), ("weak", file.weak), ("said", file.said)]


def _units(file: Wording) -> tuple[dict[str, Unit], dict[str, Unit]]:
    words: dict[str, Unit] = {}
    stems: dict[str, Unit] = {}
    pronouns = {
        "he": file.he,
        "she": file.she,
        "they": file.they,
        "it": file.it,
        "outlet": file.outlet_again,
        "same": file.same,
    }
    for who, listed in pronouns.items():
        for word in listed:
            first = not any(other[:4] == word[:4] for other in listed[: listed.index(word)])
            subject = word == listed[0] if word in SHORT else first and not OBLIQUE.search(word)
            words.setdefault(word, Unit(word, who, "pronoun", subject))
    sorts: tuple[tuple[Sort, tuple[OutletWords, ...]], ...] = (("outlet", file.outlets), ("office", file.offices))
    for sort, rows in sorts:
        for row in rows:
            for word in row.words:
                _put(word, Unit(row.en, "o", sort, _subject(word, row.words[0], "o")), words, stems)
    for noun in file.nouns:
        for word in noun.words:
            _put(word, Unit(noun.en, noun.who, "noun", _subject(word, noun.words[0], noun.who)), words, stems)
    return words, stems


SHORT = frozenset(
    [
        *("он", "его", "него", "ему", "ним", "она", "ее", "нее", "ней", "они", "их", "них"),
        *("він", "його", "нього", "йому", "вона", "її", "неї", "нею", "вони", "їхніми"),
        *("he", "him", "she", "her", "they", "them"),
    ]
)
OBLIQUE = re.compile(r"[а-яіїєґ](?:[ую]|[ая]м|[оеє]м|[оеє]й|[оеє]ю|[оеє]ві|[ая]ми)$")
GENITIVE_PLURAL = re.compile(r"(?:ов|ев|ей|их|ых|ів|їв|ок|ень|щин|тер|ждан)$")


def _subject(word: str, first: str, who: str) -> bool:
    if word == first or word.isascii():
        return True
    head, first = word.split()[0], first.split()[0].rstrip("*")
    if (OBLIQUE.search(head) and not head.endswith(("енком", "єнком"))) or GENITIVE_PLURAL.search(head):
        return False
    if who == "p":
        return head[-1] in "ыиіїяе"
    if who in "mf":
        return head[-1] not in "аяуюыиіїео" or head.endswith(("ца", "ка", "ня", "са", "ця", "ра", "на"))
    return head[-1] == first[-1] or (first[-1] in "иі" and head[-1] in "иії")


def _put(word: str, unit: Unit, words: dict[str, Unit], stems: dict[str, Unit]) -> None:
    if word.endswith("*"):
        stems.setdefault(word[:-1], unit)
    else:
        words.setdefault(word, unit)


def unit_of(form: str, known: Speech) -> Unit | None:
    """Return what a folded wording stands for; one known by its stem is a subject in the nominative only."""
    if form in known.words:
        return known.words[form]
    for size in range(len(form), max(0, len(form) - 4), -1):
        unit = known.stems.get(form[:size])
        if unit is not None:
            nominative = form[size:] in ("", "а", "я", "ь") or (unit.sort == "noun" and not OBLIQUE.search(form))
            return Unit(unit.en, unit.who, unit.sort, nominative)
    return None
