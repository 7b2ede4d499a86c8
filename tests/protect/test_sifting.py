"""What the attack passes over, it would find nothing in; and days and quotations are told of their own source only."""

import base64
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protect.test_attacking import SECRETS, SURE, TEXT
from vidmova.protect.attacking import attack, blockers
from vidmova.protect.passages import Stretch, alike_everywhere
from vidmova.protect.policy import Secrets, WithheldSource
from vidmova.protect.reach import Seen, cut
from vidmova.protect.searching import Search
from vidmova.protect.sensitive import Found
from vidmova.protect.traces import Digests

SEARCH = Search(SECRETS)
HARMLESS = [
    "Суд у Полтаві",
    "12 servicemen refused",
    "s-AB-CD",
    "charset=utf-8",
    "",
    "…",
    "72-га бригада",
    "a\x00b",
] * 20
SEARCHABLE = sorted({text for name, text in SURE if name.endswith(".txt")})
PIECES = st.sampled_from([*SEARCHABLE, *HARMLESS, "Олена", "Вовчкевич", "4 березня 2022", "+380671234567", "ab" * 32])


def looked(leaf: str) -> tuple[int, bool]:
    """Return how much is found in a piece of text that is looked into by itself."""
    SEARCH._begin()
    senses = SEARCH._look(leaf, Seen("a.txt", (leaf,)))
    return sum(SEARCH._found.values()), bool(senses)


@pytest.mark.parametrize("leaf", SEARCHABLE)
def test_what_has_a_name_in_it_is_not_passed_over(leaf: str) -> None:
    number, _ = looked(leaf)
    sifted = SEARCH._sieve.sift([*HARMLESS, leaf, *HARMLESS])
    assert not number or len(HARMLESS) in sifted.suspects


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=12))
def test_nothing_is_found_in_what_is_passed_over(leaves: list[str]) -> None:
    sifted = SEARCH._sieve.sift(leaves)
    for at, leaf in enumerate(leaves):
        number, senses = looked(leaf)
        assert at in sifted.suspects or not number, leaf
        assert at in sifted.suspects or senses == (at in sifted.senses), leaf


def test_little_is_looked_into_twice() -> None:
    assert SEARCH._sieve.sift(HARMLESS).suspects == {at for at, leaf in enumerate(HARMLESS) if "\x00" in leaf}


@pytest.mark.parametrize("name", ["sha256", "sha1", "md5", "sha512", "blake2b"])
def test_a_digest_is_known_in_each_alphabet_whole_and_cut(name: str) -> None:
    raw = hashlib.new(name, "степан".encode()).digest()
    known = Digests(["Степан"])
    written = [raw.hex(), raw.hex().upper(), base64.b32encode(raw).decode(), base64.b64encode(raw).decode()]
    written += [base64.urlsafe_b64encode(raw).decode(), base64.b32encode(raw).decode().lower()]
    for one in written:
        assert known.among([one.rstrip("="), one[:8], one[:11], one[:13]]) == [
            one.rstrip("="),
            one[:8],
            one[:11],
            one[:13],
        ]
        assert not known.among([one[:7], "z" + one[:12], one[1:12], one[:9] + "!"])
    assert not Digests([]).among([raw.hex()])


EXCERPT = '<figure><blockquote>{}</blockquote><figcaption><a href="#{}">{}</a></figcaption></figure>'
LONG = "<mark>a</mark> <b>b</b> <i>c</i> <b>d</b> <i>e</i> <b>f</b>"


def page(*said: tuple[str, str]) -> str:
    return "<main><section><h2>x</h2>" + "".join(EXCERPT.format(text, one, one) for text, one in said) + "</section>"


def rules(folder: Path, text: str, secrets: Secrets = SECRETS) -> set[str]:
    (folder / "a.html").write_text(text)
    return {one.rule for one in blockers(attack(folder, secrets))}


def test_a_day_in_another_sources_excerpt_is_no_hidden_day(tmp_path: Path) -> None:
    assert not rules(tmp_path, page((LONG, "s-AA-AA"), ("4 березня 2022 " + LONG, "s-BB-BB")))


def test_a_hidden_day_in_its_own_sources_excerpt_is_found_however_far(tmp_path: Path) -> None:
    assert rules(tmp_path, page((LONG, "s-BB-BB"), ("4 березня 2022 " + LONG * 9, "s-AA-AA"))) == {"hidden-day"}


def test_excerpts_that_differ_by_their_source_alone_are_told_apart(tmp_path: Path) -> None:
    every = [("4 березня 2022", one) for one in ("s-BB-BB", "s-CC-CC", "s-AA-AA")]
    secrets = Secrets(hidden=SECRETS.hidden, ledger={one: one for _, one in every})
    assert rules(tmp_path, page(*every[:2]), secrets) == set()
    assert rules(tmp_path, page(*every), secrets) == {"hidden-day"}


def test_a_page_is_cut_where_something_new_begins() -> None:
    text = "<p>a</p><LI>b<figure>c</figure><table><tr><td>d</td></tr></table>"
    assert "".join(cut(text)) == text
    assert len(cut(text)) == 4


QUOTE = "забрали третього березня і повезли в частину де його били"


def test_what_a_named_source_says_too_is_no_withheld_quote_in_it(tmp_path: Path) -> None:
    source = WithheldSource(released="s-AA-AA", id="f" * 64, name="in/letter.txt", text=TEXT)
    alone, shared = Secrets(sources=[source]), Secrets(sources=[source], named=[f"Він сказав: {QUOTE}, і все"])
    assert rules(tmp_path, page((QUOTE, "s-BB-BB")), alone) == {"withheld-quote"}
    assert not rules(tmp_path, page((QUOTE, "s-BB-BB")), shared)
    assert rules(tmp_path, page((QUOTE, "s-AA-AA")), shared) == {"withheld-quote"}
    assert rules(tmp_path, page((TEXT, "s-BB-BB")), shared) == {"withheld-quote"}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("у села Сазановка", False),
        ("біля Сазанівки", False),
        ("Сазановым недовольны", True),
        ("з Рогальчинською", True),
    ],
)
def test_a_village_is_no_case_of_a_surname(said: str, named: bool, tmp_path: Path) -> None:
    secrets = Secrets(people={"p-1": ["Віктор Сазанов"], "p-2": ["Олена Рогальчинська"]})
    (tmp_path / "a.txt").write_text(said)
    assert bool(blockers(attack(tmp_path, secrets))) == named


def test_a_word_that_is_hidden_as_a_name_once_is_hidden_in_the_whole_document() -> None:
    folded = "з ним коваль пішов. коваль сказав: ковальський ні"
    first, second = Stretch(0, 19, 1, (Found(6, 12, "name"),)), Stretch(20, len(folded), 0, ())
    assert alike_everywhere([first, second], folded)[1].found == (Found(20, 26, "name"),)
    known = Stretch(0, 19, 1, (Found(6, 12, "name", "p-1"),))
    assert alike_everywhere([known, second], folded)[1].found == ()
