"""The sentences of estimates in the reader's language: assumptions, reasons of a refusal, names of models."""

import re

from vidmova.totals import candidates, estimates
from vidmova.web.figurewords import Because
from vidmova.web.speech import Speech


def sentence(speech: Speech, said: str) -> Because:
    """Return a sentence of an estimate in the reader's language, or in English where the desk does not know it."""
    known = _fixed(speech).get(said) or _made(speech, said)
    return Because(known) if known else Because(said, "en")


def model(speech: Speech, name: str) -> str:
    """Return a model's name in the reader's language."""
    fixed = {
        "independent lists": speech.say("independent lists"),
        candidates.BOUND_NAME: speech.say("Chao's lower bound"),
        candidates.NAMES[2]: speech.say("two kinds of people"),
        candidates.NAMES[3]: speech.say("three kinds of people"),
        candidates.GRADED[0]: speech.say("people differing by degrees"),
        candidates.GRADED[1]: speech.say("people differing by degrees, with a long tail"),
        "the Bayesian model of kinds": speech.say("the Bayesian model of kinds"),
    }
    if name in fixed:
        return fixed[name]
    if name.startswith("pairs "):
        return speech.say("pairs %(pairs)s", pairs=name.removeprefix("pairs "))
    return name


def _fixed(speech: Speech) -> dict[str, str]:
    return {
        estimates.INDEPENDENT: speech.say(
            "Being on one list says nothing of being on the other: nobody is on both for one and the same reason."
        ),
        estimates.CLOSED: speech.say(
            "All lists are of the same people, time and place: nobody could be on one and had no way onto another."
        ),
        estimates.LINKED: speech.say(
            "Records of one person were joined and those of two were not: each pair missed makes the figure too high."
        ),
        estimates.KINDS[0]: speech.say(
            "People differ in how easily they are listed, in a few kinds; among people of one kind the lists are "
            "independent."
        ),
        estimates.KINDS[1]: speech.say(
            "Some of those whom hardly any list catches were caught: whoever no list could ever have had is not in the "
            "figure."
        ),
        estimates.THREE: speech.say(
            "With three lists the table cannot show whether the kinds are right: the figure rests on the model's prior."
        ),
        estimates.TWO: speech.say(
            "if the two lists are independent, which they cannot show; if they hold the same people more often, there "
            "are more"
        ),
        "One list says nothing of those who are on none: give at least two that were made independently.": speech.say(
            "One list says nothing of those who are on none: give at least two that were made independently."
        ),
    }


def _made(speech: Speech, said: str) -> str:
    for pattern, message in _patterns(speech).items():
        if found := re.fullmatch(pattern, said):
            given = {name: _said(speech, value) for name, value in found.groupdict().items()}
            return message % given
    return ""


def _said(speech: Speech, value: str) -> str:
    """Return a number as the language writes it, or the name of a model or of lists."""
    plain = value.replace(",", "").removesuffix(".")
    if plain.isdecimal():
        return speech.number(int(plain))
    return speech.number(float(plain)) if plain.replace(".", "", 1).isdecimal() else model(speech, value)


def _patterns(speech: Speech) -> dict[str, str]:
    number = r"[\d,.]+"
    return {
        rf"Only (?P<n>{number}) people are on two lists or more, and an estimate needs "
        rf"(?P<least>{number})\.": speech.say(
            "Only %(n)s people are on two lists or more, and an estimate needs %(least)s."
        ),
        r"(?P<name>.+) shares nobody with another list, so nothing says whom it misses: leave it out\.": speech.say(
            "%(name)s shares nobody with another list, so nothing says whom it misses: leave it out."
        ),
        rf"The table sets no upper end: by (?P<model>.+), (?P<n>{number}) in all or any larger number fit it about as "
        r"well\.": speech.say(
            "The table sets no upper end: by %(model)s, %(n)s in all or any larger number fit it about as well."
        ),
        rf"The interval from (?P<low>{number}) to (?P<high>{number}) says too little: its ends may be "
        rf"(?P<times>{number}) times apart\.": speech.say(
            "The interval from %(low)s to %(high)s says too little: its ends may be %(times)s times apart."
        ),
        rf"Models disagree that may each be right: (?P<a>{number}) in all by (?P<one>.+), (?P<b>{number}) by "
        rf"(?P<other>.+), with (?P<times>{number}) times as many on no list; (?P<most>{number}) times is what is "
        r"allowed\.": speech.say(
            "Models disagree that may each be right: %(a)s in all by %(one)s, %(b)s by %(other)s, with %(times)s times "
            "as many on no list; %(most)s times is what is allowed."
        ),
        rf"The chains of the Bayesian model settled on different answers \(R̂ (?P<rhat>{number}), and more than "
        rf"(?P<most>{number}) is not trusted\)\.": speech.say(
            "The chains of the Bayesian model settled on different answers (R̂ %(rhat)s, and more than %(most)s is not "
            "trusted)."
        ),
        rf"Simple models disagree: (?P<a>{number}) in all by (?P<one>.+), (?P<b>{number}) by (?P<other>.+); that each "
        r"has a narrow interval proves nothing\.": speech.say(
            "Simple models disagree: %(a)s in all by %(one)s, %(b)s by %(other)s; that each has a narrow interval "
            "proves nothing."
        ),
        rf"At the least about (?P<n>{number}), by the low end of Chao's lower bound\.": speech.say(
            "At the least about %(n)s, by the low end of Chao's lower bound."
        ),
        r"(?P<lists>.+) has nobody here and is left out\.": speech.say("%(lists)s has nobody here and is left out."),
    }
