"""Pages in words: the method, what was removed, this edition, the front door."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vidmova.protect.release import Edition, Removal
from vidmova.publish.pages.language import LANGUAGES, Language, spoken
from vidmova.publish.pages.reasons import reason
from vidmova.publish.pages.rendering import template
from vidmova.publish.pages.telling import Page, Telling

Section = tuple[str, list[str]]
KILO = 1024


def method(telling: Telling) -> Page:
    """Return the page that says how all of it was made."""
    say = telling.language.say
    return telling.page("text.html", "method.html", heading=say("Method"), sections=method_sections(telling.language))


def method_sections(language: Language) -> list[Section]:
    """Return the method in words."""
    return [*_made(language), *_kept_safe(language)]


def _made(language: Language) -> list[Section]:
    say = language.say
    return [
        (
            say("Statements"),
            [
                say(
                    "A program reads each text and marks what a passage says: one act, done, suffered or "
                    "denied, with its number, time, place and the words that state each value. Nothing is "
                    "added from elsewhere. A statement is what a passage says, not what is true."
                ),
                say(
                    "What the program found is proposed. A person can accept, correct or add a statement; the "
                    "state stands beside each. What a person rejected is not in the release."
                ),
            ],
        ),
        (
            say("Events"),
            [
                say(
                    "Statements of one happening, in three languages, are joined where act, time, place, unit, "
                    "people and number allow it and something ties them together. Doubtful pairs stay apart "
                    "until a person decides."
                ),
                say(
                    "Values stand against values with those who give them. Where they cannot all be true, the "
                    "page says so and chooses none."
                ),
            ],
        ),
        (
            say("Totals"),
            [
                say(
                    "The floor is the least number of people, or cases, that the statements support if all "
                    "that may overlap does. The ceiling is the most if nothing overlaps that is not known to. "
                    "No middle is drawn unless a reviewer signed one by name."
                ),
                say("Each total opens to its working: which events add to it, and why others do not."),
            ],
        ),
    ]


def _kept_safe(language: Language) -> list[Section]:
    say = language.say
    return [
        (
            say("Protection"),
            [
                say(
                    "Private people stand under pseudonyms made with a secret key. Names, contacts, exact days "
                    "and places that lead to them are taken out of the passages; a box stands there, and its "
                    "width tells nothing."
                ),
                say(
                    "A combination of unit, place, time and other traits that few people share is made coarser "
                    "until enough do. A source whose wording would lead to somebody is not named, and little "
                    "of its wording stands here."
                ),
                say(
                    "Before it was published, this release was searched for every protected name in every "
                    "script and form that the register knows."
                ),
            ],
        ),
        (
            say("What it cannot tell"),
            [
                say(
                    "The register knows only what it read. That nothing is found here does not mean that "
                    "nothing happened."
                ),
                say("Texts repeat each other. The number of sources is not the number of witnesses."),
            ],
        ),
    ]


def removed(telling: Telling) -> Page:
    """Return the disclosure report in words."""
    language, report = telling.language, telling.shelf.contents.disclosure
    return telling.page(
        "removed.html",
        "removed.html",
        heading=language.say("What was removed"),
        sections=[
            (
                language.say("How people are protected here"),
                [
                    *protection(telling),
                    language.say(
                        "The whole report, with what was found in the finished files, is disclosure.md beside this "
                        "site."
                    ),
                ],
            )
        ],
        removed=removals(language, report.removed),
        findings=findings(telling),
        overruled=[(one, language.day(one.when[:10])) for one in report.overruled],
    )


def protection(telling: Telling) -> list[str]:
    """Return in words how people are protected in this edition."""
    language, edition = telling.language, telling.shelf.contents.edition
    few = language.number(edition.smallest)
    return [
        language.say("No combination of traits is shown that fewer than %(n)s people share.", n=few),
        language.code_of("names", edition.names),
    ]


def findings(telling: Telling) -> list[tuple[str, str, str]]:
    """Return what a reader should know of: how grave it is, one sentence, and where."""
    found = telling.shelf.contents.disclosure.findings
    return [
        (telling.language.code_of("severity", one.severity), reason(telling.language.code, one.said), one.where)
        for one in found
        if one.severity != "blocker"
    ]


def removals(language: Language, removed: Iterable[Removal]) -> list[tuple[str, str, str]]:
    """Return what was taken out, why, and how often, in words."""
    return [
        (removal(language, one.what), language.code_of("rule", one.rule), language.number(one.number))
        for one in removed
    ]


def removal(language: Language, what: str) -> str:
    """Return what was taken out in words."""
    kind, _, trait = what.partition(": ")
    said = language.code_of("removed", kind)
    return f"{said}: {language.code_of('step', trait)}" if trait else said


def edition_facts(language: Language, edition: Edition) -> list[tuple[str, str, bool]]:
    """Return what names an edition: word, value, and whether the value is a code."""
    say = language.say
    facts = [
        (say("Register"), edition.register, False),
        (say("Edition"), language.number(edition.number), False),
        (say("Made"), language.day(edition.made[:10]), False),
        (say("Publisher"), edition.publisher, False),
        (say("Program"), f"Vidmova {edition.program}", False),
        (say("Digest of the words looked for"), edition.lexicon, True),
        (
            say("Seal of the last decision"),
            edition.decisions or say("nobody had decided anything"),
            bool(edition.decisions),
        ),
        (
            say("Pseudonyms"),
            say("those of earlier editions") if edition.stable else say("made for this edition only"),
            False,
        ),
        (say("Edition before"), edition.follows or say("none"), bool(edition.follows)),
    ]
    return [fact for fact in facts if fact[1]]


def about(telling: Telling, beside: list[tuple[str, int]]) -> Page:
    """Return the page of this edition: versions, digests, how to cite, files beside the site."""
    language, edition = telling.language, telling.shelf.contents.edition
    say = language.say
    cite = say(
        "%(publisher)s. %(register)s. Edition %(n)s, %(day)s. Id of the event or statement.",
        publisher=edition.publisher,
        register=edition.register,
        n=language.number(edition.number),
        day=language.day(edition.made[:10]),
    )
    return telling.page(
        "about.html",
        "about.html",
        heading=say("About this release"),
        sections=[
            (say("How to cite"), [cite, say("Name the edition: figures are corrected from one to the next.")]),
            (
                say("Checking it"),
                [
                    say(
                        "The list of checksums beside this site has a SHA-256 for every file of the release, "
                        "this page among them."
                    )
                ],
            ),
        ],
        facts=edition_facts(language, edition),
        files=[(name, name, _size(language, size)) for name, size in beside],
    )


def _size(language: Language, size: int) -> str:
    kilos = -(-size // KILO)
    return language.say("%(n)s KB", n=language.number(kilos))


def beside_site(folder: Path, site: Path) -> list[tuple[str, int]]:
    """Return the release's files beside the site that are there already, with their sizes."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and site not in path.parents)
    return [(path.relative_to(folder).as_posix(), path.stat().st_size) for path in found if path.name[0] != "."]


def front(edition: Edition) -> Page:
    """Return the front door, from which a language is chosen."""
    greetings: list[tuple[Any, ...]] = []
    for code, name in LANGUAGES.items():
        language = spoken(code)
        words = language.say(
            "Edition %(n)s, %(day)s", n=language.number(edition.number), day=language.day(edition.made[:10])
        )
        greetings.append((code, name, language.say("What the sources say"), words))
    return "index.html", template("en", "front.html").render(edition=edition, greetings=greetings)
