"""Reads the parts of a name in the nominative: by agreement, by the words around, by the rest of the document."""

import re
from collections import Counter

from msgspec import Struct

from vidmova.extraction.mentions import Parts, Token
from vidmova.extraction.names import ANY, Reading, given, in_nominative, is_surname, patronymic, surname
from vidmova.extraction.roles import Beside, Role


class Resolved(Struct):
    """A raw mention with its parts in the nominative."""

    parts: Parts
    given: str
    surname: str
    gender: str
    name: str
    weight: int
    case: str = ANY


OBLIQUE_AFTER = re.compile(
    r"(?:^|[\s\"(])(?:к|ко|у|от|против|с|со|для|про|о|об|на|из|за|без|до|под|над|від|проти|з|із|зі|щодо|стосовно"
    r"|отношении|помощи|допомоги|по|словам|за словами)\s$"
)
PLURAL_VERB = re.compile(r" (?:\w+ )?\w+(?:ли|лись|лися)\b")
PLURAL_VERB_BEFORE = re.compile(r"\w+(?:ли|ют|ут|ють|уть) $")
FEMALE_VERB = re.compile(r"[\s,—]{1,3}(?:\w+ ){0,2}?\w+(?:ла|лась|лася)\b")
MALE_VERB = re.compile(r"[\s,—]{1,3}(?:\w+ ){0,2}?\w+(?:[аеиіыуя]л|лся|[аеиіїуя]в|вся)\b")
FEMALE_VERB_BEFORE = re.compile(r"\w+(?:ла|лась|лася) $")
MALE_VERB_BEFORE = re.compile(r"\w+(?:[аеиіыуя]л|лся|[аеиіїуя]в|вся) $")


class Reader:
    """Reads the parts of a name in the nominative, by agreement and by the rest of the document."""

    def __init__(self, text: str, folded: str, language: str, beside: Beside, seen: Counter[str]) -> None:
        self.text, self.folded, self.language, self.beside, self.seen = text, folded, language, beside, seen

    def resolve(self, parts: Parts) -> Resolved:
        """Return the mention with its parts in the nominative."""
        role = parts.role or self.beside.just_before(parts.start)
        firsts = self._readings(parts.given, parts.unknown_given)
        lasts = surname(parts.surname.form, self.language) if parts.surname and not parts.surname.coded else ()
        if parts.surname is not None and not lasts:
            lasts = (Reading(parts.surname.form, "", ANY),)
        best: tuple[float, Reading | None, Reading | None] | None = None
        for first in firsts or (None,):
            for last in lasts or (None,):
                score = self._score(parts, first, last, role)
                if best is None or score > best[0]:
                    best = (score, first, last)
        assert best is not None
        return self._named(parts, best[1], best[2])

    def _readings(self, token: Token | None, unknown: bool) -> tuple[Reading, ...]:
        if token is None:
            return ()
        readings = given(token.form, self.language)
        if readings:
            return readings
        return surname(token.form, self.language) if unknown else (Reading(token.form, "", ANY),)

    def _score(self, parts: Parts, first: Reading | None, last: Reading | None, role: Role | None) -> float:
        score = 0.0
        gender = (first.gender if first else "") or (last.gender if last else "")
        case = first.case if first else last.case if last else ANY
        if first and last:
            score -= 8 * bool(first.gender and last.gender and first.gender != last.gender)
            score -= 6 * (first.case != last.case and ANY not in (first.case, last.case))
            case = last.case if first.case == ANY else first.case
        if last:
            others = self.seen[last.nominative] - (parts.surname is not None and parts.surname.form == last.nominative)
            score += min(others, 2) + is_surname(last.nominative, self.language) - 0.01 * len(last.nominative)
        if first and parts.given and first.nominative != parts.given.form:
            score += 0.5 * min(self.seen[first.nominative], 2)
        score += {"n": 0.5, "g": 0.3, "d": 0.25, "a": 0.2, ANY: 0.1}.get(case, 0.0)
        return score + self.context(parts, case, gender, role)

    def context(self, parts: Parts, case: str, gender: str, role: Role | None) -> float:
        """Return how well a case and a gender go with the words around a name."""
        score = 0.0
        if role is not None:
            score += 2 * (role.entry.gender == gender and bool(gender))
            score += 2 * (role.base == (case in ("n", ANY)))
        elif case in ("n", ANY) and OBLIQUE_AFTER.search(self.folded, max(0, parts.start - 14), parts.start):
            score -= 2.5
        if case == "n" and PLURAL_VERB.match(self.folded, parts.end):
            score -= 1.5
        if case == "n" and PLURAL_VERB_BEFORE.search(self.folded, max(0, parts.start - 20), parts.start):
            score -= 1.5
        if case in ("n", ANY) and gender:
            score += 2 * (self.verb_gender(parts.start, parts.end) == gender)
        return score

    def verb_gender(self, start: int, end: int) -> str:
        """Return the gender of the verb in the past tense beside a name, or nothing."""
        if FEMALE_VERB.match(self.folded, end) or FEMALE_VERB_BEFORE.search(self.folded, max(0, start - 20), start):
            return "f"
        if MALE_VERB.match(self.folded, end) or MALE_VERB_BEFORE.search(self.folded, max(0, start - 20), start):
            return "m"
        return ""

    def _named(self, parts: Parts, first: Reading | None, last: Reading | None) -> Resolved:
        middle = self._middle(parts, first)
        said = [(parts.given, first), (parts.patronymic, middle), (parts.surname, last)]
        words = [(token.start, self._cased(token, reading)) for token, reading in said if token and reading]
        words += [(token.start, self.text[token.start : token.end]) for token in parts.initials]
        glue = " ".join(word for _, word in sorted(words))
        name = re.sub(r"(?<=\.) (?=\w\.)", lambda _: " " if ". " in self.text[parts.start : parts.end] else "", glue)
        gender = (first.gender if first else "") or (middle.gender if middle else "") or (last.gender if last else "")
        if first is None and middle is None and last is not None and last.case == ANY:
            gender = self.verb_gender(parts.start, parts.end)
        if first is not None and self._either(parts, first, last):
            gender = self.verb_gender(parts.start, parts.end)
        case = first.case if first is not None and first.case != ANY else last.case if last is not None else ANY
        weight = 4 * (last is not None) + 3 * (first is not None) + (middle is not None) + bool(parts.initials)
        return Resolved(
            parts, first.nominative if first else "", last.nominative if last else "", gender, name, weight, case
        )

    def _either(self, parts: Parts, first: Reading, last: Reading | None) -> bool:
        """Tell whether the given name may be a man's or a woman's (Саша, Sasha), and nothing else decides."""
        if parts.patronymic is not None or (last is not None and last.gender and last.case != ANY):
            return False
        both = {r.gender for r in self._readings(parts.given, False) if r.nominative == first.nominative}
        return len(both) > 1

    def _middle(self, parts: Parts, first: Reading | None) -> Reading | None:
        if parts.patronymic is None:
            return None
        rows = patronymic(parts.patronymic.form, self.language)
        fitting = [row for row in rows if first is None or (row.gender == first.gender and row.case == first.case)]
        return next(iter(fitting or rows), None)

    def _cased(self, token: Token, reading: Reading) -> str:
        return in_nominative(self.text[token.start : token.end], token.form, reading.nominative)
