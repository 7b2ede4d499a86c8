"""Reprints, translations, the chain of telling, and how many independent origins there are."""

from pathlib import Path
from typing import Any

import pytest

from vidmova.linking.chains import find_chains, independent_sources
from vidmova.linking.tellings import find_tellings
from vidmova.records import Chain, Claim, Document, Report, Telling

TEXTS = Path(__file__).parent / "texts"


def read(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


EN = read("osinovka_en")
UK = read("osinovka_uk")
RU = read("osinovka_ru")
APART = read("osinovka_apart_uk")
FOOTER = read("footer_en")
SHORT_A = (
    "On 3 March eleven gunners of the Ketovo battery refused to go back to the line and were locked up in a barn.\n"
)
SHORT_B = (
    "A court in Shadrinsk fined two reservists on Friday for leaving their training ground without asking anybody.\n"
)
WHOLE = (0, -1)


def report(
    name: str, text: str, language: str = "en", claims: tuple[tuple[int, int], ...] = (WHOLE,), **more: Any
) -> Report:
    document = Document(
        id=f"{name:-<12}", name=f"{name}.txt", media_type="text/plain", text=text, language=language, **more
    )
    ends = [(start, end if end >= 0 else len(text.rstrip())) for start, end in claims]
    return Report(document, [Claim(id=f"c{at}", start=a, end=b, act="refuse") for at, (a, b) in enumerate(ends, 1)])


def groups(*reports: Report) -> list[list[str]]:
    return [[one.rstrip("-") for one in telling.documents] for telling in find_tellings(reports)]


def test_a_reprint_is_one_telling() -> None:
    again = "The Lighthouse\n" + EN.replace("learned", "reports") + "Subscribe to the Lighthouse.\n"
    assert groups(report("a", EN), report("b", APART, "uk"), report("c", again)) == [["a", "c"]]


def test_part_of_a_report_reprinted_is_one_telling() -> None:
    begin = EN.index("The other 13")
    part = "News in brief. Snow is expected in the east of the region by Sunday night.\n" + EN[begin:][:300] + "\n"
    begun = part.index("The other")
    assert groups(report("a", EN), report("b", part, claims=((begun, -1),))) == [["a", "b"]]


def test_ten_reprints_are_one_telling() -> None:
    reports = [report(f"r{number}", f"Outlet {number}\n{EN}") for number in range(1, 11)]
    assert [len(one) for one in groups(*reports)] == [10]


@pytest.mark.parametrize(("one", "other"), [(EN, UK), (EN, RU), (RU, UK)], ids=["en-uk", "en-ru", "ru-uk"])
def test_a_translation_is_one_telling(one: str, other: str) -> None:
    language = {EN: "en", UK: "uk", RU: "ru"}
    assert groups(report("a", one, language[one]), report("b", other, language[other])) == [["a", "b"]]


@pytest.mark.parametrize(("text", "language"), [(EN, "en"), (RU, "ru"), (UK, "uk")])
def test_two_reports_of_one_event_are_two_tellings(text: str, language: str) -> None:
    assert groups(report("a", text, language), report("b", APART, "uk")) == []


def test_a_shared_footer_is_no_telling() -> None:
    a, b = SHORT_A + FOOTER, SHORT_B + FOOTER
    first, second = ((0, len(SHORT_A) - 1),), ((0, len(SHORT_B) - 1),)
    assert groups(report("a", a, claims=first), report("b", b, claims=second)) == []


def test_a_shared_quotation_is_no_telling() -> None:
    said = '"Nobody gave us water on the second day, and on the third they took the boots away," the gunner said.\n'
    a = EN + said
    b = SHORT_B + "He had left after a quarrel about leave.\n" * 3 + said
    assert groups(report("a", a), report("b", b)) == []


MONTH = """Bulletin of the Sluch relief line. We wrote down every call and checked each name against the court lists.
In {month} the lawyers of the relief line answered {calls} calls from soldiers who want to leave the army for good.
The prosecutors opened {cases} cases against those who had left their units without leave during the same month.
The garrison courts of the region sentenced {men} men to terms in a colony and let {free} go with a suspended term.
"""


def test_bulletins_of_two_months_are_two_tellings() -> None:
    may = MONTH.format(month="May", calls=418, cases=112, men=37, free=25)
    june = MONTH.format(month="June", calls=530, cases=98, men=41, free=12)
    assert groups(report("a", may), report("b", june)) == []
    assert groups(report("a", may), report("b", may)) == [["a", "b"]]


def test_the_original_is_the_one_that_others_name() -> None:
    named = "The Lighthouse\n" + EN.replace("the Harbour Gazette", "Harbour Gazette")
    reports = [report("b", named, outlet="The Lighthouse"), report("a", EN, outlet="Harbour Gazette")]
    assert groups(*reports) == [["a", "b"]]


def test_the_original_is_else_the_earliest() -> None:
    plain = EN.replace(", the Harbour Gazette learned", "")
    reports = [report("b", plain, published="2023-06-12"), report("a", plain, published="2023-06-11")]
    assert groups(*reports) == [["a", "b"]]
    assert groups(report("b", plain), report("a", plain)) == [["b", "a"]]


def test_an_id_stays_when_reprints_join() -> None:
    first = find_tellings([report("a", EN), report("b", EN)])
    more = find_tellings([report("a", EN), report("b", EN), report("c", UK, "uk")])
    assert [one.id for one in first] == [one.id for one in more] == ["t-a-----------"]


CHAINS = [
    ("en", "Two men fled, Mediazona reports, citing relatives.", "relatives", ["Desk", "Mediazona", "relatives"]),
    ("en", "Two men fled, the lawyer says, as told by his mother.", "lawyer", ["Desk", "lawyer", "mother"]),
    ("en", "Two men fled, a lawyer told Mediazona.", "lawyer", ["Desk", "Mediazona", "lawyer"]),
    ("en", "His mother told the lawyer that two men had fled.", "mother", ["Desk", "lawyer", "mother"]),
    ("en", "Two men fled, according to Mediazona.", "Mediazona", ["Desk", "Mediazona"]),
    ("en", "Two men fled, the judge was told.", "officer", ["Desk", "officer"]),
    (
        "ru",
        "Двое бежали, пишет «Медиазона» со ссылкой на родственников.",
        "relatives",
        ["Desk", "Mediazona", "relatives"],
    ),
    ("ru", "Двое бежали, рассказал адвокат «Медиазоне».", "lawyer", ["Desk", "Mediazona", "lawyer"]),
    ("ru", "Двое бежали, знает адвокат со слов матери.", "lawyer", ["Desk", "lawyer", "mother"]),
    ("ru", "Двое бежали, сообщает «Вёрстка».", "Verstka", ["Desk", "Verstka"]),
    ("uk", "Двоє втекли, пише «Медіазона» з посиланням на родичів.", "relatives", ["Desk", "Mediazona", "relatives"]),
    ("uk", "Двоє втекли, знає адвокат зі слів матері.", "lawyer", ["Desk", "lawyer", "mother"]),
    ("uk", "Двоє втекли, каже командир.", "commander", ["Desk", "commander"]),
]


@pytest.mark.parametrize(("language", "text", "source", "voices"), CHAINS, ids=[row[1] for row in CHAINS])
def test_the_chain_of_telling(language: str, text: str, source: str, voices: list[str]) -> None:
    document = Document(id="d" * 12, name="d.txt", media_type="text/plain", text=text, language=language, outlet="Desk")
    claim = Claim(id="c1", start=0, end=len(text), act="desert", source_said=source)
    assert find_chains([Report(document, [claim])], []) == [Chain(claim="dddddddddddd-c1", voices=voices)]


def test_a_reprint_has_the_original_in_its_chain() -> None:
    text = "Two men fled, a lawyer says."
    documents = [
        Document(id=key * 12, name=key, media_type="text/plain", text=text, language="en", outlet=outlet)
        for key, outlet in (("a", "Gazette"), ("b", "Lighthouse"))
    ]
    claim = Claim(id="c1", start=0, end=len(text), act="desert", source_said="lawyer")
    telling = Telling(id="t", documents=["a" * 12, "b" * 12], because="")
    chains = find_chains([Report(one, [claim]) for one in documents], [telling])
    assert [one.voices for one in chains] == [["Gazette", "lawyer"], ["Lighthouse", "Gazette", "lawyer"]]
    assert independent_sources([one.claim for one in chains], chains, [telling]) == 1


def test_independent_origins() -> None:
    keys = [f"{letter * 12}-c1" for letter in "abcd"]
    assert independent_sources(keys, [], []) == 4
    telling = Telling(id="t", documents=["a" * 12, "c" * 12], because="")
    assert independent_sources(keys, [], [telling]) == 3
    named = [Chain(claim=keys[0], voices=["Gazette", "Mediazona"]), Chain(claim=keys[1], voices=["Post", "Mediazona"])]
    assert independent_sources(keys, named, [telling]) == 2
    unnamed = [
        Chain(claim=keys[0], voices=["Gazette", "relatives"]),
        Chain(claim=keys[1], voices=["Post", "relatives"]),
    ]
    assert independent_sources(keys, unnamed, []) == 4
