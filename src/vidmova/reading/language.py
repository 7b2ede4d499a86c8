"""Which language a document or a sentence is in, by its letters and its small words."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.reading.words import Profile, profiles

UNKNOWN = "und"
SAMPLE = 60_000
SENTENCE_SAMPLE = 600
LEAST_WORDS = 6
_LEAST_LETTERS = 10
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:['-][^\W\d_]+)*")
_OWN_SCRIPTS = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("el", r"[\u0370-\u03ff]"),
        ("hy", r"[\u0530-\u058f]"),
        ("he", r"[\u0590-\u05ff]"),
        ("ka", r"[\u10a0-\u10ff]"),
        ("ja", r"[\u3040-\u30ff]"),
        ("ko", r"[\uac00-\ud7af]"),
        ("zh", r"[\u4e00-\u9fff]"),
    )
)
_FOREIGN_WEIGHT = 8.0
_MISSED_WEIGHT = 0.01
_MISSED_MOST = 0.15
_CLEAR_SCORE = 0.1
_CLEAR_LEAD = 0.02
_SHORT = 30
_PLAIN_SHARE = 0.12
_SENTENCE_LEAD = 0.18


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is mostly in, or `und` where that is not clear."""
    scores = _scores(_sample(text))
    if isinstance(scores, str):
        return scores
    tied = [code for score, code in scores if scores[0][0] - score < _CLEAR_LEAD]
    if len(tied) == 1 and scores[0][0] >= _CLEAR_SCORE:
        return tied[0]
    read = [profile.code for profile in profiles() if profile.read and profile.code in tied]
    # A headline may hold no small word at all: then letters decide, among the languages that are read.
    return read[0] if len(read) == 1 and scores[0][0] >= 0.0 and len(text.strip()) >= _LEAST_LETTERS else UNKNOWN


def of_sentence(sentence: str, document_language: str) -> str:
    """Return the language of a sentence: the document's, unless the sentence clearly speaks for another."""
    return judge(document_language)(sentence)


def judge(document_language: str) -> Callable[[str], str]:
    """Return the function that says the language of each sentence of a document."""
    profile, against = _own_letters(files.folder(), document_language)

    def language(sentence: str) -> str:
        sample = sentence[:SENTENCE_SAMPLE]
        if profile and not against.search(sample) and _holds_its_words(sample, profile):
            return document_language
        return _clear_language(sample, document_language)

    return language


def _holds_its_words(sample: str, profile: Profile) -> bool:
    if len(sample) <= _SHORT:
        return True
    words = fold(sample).split()
    return sum(map(profile.words.__contains__, words)) >= _PLAIN_SHARE * len(words)


def _clear_language(sample: str, document_language: str) -> str:
    scores = _scores(sample)
    if isinstance(scores, str):
        return document_language if scores == UNKNOWN else scores
    score, code = scores[0]
    own = next((value for value, name in scores if name == document_language), None)
    if own is None:
        # Another script than the document's: the script itself is evidence, so less is asked of the words.
        return code if score >= 0.0 and _leads(scores) else _first_read(scores, document_language)
    return code if score - own > _SENTENCE_LEAD and score >= _CLEAR_SCORE else document_language


@cache
def _own_letters(root: Path, language: str) -> tuple[Profile | None, re.Pattern[str]]:
    """Return the language's profile and an expression for any letter that is not its own."""
    profile = next((known for known in profiles() if known.code == language), None)
    letters = "".join(sorted(profile.letters)) if profile else ""
    return profile, re.compile(f"[^\\W\\d_{letters}{letters.upper()}]")


def _leads(scores: list[tuple[float, str]]) -> bool:
    return len(scores) == 1 or scores[0][0] - scores[1][0] >= _CLEAR_LEAD


def _first_read(scores: list[tuple[float, str]], document_language: str) -> str:
    read = {profile.code for profile in profiles() if profile.read}
    same_script = [code for _, code in scores if code in read]
    return same_script[0] if len(same_script) == 1 or document_language == UNKNOWN else UNKNOWN


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    third = SAMPLE // 3
    middle = len(text) // 2
    return text[:third] + "\n" + text[middle : middle + third] + "\n" + text[-third:]


def _scores(sample: str) -> str | list[tuple[float, str]]:
    """Return scores and codes of the languages of the text's script, best first, or the code where that is plain."""
    cyrillic = 0 if sample.isascii() else len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if not sample.isascii():
        for code, letters in _OWN_SCRIPTS:
            if len(letters.findall(sample)) > cyrillic + latin:
                return code
    if cyrillic + latin < 2:
        return UNKNOWN
    lowered = sample.lower()
    letters_seen = Counter(lowered)
    words = [word for word in _WORD.findall(fold(lowered)) if ("\u0400" <= word[0] <= "\u052f") == (cyrillic >= latin)]
    weight = min(1.0, len(words) / LEAST_WORDS)
    total = max(cyrillic, latin)
    rows = [
        (
            weight * sum(map(profile.words.__contains__, words)) / max(1, len(words))
            - _letter_fault(profile, letters_seen, total),
            profile.code,
        )
        for profile in profiles()
        if profile.cyrillic == (cyrillic >= latin)
    ]
    return sorted(rows, key=lambda row: -row[0])


def _letter_fault(profile: Profile, seen: Counter[str], total: int) -> float:
    telling = _telling(files.folder(), profile.cyrillic)
    foreign = sum(seen[letter] for letter in telling - profile.letters if letter in seen)
    missed = bool(profile.frequent) and not any(letter in seen for letter in profile.frequent)
    return _FOREIGN_WEIGHT * foreign / total + missed * min(_MISSED_MOST, _MISSED_WEIGHT * total)


@cache
def _telling(root: Path, cyrillic: bool) -> frozenset[str]:
    """Return the letters that some but not all languages of a script use."""
    alphabets = [profile.letters for profile in profiles() if profile.cyrillic == cyrillic]
    return frozenset().union(*alphabets) - frozenset.intersection(*alphabets)
