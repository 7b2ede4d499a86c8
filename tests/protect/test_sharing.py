import os
from pathlib import Path

import pytest

from tests.protect.plantedregisters import planted
from vidmova.errors import EngineError, UnreadableDocumentError
from vidmova.protect import attacking, drafting, sharing
from vidmova.protect.attacking import attack
from vidmova.protect.policy import Policy, Secrets
from vidmova.protect.reach import Seen, look, markup
from vidmova.protect.releasing import protect, protect_apart
from vidmova.protect.sharing import apart, shared

forks = pytest.mark.skipif(not sharing.can_fork(), reason="no process can be forked here")


def test_results_come_in_order() -> None:
    assert shared(lambda number: number * number, 5) == [0, 1, 4, 9, 16]


@forks
def test_many_parts_are_done_in_other_processes() -> None:
    assert os.getpid() not in shared(lambda _: os.getpid(), 4)


@forks
def test_a_process_that_the_system_ends_is_said() -> None:
    with pytest.raises(EngineError, match="memory"):
        shared(lambda _: os._exit(9), 2)


@forks
def test_work_apart_takes_its_memory_with_it_and_says_what_went_wrong() -> None:
    def wrong() -> None:
        raise UnreadableDocumentError("a.pdf", "no text", "add a scan")

    assert os.getpid() not in apart(lambda: [os.getpid(), *shared(lambda _: os.getpid(), 2)])
    with pytest.raises(UnreadableDocumentError, match=r"a\.pdf: no text – add a scan"):
        apart(wrong)
    with pytest.raises(EngineError, match="memory"):
        apart(lambda: os._exit(9))


def test_where_no_process_can_be_forked_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "can_fork", lambda: False)
    assert apart(os.getpid) == os.getpid()


@pytest.mark.parametrize("seed", [3, 4])
def test_a_release_is_the_same_however_many_processes_make_it(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = Policy(publisher="An archive", made="2024-01-01T00:00:00Z", key=b"k" * 32)
    held = planted(seed).holdings
    alone = protect(held, policy)
    monkeypatch.setattr(drafting, "SHARED_FROM", 1)
    together = protect(held, policy)
    monkeypatch.setattr(sharing, "can_fork", lambda: False)
    parts = protect(held, policy)
    monkeypatch.undo()
    apart_from_here = protect_apart(lambda: held, policy)
    assert alone.release.contents == together.release.contents == parts.release.contents
    assert alone.secrets == together.secrets == parts.secrets
    assert (apart_from_here.release.contents, apart_from_here.secrets) == (alone.release.contents, alone.secrets)


def test_what_leaked_is_found_however_many_processes_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        (tmp_path / f"page-{number}.html").write_text(f"<ul><li>{number}: Степан Гайворон відмовився.</li></ul>")
    secrets = Secrets(people={"one": ["Степан Гайворон"]})
    alone = attack(tmp_path, secrets)
    monkeypatch.setattr(attacking, "LARGE", 0)
    assert {one.rule for one in attack(tmp_path, secrets)} == {one.rule for one in alone} == {"protected-name"}
    assert [one.where for one in attack(tmp_path, secrets)] == [f"page-{number}.html" for number in range(6)]


def test_markup_reads_what_inline_tags_part() -> None:
    rows = {
        "<p>Гай<b>во</b>рон<!-- x --> Сте&shy;пан</p>": "Гайворон Степан",
        "<p>Гай<br>ворон</p>": "Гай",
    }
    for page, said in rows.items():
        assert said in list(markup(page)), page


def test_each_record_of_a_json_text_stands_by_itself() -> None:
    rows = '{"rows": [{"id": "s-AB", "said": "x\\u0430"}, ["y"]]}'
    text = f'{{"a": {rows}, "b": [1, "z"], "c": {{"d": {{"e": {{"f": ["deep"]}}}}}}}}'
    found = [one for one in look("a.json", text.encode()) if isinstance(one, Seen)]
    assert [one.leaves for one in found if not one.whole] == [("id", "s-AB", "said", "xа"), ("y",), (), ("z",)]
    [whole] = [one for one in found if one.whole]
    assert {"deep", "xа", "y", "z", "rows"} <= set(whole.leaves)


@pytest.mark.parametrize("text", ['{"a": "x"', "", "not json", '{"a": "\\ud800"}'])
def test_a_broken_json_text_is_read_all_the_same(text: str) -> None:
    leaves = {leaf for one in look("a.json", text.encode()) if isinstance(one, Seen) for leaf in one.leaves}
    assert ("a" in leaves) == ('"a"' in text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_json_text_in_another_encoding_is_read(encoding: str) -> None:
    [*_, whole] = look("a.json", '{"імʼя": "Степан"}'.encode(encoding))
    assert isinstance(whole, Seen)
    assert whole.leaves == ("імʼя", "Степан")
