"""How a release is to be made, what must not be found in it, and what comes out."""

import secrets
from typing import Literal

from msgspec import Struct, field

from vidmova.protect.release import Overruling, Release

HiddenKind = Literal["name", "day", "place", "contact", "unit", "number", "age"]
KEY_BYTES = 32


def fresh_key() -> bytes:
    """Return a new key for a release's ids; nobody can make the ids again without it."""
    return secrets.token_bytes(KEY_BYTES)


class Policy(Struct, frozen=True, kw_only=True):
    """What a publisher asks for."""

    publisher: str
    made: str
    """UTC, ISO 8601."""
    key: bytes
    """Secret from which all ids of the release follow: a fresh one, or the ledger's where ids are to be stable."""
    names: Literal["pseudonyms", "as_published"] = "pseudonyms"
    smallest: int = 5
    stable: bool = False
    number: int = 1
    overruled: list[Overruling] = field(default_factory=list)
    licence: str = ""
    """Under which others may use the tables; empty where the publisher states none."""


class Earlier(Struct, frozen=True, kw_only=True):
    """An edition released before, as the ledger remembers it."""

    number: int
    identity: str
    """What names the edition: goes into the next one as `follows`."""
    ledger: dict[str, str] = field(default_factory=dict)
    """Its ids: internal id → released id; used again only where ids are to be stable."""


class Hidden(Struct, frozen=True, order=True):
    """Something that was taken out."""

    kind: HiddenKind
    said: str
    """As the register has it."""
    where: str = ""
    """Released id of the source in which it must not stand; empty where it must stand nowhere."""


class WithheldSource(Struct, frozen=True, kw_only=True):
    """A document that is not named in the release."""

    released: str
    """Its id in the release."""
    id: str
    """SHA-256 of its bytes."""
    name: str
    title: str | None = None
    author: str | None = None
    address: str = ""
    published: str | None = None
    text: str = ""


class Secrets(Struct, frozen=True, kw_only=True):
    """What must not be found in a release; never leaves the house."""

    people: dict[str, list[str]] = field(default_factory=dict)
    """By the register's id of each protected person: every form of the name known, in the scripts met."""
    public: list[str] = field(default_factory=list)
    """Names that stand in the release by right; a protected name inside of one of these is no leak."""
    hidden: list[Hidden] = field(default_factory=list)
    """Days, places, contacts, units and numbers taken out of passages, and names that the register does not know."""
    sources: list[WithheldSource] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    """Texts of the sources that are named: what also stands in them is theirs to be quoted."""
    internal: list[str] = field(default_factory=list)
    """Ids and keys of the register (documents, claims, events, entities), none of which may stand in a release."""
    ledger: dict[str, str] = field(default_factory=dict)
    """Internal id → released id."""


class Protected(Struct, frozen=True, kw_only=True):
    """A release, and what must not be found in it."""

    release: Release
    secrets: Secrets
