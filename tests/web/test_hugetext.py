"""A paragraph of 5 MB, full of markup and without an end of a sentence: a job takes it in, and it is shown as text."""

from pathlib import Path

from tests.web.actors import Person
from tests.web.desks import Page

WORDS = "<script>alert(1)</script> довгий абзац без крапок і без кінця \u202e"
SIZE = 5_000_000


def test_a_job_takes_it_in_and_it_is_shown_as_text(tmp_path: Path) -> None:
    person = Person(tmp_path / "register")
    (tmp_path / "register" / "config.toml").write_text('name = "Ours"\nmodel = "lexicon"\n', encoding="utf-8")
    person.add({"long.txt": (WORDS * (SIZE // len(WORDS.encode())) + "\n").encode()})
    one = person.store.document_list()[0]
    shown = Page(person.get(f"/documents/{one.id[:12]}"))
    assert shown.words.count("alert(1)") == SIZE // len(WORDS.encode())
    assert "onload" not in shown.attributes
    assert "\u202e" not in shown.words
    assert shown.tags.count("script") == 3
    assert "long.txt" in person.get("/documents")
