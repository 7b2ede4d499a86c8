import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.reading.makers import flagged_as_encrypted, zipped
from vidmova.reading.limits import Limits
from vidmova.reading.walk import Received, find_documents


def walked(*paths: Path | str, limits: Limits | None = None) -> list[Received]:
    return list(find_documents(paths, limits or Limits()))


def relative(found: list[Received], root: Path) -> list[str]:
    return [one.name.removeprefix(f"{root.as_posix()}/") for one in found]


def faults(found: list[Received]) -> list[str]:
    return [str(one.error) for one in found if one.error]


def test_folders_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/x", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = walked(tmp_path)
    assert relative(found, tmp_path) == ["a.txt", "b/1.txt", "b/2.txt", "c.md"]
    assert [one.payload for one in found] == [b"a.txt", b"b/1.txt", b"b/2.txt", b"c.md"]
    assert found[0].source == str(tmp_path / "a.txt")


def test_a_directory_loop_is_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("1")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = walked(tmp_path)
    assert relative(found, tmp_path) == ["a/loop", "a/one.txt"]
    assert "leads back" in faults(found)[0]


def test_links_are_followed_and_dead_ones_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("1")
    (tmp_path / "y.txt").symlink_to(tmp_path / "x.txt")
    (tmp_path / "z.txt").symlink_to(tmp_path / "gone.txt")
    found = walked(tmp_path)
    assert [one.payload for one in found] == [b"1", b"1", None]
    assert "link points to a file that is not there" in faults(found)[0]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no such file or folder" in faults(walked(tmp_path / "no.txt"))[0]


def test_pipes_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "device, pipe or socket" in faults(walked(tmp_path))[0]


def test_no_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("1")
    (tmp_path / "b.txt").write_text("2")
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    found = walked(tmp_path)
    assert "may not be read by this user" in faults(found)[0]
    assert found[1].payload == b"2"


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(300_000_000)
    assert "300 MB, more than the 200 MB" in faults(walked(tmp_path))[0]


def test_zips_are_opened_one_inside_another_once(tmp_path: Path) -> None:
    deepest = zipped({"c.txt": "3"})
    middle = zipped({"b.txt": "2", "deepest.zip": deepest})
    (tmp_path / "a.zip").write_bytes(zipped({"dir/a.txt": "1", "middle.zip": middle, ".x": "", "__MACOSX/a.txt": ""}))
    found = walked(tmp_path)
    assert relative(found, tmp_path) == ["a.zip/dir/a.txt", "a.zip/middle.zip/b.txt", "a.zip/middle.zip/deepest.zip"]
    assert [one.payload for one in found] == [b"1", b"2", None]
    assert "too deep" in faults(found)[0]
    assert found[0].source == str(tmp_path / "a.zip")


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\out.txt"])
def test_names_that_lead_outside_are_refused_and_the_rest_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({name: "bad", "good.txt": "good"}))
    found = walked(tmp_path)
    assert [one.payload for one in found if one.payload] == [b"good"]
    assert len(faults(found)) == 1
    assert "leads outside the zip" in faults(found)[0]


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped({"bomb.txt": b"\x00" * 20_000_000, "good.txt": "good"}))
    found = walked(tmp_path)
    assert "as a zip bomb does" in faults(found)[0]
    assert found[1].payload == b"good"


def test_a_zip_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    payload = bytearray(zipped({"a.txt": b"ab" * 5_000}))
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = payload.find(magic) + offset
        payload[at : at + 4] = (10).to_bytes(4, "little")
    (tmp_path / "lie.zip").write_bytes(bytes(payload))
    assert len(faults(walked(tmp_path))) == 1


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(zip_entries=2), "holds 3 files"),
        (Limits(zip_total=15), "unpacks to more than"),
        (Limits(file=8), "more than the"),
    ],
)
def test_limits_of_zips(tmp_path: Path, limits: Limits, said: str) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.txt": b"0123456789" for number in range(3)}))
    assert said in faults(walked(tmp_path, limits=limits))[0]


def test_encrypted_and_damaged_zips_are_named(tmp_path: Path) -> None:
    whole = zipped({"a.txt": "0123456789" * 99})
    (tmp_path / "1.zip").write_bytes(flagged_as_encrypted(whole))
    (tmp_path / "2.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "3.zip").write_bytes(whole.replace(whole[36:44], b"\xff" * 8))
    said = faults(walked(tmp_path))
    assert ["encrypted" in said[0], "damaged" in said[1], "damaged" in said[2]] == [True] * 3


def test_an_empty_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({}))
    assert "holds no files" in faults(walked(tmp_path))[0]


def test_old_windows_zips_keep_their_cyrillic_names(tmp_path: Path) -> None:
    payload = zipped({"XXXXX.txt": "1"}).replace(b"XXXXX", "отказ"[:5].encode("cp866"))
    (tmp_path / "a.zip").write_bytes(payload)
    assert relative(walked(tmp_path), tmp_path) == ["a.zip/отказ.txt"]


def test_attachments_follow_their_letter(tmp_path: Path) -> None:
    boundary = (
        'Subject: a\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nhello\n'
        '--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="../list.txt"\n\nnames\n--b--\n'
    )
    (tmp_path / "l.eml").write_text(boundary)
    found = walked(tmp_path)
    assert relative(found, tmp_path) == ["l.eml", "l.eml/list.txt"]
    assert found[1].payload == b"names"


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/old":
            self.send_response(302)
            self.send_header("Location", "/new")
            self.end_headers()
        elif self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path in ("/new", "/big"):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"The men refused." * (1 if self.path == "/new" else 9_000))
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()
    thread.join()


def test_an_address_is_fetched_with_its_final_address_and_date(server: str) -> None:
    (found,) = walked(f"{server}/old")
    assert found.payload == b"The men refused."
    assert (found.name, found.source) == (f"{server}/old", f"{server}/new")
    assert found.fetched is not None
    assert found.fetched.endswith("Z")


@pytest.mark.parametrize(
    ("path", "said"), [("/none", "answered 404"), ("/file", "not allowed"), ("/big", "more than the 0 MB")]
)
def test_addresses_that_give_nothing_are_named(server: str, path: str, said: str) -> None:
    assert said in faults(walked(f"{server}{path}", limits=Limits(fetch_bytes=100_000)))[0]


def test_a_server_that_is_not_there_is_named(server: str) -> None:
    assert "cannot be fetched" in faults(walked("http://127.0.0.1:1/"))[0]
