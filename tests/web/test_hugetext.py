"""Paragraphs of 5 MB, of markup without an end of a sentence and of nothing but refusals: shown as text, in pages."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.web.actors import Person
from tests.web.desks import Page

WORDS = "<script>alert(1)</script> довгий абзац без крапок і без кінця \u202e"
SIZE = 5_000_000
REFUSED = "{n} soldiers of the {n}nd brigade refused to fight in Kherson on 3 March 2023. "
MANY = 700


def person_of(root: Path) -> Person:
    person = Person(root)
    (root / "config.toml").write_text('name = "Ours"\nmodel = "lexicon"\n', encoding="utf-8")
    return person


def pages(person: Person, address: str) -> list[str]:
    """Return the pages of a document, each reached by the link of the one before it."""
    found = []
    while address:
        found.append(person.get(address))
        following = re.search(r'<a href="([^"]*)" rel="next">', found[-1])
        address = unescape(following[1]) if following else ""
    return found


def test_a_job_takes_it_in_and_it_is_shown_as_text(tmp_path: Path) -> None:
    person = person_of(tmp_path / "register")
    person.add({"long.txt": (WORDS * (SIZE // len(WORDS.encode())) + "\n").encode()})
    one = person.store.document_list()[0]
    every = pages(person, f"/documents/{one.id[:12]}")
    assert len(every) > 20
    shown = Page(every[0])
    assert "onload" not in shown.attributes
    assert shown.tags.count("script") == 3
    said = "".join(re.sub(r"\s+", "", re.split("</?article[^>]*>", text)[1]) for text in every)
    said = re.sub("<p [^>]*>|</p>", "", said.replace("<pclass", "<p class"))
    assert said.count("alert(1)") == SIZE // len(WORDS.encode())
    assert "\u202e" not in said
    assert max(map(len, every)) < 1_000_000
    assert "long.txt" in person.get("/documents")


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Person:
    person = person_of(tmp_path_factory.mktemp("refusing") / "register")
    text = "".join(REFUSED.format(n=2 + 10 * number) for number in range(MANY))
    person.add({"refused.txt": text.encode()})
    return person


def test_every_claim_is_on_one_page_with_its_characters(refusing: Person) -> None:
    one = refusing.store.document_list()[0]
    every = pages(refusing, f"/documents/{one.id[:12]}")
    claims = refusing.store.claims(one.id)
    assert len(claims) >= MANY
    assert len(every) > len(claims) // 250
    cards = [mark for text in every for mark in re.findall('id="card-([^"]*)"', text)]
    assert cards == [claim.id for claim in claims]
    assert all(len(re.findall('id="card-', text)) <= 210 for text in every)
    assert f"{len(claims):,} claims" in Page(every[-1]).words


def test_what_a_link_names_stands_on_the_page_that_it_leads_to(refusing: Person) -> None:
    one = refusing.store.document_list()[0]
    last = refusing.store.claims(one.id)[-1]
    for mark in (last.id, f"{last.id}-count", f"card-{last.id}"):
        assert f'id="{mark}"' in refusing.get(f"/documents/{one.id[:12]}?at={last.start}#{mark}")
    event = Page(refusing.get(f"/events/{last.event}"))
    there = [one for one in event.addresses if one.endswith(f"#{last.id}")]
    assert there
    assert f'id="{last.id}"' in refusing.get(there[0])


def test_a_place_on_a_page_is_that_of_the_document(refusing: Person) -> None:
    one = refusing.store.document_list()[0]
    document = refusing.store.document(one.id)
    assert document
    sentences = refusing.store.sentences(one.id)
    text = refusing.get(f"/documents/{one.id[:12]}?page=3")
    place, stretches = re.search(r'data-at="(\d+)" data-sentences="([^"]*)"', text).groups()  # type: ignore[union-attr]
    words = Page(text.split("<article")[1].split("</article>")[0].partition(">")[2]).words
    assert re.sub(r"\W+|refusal", "", words)[:40] == re.sub(r"\W+", "", document.text[int(place) :])[:40]
    first = int(re.search(r'data-first="(\d+)"', text)[1])  # type: ignore[index]
    assert stretches.split()[0] == f"{sentences[first].start}-{sentences[first].end}"


def test_odd_pages_are_the_nearest_that_there_are(refusing: Person) -> None:
    one = refusing.store.document_list()[0]
    where = f"/documents/{one.id[:12]}"
    for asked, like in (("?page=99999", "?at=99999999"), ("?page=0", ""), ("?at=-5", ""), ("?at=x", "?page=1")):
        assert re.findall('id="card-([^"]*)"', refusing.get(where + asked)) == re.findall(
            'id="card-([^"]*)"', refusing.get(where + like)
        )
