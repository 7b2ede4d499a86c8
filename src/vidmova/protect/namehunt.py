"""Finds protected names in pieces of text, and says how sure it is that one of them is meant."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from vidmova.entities.scripts import spelling
from vidmova.lexicon.folding import fold
from vidmova.protect.disguises import other_letters
from vidmova.protect.soughtnames import (
    Sought,
    given_keys,
    initials_of,
    is_common,
    is_other_word,
    is_place_ending,
    surname_letters,
)

WORD = re.compile(r"[^\W\d_](?:['’ʼ]?[^\W_])*(?:-[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)*")
_CAMEL = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])")
_SHORTENED = re.compile(r"(?<![\w.])([^\W\d_]{3,})[ \u00a0_]([^\W\d_])\.(?!\s?[^\W\d_]\.?\s?[A-ZА-ЯІЇЄҐ])")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
NEAR = 32
"""Characters before and after a surname in which a given name belongs to it."""
JOINED = 6
"""A beginning of at least so many letters is looked for inside of words that were written together."""
REVERSED = 5
MOST_LETTERS, MOST_DIGITS = 60, 4
"""A longer word, or one of more digits, is an id."""

AS_PLACE = "with the ending of a place"
SURE, PERHAPS, COMMON = "protected-name", "protected-name-perhaps", "common-name"


class Found(Struct, frozen=True, order=True):
    """A protected name in a piece of text."""

    rule: str
    people: tuple[int, ...]
    how: str
    """In which way it stands there."""


class Hunt:
    """Looks for protected names, each word once: most words of a release are none."""

    def __init__(self, known: Sought) -> None:
        self.known = known
        self._words: dict[str, tuple[frozenset[int], str]] = {}
        self._cold: set[str] = set()
        """Words that were looked at, and that nobody bears."""
        stems = sorted(stem for stem in known.stems if len(stem) >= JOINED)
        self._stems, self._stem_words = (AhoCorasick(stems) if stems else None), stems

    def bearers(self, word: str) -> tuple[frozenset[int], str]:
        """Return who bears a word as a surname, and in which way it stands there."""
        if word not in self._words:
            self._words[word] = self._judged(word)
        return self._words[word]

    def _judged(self, word: str) -> tuple[frozenset[int], str]:
        if len(word) > MOST_LETTERS or sum(map(str.isdigit, word)) > MOST_DIGITS:
            return frozenset(), ""
        folded = fold(word)
        found, exact = self.known.bearers(folded)
        if found:
            return found, "as it is written" if exact else "in another form or spelling"
        for other in other_letters(folded):
            found, exact = self.known.bearers(other)
            if found and (exact and len(other) >= REVERSED):
                backwards = other == folded[::-1]
                return found, "written backwards" if backwards else "with letters of another script"
        return self._inside(folded)

    def _inside(self, folded: str) -> tuple[frozenset[int], str]:
        if self._stems is None or len(folded) < JOINED + 2:
            return frozenset(), ""
        hits = self._stems.find_matches_as_indexes(folded, overlapping=True)
        people = frozenset(number for index, *_ in hits for number in self.known.stems[self._stem_words[index]])
        if people and all(not start and is_place_ending(folded[end:]) for _, start, end in hits):
            return people, AS_PLACE
        return people, "inside of a word" if people else ""

    def stirs(self, text: str) -> bool:
        """Tell whether a piece of text has a word, also in part, that may be a protected name: to pass others over."""
        words = WORD.findall(text)
        if not self._cold.issuperset(words) and any(map(self._is_hot, words)):
            return True
        apart = _HYPHEN.sub(" ", text) if "-" in text else text
        return apart != text and self.stirs(apart)

    def shortened(self, text: str) -> Iterator[int]:
        """Yield where a text has what may be a protected given name with a letter behind it."""
        for at in _SHORTENED.finditer(text) if self.known.given else ():
            if at[1][:1].isupper() and not given_keys(at[1]).isdisjoint(self.known.given):
                yield at.start()

    def _is_hot(self, word: str) -> bool:
        """Tell whether a word, or one of those that are written together in it, is borne by somebody; keep if not."""
        if word in self._cold:
            return False
        parts = _CAMEL.split(word) if len(word) > JOINED + 2 else ()
        hot = any(self.bearers(one)[0] for one in (word, *parts))
        if not hot:
            self._words.pop(word, None)
            self._cold.add(word)
        return hot

    def search(self, text: str, prose: bool) -> list[Found]:
        """Return the protected names in a piece of text."""
        if "-" in text:
            apart = _HYPHEN.sub(" ", text)
            return sorted({*(self.search(apart, prose) if apart != text else ()), *self._search(text, prose)})
        return self._search(text, prose)

    def _search(self, text: str, prose: bool) -> list[Found]:
        words = WORD.findall(text)
        hot = [word for word in dict.fromkeys(words) if self.bearers(word)[0]]
        found = [one for word in hot for one in self._placed(text, word, prose)]
        if "." in text and self.known.given:
            found += self._shortened(text)
        if not prose or any(len(word) > 2 * JOINED for word in words):
            found += self._camel(text, prose)
        return sorted(set(found))

    def _placed(self, text: str, word: str, prose: bool) -> Iterator[Found]:
        people, how = self.bearers(word)
        for at in re.finditer(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", text):
            around = (text[max(0, at.start() - NEAR) : at.start()], text[at.end() : at.end() + NEAR])
            rule, meant = self._weighed(word, people, how, (prose, around))
            if rule:
                yield Found(rule, tuple(sorted(meant)), how)

    def _weighed(
        self, word: str, people: frozenset[int], how: str, setting: tuple[bool, tuple[str, str]]
    ) -> tuple[str, frozenset[int]]:
        prose, around = setting
        beside = _neighbours(around)
        named = frozenset(one for one in people if self._is_named(one, beside, word))
        if named:
            return SURE, named
        if all(self.known.people[one].alone for one in people):
            return (COMMON if word[:1].isupper() else ""), people
        if how == AS_PLACE:
            return ("" if prose else COMMON), people
        if how == "inside of a word":
            return ("" if prose else PERHAPS), people
        if _other_given(beside):
            return COMMON, people
        rule = self._alone(word, how, prose)
        # A name of one word only may be a callsign, or a common word that was taken for a name.
        single = not any(self.known.people[one].givens for one in people)
        return (PERHAPS if rule == SURE and single else rule), people

    def _alone(self, word: str, how: str, prose: bool) -> str:
        """Return what a surname means that stands alone."""
        folded, capital = fold(word), word[:1].isupper()
        if spelling(folded) in self.known.shared or is_other_word(folded):
            return COMMON if capital or not prose else ""
        if is_common(folded) or how == "in another form or spelling":
            return PERHAPS if capital or not prose else ""
        if not capital and prose and how == "as it is written":
            return COMMON
        return SURE

    def _is_named(self, number: int, beside: Sequence[str], word: str) -> bool:
        """Tell whether a given name, a patronymic or an initial of a person stands beside a surname."""
        person = self.known.people[number]
        if person.alone:
            # The same given name once more, as in «Вадим … Вадима», names nobody else.
            return any(spelling(other.rstrip(".")) in person.fathers for other in beside)
        letters = initials_of(person)
        for other in beside:
            bare = other.rstrip(".")
            if other == word or not bare:
                continue
            if len(bare) <= 2 and (other.endswith(".") or bare.isupper()):
                if bare[:1].lower() in letters:
                    return True
            elif given_keys(bare) & person.givens or spelling(bare) in person.givens | person.fathers:
                return True
        return False

    def _shortened(self, text: str) -> Iterator[Found]:
        """Yield «Степан Г.»: a given name with the first letter of the surname."""
        for at in _SHORTENED.finditer(text):
            keys = given_keys(at[1]) if at[1][:1].isupper() and at[2].isupper() else frozenset()
            people = [number for key in keys for number in sorted(self.known.given.get(key, ()))]
            letter = at[2].lower()
            meant = [one for one in people if letter in surname_letters(self.known.people[one])]
            if meant:
                yield Found(PERHAPS, tuple(sorted(set(meant))), "as a given name and a letter")

    def _camel(self, text: str, prose: bool) -> Iterator[Found]:
        """Yield names that are written together: StepanHaivoron, stepanhaivoron."""
        for word in dict.fromkeys(WORD.findall(text)):
            if len(word) <= JOINED + 2:
                continue
            people, how = self.bearers(word)
            parts = _CAMEL.split(word)
            if len(parts) > 1:
                yield from (Found(SURE, one.people, one.how) for one in self._apart(parts, prose) if one.rule == SURE)
            elif how == "inside of a word":
                meant = [one for one in people if self._joined(word, one)]
                if meant:
                    yield Found(SURE, tuple(sorted(meant)), how)

    def _apart(self, parts: Sequence[str], prose: bool) -> Iterable[Found]:
        text = " ".join(parts)
        return [one for word in parts if self.bearers(word)[0] for one in self._placed(text, word, prose)]

    def _joined(self, word: str, number: int) -> bool:
        """Tell whether what is left of a word without a surname's stem is a given name of the person."""
        person, folded = self.known.people[number], fold(word)
        for stem in self._stem_words:
            if stem in folded and number in self.known.stems[stem]:
                before, _, after = folded.partition(stem)
                pieces = {before, after, *(after[size:] for size in range(1, 4))}
                if any(len(one) > 2 and given_keys(one) & person.givens for one in pieces):
                    return True
        return False


_NEXT = re.compile(r"[^\W\d_](?:['’ʼ-]?[^\W\d_])*\.?")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})[.!?…]\s|[;:|\n\t\[\]{}]")


def _neighbours(around: tuple[str, str]) -> list[str]:
    """Return up to two words on each side, of the same sentence."""
    before = _NEXT.findall(_SENTENCE.split(around[0])[-1])[-2:]
    after = _NEXT.findall(_SENTENCE.split(around[1])[0])[:2]
    return [*before, *after]


def _other_given(beside: Sequence[str]) -> bool:
    """Tell whether another given name stands directly beside: then somebody else is meant."""
    return any(len(word) > 3 and word[:1].isupper() and given_keys(word.rstrip(".")) for word in beside)
