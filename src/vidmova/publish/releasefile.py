"""`release.json`: the whole of a release as one record, which a later edition is compared with."""

from pathlib import Path

import msgspec

from vidmova.errors import InputError
from vidmova.protect.release import Contents, Release
from vidmova.publish.writing import as_json, written

FILE = "release.json"


def write(release: Release, folder: Path) -> list[Path]:
    """Write the contents of a release."""
    return [written(folder / FILE, as_json(release.contents) + b"\n")]


def read(folder: Path) -> Contents:
    """Return the contents of the release in a folder; raises InputError where there is none or it was altered."""
    path = folder / FILE if folder.is_dir() else folder
    try:
        return msgspec.json.decode(path.read_bytes(), type=Contents)
    except FileNotFoundError:
        raise InputError(f"{folder}: there is no {FILE} here; name the folder of a release") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise InputError(f"{path}: this is no release: {fault}") from None
