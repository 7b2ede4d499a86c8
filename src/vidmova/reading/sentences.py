"""Where sentences, headings and bullets begin and end; every line is a paragraph unless it was only wrapped."""

import re
import unicodedata
from collections.abc import Iterator

from vidmova.lexicon.folding import fold
from vidmova.reading.language import judge
from vidmova.reading.words import JoinedWords, is_cyrillic, joined
from vidmova.reading.wrapping import paragraphs
from vidmova.records import Sentence, SentenceKind

LONGEST_HEADING = 120
LONGEST_LABEL = 30
LONGEST_SENTENCE = 4_000
_CLOSERS = "»”“\"’')\\]"
_CANDIDATE = re.compile(
    r"(?<![.!?…])[.!?…]++"
    rf"(?:(?:[{_CLOSERS}]|\[\d{{1,3}}\]){{0,8}}(?=\s)|[»”]{{1,3}}(?=[A-ZА-ЯЁІЇЄҐ])|(?:\[\d{{1,3}}\]){{1,8}}(?=\w))"
)
_NEXT = re.compile(r"\s*(?P<dash>[—–-]\s+)?[«“„\"‘'(\[…]*(?P<word>[\w№][\w'’-]*)?")
_LEFT = re.compile(r"[^\W_](?:[\w./'’-]*\w)?$")
_LEFT_OF_LEFT = re.compile(r"([\w.'’-]+)\s+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)*[^\W\d_]$")
_ROMAN = re.compile(r"[IVXLCІХ]{2,}$")
_FINAL = re.compile(rf"[.!?…:;,][{_CLOSERS}]*$")
_SAID_WITHIN = re.compile(r"[^\W\d_][\w'’-]*")
_BULLET = re.compile(r"(?:[•*·▪●◦‣■□➤►✔✓-]|\d{1,3}[.)]|[^\W\d_]\))\s")
_DASH_BULLET = re.compile(r"[–—]\s")
_INK = re.compile(r"[^\s\ufeff\u200b\u2060]")
_BLANK = re.compile(r"[\s\ufeff\u200b\u2060]*\Z")
_WINDOW = 40
_ENOUGH_WORDS, _FEW_WORDS = 6, 4


def find_sentences(text: str, language: str) -> list[Sentence]:
    """Return the sentences of a text in order; `language` is the document's, each sentence gets its own."""
    words, own_language = joined(language), judge(language)
    found = []
    for number, (start, end) in enumerate(paragraphs(text)):
        kind = _kind(text, start, end)
        pieces = _pieces(text, start, end, words)
        for begin, stop in _with_label(text, list(pieces)) if kind == "bullet" else pieces:
            own = own_language(text[begin:stop])
            found.append(Sentence(start=begin, end=stop, language=own, kind=kind, paragraph=number))
    return found


def _kind(text: str, start: int, end: int) -> SentenceKind:
    open_ended = not _FINAL.search(text, max(start, end - 12), end)
    if _BULLET.match(text, start, end) or unicodedata.category(text[start]) == "So":
        return "bullet"
    if _DASH_BULLET.match(text, start, end) and (open_ended or text[end - 1] in ";,"):
        return "bullet"
    return "heading" if open_ended and end - start <= LONGEST_HEADING else "sentence"


def _with_label(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a bullet's opening label, a place or a unit with a full stop, to the sentence that it is about."""
    if len(pieces) < 2 or pieces[0][1] - pieces[0][0] > LONGEST_LABEL or text[pieces[0][1] - 1] != ".":
        return pieces
    return [(pieces[0][0], pieces[1][1]), *pieces[2:]]


def _pieces(text: str, start: int, end: int, words: JoinedWords) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in _CANDIDATE.finditer(text, start, end):
        if _ends_sentence(text, begin, mark, end, words):
            yield from _short_enough(text, begin, mark.end())
            begin = ink.start() if (ink := _INK.search(text, mark.end(), end)) else end
    if begin < end:
        yield from _short_enough(text, begin, end)


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than any sentence at a semicolon or a space, so that no later step sees a whole book."""
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        cut = max(text.rfind("; ", start + LONGEST_SENTENCE // 2, limit) + 1, text.rfind(" ", start + 1, limit))
        cut = cut if cut > start else limit
        yield start, _trimmed(text, start, cut)
        start = ink.start() if (ink := _INK.search(text, cut, end)) else end
    if start < end:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and _BLANK.match(text[end - 1]):
        end -= 1
    return end


def _ends_sentence(text: str, begin: int, mark: re.Match[str], end: int, words: JoinedWords) -> bool:
    after = _NEXT.match(text, mark.end(), end)
    word = after["word"] if after else None
    if not after or not word:
        return True
    if word[0].islower() or _in_brackets(text, begin, mark.start()):
        return False
    if mark[0] == ".":
        return _full_stop_ends(text, begin, mark.start(), after, words)
    return not (mark[0][-1] in "»”\"’'“" and not after["dash"] and _attribution(text, after.start("word"), end, words))


def _in_brackets(text: str, begin: int, at: int) -> bool:
    low = max(begin + 1, at - 300)
    return text.rfind("(", low, at) > text.rfind(")", low, at)


def _attribution(text: str, start: int, end: int, words: JoinedWords) -> bool:
    """Tell whether a name and a word of saying follow: “Who will go?” Private Ilin asked."""
    for count, word in enumerate(_SAID_WITHIN.finditer(text, start, min(end, start + 60))):
        if count and fold(word[0]) in words.said:
            return True
        if count > 3 or not (word[0][0].isupper() or fold(word[0]) in ("the", "a")):
            return False
        if fold(word[0]) in words.function_words and count == 0:
            return False
    return False


def _full_stop_ends(text: str, begin: int, dot: int, after: re.Match[str], words: JoinedWords) -> bool:
    left = _LEFT.search(text, max(begin, dot - _WINDOW), dot)
    if not left:
        return True
    said, folded, following = left[0], fold(left[0]), after["word"]
    if begin == left.start() and (said.isdigit() or _ROMAN.match(said)) and len(said) < 4:
        return False
    number_follows = following[0].isdigit() or following[0] == "№" or bool(_ROMAN.match(following))
    if _INITIALS.match(said) and said[-1].isupper() and folded not in words.units | words.closing:
        return not number_follows and _initial_ends(text, begin, left, after, words)
    if folded not in words.abbreviations:
        return True
    opens = fold(following) in words.function_words
    before = _LEFT_OF_LEFT.search(text, max(begin, left.start() - _WINDOW), left.start())
    pair = f"{fold(before[1])} {folded}" if before else folded
    counted = bool(before and (before[1][-1].isdigit() or _ROMAN.match(before[1])))
    if folded in words.numbered and number_follows:
        return False
    if pair in words.closing or (folded in words.closing and (counted or folded not in words.titles)):
        return opens or _word_count(text, begin, dot) >= (_ENOUGH_WORDS if counted else _FEW_WORDS)
    if folded in words.units and (counted or folded not in words.titles):
        return opens
    if folded in words.titles:
        return folded in words.function_words and opens
    return True


def _initial_ends(text: str, begin: int, left: re.Match[str], after: re.Match[str], words: JoinedWords) -> bool:
    following = after["word"]
    if len(following) == 1 and text[after.end("word") : after.end("word") + 1] == ".":
        return False
    if fold(following) in words.function_words:
        return True
    before = _LEFT_OF_LEFT.search(text, max(begin, left.start() - _WINDOW), left.start())
    if not before or before[1][-1] == "." or not before[1][0].isupper():
        return False
    if len(left[0]) > 1:
        return _like_surname(before[1], words)
    return is_cyrillic(left[0]) and before.start() > begin and not _like_surname(following, words)


def _like_surname(word: str, words: JoinedWords) -> bool:
    folded = fold(word)
    return len(word) > 3 and any(folded[-size:] in words.surname_endings for size in (2, 3, 4, 5, 6))


def _word_count(text: str, begin: int, end: int) -> int:
    return text.count(" ", max(begin, end - 200), end) + 1
