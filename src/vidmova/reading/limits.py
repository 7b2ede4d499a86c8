"""How large a thing may be before reading refuses it."""

from msgspec import Struct

MEGABYTE = 1_000_000


class Limits(Struct, frozen=True, kw_only=True):
    """Sizes in bytes, times in seconds; what goes beyond them is refused by name."""

    file: int = 200 * MEGABYTE
    html: int = 20 * MEGABYTE
    text: int = 100 * MEGABYTE
    pages: int = 5_000
    zip_entries: int = 10_000
    zip_total: int = 1_000 * MEGABYTE
    zip_ratio: int = 200
    zip_ratio_from: int = MEGABYTE
    zip_depth: int = 2
    fetch_bytes: int = 50 * MEGABYTE
    fetch_seconds: float = 60.0
    fetch_silence: float = 20.0


DEFAULT = Limits()
