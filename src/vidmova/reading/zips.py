"""Zip archives: their members one by one, with limits against bombs and refusal of names that lead outside."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from msgspec import Struct

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.limits import Limits

_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_ENCRYPTED = 0x1
_NAMED_IN_UTF8 = 0x800
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.I)


class Member(Struct, frozen=True, kw_only=True):
    """A file in a zip, or why it could not be taken."""

    name: str
    payload: bytes | None = None
    error: UnreadableDocumentError | None = None


def members(name: str, payload: bytes, limits: Limits) -> Iterator[Member]:
    """Yield the files of a zip in order of name; hidden ones are left out, bad ones come with their error."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if not entries:
                yield _refused(name, "the zip holds no files", "check how it was made")
            if len(entries) > limits.zip_entries:
                reason = f"the zip holds {len(entries)} files, more than the {limits.zip_entries} that are taken"
                yield _refused(name, reason, "unpack it and give the folder in parts")
                return
            yield from _taken(name, archive, sorted(entries, key=_shown_name), limits)
    except (zipfile.BadZipFile, ValueError, LookupError, OSError, NotImplementedError):
        yield _refused(name, "the zip is damaged", "get the whole file again")


def _taken(name: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits) -> Iterator[Member]:
    total = 0
    for entry in entries:
        shown = _shown_name(entry)
        if not _OUTSIDE.search(shown) and any(step.startswith((".", "__MACOSX")) for step in shown.split("/")):
            continue
        member = _member(f"{name}/{shown}", archive, entry, limits)
        total += len(member.payload or b"")
        if total > limits.zip_total:
            reason = f"the zip unpacks to more than {limits.zip_total / 1e6:.0f} MB; the rest of it was left"
            yield _refused(member.name, reason, "unpack it and give the folder")
            return
        yield member


def _member(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> Member:
    fault = _fault(entry, limits)
    if fault:
        return _refused(name, *fault)
    try:
        with archive.open(entry) as stream:
            payload = stream.read(min(limits.file, entry.file_size) + 1)
    except RuntimeError:
        return _refused(name, "the file in the zip is encrypted", "unpack it with its password and give the folder")
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, ValueError):
        return _refused(name, "the file in the zip is damaged", "get the whole zip again")
    if len(payload) > entry.file_size:
        return _refused(name, "the file in the zip is larger than the zip says", "do not trust this zip")
    return Member(name=name, payload=payload)


def _fault(entry: zipfile.ZipInfo, limits: Limits) -> tuple[str, str] | None:
    """Return reason and hint where a member is refused unopened."""
    if _OUTSIDE.search(_shown_name(entry)) or _OUTSIDE.search(entry.orig_filename):
        return "the name leads outside the zip", "do not trust this zip"
    if entry.flag_bits & _ENCRYPTED:
        return "the file in the zip is encrypted", "unpack it with its password and give the folder"
    if entry.file_size > limits.file:
        size = f"{entry.file_size / 1e6:.0f} MB, more than the {limits.file / 1e6:.0f} MB"
        return f"the file in the zip unpacks to {size} that are read", "split it"
    grown = entry.file_size > limits.zip_ratio * max(1, entry.compress_size)
    if grown and entry.file_size > limits.zip_ratio_from:
        times = entry.file_size // max(1, entry.compress_size)
        return (
            f"the file in the zip unpacks to {times} times its size, as a zip bomb does",
            "unpack it yourself if you trust it",
        )
    return None


def _shown_name(entry: zipfile.ZipInfo) -> str:
    """Return the member's name; old Windows zips name files in the DOS Cyrillic page without saying so."""
    if entry.flag_bits & _NAMED_IN_UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        guessed = entry.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return entry.filename
    return guessed if len(_CYRILLIC.findall(guessed)) > 0.3 * len(guessed) else entry.filename


def _refused(name: str, reason: str, hint: str) -> Member:
    return Member(name=name, error=UnreadableDocumentError(name, reason, hint))
