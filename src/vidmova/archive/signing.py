"""Ed25519 signatures that OpenSSL and OpenSSH check too; needs the extra `sign`."""

import base64
import os
import struct
from hashlib import sha256, sha512
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from vidmova.archive.intake import settle
from vidmova.errors import InputError, UsageError

NAMESPACE = "vidmova-manifest"
"""What signatures of OpenSSH are for, so that none made for something else fits."""
_MAGIC = b"SSHSIG"
MISSING = "signing needs the package cryptography; install it with: pip install 'vidmova[sign]'"


class Signed(Struct, frozen=True):
    """A signature in the two forms that common tools read, and the key that checks it."""

    raw: bytes
    """64 bytes, for `openssl pkeyutl -verify -rawin`."""
    ssh: bytes
    """For `ssh-keygen -Y verify`."""
    public: bytes
    """The public key in PEM."""
    ssh_public: bytes
    """The public key as a line of OpenSSH."""


def available() -> bool:
    """Tell whether signatures can be made and checked here."""
    return find_spec("cryptography") is not None


def sign(payload: bytes, key_file: Path) -> Signed:
    """Sign bytes with the Ed25519 key of a file (PEM or OpenSSH); raises InputError where it holds none."""
    key = _key(key_file)
    public = key.public_key()
    blob = _text(b"ssh-ed25519") + _text(_raw(public))
    covered = _MAGIC + _text(NAMESPACE.encode()) + _text(b"") + _text(b"sha512") + _text(sha512(payload).digest())
    own = _text(b"ssh-ed25519") + _text(key.sign(covered))
    whole = _MAGIC + struct.pack(">I", 1) + _text(blob) + _text(NAMESPACE.encode()) + _text(b"") + _text(b"sha512")
    armoured = base64.b64encode(whole + _text(own)).decode()
    lines = [armoured[at : at + 70] for at in range(0, len(armoured), 70)]
    ssh = "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])
    return Signed(key.sign(payload), ssh.encode(), _pem(public), b"ssh-ed25519 " + base64.b64encode(blob) + b"\n")


def fits(payload: bytes, signature: bytes, public: bytes) -> bool:
    """Tell whether a raw signature is that of a public key (PEM) on bytes."""
    try:
        key = _serialization().load_pem_public_key(public)
        if not isinstance(key, _ed25519().Ed25519PublicKey):
            return False
        key.verify(signature, payload)
    except (_faults().InvalidSignature, _faults().UnsupportedAlgorithm, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return what a public key (PEM) is called by people: 64 digits of its SHA-256; empty where it is none."""
    _, _, rest = public.partition(b"-----BEGIN PUBLIC KEY-----")
    try:
        return sha256(base64.b64decode(b"".join(rest.partition(b"-----")[0].split()), validate=True)).hexdigest()
    except ValueError:
        return ""


def new_key(place: Path) -> bytes:
    """Write a new key that only its owner may read, in OpenSSH's form, and return its public line.

    Raises UsageError where something is there already.
    """
    key, serialization = _ed25519().Ed25519PrivateKey.generate(), _serialization()
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption())
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{place} is there already; name another file for the new key") from None
    with os.fdopen(handle, "wb") as out:
        out.write(key.private_bytes(*form))
        out.flush()
        os.fsync(out.fileno())
    settle(place.parent)
    blob = _text(b"ssh-ed25519") + _text(_raw(key.public_key()))
    return b"ssh-ed25519 " + base64.b64encode(blob) + b"\n"


def _key(place: Path) -> Any:

    forms = _serialization()
    try:
        said = place.read_bytes()
        read = forms.load_ssh_private_key if b"OPENSSH PRIVATE KEY" in said else forms.load_pem_private_key
        key = read(said, password=None)
    except OSError as fault:
        raise InputError(f"{place}: {fault.strerror or fault}") from None
    except TypeError:
        raise InputError(f"{place}: this key has a passphrase; sign with one that has none, kept elsewhere") from None
    except (ValueError, _faults().UnsupportedAlgorithm):
        raise InputError(f"{place}: this is no private key in PEM or OpenSSH's form") from None
    if not isinstance(key, _ed25519().Ed25519PrivateKey):
        raise InputError(f"{place}: this is no Ed25519 key; make one with: vidmova manifest --new-key FILE")
    return key


def _part(name: str) -> Any:
    try:
        return import_module(f"cryptography.{name}")
    except ImportError:
        raise UsageError(MISSING) from None


def _faults() -> Any:
    return _part("exceptions")


def _ed25519() -> Any:
    return _part("hazmat.primitives.asymmetric.ed25519")


def _serialization() -> Any:
    return _part("hazmat.primitives.serialization")


def _raw(public: Any) -> bytes:

    raw: bytes = public.public_bytes(_serialization().Encoding.Raw, _serialization().PublicFormat.Raw)
    return raw


def _pem(public: Any) -> bytes:

    forms = _serialization()
    pem: bytes = public.public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    return pem


def _text(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part
