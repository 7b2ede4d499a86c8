"""What no eye sees is taken out of a document, and its claims follow."""

import msgspec
import pytest
from msgspec.structs import replace

from tests.protect.heldtexts import document, stated
from vidmova.protect.evening import evened, writable
from vidmova.protect.holdings import Holdings
from vidmova.records import Linked, Report

ROWS = [
    ("Со\u00adко\u200bленко відмовився.", "Соколенко відмовився."),
    ("Соколе\u0301нко відмовився.", "Соколенко відмовився."),
    ("Їжак и\u0306 Юрии\u0306.", "Їжак й Юрий."),
    ("\ufeffСоколенко", "Соколенко"),
    ("Coкoлeнко мовчить", "Соколенко мовчить"),
    ("Ostrogіn left", "Ostrogin left"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_unseen_characters_are_taken_out(text: str, expected: str) -> None:
    assert evened(Report(document(text, "uk"), [])).document.text == expected


def test_claims_follow() -> None:
    text = "Пе\u0301рше. Со\u00adколе\u0301нко відмо\u0301вився."
    claim = stated(text, "Со\u00adколе\u0301нко відмо\u0301вився.", wordings={"person": "Со\u00adколе\u0301нко"})
    made = evened(Report(document(text, "uk"), [claim]))
    [one] = made.claims
    plain = made.document.text
    assert plain[one.start : one.end] == "Соколенко відмовився."
    assert [(span.field, span.wording) for span in one.spans] == [("person", "Соколенко")]
    assert plain[one.spans[0].start : one.spans[0].end] == "Соколенко"


def test_a_plain_document_stays_as_it_is() -> None:
    for text in ("Nothing hidden.", "Нічого, крім «їжака»."):
        report = Report(document(text, "uk"), [])
        assert evened(report) is report


def test_halves_of_characters_are_replaced_one_for_one() -> None:
    text = "Ivan\ud800 Sokolenko refused."
    claim = stated(text, "Ivan\ud800 Sokolenko refused.", wordings={"person": "Ivan\ud800 Sokolenko"})
    held = Holdings(
        register="R\udfff",
        program="0",
        lexicon="0",
        reports=[Report(replace(document("Ivan", "en"), text=text), [claim])],
        linked=Linked(claims={}),
    )
    made = writable(held)
    assert (made.register, made.reports[0].document.text) == ("R\ufffd", "Ivan\ufffd Sokolenko refused.")
    assert made.reports[0].claims[0].spans[0].wording == "Ivan\ufffd Sokolenko"
    assert made.reports[0].claims[0].end == claim.end
    assert msgspec.json.encode(made.reports)


def test_records_that_can_be_written_stay_as_they_are() -> None:
    report = Report(document("Нічого.", "uk"), [])
    held = Holdings(register="R", program="0", lexicon="0", reports=[report], linked=Linked(claims={}))
    assert writable(held).reports[0] is report
