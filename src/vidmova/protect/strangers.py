"""Words of a passage that look like a person's name and that nobody knows: hidden, unless they name something else."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from vidmova.entities.endings import is_usual, surname_readings
from vidmova.entities.organisations import read as organisation
from vidmova.entities.scripts import spelling
from vidmova.extraction.courts import find_courts
from vidmova.extraction.gazetteer import entries
from vidmova.extraction.names import is_never, looks_like_surname
from vidmova.extraction.persons import find_persons
from vidmova.extraction.places import find_places
from vidmova.extraction.roles import compiled
from vidmova.extraction.units import find_units
from vidmova.lexicon.folding import fold
from vidmova.protect.cues import words
from vidmova.protect.namewords import Word, given_keys, is_patronymic, rows_of
from vidmova.records import Passage, Span

READ = ("uk", "ru", "en")
LONGEST_ACRONYM = 6
TITLE_WORDS = 4
_SMALL = re.compile(r"(?<![\w'’-])[a-zа-яёіїєґ][\w'’ʼ-]+")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .·_\-*|/][^\W\d_]){3,}(?!\w)")
_SIGNS = r".!?…\n:;•\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_OPENING = re.compile(rf"(?:^|[{_SIGNS}]|[«\"“„(—–-]|\d[.)])\s*[«\"“„(—–-]*\s*$")
_QUOTES = "«\"“„‘'"
_WINDOW = 6
_LONG = 30
SHORTEST_ENDED = 7
"""A shorter word may be all ending."""
ADJECTIVES = ("D", "i")
"""Forms of the gazetteer that are adjectives."""
_BEFORE = re.compile(r"([\w'-]+)[ \u00a0]+[«\"“„]$")
_REST = re.compile(r"\.\w+")
_AFTER = re.compile(r"[ \u00a0]([\w'-]+)")


class Vocabulary(Struct, frozen=True):
    """Words that are no names in this register."""

    small: frozenset[str]
    """Folded words that its documents write in small letters."""
    named: frozenset[str]
    """Spellings of the words in names of known units, organisations, courts and places."""

    def ordinary(self, form: str) -> bool:
        """Tell whether a folded word stands in small letters somewhere."""
        return form in self.small

    def public(self, form: str) -> bool:
        """Tell whether a folded word belongs to the name of something known."""
        return spelling(form) in self.named


def vocabulary(texts: Iterable[str], names: Iterable[str]) -> Vocabulary:
    """Return the vocabulary of texts, and of names of what is no person."""
    small: set[str] = set()
    for text in texts:
        small.update(_SMALL.findall(text))
    words = {word.form for name in names for row in rows_of(name, fold(name)) for word in row if not word.initial}
    # A surname alone in a claim is taken for an organisation, and some of these bear people's names.
    public = {word for word in words if not _usual(word) and not given_keys(word)}
    return Vocabulary(frozenset(map(fold, small)), frozenset(spelling(word) for word in public))


def strangers(passage: Passage, taken: Sequence[Span], known: Vocabulary) -> list[Span]:
    """Return what looks like a name beside what is taken already: in doubt a word with a capital letter is one."""
    spaced = [Span(match.start(), match.end()) for match in _SPACED.finditer(passage.text, passage.start, passage.end)]
    rows = [_left(row, taken) for row in rows_of(passage.text, passage.folded, passage.start, passage.end)]
    rows = [row for row in rows if any(not _plain(word, passage, known) for word in row)]
    if not rows:
        return [one for one in spaced if _letters(passage.text, one)]
    public = _public(passage)
    found = [one for one in spaced if _letters(passage.text, one)]
    for row in rows:
        free = [word for word in row if not any(span.start <= word.start < span.end for span in public)]
        found += _names(free, passage, known)
    said = fold(passage.said)
    for person in find_persons(passage.said, said, passage.language) if passage.language in READ else []:
        start, end = passage.start + person.start, passage.start + person.end
        if not any(span.start < end and start < span.end for span in (*public, *taken, *found)):
            found.append(_grown(Span(start, end), rows, passage, known))
    return sorted(found)


def _grown(span: Span, rows: Iterable[Sequence[Word]], passage: Passage, known: Vocabulary) -> Span:
    """Return a name with the words behind it in its row that nothing explains: in a title all words look alike."""
    end = span.end
    for word in (word for row in rows for word in row if word.start >= span.end):
        if passage.text[end : word.start].strip(" \u00a0") or explained(word, passage, known):
            break
        end = word.end
    return Span(span.start, end)


def _letters(text: str, span: Span) -> bool:
    """Tell whether letters that are parted by signs spell a name: the first, or all of them, are capitals."""
    return text[span.start].isupper()


def _left(row: Sequence[Word], taken: Sequence[Span]) -> list[Word]:
    return [word for word in row if not any(span.start < word.end and word.start < span.end for span in taken)]


def _plain(word: Word, passage: Passage, known: Vocabulary) -> bool:
    """Tell without looking around whether a word is surely no name."""
    if word.initial:
        return True
    if given_keys(word.form) or is_patronymic(word.form):
        return known.ordinary(word.form) and _opens(passage.text, word.start)
    if is_never(word.form, passage.language) or known.public(word.form) or is_role(word.form, passage.language):
        return True
    if _no_surname(word.form, passage.language) or (
        _opens(passage.text, word.start) and _is(word.form, "openers", passage.language)
    ):
        return True
    said = passage.text[word.start : word.end]
    if said.isupper() and len(said) <= LONGEST_ACRONYM:
        return True
    return known.ordinary(word.form) and (_opens(passage.text, word.start) or not _surname(word.form))


@lru_cache(maxsize=100_000)
def _no_surname(form: str, language: str) -> bool:
    """Tell whether a folded word ends as no surname does."""
    return len(form) >= SHORTEST_ENDED and form.endswith(words(language).endings)


@lru_cache(maxsize=100_000)
def _is(form: str, what: str, language: str) -> bool:
    """Tell whether a folded word stands in a list of the lexicon."""
    return words(language).explained[what].fullmatch(form) is not None


@lru_cache(maxsize=100_000)
def is_role(form: str, language: str) -> bool:
    """Tell whether a folded word says what somebody is: a rank, an office, a trade."""
    return language in READ and compiled(language).roles.fullmatch(form) is not None


@lru_cache(maxsize=100_000)
def _surname(form: str) -> bool:
    return any(looks_like_surname(form, language) for language in READ)


@lru_cache(maxsize=100_000)
def _usual(form: str) -> bool:
    return any(is_usual(reading.nominative) for reading in surname_readings(form))


def _opens(text: str, start: int) -> bool:
    """Tell whether a word begins a sentence, a line or a quotation."""
    return bool(_OPENING.search(text[max(0, start - _WINDOW) : start])) or start == 0


def _public(passage: Passage) -> list[Span]:
    """Return where places, units and courts are named."""
    found = [Span(one.start, one.end) for one in find_places(passage)]
    found += [Span(one.start, one.end) for one in find_units(passage)]
    return [*found, *(Span(one.start, one.end) for one in find_courts(passage))]


def _names(row: Sequence[Word], passage: Passage, known: Vocabulary) -> list[Span]:
    """Return the names in a row of words that nothing else explains."""
    found: list[Span] = []
    run: list[Word] = []
    for word in [*row, None]:
        joined = word is not None and (not run or passage.text[run[-1].end : word.start].strip(" \u00a0.") == "")
        if word is not None and joined and (word.initial or not explained(word, passage, known)):
            run.append(word)
            continue
        found += _run(run, passage, known)
        run = [word] if word is not None and not joined and not explained(word, passage, known) else []
    return found


def explained(word: Word, passage: Passage, known: Vocabulary) -> bool:
    """Tell whether a word with a capital letter is surely no name; an initial is always one."""
    return _plain(word, passage, known) and not word.initial


def _run(run: Sequence[Word], passage: Passage, known: Vocabulary) -> list[Span]:
    while run and _leading(run[0], known):
        run = run[1:]
    written = [word for word in run if not word.initial]
    if not written or _organisation(run, passage) or _of_place(run, passage):
        return []
    sure = any(given_keys(word.form) or is_patronymic(word.form) or _usual(word.form) for word in written)
    if sure or (len(run) > 1 and not _title(passage, run[0])):
        return [Span(run[0].start, run[-1].end)]
    word = written[0]
    if passage.text[word.start - 1 : word.start] in _QUOTES and word.start:
        return []
    if _opens(passage.text, word.start):
        return []
    if passage.language not in ("uk", "ru"):
        return [Span(word.start, word.end)] if _surname(word.form) and not known.ordinary(word.form) else []
    return [Span(word.start, word.end)] if len(word.form) > 1 else []


def _organisation(run: Sequence[Word], passage: Passage) -> bool:
    """Tell whether a row of words is known as an organisation, or named as one: Data Review, the network «Dzvin»."""
    start, end = run[0].start, run[-1].end
    rest = _REST.match(passage.text, end)
    if organisation(passage.text[start:end]).known or (rest and organisation(passage.text[start : rest.end()]).known):
        return True
    if any(word.initial or given_keys(word.form) or is_patronymic(word.form) for word in run):
        return False
    if len(run) > 1 and any(_is(word.form, "organisations", passage.language) for word in run):
        return True
    before = _BEFORE.search(passage.folded, max(0, start - _LONG), start)
    return before is not None and _is(before[1], "organisations", passage.language)


def _of_place(run: Sequence[Word], passage: Passage) -> bool:
    """Tell whether a word is an adjective made of a place's name, before a word that such adjectives stand with."""
    after = _AFTER.match(passage.folded, run[-1].end)
    if len(run) > 1 or after is None or not _is(after[1], "beside_places", passage.language):
        return False
    return passage.text[after.start(1)].islower() and any(
        one.form in ADJECTIVES and one.ending for one in entries(run[0].form)
    )


def _leading(word: Word, known: Vocabulary) -> bool:
    """Tell whether a word before a name is an ordinary one that a sentence began with (Lawyer)."""
    return not word.initial and known.ordinary(word.form) and not given_keys(word.form) and not _usual(word.form)


def _title(passage: Passage, word: Word) -> bool:
    """Tell whether a line writes most of its words with capital letters, as titles in English do."""
    if passage.language != "en":
        return False
    begin = passage.text.rfind("\n", 0, word.start) + 1
    end = passage.text.find("\n", word.start)
    words = passage.text[begin : end if end >= 0 else len(passage.text)].split()
    capitals = sum(one[:1].isupper() for one in words)
    return len(words) >= TITLE_WORDS and capitals * 3 >= len(words) * 2
