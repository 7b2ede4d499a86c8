import os
import subprocess
import sys
from pathlib import Path

import pytest

from vidmova.config import Config, read_config
from vidmova.errors import InputError, UsageError
from vidmova.register.folder import create, find, writing


def test_a_new_register_has_its_parts(tmp_path: Path) -> None:
    folder = create(tmp_path / "deep" / "register")
    assert sorted(path.name for path in folder.root.iterdir()) == ["archive", "config.toml", "decisions.jsonl"]
    assert folder.decisions.read_bytes() == b""
    assert read_config(folder.root) == Config()


def test_creating_twice_changes_nothing(tmp_path: Path) -> None:
    folder = create(tmp_path)
    folder.decisions.write_text("{}\n")
    (tmp_path / "config.toml").write_text('name = "Ours"\n')
    create(tmp_path)
    assert folder.decisions.read_text() == "{}\n"
    assert read_config(tmp_path).name == "Ours"


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(UsageError, match="is no register"):
        create(tmp_path)


def test_a_file_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        create(tmp_path / "file")


def test_a_missing_register_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="vidmova build"):
        find(tmp_path)


@pytest.mark.parametrize("wrong", ["port = 'x'", "colour = 1", "name = ", "languages = 'uk'"])
def test_wrong_settings_are_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "config.toml").write_text(wrong)
    with pytest.raises(InputError, match=r"config\.toml: "):
        read_config(tmp_path)


HOLD = """
import sys, time
from pathlib import Path
from vidmova.register.folder import RegisterFolder, writing
with writing(RegisterFolder(Path(sys.argv[1])), lambda: None):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_second_writer_says_so_and_waits(tmp_path: Path) -> None:
    folder = create(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path), "0.3"], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    said: list[str] = []
    with writing(folder, lambda: said.append("waiting")):
        assert said == ["waiting"]
    holder.communicate()


@pytest.mark.skipif(os.name != "posix", reason="kills with a POSIX signal")
def test_a_killed_writer_holds_nothing(tmp_path: Path) -> None:
    folder = create(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path), "60"], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.kill()
    holder.communicate()
    said: list[str] = []
    with writing(folder, lambda: said.append("waiting")):
        assert said == []
