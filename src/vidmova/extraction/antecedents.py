"""Whom a pronoun or a bare noun stands for: who spoke and who was named so far in a document."""

from bisect import bisect_left

from msgspec import structs

from vidmova.extraction.persons import Person
from vidmova.extraction.speakers import Speaker
from vidmova.extraction.speech import speech
from vidmova.records import Sentence


class Antecedents:
    """Who spoke and who was named so far, so that pronouns and bare nouns can be understood."""

    def __init__(
        self, persons: list[Person], speakers: list[Speaker], sentences: list[Sentence], language: str
    ) -> None:
        self.persons, self.language = persons, language
        self.speakers = speakers
        self.starts = [speaker.start for speaker in speakers]
        self.begins = [sentence.start for sentence in sentences]
        self.last: dict[str, Speaker] = {}

    def spoke(self, speaker: Speaker) -> None:
        """Keep who spoke last, by kind."""
        kind = "w" if speaker.sort in ("outlet", "title") else speaker.who
        if speaker.gloss != "impersonal":
            self.last[kind] = speaker

    def meant(self, unit: Speaker) -> Speaker | None:
        """Return whom a pronoun or a bare noun stands for; any other speaker stands for itself."""
        if unit.sort == "noun":
            person = self._person_of(unit)
            if person is not None and unit.gloss == "defendant":
                return structs.replace(person, said=f"{person.said}, defendant")
            return person or unit
        if unit.sort != "pronoun":
            return unit
        if unit.who in ("he", "she", "his"):
            return self._he_or_she(unit)
        if unit.who == "outlet":
            follow = self.speakers[bisect_left(self.starts, unit.end)] if self.starts[-1] >= unit.end else None
            if follow is not None and follow.start - unit.end <= 2 and follow.sort in ("outlet", "title", "office"):
                return follow
            return self._outlet(unit)
        return self._group_or_office(unit)

    def _group_or_office(self, unit: Speaker) -> Speaker | None:
        kinds = {"they": "p", "it": "ow", "same": "mfpow?d"}[unit.who]
        spoke = sorted((self.last[kind] for kind in kinds if kind in self.last), key=lambda each: each.start)
        if unit.who == "it":
            spoke += [
                each for each in self.named_before(unit.start)[:6] if each.sort in ("outlet", "title") and each.subject
            ]
            spoke.sort(key=lambda each: each.start)
        if unit.who == "they" and not unit.said:
            near = self.named_before(unit.start)
            begin = self._sentence_begin(unit.start)
            here = [each for each in near if each.who in "po" and begin <= each.start and unit.start - each.end < 5]
            here += [each for each in near if each.who == "p" and each.subject and unit.start - each.end < 120]
            spoke = here[:1] or spoke
        if not spoke and unit.who == "they":
            return next((each for each in self.named_before(unit.start, 40) if each.who == "p"), None)
        if not spoke and unit.who == "same" and len(unit.said) > 6:
            return structs.replace(unit, said="source", who="m", sort="noun", gloss="source")
        return spoke[-1] if spoke else None

    def named_before(self, start: int, most: int = 12) -> list[Speaker]:
        """Return who was named before a place, the nearest first."""
        at = bisect_left(self.starts, start)
        reach = 700 * most // 12
        return [each for each in reversed(self.speakers[max(0, at - most) : at]) if start - each.end < reach]

    def _he_or_she(self, unit: Speaker) -> Speaker | None:
        kinds = {"he": ("m", "?"), "she": ("f", "?"), "his": ("m", "?", "w", "o")}[unit.who]
        spoke = [self.last[kind] for kind in kinds if kind in self.last]
        named = [each for each in self.named_before(unit.start) if each.who in kinds[:2] and self._leads(each)]
        persons = [each for each in named if each.sort == "person"]
        nouns = [each for each in named if each.sort == "noun" and unit.start - each.end < 160]
        if persons and nouns and 0 < persons[0].start - nouns[0].end < 40:
            nouns = []
        both = spoke + persons[:1] + nouns[:1]
        return max(both, key=lambda each: (each.start, each.end)) if both else None

    def _leads(self, each: Speaker) -> bool:
        """Tell whether a name stands where the next pronoun means it: in the nominative, early in its sentence."""
        if not each.subject or each.said.startswith("FIO"):
            return False
        begin = self._sentence_begin(each.start)
        if each.sort == "person":
            return self.language != "en" or each.start - begin <= 80
        return each.start - begin <= 40

    def _sentence_begin(self, at: int) -> int:
        return self.begins[max(0, bisect_left(self.begins, at + 1) - 1)]

    def _outlet(self, unit: Speaker) -> Speaker | None:
        named = [each for each in self.named_before(unit.start, 60) if each.sort in ("outlet", "title")]
        spoke = self.last.get("w")
        if spoke is not None:
            return spoke
        if named:
            return named[0]
        english = speech(self.language).heads.get(unit.said.removeprefix("the "))
        return structs.replace(unit, said=english, who="o", sort="noun") if english else None

    def _person_of(self, unit: Speaker) -> Speaker | None:
        roles = SAME_ROLE.get(unit.gloss)
        if roles is None or " of " in unit.said:
            return None
        known = [
            person
            for person in self.persons
            if person.start < unit.start and (person.role in roles or person.kind in roles)
        ]
        if not known or len({person.full for person in known}) > (1 if unit.gloss == "defendant" else 9):
            return None
        return next((each for each in self.speakers if each.start == known[-1].start), None)


SAME_ROLE = {
    "lawyer": {"lawyer"},
    "defence lawyer": {"lawyer"},
    "mother": {"mother"},
    "wife": {"wife"},
    "sister": {"sister"},
    "father": {"father"},
    "brother": {"brother"},
    "deputy": {"deputy"},
    "governor": {"governor"},
    "military commissar": {"military commissar"},
    "ombudsman": {"ombudsman"},
    "defendant": {"soldier", "prisoner"},
    "spokesman": {"spokesperson"},
    "spokeswoman": {"spokeswoman", "spokesperson"},
}
