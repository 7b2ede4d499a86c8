"""Ids of a release: short, sayable, and keyed, so that nobody can confirm a guess without the key."""

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Thirty-two signs without those that are taken for each other."""
KINDS = {"source": "s", "statement": "c", "event": "e", "person": "p", "place": "l", "disagreement": "d"}
SHORTEST = {"person": 4}
SHORT = 6
LONGEST = 24


def sign(key: bytes, kind: str, internal: str) -> str:
    """Return the whole sign of something of the register, of which an id is the beginning."""
    digest = hmac.new(key, f"{kind}\0{internal}".encode(), sha256).digest()
    number = int.from_bytes(digest, "big")
    return "".join(LETTERS[number >> 5 * at & 31] for at in range(LONGEST))


def pseudonyms(
    key: bytes, kind: str, internal: Iterable[str], earlier: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the released id of each thing of a kind: as short as keeps all apart, or what it was called earlier."""
    wanted = sorted(set(internal))
    kept = {one: earlier[one] for one in wanted if one in earlier} if earlier else {}
    taken = set(earlier.values()) if earlier else set()
    signs = {one: sign(key, kind, one) for one in wanted if one not in kept}
    length = SHORTEST.get(kind, SHORT)
    while length < LONGEST:
        made = {one: said(kind, whole[:length]) for one, whole in signs.items()}
        if len(set(made.values())) == len(made) and taken.isdisjoint(made.values()):
            break
        length += 1
    return {**kept, **made} if signs else kept


def said(kind: str, signs: str) -> str:
    """Return an id: the letter of its kind, then its signs in pairs."""
    return f"{KINDS[kind]}-{paired(signs)}"


def paired(signs: str) -> str:
    """Return signs in pairs, so that they can be read out."""
    return "-".join(signs[at : at + 2] for at in range(0, len(signs), 2))


def pseudonym(identity: str) -> str:
    """Return what a person is called: the id without its kind."""
    return identity.partition("-")[2]
