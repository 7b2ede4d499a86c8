"""The chain of decisions: sealed, torn, killed, written by many at once, and every tampering named."""

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.review.writer import decision
from vidmova.errors import EngineError, InputError
from vidmova.review.decisions import Decision, encoded, identity, seal_of, sealed
from vidmova.review.log import chain_of, read_decisions, save, state_of, unwitnessed, verify

KILLS = int(os.environ.get("KILLS", "30"))
WRITES = int(os.environ.get("WRITES", "40"))
"""How often each of eight writers saves; the whole measure is 500."""
WRITER = Path(__file__).with_name("writer.py")
posix = pytest.mark.skipif(os.name != "posix", reason="kills with a POSIX signal")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    for number in range(6):
        save(tmp_path, [decision("Ann", number)])
    return tmp_path


def lines(root: Path) -> list[bytes]:
    return chain_of(root).place.read_bytes().splitlines(keepends=True)


def write(root: Path, changed: list[bytes]) -> None:
    chain_of(root).place.write_bytes(b"".join(changed))


def test_each_decision_is_sealed_to_the_one_before(kept: Path) -> None:
    found = read_decisions(kept)
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6]
    assert [one.previous for one in found[1:]] == [one.seal for one in found[:-1]]
    assert all(one.seal == seal_of(one) for one in found)
    assert len({identity(one) for one in found}) == 6
    assert verify(kept) == []


def test_nothing_judged_is_nothing_wrong(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == []
    assert verify(tmp_path) == []
    chain_of(tmp_path).place.touch()
    assert verify(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"why": " "}, "say why"),
        ({"who": ""}, "say who"),
        ({"when": "yesterday"}, "no moment"),
        ({"claims": [], "seen": []}, "what to reject"),
        ({"seen": []}, "what was seen"),
        ({"kind": "join"}, "what to join"),
        ({"kind": "correct", "field": "colour", "after": "red"}, "no field colour"),
        ({"kind": "correct", "field": "count", "after": "many"}, "count cannot be"),
        ({"kind": "correct", "field": "charge", "after": "treason"}, "the codebook has"),
        ({"kind": "add"}, "values"),
        ({"kind": "best", "after": -1}, "no number"),
        ({"kind": "best", "after": True}, "no number"),
        ({"kind": "exposure", "after": "hidden"}, "no level"),
        ({"kind": "withdraw", "withdraws": "1"}, "what to withdraw"),
    ],
)
def test_what_says_too_little_is_refused(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        save(tmp_path, [replace(decision("Ann", 1), **changed)])
    assert read_decisions(tmp_path) == []


def resealed(line: bytes, **changed: object) -> bytes:
    one = replace(msgspec.json.decode(line, type=Decision), **changed)
    return encoded(replace(one, seal=seal_of(one))) + b"\n"


Tampering = Callable[[list[bytes]], list[bytes]]
TAMPERING: dict[str, tuple[Tampering, str]] = {
    "a letter of why": (lambda old: [*old[:2], old[2].replace(b"says", b"sais"), *old[3:]], "line 3"),
    "a letter of the first": (lambda old: [old[0].replace(b"says", b"sais"), *old[1:]], "line 1"),
    "a letter of the last": (lambda old: [*old[:-1], old[-1].replace(b"says", b"sais")], "line 6"),
    "who": (lambda old: [*old[:3], old[3].replace(b'"Ann"', b'"Bob"'), *old[4:]], "line 4"),
    "kind": (lambda old: [*old[:1], old[1].replace(b'"reject"', b'"accept"'), *old[2:]], "line 2"),
    "when": (lambda old: [*old[:1], old[1].replace(b'"when":"2', b'"when":"1'), *old[2:]], "line 2"),
    "what it is about": (lambda old: [*old[:1], old[1].replace(b'"start":1', b'"start":2'), *old[2:]], "line 2"),
    "what was seen": (lambda old: [*old[:1], old[1].replace(b"c" * 64, b"d" * 64), *old[2:]], "line 2"),
    "its number": (lambda old: [*old[:1], old[1].replace(b'"number":2', b'"number":7'), *old[2:]], "line 2"),
    "its seal": (lambda old: [*old[:1], old[1].replace(b'"seal":"', b'"seal":"0'), *old[2:]], "line 2"),
    "the seal before": (lambda old: [*old[:1], old[1].replace(b'"previous":"', b'"previous":"0'), *old[2:]], "line 2"),
    "edited and sealed anew": (lambda old: [*old[:2], resealed(old[2], why="else"), *old[3:]], "line 4"),
    "the last, sealed anew": (lambda old: [*old[:-1], resealed(old[-1], why="else")], "its end is not"),
    "the first dropped": (lambda old: old[1:], "line 1: decision 2 stands here; decision 1 was removed"),
    "one dropped": (lambda old: [*old[:3], *old[4:]], "line 4: decision 5 stands here; decision 4 was removed"),
    "three dropped": (lambda old: [*old[:1], *old[4:]], "decision 2 to 4 was removed"),
    "dropped, the rest renumbered": (
        lambda old: [*old[:3], *(resealed(line, number=at) for at, line in enumerate(old[4:], 4))],
        "line 4: decision 4 does not follow",
    ),
    "the last dropped": (lambda old: old[:-1], "its end is not"),
    "all dropped": (lambda old: [], "its end is not"),
    "two exchanged": (lambda old: [*old[:2], old[3], old[2], *old[4:]], "line 4: decision 3 stands here"),
    "the last two exchanged": (lambda old: [*old[:4], old[5], old[4]], "line 6"),
    "turned round": (lambda old: old[::-1], "line 1: decision 6"),
    "one twice": (lambda old: [*old[:3], old[2], *old[3:]], "line 4: decision 3 stands here where 4 belongs"),
    "one inserted": (lambda old: [*old[:2], resealed(old[4], number=3, why="else"), *old[2:]], "line 3"),
    "nonsense inserted": (lambda old: [*old[:2], b"{}\n", *old[2:]], "line 3: altered, it is no decision"),
    "a blank line": (lambda old: [*old[:2], b"\n", *old[2:]], "line 3: altered"),
    "a space": (lambda old: [*old[:2], old[2].replace(b":", b": ", 1), *old[3:]], "line 3: altered"),
    "a field more": (lambda old: [*old[:2], old[2].replace(b"{", b'{"admin":true,', 1), *old[3:]], "line 3: altered"),
    "a field twice": (lambda old: [*old[:2], old[2].replace(b"{", b'{"why":"x",', 1), *old[3:]], "line 3: altered"),
    "a byte that is no text": (
        lambda old: [*old[:2], old[2].replace(b"says", b"sa\xffs"), *old[3:]],
        "line 3: altered",
    ),
    "line ends of another system": (lambda old: [line.replace(b"\n", b"\r\n") for line in old], "line 1: altered"),
    "half of the last": (lambda old: [*old[:-1], old[-1][:40]], "line 6: the last line is torn"),
    "nested without end": (lambda old: [*old[:1], b"[" * 100_000 + b"\n", *old[1:]], "line 2: altered"),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_named(kept: Path, name: str) -> None:
    tamper, said = TAMPERING[name]
    write(kept, tamper(lines(kept)))
    assert any(said in fault for fault in verify(kept)), verify(kept)


@pytest.mark.parametrize("name", [name for name in TAMPERING if name not in ("the last, sealed anew",)])
def test_no_decision_is_added_to_an_altered_end(kept: Path, name: str) -> None:
    write(kept, TAMPERING[name][0](lines(kept)))
    before = verify(kept)
    try:
        save(kept, [decision("Bob", 9)])
    except EngineError:
        assert verify(kept) == before
    assert [fault for fault in verify(kept) if "torn" not in fault]


@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"12 abc", b"999999 " + b"0" * 64])
def test_a_seal_that_was_touched_is_named(kept: Path, content: bytes | None) -> None:
    seal = chain_of(kept).seal
    seal.unlink() if content is None else seal.write_bytes(content)
    assert len(verify(kept)) == 1
    with pytest.raises(EngineError, match="nothing was added"):
        save(kept, [decision("Bob", 9)])


def test_a_chain_that_is_gone_is_named(kept: Path) -> None:
    chain_of(kept).place.unlink()
    assert verify(kept) == ["decisions.jsonl: removed"]
    with pytest.raises(EngineError):
        save(kept, [decision("Bob", 9)])


def test_the_register_witnesses_a_chain_that_was_made_anew(kept: Path, tmp_path: Path) -> None:
    built = f"vidmova 1, {state_of(read_decisions(kept))}"
    assert unwitnessed(kept, built) == unwitnessed(kept, "") == []
    save(kept, [decision("Ann", 9)])
    assert unwitnessed(kept, built) == []
    for path in kept.glob("decisions.*"):
        path.unlink()
    for number in range(6):
        save(kept, [decision("Ann", number, "something else")])
    assert verify(kept) == []
    assert "decision 6, which the register was built with" in unwitnessed(kept, built)[0]


def test_altered_decisions_are_not_used(kept: Path) -> None:
    write(kept, TAMPERING["one dropped"][0](lines(kept)))
    with pytest.raises(EngineError, match="line 4"):
        read_decisions(kept)


def test_a_torn_last_line_is_set_aside(kept: Path) -> None:
    with chain_of(kept).place.open("ab") as chain:
        chain.write(b'{"kind":"rej')
    assert len(read_decisions(kept)) == 6
    assert ["torn" in said for said in verify(kept)] == [True]
    saved = save(kept, [decision("Ann", 7)])
    assert saved.torn == b'{"kind":"rej'
    assert saved.decisions[0].number == 7
    assert chain_of(kept).torn.read_bytes() == b'{"kind":"rej\n'
    assert verify(kept) == []


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_kill_between_line_and_seal_is_no_alteration(kept: Path, cut: int) -> None:
    before = chain_of(kept).seal.read_bytes()
    save(kept, [decision("Ann", 7)])
    chain_of(kept).seal.write_bytes(before)
    assert verify(kept) == []
    save(kept, [decision("Ann", 8)])
    assert verify(kept) == []


def test_a_clock_that_goes_back_changes_nothing(kept: Path) -> None:
    save(kept, [replace(decision("Ann", 9), when="1999-01-01T00:00:00Z")])
    assert [one.number for one in read_decisions(kept)][-1] == 7
    assert verify(kept) == []


def writer(root: Path, who: str, most: int, length: int = 20) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, str(WRITER), str(root), who, str(most), str(length)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_eight_writers_make_one_chain(tmp_path: Path) -> None:
    running = [writer(tmp_path, f"writer {number}", WRITES) for number in range(8)]
    said = [one.communicate() for one in running]
    assert [(one.returncode, errors) for one, (_, errors) in zip(running, said, strict=True)] == [(0, b"")] * 8
    found = read_decisions(tmp_path)
    assert len(found) == 8 * WRITES
    assert len({(one.who, one.claims[0].start) for one in found}) == 8 * WRITES
    assert len({identity(one) for one in found}) == 8 * WRITES
    reported = sorted(int(line.split()[0]) for out, _ in said for line in out.splitlines())
    assert reported == [one.number for one in found] == list(range(1, 8 * WRITES + 1))
    assert verify(tmp_path) == []


@posix
def test_nothing_that_was_reported_saved_is_lost_to_a_kill(tmp_path: Path) -> None:
    moments = random.Random(6)
    torn = 0
    for turn in range(KILLS):
        running = writer(tmp_path, f"turn {turn}", 10_000, 200_000 if turn % 2 else 100)
        assert running.stdout is not None
        first = running.stdout.readline()
        time.sleep(moments.uniform(0, 0.08))
        running.kill()
        reported = [
            line.split()
            for line in (first + running.communicate()[0]).splitlines(keepends=True)
            if line.endswith(b"\n")
        ]
        found = {one.number: one for one in read_decisions(tmp_path)}
        for number, start in reported:
            assert (found[int(number)].who, found[int(number)].claims[0].start) == (f"turn {turn}", int(start))
        faults = verify(tmp_path)
        assert all("torn" in fault for fault in faults)
        torn += len(faults)
    save(tmp_path, [decision("last", 1)])
    assert verify(tmp_path) == []
    assert [one.number for one in read_decisions(tmp_path)] == list(range(1, len(read_decisions(tmp_path)) + 1))


FULL = """
import resource, sys
from pathlib import Path
from tests.review.writer import decision
from vidmova.errors import EngineError
from vidmova.review.log import save
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    save(Path(sys.argv[1]), [decision("Ann", 1, "w" * 5000)])
except EngineError as fault:
    print(fault)
"""


@posix
@pytest.mark.parametrize("more", [0, 1, 100, 4000])
def test_a_full_disk_leaves_the_chain_as_it_was(kept: Path, more: int) -> None:
    before = chain_of(kept).place.read_bytes()
    arguments = [sys.executable, "-c", FULL, str(kept), str(len(before) + more)]
    result = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert "decisions" in result.stdout
    assert chain_of(kept).place.read_bytes() == before
    assert verify(kept) == []
    save(kept, [decision("Ann", 7)])
    assert resource.RLIMIT_FSIZE is not None


def test_a_sealed_decision_does_not_depend_on_where_it_is_written(kept: Path) -> None:
    one, two, *_ = read_decisions(kept)
    assert sealed(two, one) == two
    assert sealed(two, None).seal != two.seal
    assert identity(sealed(two, None)) == identity(two)
