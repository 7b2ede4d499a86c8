"""Protectors that are broken on purpose, each in one way: the attack or the checks catch every one."""

import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from pypdf import PdfWriter

from tests.protect.plantedregisters import genitive, planted
from tests.protect.releasable import told
from vidmova.extraction.romanise import romanise
from vidmova.protect import releasing
from vidmova.protect.attacking import attack, blockers
from vidmova.protect.joining import joins
from vidmova.protect.ledger import Edition, Kept, Left
from vidmova.protect.policy import Policy, Protected
from vidmova.protect.release import Contents, Release
from vidmova.protect.releasing import protect
from vidmova.protect.reporting import report, stopping
from vidmova.publish import formats

FORMATS = ("json", "csv")
SEED = 3
POLICY = Policy(publisher="An archive", made="2024-01-01T00:00:00Z", key=b"k" * 32)

Breaks = Callable[[Protected], Contents]


@pytest.fixture(scope="module")
def good() -> Protected:
    return protect(planted(SEED).holdings, POLICY)


def caught(contents: Contents, good: Protected, folder: Path) -> set[str]:
    """Return the rules that stop a release of contents that were not protected as they should be."""
    formats.write(Release(contents, releasing._MAKER), folder / "out", FORMATS)
    leaks = attack(folder / "out", good.secrets)
    return {one.rule for one in stopping(report(contents, (), leaks))}


def edited(contents: Contents, *changes: tuple[str, str]) -> Contents:
    text = msgspec.json.encode(contents).decode()
    for before, after in changes:
        text = text.replace(before, after)
    return msgspec.json.decode(text, type=Contents)


def people(good: Protected) -> list[tuple[str, str]]:
    """Return the released id and the full name of each protected person with a surname."""
    found = [(good.secrets.ledger[one], forms[0]) for one, forms in good.secrets.people.items()]
    return sorted((identity, name) for identity, name in found if " " in name and not name.isascii())


def marked(identity: str) -> str:
    return f"[особа {identity.removeprefix('p-')}]"


def with_text(good: Protected, change: Callable[[str, str, str], str]) -> Contents:
    """Return contents in which the marks of people in texts were put by another hand."""
    contents = good.release.contents
    sources = []
    for source in contents.sources:
        text = source.text
        for identity, name in people(good):
            text = change(text, marked(identity), name)
        sources.append(replace(source, text=text))
    assert any(one.text != two.text for one, two in zip(sources, contents.sources, strict=True))
    return replace(contents, sources=sources)


def inflected(good: Protected) -> Contents:
    return with_text(good, lambda text, mark, name: text.replace(mark, genitive(name.split()[-1])))


def transliterated(good: Protected) -> Contents:
    return with_text(good, lambda text, mark, name: text.replace(mark, romanise(name, "uk")))


def equal_masks(good: Protected) -> Contents:
    return with_text(good, lambda text, mark, name: text.replace(mark, " ".join("█" * len(w) for w in name.split())))


def plain_hashes(good: Protected) -> Contents:
    changes = [
        (f'"{identity}"', f'"p-{hashlib.sha256(name.encode()).hexdigest()[:12]}"') for identity, name in people(good)
    ]
    return edited(good.release.contents, *changes)


def titles_kept(good: Protected) -> Contents:
    titles = {one.released: one.title for one in good.secrets.sources}
    contents = good.release.contents
    return replace(contents, sources=[replace(one, title=titles.get(one.id, one.title)) for one in contents.sources])


def days_kept(good: Protected) -> Contents:
    days = {one.where: one.said for one in good.secrets.hidden if one.kind == "day"}
    contents = good.release.contents
    sources = [replace(one, text=one.text.replace("[дата]", days.get(one.id, ""))) for one in contents.sources]
    return replace(contents, sources=sources)


def quotes_kept(good: Protected) -> Contents:
    texts = {one.released: one.text for one in good.secrets.sources}
    contents = good.release.contents
    sources = [
        replace(one, text=one.text + "\n" + next(iter(runs), ""))
        for one in contents.sources
        for runs in [re.findall(r"(?:\w+ ){8,}", texts.get(one.id, ""))]
    ]
    return replace(contents, sources=sources)


def internal_ids_kept(good: Protected) -> Contents:
    contents = good.release.contents
    internal = {released: one for one, released in good.secrets.ledger.items()}
    first = next(one.id for one in contents.sources if one.withheld)
    return edited(contents, (first, internal[first]))


def rare_combinations_kept(good: Protected) -> Contents:
    contents = good.release.contents
    one = told(1, "the only submarine", None, "2023-03-01")
    return replace(contents, statements=[*contents.statements, replace(one, people=[people(good)[0][0]])])


BROKEN: list[tuple[Breaks, str]] = [
    (inflected, "protected-name"),
    (transliterated, "protected-name"),
    (equal_masks, "mask-of-equal-length"),
    (plain_hashes, "digest-of-a-secret"),
    (titles_kept, "withheld-source"),
    (days_kept, "hidden-day"),
    (quotes_kept, "withheld-quote"),
    (internal_ids_kept, "internal-id"),
    (rare_combinations_kept, "rare-combination"),
]


def test_the_whole_protector_is_not_caught(good: Protected, tmp_path: Path) -> None:
    assert caught(good.release.contents, good, tmp_path) == set()


@pytest.mark.parametrize(("breaks", "rule"), BROKEN, ids=[breaks.__name__ for breaks, _ in BROKEN])
def test_a_broken_protector_is_caught(breaks: Breaks, rule: str, good: Protected, tmp_path: Path) -> None:
    assert rule in caught(breaks(good), good, tmp_path)


def test_original_file_names_are_caught(good: Protected, tmp_path: Path) -> None:
    formats.write(good.release, tmp_path / "out", FORMATS)
    (tmp_path / "out" / good.secrets.sources[0].name).write_text("nothing else")
    assert "withheld-source" in {one.rule for one in blockers(attack(tmp_path / "out", good.secrets))}


def test_kept_metadata_are_caught(good: Protected, tmp_path: Path) -> None:
    formats.write(good.release, tmp_path / "out", FORMATS)
    pdf = PdfWriter()
    pdf.add_blank_page(100, 100)
    pdf.add_metadata({"/Author": people(good)[0][1], "/Title": "A dossier"})
    packed = BytesIO()
    pdf.write(packed)
    (tmp_path / "out" / "dossier.pdf").write_bytes(packed.getvalue())
    assert "protected-name" in {one.rule for one in blockers(attack(tmp_path / "out", good.secrets))}


def test_a_list_in_the_order_of_true_names_is_caught(tmp_path: Path) -> None:
    names = [
        "Гайдабура",
        "Вовчкевич",
        "Сторожилюк",
        "Мазурчук",
        "Курінчак",
        "Лободинець",
        "Орлянчук",
        "Рогальчук",
        "Бучак",
    ]
    luck = ["K7-2M", "A3-9Q", "ZZ-4T", "B8-HH", "M2-C5", "F6-XD", "Q9-R3", "D4-77", "T5-KP"]
    everyone = {f"person-{number}": [f"Іван {name}"] for number, name in enumerate(names)}
    ledger = {f"person-{number}": f"p-{one}" for number, one in enumerate(luck)}
    secrets = releasing.Secrets(people=everyone, ledger=ledger)
    by_name = sorted(everyone, key=lambda one: everyone[one][0])
    (tmp_path / "people.csv").write_text("id\n" + "".join(f"{ledger[one]}\n" for one in by_name))
    assert {one.rule for one in blockers(attack(tmp_path, secrets))} == {"order-of-names"}
    (tmp_path / "people.csv").write_text("id\n" + "".join(f"p-{one}\n" for one in sorted(luck)))
    assert not blockers(attack(tmp_path, secrets))


def test_the_key_of_an_earlier_edition_is_caught(good: Protected) -> None:
    left = Left(
        number=1, identity="1", made="", publisher="", names="pseudonyms", stable=False, smallest=5, files={}, inside=""
    )
    before = Edition(left=left, kept=Kept(ids=good.secrets.ledger), contents=good.release.contents)
    coarser = protect(planted(SEED).holdings, replace(POLICY, smallest=9, number=2))
    found = joins(coarser.release.contents, coarser.secrets.ledger, [before])
    assert "same-ids" in {one.rule for one in found if one.severity == "blocker"}
    other = protect(planted(SEED).holdings, replace(POLICY, number=2, key=b"q" * 32))
    assert not [
        one for one in joins(other.release.contents, other.secrets.ledger, [before]) if one.severity == "blocker"
    ]
