"""Many who decide at once on one register, on each database: all there, in one chain, none twice."""

import os
import subprocess
import sys
from pathlib import Path

from tests.archive.registers import a_register, build
from vidmova.cli.verify import verified
from vidmova.register.opening import open_store
from vidmova.review.decisions import identity
from vidmova.review.log import read_decisions

ROOT = Path(__file__).parents[2]
WRITES = int(os.environ.get("WRITES", "6"))
"""How often each of eight writers decides; the whole measure is 500."""
WRITER = """
import sys
from pathlib import Path
from vidmova.register.folder import RegisterFolder
from vidmova.register.opening import open_store
from vidmova.review.deciding import Author, Desk
from vidmova.review.log import save
folder, who, most = RegisterFolder(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
with open_store(folder) as store:
    keys = sorted(f"{name[:12]}-{one.id}" for name, found in store.every_claim().items() for one in found)
    for number in range(most):
        kind = "accept" if number % 2 else "reject"
        made = Desk(store, []).judge_claim(Author(who, f"turn {number}"), kind, keys[number % len(keys)])
        print(save(folder.root, [made]).decisions[0].number, flush=True)
"""


def test_eight_who_decide_at_once_make_one_chain(tmp_path: Path, database: str) -> None:
    folder = a_register(tmp_path)
    before = len(read_decisions(folder.root))
    command = [sys.executable, "-c", WRITER, str(folder.root)]
    pipe = subprocess.PIPE
    several = [
        subprocess.Popen([*command, f"writer {at}", str(WRITES)], stdout=pipe, stderr=pipe, cwd=ROOT) for at in range(8)
    ]
    said = [one.communicate() for one in several]
    assert [(one.returncode, errors) for one, (_, errors) in zip(several, said, strict=True)] == [(0, b"")] * 8
    found = read_decisions(folder.root)
    assert len(found) == before + 8 * WRITES
    assert len({(one.who, one.why) for one in found[before:]}) == 8 * WRITES
    assert len({identity(one) for one in found}) == len(found)
    reported = sorted(int(line) for out, _ in said for line in out.split())
    assert reported == list(range(before + 1, before + 8 * WRITES + 1))
    build(folder)
    assert verified(folder).altered == []
    with open_store(folder) as store:
        assert store.linked_by().endswith(f"decisions {found[-1].number} {found[-1].seal[:16]}")
