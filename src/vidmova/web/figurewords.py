"""Words for what counting, courts and lists say in codes, and for their reasons as far as they are fixed sentences."""

from collections.abc import Mapping

from msgspec import Struct

from vidmova.publish.pages import reasons
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


def because(speech: Speech, reason: str, titles: Mapping[str, str] | None = None) -> list[Because]:
    """Return a reason of counting sentence by sentence in the reader's language, with events as `titles` have them."""
    found = []
    for said in reason.split("; "):
        plain = said.removeprefix("only in the ceiling: ")
        if plain in _KNOWN_HEADS or plain.startswith("also told as "):
            continue
        told = reasons.pieces(speech.code, plain)
        english = any(one.english and not one.quoted for one in told)
        words = "".join((titles or {}).get(one.text, one.text) if one.english else one.text for one in told)
        found.append(Because(words, "en" if english else ""))
    return found


_KNOWN_HEADS = {
    "carries the floor",
    "no part of the question",
    "related to events that are",
    "not known to be other people than those of the floor",
    "counts for the ceiling",
}
