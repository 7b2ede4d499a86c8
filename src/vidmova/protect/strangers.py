"""Words of a passage that look like a person's name and that nobody knows: hidden, unless they name something else."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from vidmova.entities.endings import is_usual, surname_readings
from vidmova.entities.scripts import spelling
from vidmova.extraction.courts import find_courts
from vidmova.extraction.names import is_never, looks_like_surname
from vidmova.extraction.persons import find_persons
from vidmova.extraction.places import find_places
from vidmova.extraction.roles import compiled
from vidmova.extraction.units import find_units
from vidmova.lexicon.folding import fold
from vidmova.protect.namewords import Word, given_keys, is_patronymic, rows_of
from vidmova.records import Passage, Span

READ = ("uk", "ru", "en")
LONGEST_ACRONYM = 6
TITLE_WORDS = 4
_SMALL = re.compile(r"(?<![\w'’-])[a-zа-яёіїєґ][\w'’ʼ-]+")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .·_\-*|/][^\W\d_]){3,}(?!\w)")
_OPENING = re.compile(r"(?:^|[.!?…\n:;•]|[«\"“„(—–-]|\d[.)])\s*[«\"“„(—–-]*\s*$")
_QUOTES = "«\"“„‘'"
_WINDOW = 6


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
            found.append(Span(start, end))
    return sorted(found)


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
    if is_never(word.form, passage.language) or known.public(word.form) or _is_role(word.form, passage.language):
        return True
    said = passage.text[word.start : word.end]
    if said.isupper() and len(said) <= LONGEST_ACRONYM:
        return True
    return known.ordinary(word.form) and (_opens(passage.text, word.start) or not _surname(word.form))


@lru_cache(maxsize=100_000)
def _is_role(form: str, language: str) -> bool:
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
        if word is not None and joined and (word.initial or not _explained(word, passage, known)):
            run.append(word)
            continue
        found += _run(run, passage, known)
        run = [word] if word is not None and not joined and not _explained(word, passage, known) else []
    return found


def _explained(word: Word, passage: Passage, known: Vocabulary) -> bool:
    return _plain(word, passage, known) and not word.initial


def _run(run: Sequence[Word], passage: Passage, known: Vocabulary) -> list[Span]:
    while run and _leading(run[0], known):
        run = run[1:]
    words = [word for word in run if not word.initial]
    if not words:
        return []
    sure = any(given_keys(word.form) or is_patronymic(word.form) or _usual(word.form) for word in words)
    if sure or (len(run) > 1 and not _title(passage, run[0])):
        return [Span(run[0].start, run[-1].end)]
    word = words[0]
    if passage.text[word.start - 1 : word.start] in _QUOTES and word.start:
        return []
    if _opens(passage.text, word.start):
        return []
    if passage.language not in ("uk", "ru"):
        return [Span(word.start, word.end)] if _surname(word.form) and not known.ordinary(word.form) else []
    return [Span(word.start, word.end)] if len(word.form) > 1 else []


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
