"""Words for what counting, courts and lists say in codes, and for their reasons as far as they are fixed sentences."""

import re
from collections.abc import Callable

from msgspec import Struct

from vidmova.web import codes
from vidmova.web.phrases import count_of
from vidmova.web.speech import Speech


class Because(Struct, frozen=True):
    """A piece of a reason; `language` is English where it is not translated, else nothing."""

    text: str
    language: str = ""


def total(speech: Speech, low: int, high: int | None, counted: str) -> str:
    """Return a floor and a ceiling in words with what they count."""
    return count_of(speech, (low, high), counted) if low or high is not None else speech.say("any number")


def rule(speech: Speech, code: str) -> str:
    """Return what a rule holds."""
    said = {
        "relations": speech.say("what the texts say: parts, sums, later states of a counter, what is counted apart"),
        "one-person": speech.say("events about one named person are about the same people"),
        "other-names": speech.say("people named in full whose names differ are different people"),
        "other-units": speech.say("people of different units of one level, within a month, are different people"),
        "other-courts": speech.say("people sentenced by different courts within a year are different people"),
        "narrower-number": speech.say("a number that holds a narrower one says less and does not dispute it"),
        "published": speech.say("what is told as done was done by the day it was published"),
        "possible-pairs": speech.say("what was asked about the possible pairs"),
    }
    return said.get(code, code)


def part(speech: Speech, code: str) -> str:
    """Return what an event is to the total."""
    said = {
        "floor": speech.say("carries the floor"),
        "unknown": speech.say("overlap unknown: may be the same people as others; counts for the ceiling"),
        "inside": speech.say("inside another: adds nobody"),
        "possible": speech.say("only for the ceiling: perhaps no part of the question"),
        "context": speech.say("no part of the question: it bounds others"),
    }
    return said.get(code, code)


def verdict(speech: Speech, code: str) -> str:
    """Return a verdict in words."""
    said = {"convicted": speech.say("convicted"), "acquitted": speech.say("acquitted")}
    return said.get(code, code)


def stage(speech: Speech, code: str) -> str:
    """Return a stage of a way in words: an act, or an acquittal."""
    return verdict(speech, code) if code == "acquitted" else codes.act(speech, code)


def kind(speech: Speech, code: str) -> str:
    """Return a kind of sentence or a charge, or what stands for none."""
    said = {"not said": speech.say("not said"), "told differently": speech.say("told differently")}
    return said.get(code, code)


def region(speech: Speech, name: str) -> str:
    """Return the name of a region or a country in the reader's language, where the desk knows it."""
    return speech.territory(name)


def because(speech: Speech, reason: str) -> list[Because]:
    """Return a reason of counting piece by piece: what is a fixed sentence in the reader's language."""
    found = []
    for piece in reason.split("; "):
        plain = piece.removeprefix("only in the ceiling: ")
        if plain in _KNOWN_HEADS or plain.startswith("also told as "):
            continue
        said = _translated(speech, plain)
        found.append(Because(said) if said else Because(plain, "en"))
    return found


_KNOWN_HEADS = {
    "carries the floor",
    "no part of the question",
    "related to events that are",
    "not known to be other people than those of the floor",
    "counts for the ceiling",
}


def _translated(speech: Speech, piece: str) -> str:
    whole = {
        "no date is said": speech.say("no date is said"),
        "no place is said": speech.say("no place is said"),
        "no unit is said": speech.say("no unit is said"),
        "its claims disagree on the number": speech.say("its claims disagree on the number"),
        "at another time": speech.say("at another time"),
        "elsewhere": speech.say("elsewhere"),
        "no number said": speech.say("no number said"),
    }
    if piece in whole:
        return whole[piece]
    for pattern, made in _PATTERNS:
        if found := pattern.fullmatch(piece):
            return made(speech, found)
    return ""


def _period(speech: Speech, found: re.Match[str]) -> str:
    start, end = (None if day == "…" else day for day in found.groups())
    when = speech.when((start, end))
    return speech.say("it may lie outside the period: %(when)s", when=when)


def _counts(speech: Speech, found: re.Match[str]) -> str:
    units = ", ".join(codes.code(speech, "counted", one) for one in found[1].split(", "))
    return speech.say("it counts something else: %(units)s", units=units)


def _leave(speech: Speech, found: re.Match[str]) -> str:
    return speech.say("related events leave %(number)s", number=found[1].replace(" or more", "+").replace(" to ", "–"))


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[Speech, re.Match[str]], str]], ...] = (
    (re.compile(r"it may lie outside the period \((\S+) to (\S+)\)"), _period),
    (re.compile(r"it counts (.+)"), _counts),
    (re.compile(r"related events leave (.+)"), _leave),
    (
        re.compile(r"only some of it is told of (.+)"),
        lambda speech, found: speech.say("only some of it is told of %(name)s", name=found[1]),
    ),
    (
        re.compile(r"the place told may be (.+) or another"),
        lambda speech, found: speech.say("the place told may be %(name)s or another", name=found[1]),
    ),
    (
        re.compile(r"perhaps not of (.+), or not all \((.+)\)"),
        lambda speech, found: speech.say(
            "perhaps not of %(name)s, or not all: %(units)s", name=found[1], units=found[2]
        ),
    ),
    (
        re.compile(r"it is not said that all are (\w+)"),
        lambda speech, found: speech.say(
            "it is not said that all are %(kind)s", kind=codes.code(speech, "category", found[1])
        ),
    ),
)
