"""`SHA256SUMS`: the digest of every file of a release, as `sha256sum -c` reads them."""

from pathlib import Path

from vidmova.errors import OurBugError
from vidmova.publish.writing import digest_of_file, read_digest, written

FILE = "SHA256SUMS"


def write(folder: Path) -> Path:
    """Write the digests of all files below a folder but the list itself, in order of path."""
    lines = [f"{digest_of_file(path)}  {_named(path, folder)}\n" for path in files_of(folder) if path.name != FILE]
    return written(folder / FILE, "".join(lines).encode())


def files_of(folder: Path) -> list[Path]:
    """Return all files below a folder in order of path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def altered(folder: Path) -> list[str]:
    """Return one sentence for each file that is not as the list says, is missing from it or from the folder."""
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {_named(path, folder): path for path in files_of(folder) if path.name != FILE}
    faults = [f"{name}: it is not in the folder" for name in sorted(listed.keys() - there.keys())]
    faults += [f"{name}: it is not in {FILE}" for name in sorted(there.keys() - listed.keys())]
    both = sorted(listed.keys() & there.keys())
    return faults + [f"{name}: it was altered" for name in both if read_digest(there[name]) != listed[name]]


def _named(path: Path, folder: Path) -> str:
    name = path.relative_to(folder).as_posix()
    if "\n" in name or "\\" in name:
        raise OurBugError(f"{name!r} cannot stand in {FILE}; name files of a release by letters and digits")
    return name
