"""Receiving: what is to be kept is written down first, so that a run that is killed leaves nothing unexplained."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from vidmova.archive import provenance
from vidmova.archive.intake import digest_of, disk_fault, keep, place_of, write_whole
from vidmova.archive.provenance import ARRIVING, Receipt


def receive(folder: Path, payloads: Sequence[bytes], receipts: Sequence[Receipt]) -> None:
    """Keep bytes in a register's archive and write receipts of them; a run that is killed is finished by the next.

    Raises EngineError where the disk refuses.
    """
    finish(folder)
    place = folder / "archive" / ARRIVING
    try:
        if receipts:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, msgspec.json.encode(list(receipts)))
        for payload in payloads:
            keep(folder, payload)
        provenance.append(folder, list(receipts))
        place.unlink(missing_ok=True)
    except OSError as fault:
        raise disk_fault(fault, place) from fault


def finish(folder: Path) -> list[Receipt]:
    """Write the receipts that a run that was killed could not write any more, and return them."""
    written = provenance.arriving(folder)
    if not written:
        return []
    known = {(one.digest, one.name, one.source) for one in provenance.read_chain(folder)}
    left = [one for one in written if (one.digest, one.name, one.source) not in known and _is_whole(folder, one)]
    provenance.append(folder, left)
    (folder / "archive" / ARRIVING).unlink(missing_ok=True)
    return left


def _is_whole(folder: Path, receipt: Receipt) -> bool:
    place = place_of(folder, receipt.digest)
    return place.is_file() and digest_of(place.read_bytes()) == receipt.digest
