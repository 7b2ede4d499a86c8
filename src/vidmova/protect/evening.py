"""Takes out what no eye sees in a document: hidden characters, stress marks, letters of another script in a word."""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, structs

from vidmova.protect.holdings import Holdings
from vidmova.records import Claim, FieldSpan, Linked, Report

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]|.[\u0300-\u036f]+"
)
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[А-Яа-яІіЇїЄєҐґ])[^\W\d_]+\b")
_ALIKE = str.maketrans("ABCEHIKMOPTXYaceikmopxyu", "АВСЕНІКМОРТХУасеікморхуи")
_BACK = {after: before for before, after in _ALIKE.items()}
_HALF = re.compile("[\ud800-\udfff]")
REPLACED = "\ufffd"
_LISTS = tuple(name for name in Linked.__struct_fields__ if name != "claims")
Record = TypeVar("Record", bound=Struct)
_STRESS = re.compile("[\u0300\u0301\u0341]")


def writable(holdings: Holdings) -> Holdings:
    """Return what a release is made from, with halves of characters replaced, which no encoding can write."""
    linked = holdings.linked
    kept = {name: [_whole_letters(one) for one in getattr(linked, name)] for name in _LISTS}
    return structs.replace(
        holdings,
        register=_HALF.sub(REPLACED, holdings.register),
        reports=[_whole_letters(one) for one in holdings.reports],
        linked=structs.replace(linked, **kept),
        figures=[_whole_letters(one) for one in holdings.figures],
    )


def _whole_letters(record: Record) -> Record:
    try:
        msgspec.msgpack.encode(record)
    except UnicodeEncodeError:
        return msgspec.convert(_replaced(msgspec.to_builtins(record)), type(record))
    return record


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub(REPLACED, value)
    if isinstance(value, dict):
        return {_replaced(key): _replaced(one) for key, one in value.items()}
    return [_replaced(one) for one in value] if isinstance(value, list | tuple) else value


def evened(report: Report) -> Report:
    """Return a document as the eye reads it, its claims with offsets that follow; the same where nothing is unseen."""
    if report.document.text.isascii():
        return report
    text = _MIXED.sub(_one_script, report.document.text)
    found = list(_UNSEEN.finditer(text))
    if not found and text == report.document.text:
        return report
    instead = [_seen(match.group()) for match in found]
    borders = [match.end() for match in found]
    lost = list(accumulate(len(match.group()) - len(said) for match, said in zip(found, instead, strict=True)))

    def moved(at: int) -> int:
        number = bisect_right(borders, at)
        return at - (lost[number - 1] if number else 0)

    parts, reached = [], 0
    for match, said in zip(found, instead, strict=True):
        parts += [text[reached : match.start()], said]
        reached = match.end()
    plain = "".join([*parts, text[reached:]])
    claims = [
        structs.replace(
            claim,
            start=moved(claim.start),
            end=moved(claim.end),
            spans=[_span(one.field, moved(one.start), moved(one.end), plain) for one in claim.spans],
        )
        for claim in report.claims
    ]
    return Report(structs.replace(report.document, text=plain), [_whole(one, plain) for one in claims])


def _one_script(word: re.Match[str]) -> str:
    """Return a word that mixes two scripts in that of which it has more, where the letters look alike."""
    said = word.group()
    latin = sum(letter.isascii() for letter in said)
    return said.translate(_ALIKE) if 2 * latin <= len(said) else said.translate(_BACK)


def _seen(said: str) -> str:
    return unicodedata.normalize("NFC", _STRESS.sub("", said)) if len(said) > 1 else ""


def _span(field: str, start: int, end: int, text: str) -> FieldSpan:
    return FieldSpan(field, start, end, text[start:end])


def _whole(claim: Claim, text: str) -> Claim:
    """Return a claim whose passage lies inside its text."""
    return structs.replace(claim, end=min(claim.end, len(text)))
