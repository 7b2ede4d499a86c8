"""The formats of a release by name; a format's module, with what it needs, is imported when it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import final

from msgspec import Struct

from vidmova.errors import UsageError
from vidmova.protect.release import Release
from vidmova.publish import about, checksums, datapackage
from vidmova.publish.writing import noting

Writer = Callable[[Release, Path], list[Path]]
"""Writes a release's files of one format into the folder of the release, and returns them in order."""


class Format(Struct, frozen=True):
    """Where a format's writer stands, and what it needs beside the program."""

    module: str
    """Has a function `write` that is a `Writer`."""
    means: str
    extra: str = ""
    """Extra of the installation that brings what it needs."""


KNOWN: dict[str, Format] = {
    "json": Format("vidmova.publish.releasefile", "the whole release as one record, for editions to be compared"),
    "csv": Format("vidmova.publish.commas", "tables as CSV, with a data dictionary"),
    "xlsx": Format("vidmova.publish.workbook", "the same tables as one workbook", "exchange"),
    "parquet": Format("vidmova.publish.parquet", "the same tables for pandas and DuckDB", "exchange"),
    "ftm": Format("vidmova.publish.ftm", "FollowTheMoney entities and statements", "exchange"),
    "geojson": Format("vidmova.publish.geojson", "places and events on a map, with their precision"),
    "annotations": Format("vidmova.publish.annotations", "W3C Web Annotations of the released texts"),
    "site": Format("vidmova.publish.site", "a static site that works offline"),
    "pdf": Format("vidmova.publish.dossier", "a PDF dossier of each event", "dossier"),
}
"""Formats in the order in which they are written."""


@final
class _Formats(Mapping[str, Writer]):
    """The writers by name."""

    def __getitem__(self, name: str) -> Writer:
        """Import and return a format's writer; raises UsageError where its libraries are not installed."""
        return _writer(name, KNOWN[name])

    def __iter__(self) -> Iterator[str]:
        return iter(KNOWN)

    def __len__(self) -> int:
        return len(KNOWN)


FORMATS: Mapping[str, Writer] = _Formats()


def write(release: Release, folder: Path, formats: Iterable[str]) -> list[Path]:
    """Write a release in the formats named, with the record of it, its description, package and checksums.

    Raises UsageError where a format is not known or its libraries are not installed; nothing is written then.
    """
    wanted = {"json", *formats}
    if unknown := sorted(wanted - set(FORMATS)):
        raise UsageError(f"there is no format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
    writers = [FORMATS[name] for name in FORMATS if name in wanted]
    folder.mkdir(parents=True, exist_ok=True)
    with noting():
        written = [path for writer in writers for path in writer(release, folder)]
        written += about.write(release, folder)
        written += datapackage.write(release, folder)
        return [*written, checksums.write(folder)]


def _writer(name: str, form: Format) -> Writer:
    try:
        writer: Writer = import_module(form.module).write
    except ModuleNotFoundError as fault:
        if not form.extra or (fault.name or "").startswith("vidmova"):
            raise
        raise UsageError(
            f"the format {name} needs {fault.name}, which is not installed; install it with: "
            f"pip install 'vidmova[{form.extra}]'"
        ) from None
    return writer
