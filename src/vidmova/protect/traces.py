"""Finds what ids, orders and masks tell: digests of secrets, lists sorted by true names, masks of equal length."""

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vidmova.lexicon.folding import fold

ALGORITHMS = ("sha256", "sha1", "md5", "sha512", "blake2b", "sha3_256")
SAMPLE = 400
"""So many ids are tried with every digest and alphabet: a habit shows in a few."""
SHORTEST_DIGEST = 8
LETTERS = 16
"""So many letters of a token tell whether it is a digest: 60 bits and more."""
_NONE, _END = 255, 254
SHORTEST_BODY, SURE_BODY, OFTEN = 4, 11, 10
FEWEST = 8
"""In a shorter list the order of names comes about by chance."""
MANY, NEARLY, EXACTLY = 12, 0.95, 0.99
"""How alike two orders are beyond chance: in a short list, only where they are the same."""
SURELY = 5.0
ALPHABETS = ("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_MASK = re.compile(r"(?<![█■▇▮▓●•*×_#])([█■▇▮▓●•*×_#])\1{2,}|\[([.…·\s_*-]{3,})\]")
_TOKEN = re.compile(r"[A-Za-z0-9_+/-]{8,}")


class Digests:
    """The plain digests of protected values, by their first 64 bits: millions of them in little memory."""

    def __init__(self, values: Iterable[str]) -> None:
        makers = [getattr(hashlib, name) for name in ALGORITHMS[:5]]
        starts = bytearray()
        for value in values:
            for form in dict.fromkeys((value, fold(value))):
                said = form.encode()
                for make in makers:
                    starts += make(said).digest()[:8]
        self._known = np.unique(np.frombuffer(bytes(starts), ">u8").astype(np.uint64))

    def among(self, said: Sequence[str]) -> list[str]:
        """Return those tokens that are a digest, whole or its beginning, in hexadecimal, base64 or base32."""
        long = [token for token in said if len(token) >= SHORTEST_DIGEST]
        if not long or not self._known.size:
            return []
        letters = np.array([token[:LETTERS] for token in long], f"S{LETTERS}").view(np.uint8).reshape(-1, LETTERS)
        hit = np.zeros(len(long), bool)
        for table, bits in _WRITINGS:
            hit |= self._written(table[letters], bits)
        return [long[at] for at in np.flatnonzero(hit)]

    def _written(self, codes: NDArray[np.uint8], bits: int) -> NDArray[np.bool_]:
        """Tell of each row of letters, read as numbers of so many bits, whether it is the beginning of a digest."""
        codes = codes[:, : 64 // bits]
        sizes = (codes != _END).sum(axis=1).astype(np.uint64)
        rows = np.flatnonzero((codes != _NONE).all(axis=1) & (sizes >= SHORTEST_DIGEST))
        first = np.zeros(rows.size, np.uint64)
        for at in range(codes.shape[1]):
            code = codes[rows, at].astype(np.uint64)
            first |= np.where(code < _END, code << np.uint64(64 - bits * (at + 1)), 0).astype(np.uint64)
        last = first | (np.uint64(2**64 - 1) >> np.minimum(sizes[rows] * np.uint64(bits), np.uint64(63)))
        places = np.searchsorted(self._known, first)
        there = places < self._known.size
        found = np.zeros(codes.shape[0], bool)
        found[rows[there]] = self._known[places[there]] <= last[there]
        return found


def _writing(alphabet: str) -> NDArray[np.uint8]:
    """Return which number each byte stands for in an alphabet; none for those that it does not have."""
    table = np.full(256, _NONE, np.uint8)
    for number, letter in enumerate(alphabet):
        table[ord(letter)] = number
    table[0] = _END
    return table


_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HEXADECIMAL = _writing("0123456789abcdef") & _writing("0123456789ABCDEF")
_BASE32 = _writing(f"{_CAPITALS}234567") & _writing(f"{_CAPITALS.lower()}234567")
_BASE64 = _writing(f"{_CAPITALS}{_CAPITALS.lower()}0123456789-_") & _writing(
    f"{_CAPITALS}{_CAPITALS.lower()}0123456789+/"
)
_WRITINGS = ((_HEXADECIMAL, 4), (_BASE64, 6), (_BASE32, 5))


def tokens(text: str) -> list[str]:
    """Return what in a text may be an id or a digest."""
    return _TOKEN.findall(text)


def plain_ids(ledger: Mapping[str, str], forms: Mapping[str, Sequence[str]]) -> list[str]:
    """Return released ids that are a plain digest of what they stand for, in any usual alphabet."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for internal in sorted(ledger):
        kinds[ledger[internal].partition("-")[0]].append(internal)
    return [released for every in kinds.values() for released in _plain(every, ledger, forms)]


def _plain(every: Sequence[str], ledger: Mapping[str, str], forms: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids of one kind that are plain digests."""
    tried = every[:: max(1, len(every) // SAMPLE)]
    found, bodies = [], []
    for internal in tried:
        body = (ledger[internal].partition("-")[2] or ledger[internal]).replace("-", "")
        values = [internal, *forms.get(internal, ())[:6]]
        if len(body) >= SHORTEST_BODY and any(body in _written(value, len(body)) for value in values):
            found.append(ledger[internal])
            bodies.append(body)
    # A short id may be a digest by chance; a habit shows in many.
    return found if len(found) * OFTEN >= len(tried) or any(len(one) > SURE_BODY for one in bodies) else []


def _written(value: str, size: int) -> set[str]:
    found = set()
    for form in dict.fromkeys((value, fold(value))):
        for name in ALGORITHMS:
            raw = hashlib.new(name, form.encode()).digest()
            found |= {raw.hex()[:size], raw.hex().upper()[:size], base64.b32encode(raw).decode()[:size]}
            found |= {base64.urlsafe_b64encode(raw).decode()[:size], str(int.from_bytes(raw))[:size]}
            for letters in ALPHABETS:
                found.add("".join(letters[byte % 32] for byte in raw[:size]))
                bits = f"{int.from_bytes(raw):0{len(raw) * 8}b}"
                found.add("".join(letters[int(bits[at : at + 5], 2)] for at in range(0, size * 5, 5)))
    return found


def follows(shown: Sequence[str], ranks: Mapping[str, float]) -> bool:
    """Tell whether a list of ids is in the order of the ranks, or in the contrary one, more than chance brings."""
    known = [ranks[one] for one in dict.fromkeys(shown) if one in ranks]
    if len(known) < FEWEST or len(set(known)) < FEWEST:
        return False
    order = np.argsort(np.argsort(np.array(known), kind="stable"), kind="stable")
    alike = abs(float(np.corrcoef(order, np.arange(len(known)))[0, 1]))
    return alike >= (NEARLY if len(known) >= MANY else EXACTLY) or (
        alike > 0.5 and alike * (len(known) - 1) ** 0.5 > SURELY
    )


def name_orders(forms: Mapping[str, Sequence[str]], ledger: Mapping[str, str]) -> list[dict[str, float]]:
    """Return ranks of the released ids by the alphabet of true names: as written, and by the last word."""
    known = {ledger[one]: names[0] for one, names in forms.items() if one in ledger and names}
    orders = []
    for key in (str, _last_word):
        order = sorted(known, key=lambda one, key=key: (key(fold(known[one])), one))  # type: ignore[misc]
        orders.append({one: float(number) for number, one in enumerate(order)})
    return orders


def _last_word(name: str) -> str:
    return name.split()[-1] if name.split() else ""


def id_orders(forms: Mapping[str, Sequence[str]], ledger: Mapping[str, str]) -> Iterator[str]:
    """Yield in which order the released ids of people follow their names, or the order of receipt, if sorted."""
    ids = sorted(ledger[one] for one in forms if one in ledger)
    if any(follows(ids, order) for order in name_orders(forms, ledger)):
        yield "the true names"
    receipt = {ledger[one]: float(number) for number, one in enumerate(forms) if one in ledger}
    if follows(ids, receipt):
        yield "the register's own list"


def masks(text: str) -> list[tuple[str, int]]:
    """Return the masks in a text, by their character, with their lengths."""
    return [(at[1] or "[", len(at[0]) - 2 * (not at[1])) for at in _MASK.finditer(text) if not _is_line(text, at)]


def places_of_masks(text: str) -> Iterator[int]:
    """Yield where a text may have a mask."""
    return (at.start() for at in _MASK.finditer(text))


def _is_line(text: str, at: re.Match[str]) -> bool:
    """Tell whether a row of signs stands alone in its line: a rule between paragraphs hides nobody."""
    start, end = text.rfind("\n", 0, at.start()) + 1, text.find("\n", at.end())
    line = text[start : end if end >= 0 else len(text)]
    return not any(letter.isalpha() for letter in line)


def telling_masks(found: Iterable[tuple[str, int]], names: Iterable[str]) -> bool:
    """Tell whether masks have the lengths of the names: two lengths and more, of which most are a name's."""
    sizes: dict[str, list[int]] = defaultdict(list)
    for sign, size in found:
        sizes[sign].append(size)
    lengths = {len(part) for name in names for part in (name, *name.split())}
    return any(len(set(each)) > 1 and sum(size in lengths for size in each) * 2 > len(each) for each in sizes.values())
