"""To whom a sentence is attributed: the wording that names the source, the source in English, and what it covers."""

import re
from bisect import bisect_left
from typing import Literal

from msgspec import Struct, structs

from vidmova.extraction.antecedents import Antecedents
from vidmova.extraction.attribution import Cue, Linker
from vidmova.extraction.persons import Person
from vidmova.extraction.quotations import Quotations
from vidmova.extraction.speakers import Speaker, find_speakers
from vidmova.extraction.speech import Speech, speech
from vidmova.extraction.voices import find_narration, find_paper, find_retelling, find_testimony
from vidmova.records import Sentence

Stance = Literal["asserted", "denied", "possible"]


class Source(Struct, frozen=True):
    """An attribution: the wording that names the source, the source in English, and the characters it covers."""

    start: int
    end: int
    said: str
    scope_start: int
    scope_end: int
    stance: Stance
    carries: bool
    """Whether the sentences that follow may go on in the same person's words."""


def find_sources(
    text: str, folded: str, sentences: list[Sentence], persons: list[Person], language: str
) -> list[Source]:
    """Return the attributions of a document, in order."""
    if language not in ("uk", "ru", "en") or not sentences:
        return []
    finder = Finder(text, folded, sentences, persons, language)
    found = finder.find()
    found += quoted_alone(finder, found)
    retold = find_retelling(text, folded, finder.speakers, language)
    if retold is not None:
        found.append(Source(retold.start, retold.end, retold.said, 0, len(text), "asserted", True))
    paper = find_paper(folded, finder.speakers, language)
    if paper is not None:
        ends = [each.start for each in sentences if each.kind == "heading" and each.start > paper.end]
        end = min(ends, default=len(text))
        found.append(Source(paper.start, paper.end, paper.said, paper.start, end, "asserted", True))
    narration = find_narration(text, folded, persons, language)
    if narration is not None:
        start, end, said, span = narration
        found.append(Source(span.start, span.end, said, start, end, "asserted", True))
    elif testimony := find_testimony(text, folded, persons, language):
        start, end, teller = testimony
        found.append(Source(teller.start, teller.end, teller.said, start, end, "asserted", True))
    return sorted(found, key=lambda source: (source.start, source.scope_start))


def quoted_alone(finder: "Finder", found: list[Source]) -> list[Source]:
    """Return sources for quotations of whole sentences that no wording of saying stands beside: the last to speak."""
    text, made = finder.text, []
    found = sorted(found, key=lambda source: source.scope_start)
    for quoted in finder.quotations.spans:
        inside = text[quoted.start + 1 : quoted.end - 1]
        if len(inside.split()) < 6 or (
            not inside[:1].isupper() and text[max(0, quoted.start - 2) : quoted.start] != ": "
        ):
            continue
        if any(source.scope_start < quoted.end and quoted.start < source.scope_end for source in found):
            continue
        source = finder.introduced(quoted.start) or _before_quotation(found, quoted.start, text)
        if source is not None:
            first = bisect_left([each.end for each in finder.sentences], quoted.start + 1)
            last = bisect_left([each.start for each in finder.sentences], quoted.end)
            low, high = finder.sentences[first].start, finder.sentences[last - 1].end
            made.append(structs.replace(source, scope_start=low, scope_end=max(high, quoted.end), stance="asserted"))
    return made


def _before_quotation(found: list[Source], start: int, text: str) -> Source | None:
    near = [source for source in found if source.start < start < source.scope_end + 900 and source.carries]
    return near[-1] if near and text.count("\n", near[-1].start, start) < 4 else None


class Finder:
    """Joins wordings of saying with the speakers beside them, sentence by sentence."""

    def __init__(self, text: str, folded: str, sentences: list[Sentence], persons: list[Person], language: str) -> None:
        self.text, self.folded, self.sentences, self.language = text, folded, sentences, language
        self.known: Speech = speech(language)
        self.speakers = find_speakers(text, folded, persons, language)
        self.starts = [speaker.start for speaker in self.speakers]
        self.quotations = Quotations(text)
        self.antecedents = Antecedents(persons, self.speakers, sentences, language)
        self.linker = Linker(text, folded, language, self.known, self.quotations, self.antecedents)

    def find(self) -> list[Source]:
        """Return the attributions; pronouns stand for whoever spoke or was named last."""
        found: list[Source] = []
        cues = self._cues()
        at = 0
        for number, sentence in enumerate(self.sentences):
            mine = []
            while at < len(cues) and cues[at].start < sentence.end:
                mine.append(cues[at])
                at += 1
            found += self._of_sentence(number, sentence, [cue for cue in mine if cue.start >= sentence.start])
        return found

    def _cues(self) -> list[Cue]:
        cues = []
        for match in self.known.cues.finditer(self.folded):
            if self.quotations.around(match.start()) is not None:
                continue
            form = match.group()
            sort = next((name for name, pattern in self.known.sorts if pattern.fullmatch(form)), "said")
            if self._undone(match.start(), match.end(), form, sort):
                continue
            cues.append(Cue(match.start(), match.end(), sort, form))
        return cues

    def _undone(self, start: int, end: int, form: str, sort: str) -> bool:
        saying = sort in ("said", "weak", "denied", "possible")
        ordered = self.known.not_said.match(self.folded, end) and not RECOUNTED.match(form)
        if saying and (ordered or self.known.orders.match(self.folded, start)):
            return True
        if form.startswith(("не ", "did not ", "would not ", "does not ")):
            return False
        return (saying or sort == "found") and bool(self.known.negation.search(self.folded, max(0, start - 9), start))

    def _of_sentence(self, number: int, sentence: Sentence, cues: list[Cue]) -> list[Source]:
        low, high = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        units = self.speakers[low:high]
        found: list[tuple[Cue, Speaker, Source]] = []
        for cue in cues:
            speaker = self.linker.speaker(cue, units, cues, sentence)
            if speaker is not None and not any(other.said == speaker.said for _, other, _ in found):
                self.antecedents.spoke(speaker)
                found.append((cue, speaker, self._source(number, sentence, cue, speaker)))
        if not found and self.language == "en":
            found += self._by_account(number, sentence, units)
        if not found:
            return self._bare(sentence, units)
        return _parted([source for _, _, source in _citing(found)])

    def _by_account(self, number: int, sentence: Sentence, units: list[Speaker]) -> list[tuple[Cue, Speaker, Source]]:
        """Return the source of "by Melnikov's account"."""
        for unit in units:
            match = self.known.genitive.match(self.folded, unit.end)
            if match and self.folded[max(0, unit.start - 3) : unit.start] in ("by ", "in ", "to "):
                cue = Cue(match.start(), match.end(), "according", match.group())
                self.antecedents.spoke(unit)
                return [(cue, unit, self._source(number, sentence, cue, unit))]
        return []

    def _source(self, number: int, sentence: Sentence, cue: Cue, speaker: Speaker) -> Source:
        low, high = self._scope(number, sentence, cue, speaker)
        refuted = cue.sort == "impersonal rumours" and REFUTED.search(self.folded, cue.end, sentence.end)
        stance: Stance = (
            "denied"
            if cue.sort == "denied" or refuted
            else "possible"
            if cue.sort in ("possible", "impersonal rumours")
            else "asserted"
        )
        carries = speaker.sort == "person" or (speaker.sort == "noun" and speaker.who in "mfp")
        own = cue.sort in ("his", "hers", "theirs")
        here = not own and speaker.start >= sentence.start and speaker.end <= sentence.end
        start, end = (speaker.start, speaker.end) if here else (cue.start, cue.end)
        return Source(start, end, speaker.said, low, high, stance, carries)

    def _scope(self, number: int, sentence: Sentence, cue: Cue, speaker: Speaker) -> tuple[int, int]:
        """Return the sentence's span, narrowed to its clause, or stretched over a quotation that it ends or opens."""
        low, high = sentence.start, sentence.end
        for quoted in self.quotations.touching(low, high):
            low, high = min(low, quoted.start), max(high, quoted.end)
        if (low, high) != (sentence.start, sentence.end):
            first = bisect_left([each.end for each in self.sentences], low + 1)
            last = bisect_left([each.start for each in self.sentences], high)
            return min(low, self.sentences[first].start), max(high, self.sentences[last - 1].end)
        begin = min(cue.start, speaker.start) if speaker.start >= low else cue.start
        end = max(cue.end, speaker.end)
        if sentence.end - end > 12:
            for found in CLAUSE.finditer(self.folded, low, begin):
                low = found.end()
        return low, high

    def _bare(self, sentence: Sentence, units: list[Speaker]) -> list[Source]:
        """Return the source of `Relatives: 52 men …`, `… — General Staff`, `…, Mediazona.`."""
        units = [unit for unit in units if unit.sort != "pronoun"]
        if not units:
            return []
        first, last = self.linker.fuller(units[0], units[1:]), units[-1]
        if (
            first.start <= sentence.start + 1
            and self.folded[first.end : first.end + 2] == ": "
            and first.sort != "title"
        ):
            return [self._plain(first, sentence)]
        lead = self.text[max(sentence.start, last.start - 3) : last.start]
        tail = self.text[last.end : sentence.end]
        heading = sentence.kind == "heading" or not tail
        signed = tail == "" and re.search(
            r"[”’\"»]\s?[—–-]\s$", self.text[max(sentence.start, last.start - 4) : last.start]
        )
        if signed and last.sort == "person":
            return [self._plain(last, sentence)]
        if tail in ("", ".", "»", ")", ").") and (
            (heading and tail == "" and re.search(r"[—–:] $|[—–] [\"«]?$", lead))
            or (last.sort in ("outlet",) and re.search(r", $|\($", lead) and tail)
        ):
            return [self._plain(last, sentence)]
        return []

    def introduced(self, start: int) -> Source | None:
        """Return the person named in the words that lead to a quotation with a colon ("It was hard for Georgy: …")."""
        if self.folded[max(0, start - 2) : start] != ": ":
            return None
        begin = max(self.folded.rfind(". ", 0, start - 2), self.folded.rfind("\n", 0, start - 2)) + 1
        named = [each for each in self.antecedents.named_before(start) if each.start >= begin and each.sort == "person"]
        return self._plain(named[0], self.sentences[0]) if named else None

    def _plain(self, unit: Speaker, sentence: Sentence) -> Source:
        self.antecedents.spoke(unit)
        return Source(unit.start, unit.end, unit.said, sentence.start, sentence.end, "asserted", False)


def _citing(found: list[tuple[Cue, Speaker, Source]]) -> list[tuple[Cue, Speaker, Source]]:
    """Keep one of an outlet and the source that it cites: the outlet, or the cited one where that is a telling one."""
    cited = [each for each in found if each[0].sort == "citing"]
    if not cited or len(found) == len(cited):
        return found
    telling = cited[0][1].sort != "noun" or cited[0][1].said.lower() not in VAGUE
    outlets = [each for each in found if each[1].sort in ("outlet", "title")]
    if telling:
        return [each for each in found if each not in outlets]
    return [each for each in found if each not in cited]


def _parted(found: list[Source]) -> list[Source]:
    """End each source's scope where the clause of the next one begins."""
    kept = []
    for at, source in enumerate(found):
        later = [other.scope_start for other in found[at + 1 :] if other.scope_start > source.scope_start]
        end = min([source.scope_end, *later]) if source.scope_start < source.start else source.scope_end
        kept.append(structs.replace(source, scope_end=max(end, source.scope_start + 1)))
    return kept


RECOUNTED = re.compile("расска|розпов|розказ|поведал|recount|relate")
"""Verbs that tell a story and never give an order, whoever hears it («рассказал нам, как …»)."""
VAGUE = frozenset(["source", "sources", "its sources", "own sources"])
REFUTED = re.compile(
    r"не подтверд|not confirmed|unfounded|proved false|turned out to be false|untrue|неправд|выдум|вигад"
)
CLAUSE = re.compile(
    r"; |, (?:but|while|although|though|whereas|yet|хотя|однако|но|а|тогда как|хоча|проте|але|тоді як) "
)
