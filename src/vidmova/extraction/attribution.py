"""Joins wordings of saying with the speakers beside them: who said it."""

import re

from msgspec import Struct, structs

from vidmova.extraction.antecedents import Antecedents
from vidmova.extraction.quotations import Quotations
from vidmova.extraction.speakers import Speaker
from vidmova.extraction.speech import SHORT, Speech
from vidmova.records import Sentence


class Cue(Struct, frozen=True):
    """A wording of saying, and its sort."""

    start: int
    end: int
    sort: str
    form: str


class Linker:
    """Finds the speaker of each wording of saying in a sentence."""

    def __init__(
        self, text: str, folded: str, language: str, known: Speech, quotations: Quotations, antecedents: Antecedents
    ) -> None:
        self.text, self.folded, self.language, self.known = text, folded, language, known
        self.quotations, self.antecedents = quotations, antecedents

    def speaker(self, cue: Cue, units: list[Speaker], cues: list[Cue], sentence: Sentence) -> Speaker | None:
        """Return who speaks by a wording of saying, pronouns resolved; nothing where it is nobody's word."""
        if cue.sort.startswith("impersonal "):
            return Speaker(cue.start, cue.end, cue.sort.partition(" ")[2], "d", "noun", gloss="impersonal")
        if cue.sort in ("his", "hers", "theirs", "again"):
            who = {"his": "his", "hers": "she", "theirs": "they", "again": "same"}[cue.sort]
            return self.antecedents.meant(Speaker(cue.start, cue.end, "", who, "pronoun"))
        if cue.sort in ("according", "citing"):
            unit = self._after(cue, units)
        elif cue.sort == "written":
            unit = self._document(cue, units)
        else:
            unit = self._subject(cue, units, sentence, cues)
        if unit is None or (unit.gloss == "court" and not self._court_says(cue)):
            return None
        if cue.sort == "found" and unit.who not in "od":
            return None
        if unit.gloss in COMMANDERS and cue.form in self.known.plain_speech:
            return None
        return self.antecedents.meant(unit)

    def _court_says(self, cue: Cue) -> bool:
        if cue.sort in ("according", "citing", "written"):
            return True
        return bool(re.match(r",? (?:что|що|that)\b|:| in (?:its|the) ", self.folded[cue.end : cue.end + 12])) or (
            self.folded[max(0, cue.start - 4) : cue.start] in ("как ", " як ") or cue.form.endswith("that")
        )

    def _after(self, cue: Cue, units: list[Speaker]) -> Speaker | None:
        """Return the source named after `according to`: the nearest, or a person whose office comes first."""
        near = [unit for unit in units if cue.end <= unit.start <= cue.end + 70]
        limit = 3 if cue.sort == "citing" else 5
        named = (
            self._named_in_capitals(cue.end, near[0].start if near else cue.end + 40) if self.language == "en" else None
        )
        if named is not None:
            return named
        for at, unit in enumerate(near):
            between = self.folded[cue.end : unit.start]
            if re.search(r"[.;:!?]|— |, ", between) or len(between.split()) > limit:
                break
            follow = near[at + 1] if at + 1 < len(near) else None
            if (
                unit.said in SHORT
                and follow is not None
                and follow.start - unit.end <= 14
                and not PAUSE.search(self.folded[unit.end : follow.start])
            ):
                continue
            return self.fuller(unit, near[at + 1 :])
        return None

    def _named_in_capitals(self, start: int, until: int) -> Speaker | None:
        found = CAPITALS.match(self.text, start, max(start, until))
        if found is None or len(found.group(1)) < 3:
            return None
        return Speaker(found.start(1), found.end(1), found.group(1).replace("’", "'"), "o", "title")

    def _document(self, cue: Cue, units: list[Speaker]) -> Speaker | None:
        papers = [unit for unit in units if unit.who in "do" and unit.sort != "pronoun"]
        for unit in sorted(papers, key=lambda unit: abs(unit.start - cue.start)):
            into = self.known.into.search(self.folded, max(0, unit.start - 50), unit.start) is not None
            between = self.folded[min(unit.end, cue.end) : max(unit.start, cue.start)]
            if (
                into or self.language == "en" or "з " in self.folded[max(0, unit.start - 3) : unit.start]
            ) and not re.search(r"[.;:!?]", between):
                return self.fuller(unit, [other for other in units if other.start >= unit.end])
        return None

    def fuller(self, unit: Speaker, rest: list[Speaker]) -> Speaker:
        """Return the person in apposition to an office, or the office with what it belongs to."""
        for other in rest[:3]:
            between = self.folded[unit.end : other.start]
            if other.sort == "person":
                if self._is_called(unit, other, between):
                    return structs.replace(other, start=unit.start, subject=unit.subject or other.subject)
                return unit
            if (
                self.language == "en"
                and between == " "
                and unit.sort in ("noun", "office", "outlet")
                and other.sort == "noun"
            ):
                return structs.replace(other, start=unit.start, said=f"{unit.said} {other.said}")
            if (
                unit.sort == "noun"
                and other.sort in ("outlet", "office", "noun", "title")
                and self._belongs(other, between)
            ):
                if other.sort == "noun" and re.match(r".{0,14}\b(?:из|із|one of)\b", between):
                    continue
                return structs.replace(unit, end=other.end, said=f"{unit.said} of {other.said}")
            if (
                unit.who == "o"
                and unit.sort == "noun"
                and other.sort in ("outlet", "office", "title")
                and between == " "
            ):
                return structs.replace(other, start=unit.start)
            if other.sort != "noun" or len(between) > 14:
                return unit
        return unit

    def _belongs(self, other: Speaker, between: str) -> bool:
        if not self.known.link.fullmatch(between):
            return False
        return (
            other.sort == "title"
            or between.strip(' "') != ""
            or (self.language != "en" and not (other.subject and other.sort == "noun"))
        )

    def _is_called(self, unit: Speaker, person: Speaker, between: str) -> bool:
        if (
            unit.sort != "noun"
            or len(between) > 48
            or re.search(r"[.;:!?—()\"]|, .*, |\b(?:что|що|that|who)\b", between)
        ):
            return False
        if self.known.cues.search(between):
            return False
        if unit.who in "mf":
            return (
                self.language != "en"
                or between.strip() in ("", ",")
                or bool(re.fullmatch(r",? (?:named |called )?(?:\w+ ){0,2}", between))
            )
        return (
            unit.who == "p"
            and person.who == "f"
            and unit.gloss in ("servicemen's wives", "wives", "mothers")
            and self.language != "en"
        )

    def _subject(self, cue: Cue, units: list[Speaker], sentence: Sentence, cues: list[Cue]) -> Speaker | None:
        behind = self._behind(cue, units) if cue.sort != "weak" else None
        opening = self.text[sentence.start : cue.start].rstrip(" ")
        if behind is not None and (not opening or opening[-1] in "»”\",—–-’'?!…"):
            return behind
        return self._before(cue, units, sentence, cues) or behind

    def _before(self, cue: Cue, units: list[Speaker], sentence: Sentence, cues: list[Cue]) -> Speaker | None:
        near = [unit for unit in units if unit.end <= cue.start and unit.end >= cue.start - 150 and self._open(unit)]
        for at, unit in enumerate(near):
            if self._in_apposition(unit, cue, cues) and (
                unit.sort not in ("noun", "pronoun") or not any(other.sort == "person" for other in near[at + 1 :])
            ):
                return self._headed(near, at)
        for at in range(len(near) - 1, -1, -1):
            unit = near[at]
            between = self.folded[unit.end : cue.start]
            if BREAK.search(between) or self._spoken_between(unit, cue, cues) or len(between) > 110:
                break
            if cue.sort == "weak" and len(between) > (60 if unit.who == "d" else 22):
                break
            if self._may_speak(unit, between) and self._agrees(cue, unit):
                return self._headed(near, at)
        if self.language != "en" or cue.sort == "found":
            return None
        return self._capitals_before(cue, sentence) or self._second_verb(cue, near, sentence, cues)

    def _in_apposition(self, unit: Speaker, cue: Cue, cues: list[Cue]) -> bool:
        """Tell whether only an inserted phrase parts a subject from its verb ("Mediazona, an outlet, counted")."""
        fits = APPOSITION.fullmatch(self.folded, unit.end, cue.start) is not None
        return fits and unit.subject and self._agrees(cue, unit) and not self._spoken_between(unit, cue, cues)

    def _second_verb(self, cue: Cue, near: list[Speaker], sentence: Sentence, cues: list[Cue]) -> Speaker | None:
        """Return the subject that opens the sentence, where the verb is its second one ("… met them and told them")."""
        if not near or near[0].start - sentence.start > 12 or not near[0].subject or near[0].who == "d":
            return None
        between = self.folded[near[0].end : cue.start]
        ends = between.endswith((" and ", " and later ", " and then ")) and not re.search(r"[.;:!?\"]", between)
        return near[0] if ends and not self._spoken_between(near[0], cue, cues) else None

    def _open(self, unit: Speaker) -> bool:
        around = self.quotations.around(unit.start)
        return around is None or (around.start >= unit.start - 1 and around.end <= unit.end + 1)

    def _spoken_between(self, unit: Speaker, cue: Cue, cues: list[Cue]) -> bool:
        return any(unit.end <= other.start < cue.start and other.sort != "citing" for other in cues)

    def _headed(self, near: list[Speaker], at: int) -> Speaker:
        """Return the unit together with the office or the person that it stands behind."""
        unit = near[at]
        for back in range(at - 1, max(-1, at - 3), -1):
            head = near[back]
            between = self.folded[head.end : unit.start]
            if head.sort == "person" and re.fullmatch(
                r" (?:from|of|at|with|in|из|з|із|от|від)(?: the)? (?:\w+ ){0,2}", between
            ):
                return head
            fuller = self.fuller(head, near[back + 1 :])
            if fuller != head and fuller.end >= unit.end:
                return fuller
        return self.fuller(unit, near[at + 1 :])

    def _capitals_before(self, cue: Cue, sentence: Sentence) -> Speaker | None:
        found = CAPITALS_BEFORE.search(self.text, max(sentence.start, cue.start - 60), cue.start)
        if found is None:
            return None
        name = found.group(1)
        if found.start(1) == sentence.start and " " not in name and name.lower() in self.known.openers:
            return None
        if (
            any(unit.start < found.end(1) and found.start(1) < unit.end for unit in self.antecedents.speakers)
            or name.lower() in self.known.openers
        ):
            return None
        return Speaker(found.start(1), found.end(1), name.replace("’", "'"), "o", "title")

    def _may_speak(self, unit: Speaker, between: str) -> bool:
        if unit.sort == "title" and self.folded[unit.start] == '"' and between.strip():
            return False
        if self.language == "en":
            if unit.subject is False:
                return False
            if unit.sort == "person":
                between = FROM_WHERE.sub(" ", self.text[unit.end : unit.end + len(between)]).lower()
            between = WHO.sub(" ", between) if unit.sort == "noun" else between
            words = between.rsplit(",", 1)[-1]
            if between.count(",") == 1 and not between.startswith(","):
                return False
            if unit.who == "d":
                words = re.sub(r" (?:in|to|of|on) ", " ", words)
            return len(between.split()) <= (14 if "," in between or unit.who == "d" else 5) and not OTHER_VERB.search(
                words
            )
        return (unit.subject or self._into(unit) or self._several(unit)) and len(between.split()) <= 9

    def _into(self, unit: Speaker) -> bool:
        return self.known.into.search(self.folded, max(0, unit.start - 50), unit.start) is not None

    def _several(self, unit: Speaker) -> bool:
        return (
            unit.who in "pm" and self.known.several.search(self.folded, max(0, unit.start - 40), unit.start) is not None
        )

    def _behind(self, cue: Cue, units: list[Speaker]) -> Speaker | None:
        paper: Speaker | None = None
        near = [unit for unit in units if cue.end <= unit.start <= cue.end + 60]
        for at, unit in enumerate(near):
            between = self.folded[cue.end : unit.start]
            if re.search(r"[.;:!?]|, | (?:что|що|о|об|про) ", between) or len(between.split()) > 5:
                break
            if unit.sort == "title" and self.folded[unit.start] == '"' and len(between.split()) > 2:
                break
            if self.language == "en" and not self._inverted(cue, unit, between):
                break
            if not (
                unit.subject or self._into(unit) or self._several(unit) or (cue.sort == "found" and unit.who == "o")
            ) or not self._agrees(cue, unit):
                fuller = self.fuller(unit, near[at + 1 :])
                if fuller != unit and fuller.sort == "person":
                    break
                continue
            if self._is_told(cue, unit, near[at + 1 :]):
                continue
            fuller = self.fuller(unit, near[at + 1 :])
            if fuller.who == "d" and fuller.sort == "noun" and at + 1 < len(near):
                paper = paper or fuller
                continue
            return fuller
        return paper

    def _is_told(self, cue: Cue, unit: Speaker, rest: list[Speaker]) -> bool:
        """Tell whether an outlet between verb and subject is whom somebody told: «рассказал «Новой» Павел Тестов»."""
        if unit.sort not in ("title", "outlet") or not rest or rest[0].start - unit.end > 1 or cue.sort != "said":
            return False
        return rest[0].sort in ("person", "noun") and rest[0].subject and self._agrees(cue, rest[0])

    def _inverted(self, cue: Cue, unit: Speaker, between: str) -> bool:
        """Tell whether an English verb stands before its subject ("…," says Anna Vetrova, a lawyer)."""
        if cue.form.startswith(("told", "tells", "put ", "assured")) or len(between.split()) > 6:
            return False
        opening = self.text[max(0, cue.start - 3) : cue.start].rstrip()
        follows = self.folded[unit.end : unit.end + 6]
        return opening[-1:] in ",\"”'’?!—–" and bool(
            re.match(r"[\s\"]*(?:[,.;:\")—(]|of |from |who |in |at |with |on |for |$)", follows)
        )

    def _agrees(self, cue: Cue, unit: Speaker) -> bool:
        """Tell whether a Slavic verb agrees with its subject in number and gender."""
        if self.language == "en" or cue.sort not in ("said", "weak", "denied", "possible"):
            return True
        verb = cue.form.removeprefix("не ").split()[0].rstrip(",")
        if PLURAL_VERB.search(verb):
            return unit.who in ("p", "they", "same", "o", "outlet") or self._into(unit)
        if unit.who in ("p", "they"):
            return False
        if verb.endswith(("ла", "лась", "лася")):
            return unit.who not in ("m", "he") or (unit.sort == "noun" and unit.who == "m")
        if verb.endswith(("ло", "лось", "лося")):
            return unit.who in ("o", "d", "it", "outlet", "same") or unit.gloss == "source"
        return not (MALE_VERB.search(verb) and unit.who in ("f", "she"))


COMMANDERS = frozenset(["commander", "commanders", "battalion commander", "company commander", "officer"])
FROM_WHERE = re.compile(r"^ (?:of|from|with|at|for) (?:the )?(?:[A-Z][\w’'.-]*\s)+")
WHO = re.compile(r"^ who (?:[\w'-]+ ){1,6}$")
PAUSE = re.compile(r"[,.;:—]")
APPOSITION = re.compile(
    r"(?: [\w-]+){0,4}, (?:(?:an? |the |one of |who |which |whose |headed |led |his |her |citing "
    r"|(?:co-?|deputy |former |acting )?(?:head|chief|director|founder|chairman|chairwoman|chair|president|leader"
    r"|editor|coordinator|spokesman|spokeswoman|spokesperson|lawyer|member|secretary|commissioner) )|(?=[а-яіїєґ]))"
    r"(?:[^.;:!?\"]|\"[^.;:!?\"]{2,40}\"){3,120}, ?(?:also |then |уже |также |теж |тоді )?"
)
CONJUNCTIONS = (
    r"что|що|котор\w+|який|яка|які|чтобы|щоб|when|who had|while|but|and|а|но|але|хотя|хоча|если|якщо|бо|потому"
)
BREAK = re.compile(rf"[.;:!?]\s|[.!?]\"|\"[,.]? ?—|, (?:{CONJUNCTIONS})(?!\w)| (?:что|що|that) ")
OTHER_VERB = re.compile(
    r"(?:^|\s)(?:was|were|had been|has been|been|is|are|to|and|but|that|of|in|who|which|for|whom|whose|did|does)"
    r"(?:\s|$)"
)
PLURAL_VERB = re.compile(r"(?:ны|ні|ли|лись|лися|ют|ут|ят|ат|ють|уть|ять|ать)(?:ся|сь)?$")
MALE_VERB = re.compile(r"(?:[аеиіыуяоё]л|[аеиіїуяю]в)(?:ся|сь)?$")
NAME = r"[A-Z][\w’'&-]*\w"
CAPITALS = re.compile(rf" (?:the )?((?:[A-Z]\w{{0,2}}\.|{NAME})(?: (?:of |to |the |sur |l’)?{NAME})*)(?=[ ,.;)])")
NOT_AFTER = "".join(rf"(?<!\b{word} )" for word in ("in", "of", "from", "to", "at", "on", "near"))
CAPITALS_BEFORE = re.compile(
    rf"{NOT_AFTER}(?:^|(?<=[\s(]))({NAME}(?: (?:of |to |the )?{NAME})*) (?:also |has |had |have |itself )?$"
)
