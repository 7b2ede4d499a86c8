"""What is changed in the files of a register behind the program's back: every kind is named, and nothing else is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.archive.registers import build, copied, manifested, whole
from vidmova.archive.chaining import Chain
from vidmova.archive.intake import digest_of, keep, place_of
from vidmova.archive.manifest import encoded, parsed
from vidmova.archive.provenance import Expunging, Receipt, chain_of, read_chain
from vidmova.archive.signing import new_key, sign
from vidmova.archive.tombstones import Tombstone, carved
from vidmova.cli.verify import verified
from vidmova.register.folder import RegisterFolder, create
from vidmova.review.decisions import Decision, decoded, seal_of
from vidmova.review.decisions import encoded as line_of
from vidmova.review.log import chain_of as decisions_of


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> RegisterFolder:
    return whole(tmp_path_factory.mktemp("whole"))


def bytes_of(root: Path, number: int = 0) -> Path:
    return place_of(root, read_chain(root)[number].digest)


def change(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def write(path: Path, changed: list[bytes]) -> None:
    path.write_bytes(b"".join(line + b"\n" for line in changed))


def rechained(root: Path, **changed: object) -> None:
    """Change the first receipt and make the whole chain and its seal anew, as somebody would who knows how."""
    made, previous = [], "0" * 64
    for at, one in enumerate(read_chain(root)):
        one = replace(one, previous=previous, **(changed if at == 0 else {}))
        made.append(msgspec.json.encode(one))
        previous = digest_of(made[-1])
    resealed(chain_of(root), made)


def resealed(path: Path, made: list[bytes]) -> None:
    write(path, made)
    Chain(path).seal.write_text(f"{path.stat().st_size} {digest_of(made[-1])}\n")


def redecided(root: Path, **changed: object) -> None:
    """Change the first decision and make the chain anew."""
    made: list[Decision] = []
    for at, line in enumerate(lines(decisions_of(root).place)):
        one = decoded(line)
        assert one
        one = replace(one, previous=made[-1].seal if made else "0" * 64, **(changed if at == 0 else {}))
        made.append(replace(one, seal=seal_of(one)))
    resealed(decisions_of(root).place, [line_of(one) for one in made])


def who_resealed(root: Path) -> None:
    path = decisions_of(root).place
    one = decoded(lines(path)[1])
    assert one
    one = replace(one, who="Bob")
    write(path, [lines(path)[0], line_of(replace(one, seal=seal_of(one))), *lines(path)[2:]])


def tombstone(root: Path, path: Path) -> None:
    line, one = lines(path)[0], decoded(lines(path)[0])
    stone = Tombstone(digest_of(line), "0" * 64, one.number if one else 0, one.seal if one else "")
    write(path, [carved(stone, len(line)), *lines(path)[1:]])


def link(path: Path) -> None:
    moved = path.with_name("elsewhere")
    path.rename(moved)
    path.symlink_to(moved.name)


def forged(root: Path, key: str = "") -> None:
    """Put a manifest in the place of the newest that says what the register holds otherwise."""
    place = next((root / "manifests").glob("*Z.txt"))
    old = parsed(place.name, place.read_bytes())
    place.write_bytes(encoded(replace(old, kept=old.kept[1:])))
    if key:
        signed = sign(place.read_bytes(), root.parent / key)
        place.with_suffix(".sig").write_bytes(signed.raw)
        place.with_suffix(".pub").write_bytes(signed.public)


def other_key(root: Path) -> None:
    new_key(root.parent / "other")
    forged(root, "other")


def second_key(root: Path) -> None:
    new_key(root.parent / "other")
    manifested(RegisterFolder(root), "2026-01-03T00:00:00Z", root.parent / "other")


def added_receipt(root: Path) -> None:
    last = lines(chain_of(root))[-1]
    one = replace(read_chain(root)[-1], digest="e" * 64, name="e.txt", previous=digest_of(last))
    resealed(chain_of(root), [*lines(chain_of(root)), msgspec.json.encode(one)])


def other_database(root: Path) -> None:
    texts = root.parent / "other-texts"
    texts.mkdir()
    (texts / "z.txt").write_text("Five soldiers refused to fight in May 2023.\n")
    from_other = root.parent / "other-register"
    build(create(from_other), texts)
    for path in root.glob("register.db*"):
        path.unlink()
    shutil.copy(from_other / "register.db", root / "register.db")


def without_decisions(root: Path) -> None:
    for one in root.glob("decisions.*"):
        one.unlink()


SUMS, MANIFEST, ADDED = "releases/1/SHA256SUMS", "manifests/2026-01-02T030405Z", "lists/added.jsonl"
Tampering = Callable[[Path], object]
KINDS: dict[str, tuple[Tampering, str]] = {
    "a bit of an original": (lambda root: flip(bytes_of(root)), "its bytes in the archive were altered"),
    "a byte more": (lambda root: bytes_of(root).write_bytes(bytes_of(root).read_bytes() + b"."), "were altered"),
    "an original emptied": (lambda root: bytes_of(root).write_bytes(b""), "its bytes in the archive were altered"),
    "an original removed": (lambda root: bytes_of(root).unlink(), "its bytes are gone from the archive"),
    "two originals exchanged": (lambda root: exchange(bytes_of(root), bytes_of(root, 1)), "were altered"),
    "an original renamed": (lambda root: bytes_of(root).rename(bytes_of(root).with_name("0" * 62)), "are gone"),
    "a link in the place of an original": (lambda root: link(bytes_of(root)), "a link stands in the place of its"),
    "a folder in the place of an original": (lambda root: folder_for(bytes_of(root)), "its bytes are gone"),
    "an original that nobody received": (lambda root: keep(root, b"smuggled"), "added, no receipt names it"),
    "a file beside the originals": (lambda root: (root / "archive" / "more.txt").touch(), "archive/more.txt: added"),
    "a file deeper in the archive": (lambda root: deeper(root), "archive/ab/cd/ef: added"),
    "a hidden file in the archive": (lambda root: (root / "archive" / ".x").touch(), "archive/.x: added"),
    "a receipt's name": (lambda root: change(chain_of(root), b'"name"', b'"name" '), "received.jsonl, line"),
    "a receipt's moment": (lambda root: change(chain_of(root), b'"when":"2', b'"when":"1'), "was altered, removed"),
    "a receipt's source": (lambda root: change(chain_of(root), b"a.txt", b"x.txt"), "was altered, removed or added"),
    "who received": (lambda root: change(chain_of(root), b'"who":"', b'"who":"x'), "was altered, removed or added"),
    "a receipt removed": (lambda root: write(chain_of(root), lines(chain_of(root))[1:]), "received.jsonl, line 1"),
    "the last receipt removed": (lambda root: write(chain_of(root), lines(chain_of(root))[:-1]), "its end is not"),
    "receipts reordered": (lambda root: write(chain_of(root), lines(chain_of(root))[::-1]), "received.jsonl, line 1"),
    "a receipt twice": (lambda root: twice(chain_of(root)), "received.jsonl, line 2"),
    "a receipt more": (lambda root: added_receipt(root), "e.txt: its bytes are gone from the archive"),
    "the receipts' seal removed": (lambda root: (root / "archive/received.seal").unlink(), "received.seal: removed"),
    "the receipts' seal altered": (lambda root: (root / "archive/received.seal").write_text("1 x"), "its end is not"),
    "all receipts removed": (lambda root: chain_of(root).unlink(), "received.jsonl: removed"),
    "a receipt chained anew under another name": (lambda root: rechained(root, name="x.txt"), "under this name"),
    "a receipt chained anew with another size": (lambda root: rechained(root, size=7), "its receipt says 7 bytes"),
    "a receipt chained anew at another moment": (
        lambda root: rechained(root, when="1999-01-01T00:00:00Z"),
        "its receipt was altered since the manifest",
    ),
    "a receipt chained anew from elsewhere": (
        lambda root: rechained(root, source="/x"),
        "its receipt was altered since the manifest",
    ),
    "a tombstone for a receipt": (lambda root: tombstone(root, chain_of(root)), "no expunging is recorded"),
    "half a receipt": (lambda root: chain_of(root).write_bytes(chain_of(root).read_bytes()[:-40]), "torn"),
    "who decided, sealed anew": (who_resealed, "decision 3 does not follow"),
    "a decision chained anew": (lambda root: redecided(root, why="else"), "which the register was built with"),
    "decisions truncated": (lambda root: write(decisions(root), lines(decisions(root))[:2]), "its end is not"),
    "a decision twice": (lambda root: twice(decisions(root)), "line 2: decision 1 stands here"),
    "a tombstone for a decision": (lambda root: tombstone(root, decisions(root)), "no expunging is recorded"),
    "all decisions removed": (lambda root: decisions(root).unlink(), "decisions.jsonl: removed"),
    "decisions and seal removed": (without_decisions, "was altered or"),
    "a list's table": (lambda root: flip(bytes_of(root / "lists")), "lists/archive: leak.csv: its bytes"),
    "a list's map": (lambda root: change(root / ADDED, "Рік".encode(), "Рок".encode()), "line 1: altered or added"),
    "a list's maker": (lambda root: change(root / ADDED, b"unknown", b"unknowm"), "line 1: altered or added"),
    "a list removed": (lambda root: write(root / ADDED, lines(root / ADDED)[1:]), "a line was removed"),
    "lists reordered": (lambda root: write(root / ADDED, lines(root / ADDED)[::-1]), "in another order"),
    "a list twice in another way": (lambda root: more(root / ADDED, b"{}\n"), "line 3: altered or added"),
    "settings": (lambda root: more(root / "config.toml", b"# x\n"), "config.toml: altered since the manifest"),
    "settings removed": (lambda root: (root / "config.toml").unlink(), "config.toml: removed since the manifest"),
    "a setting that is none": (lambda root: more(root / "config.toml", b"x = 1\n"), "config.toml"),
    "a release's file": (lambda root: more(root / "releases/1/events.csv", b"2"), "releases/1: events.csv: it was alt"),
    "a release's file removed": (lambda root: (root / "releases/1/events.csv").unlink(), "it is not in the folder"),
    "a release's file added": (lambda root: (root / "releases/1/x.csv").touch(), "x.csv: it is not in SHA256SUMS"),
    "a release with its sums": (lambda root: released_anew(root), f"{SUMS}: altered since the manifest"),
    "a release removed": (lambda root: shutil.rmtree(root / "releases/1"), f"{SUMS}: removed since the manifest"),
    "a manifest's line": (lambda root: change(root / f"{MANIFEST}.txt", b"a.txt", b"x.txt"), "altered, or another put"),
    "a manifest forged": (forged, "altered, or another put in its place"),
    "a manifest forged and signed with another key": (other_key, "it is not the key that signed"),
    "a manifest signed by somebody else": (second_key, "manifests are signed with 2 keys"),
    "a manifest removed": (lambda root: (root / f"{MANIFEST}.txt").unlink(), f"{MANIFEST}.txt: removed"),
    "a manifest added": (lambda root: (root / "manifests/2027.txt").touch(), "manifests/2027.txt: added"),
    "a signature": (lambda root: flip(root / f"{MANIFEST}.sig"), "its signature does not fit"),
    "a signature removed": (lambda root: (root / f"{MANIFEST}.sig").unlink(), "its signature was removed"),
    "a timestamp of something else": (
        lambda root: (root / f"{MANIFEST}.tsr").write_bytes(b"\x04\x20" + b"x" * 32),
        "it does not stamp",
    ),
    "the shelf's line": (lambda root: change(root / "manifests/made.jsonl", b'"key":"', b'"key":"0'), "manifests/made"),
    "the database removed": (lambda root: (root / "register.db").unlink(), "register.db: removed"),
    "the database overwritten": (lambda root: (root / "register.db").write_bytes(b"x" * 9999), "register.db"),
    "the database cut off": (lambda root: os.truncate(root / "register.db", 20_000), "register.db"),
    "the database of another register": (other_database, "its bytes are not in the archive"),
}  # fmt: skip


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def more(path: Path, content: bytes) -> None:
    path.write_bytes(path.read_bytes() + content)


def twice(path: Path) -> None:
    write(path, [lines(path)[0], *lines(path)])


def exchange(one: Path, other: Path) -> None:
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)


def folder_for(path: Path) -> None:
    path.unlink()
    path.mkdir()


def deeper(root: Path) -> None:
    (root / "archive/ab/cd").mkdir(parents=True)
    (root / "archive/ab/cd/ef").touch()


def released_anew(root: Path) -> None:
    place = root / "releases/1"
    (place / "events.csv").write_text("id,act\n1,surrender\n")
    (place / "SHA256SUMS").write_text(f"{digest_of((place / 'events.csv').read_bytes())}  events.csv\n")


def decisions(root: Path) -> Path:
    return decisions_of(root).place


def test_an_untouched_register_gives_nothing(register: RegisterFolder, tmp_path: Path) -> None:
    found = verified(copied(register, tmp_path), deep=True)
    assert found.altered == []
    assert found.documents == 3
    assert [one for one in found.notes if "manifest" not in one] == []


@pytest.mark.parametrize("name", KINDS)
def test_what_was_changed_in_files_is_named(register: RegisterFolder, tmp_path: Path, name: str) -> None:
    folder = copied(register, tmp_path)
    tamper, wanted = KINDS[name]
    tamper(folder.root)
    found = verified(folder).altered
    assert any(wanted in line for line in found), found


def test_a_forged_tombstone_needs_a_forged_record_which_shows(register: RegisterFolder, tmp_path: Path) -> None:
    folder = copied(register, tmp_path)
    path = chain_of(folder.root)
    first, last = lines(path)[0], lines(path)[-1]
    gone = Expunging(
        expunging=[digest_of(first)], documents=[], who="Nobody", when="2026-01-01", why="x", previous=digest_of(last)
    )
    stone = carved(Tombstone(digest_of(first), "0" * 64), len(first))
    resealed(path, [stone, *lines(path)[1:], msgspec.json.encode(gone)])
    found = verified(folder)
    assert any("expunged on 2026-01-01 by Nobody" in line for line in found.notes)
    assert any("its receipt was removed since the manifest" in line for line in found.altered)


def test_receipts_are_what_they_are() -> None:
    assert Receipt.__struct_fields__ == (
        "digest", "name", "source", "when", "size", "media_type", "who", "how", "version", "previous",
    )  # fmt: skip
