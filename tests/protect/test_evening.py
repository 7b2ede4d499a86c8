"""What no eye sees is taken out of a document, and its claims follow."""

import pytest

from tests.protect.heldtexts import document, stated
from vidmova.protect.evening import evened
from vidmova.records import Report

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
