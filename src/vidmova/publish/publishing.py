"""Publishes a release: writes it aside, attacks it, reports, and only then lets it stand under its name."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from vidmova.archive.intake import disk_fault
from vidmova.errors import UsageError
from vidmova.protect.attacking import attack
from vidmova.protect.policy import Protected
from vidmova.protect.release import Disclosure, Finding, Overruling
from vidmova.protect.reporting import as_markdown, report, stopping
from vidmova.publish import checksums, formats
from vidmova.publish.writing import digest_of_file, indented, noting, written

REPORT, READABLE = "disclosure.json", "disclosure.md"

Enters = Callable[[Mapping[str, str]], object]
"""Enters the files of a release, path and SHA-256, into the ledger, before they leave."""


class Published(Struct, frozen=True, kw_only=True):
    """What came of publishing: the report, and the files, of which there are none where it was stopped."""

    disclosure: Disclosure
    stopped: list[Finding]
    """Blockers that nobody could or did take upon himself."""
    files: dict[str, str]
    """SHA-256 of every file by its path in the release."""


def publish(
    protected: Protected, out: Path, wanted: Sequence[str], joined: Sequence[Finding] = (), enter: Enters | None = None
) -> Published:
    """Write a release in all formats wanted to a folder that is not there yet, after attacking what was written.

    Where something must not leave, nothing is left behind. `joined` is what joining with earlier editions found;
    without `enter` it is a trial, and nothing stays. Raises UsageError where the folder is there, and EngineError.
    """
    refuse_existing(out)
    with noting(), _aside(out) as folder:
        formats.write(protected.release, folder, wanted)
        contents = protected.release.contents
        disclosure = report(contents, joined, attack(folder, protected.secrets))
        stopped = stopping(disclosure)
        if not stopped:
            written(folder / REPORT, indented(disclosure))
            written(folder / READABLE, as_markdown(contents, disclosure).encode())
            stopped = _attacked_report(folder, protected)
        checksums.write(folder)
        files = {path.relative_to(folder).as_posix(): digest_of_file(path) for path in checksums.files_of(folder)}
        if not stopped and enter is not None:
            refuse_existing(out)
            enter(files)
            _rename(folder, out)
    return Published(disclosure=disclosure, stopped=stopped, files={} if stopped else files)


def refuse_existing(out: Path) -> None:
    """Raise UsageError where something stands already under the name of a release."""
    if os.path.lexists(out):
        raise UsageError(f"{out} is there already; a release is never written over: name another folder")


def _attacked_report(folder: Path, protected: Protected) -> list[Finding]:
    """Return what of the report itself must not leave."""
    with tempfile.TemporaryDirectory(prefix=".report-", dir=folder.parent) as alone:
        for name in (REPORT, READABLE):
            shutil.copyfile(folder / name, Path(alone) / name)
        found = attack(Path(alone), protected.secrets)
    return stopping(Disclosure(findings=[one.finding() for one in found], overruled=_overruled(protected)))


def _overruled(protected: Protected) -> list[Overruling]:
    return protected.release.contents.disclosure.overruled


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """Give a folder beside the one wanted, of which nothing stays unless it was renamed."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".release-", dir=out.parent))
    except OSError as fault:
        raise disk_fault(fault, out) from fault
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rename(folder: Path, out: Path) -> None:
    try:
        # Made for its maker only; a release is for everybody.
        folder.chmod(0o755)
        os.rename(folder, out)
    except OSError as fault:
        raise disk_fault(fault, out) from fault
