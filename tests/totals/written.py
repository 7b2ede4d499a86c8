"""Totals of invented texts, read and linked as a register would."""

import hashlib

from vidmova.extraction.claims import extract
from vidmova.linking.linked import link
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document, Report
from vidmova.totals.asking import Total, ask
from vidmova.totals.questions import Question
from vidmova.totals.told import Teller


def total_of(question: Question, *texts: tuple[str, str]) -> Total:
    """Return the answer that texts, each given after its language, have to a question."""
    documents = [_document(number, *one) for number, one in enumerate(texts)]
    reports = [Report(one, extract(one, find_sentences(one.text, one.language))) for one in documents]
    return ask(question, link(reports), {one.id: Teller(one.name) for one in documents})


def _document(number: int, language: str, text: str) -> Document:
    digest = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
    return Document(id=digest, name=f"outlet {number}", media_type="text/plain", text=text, language=language)
