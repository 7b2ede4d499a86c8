"""Fetches a web address that the user named, within limits; nothing else in the package uses the network."""

import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPException, HTTPResponse
from typing import IO, Any

from msgspec import Struct

from vidmova import __version__
from vidmova.errors import UnreadableDocumentError
from vidmova.reading.limits import Limits

_SCHEMES = ("http://", "https://")
_CHUNK = 65_536


class Answer(Struct, frozen=True, kw_only=True):
    """What an address gave: bytes, the address they came from in the end, and when."""

    payload: bytes
    address: str
    when: str


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses and to nothing else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Return the next request; raises HTTPError where the redirect leaves the web."""
        if not is_address(newurl):
            raise urllib.error.HTTPError(newurl, code, "redirect to something that is no web address", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(path: str) -> bool:
    """Tell whether a path is a web address."""
    return path.lower().startswith(_SCHEMES)


def fetch(address: str, limits: Limits) -> Answer:
    """Return what a web address gives; raises UnreadableDocumentError where it gives nothing usable."""
    opener = urllib.request.build_opener(_WebOnly)
    request = urllib.request.Request(address, headers={"User-Agent": f"Vidmova/{__version__}", "Accept": "*/*"})
    try:
        with opener.open(request, timeout=limits.fetch_silence) as response:
            payload = _body(address, response, limits)
            when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            return Answer(payload=payload, address=response.geturl(), when=when)
    except urllib.error.HTTPError as fault:
        with fault:
            reason = f"the server answered {fault.code} ({fault.msg})"
        raise UnreadableDocumentError(address, reason, "open it in a browser and save the page") from None
    except TimeoutError:
        raise UnreadableDocumentError(address, "the server fell silent", "try again later") from None
    except (OSError, HTTPException, ValueError) as fault:
        said = getattr(fault, "reason", None) or fault
        raise UnreadableDocumentError(
            address, f"cannot be fetched ({said})", "check the address and the network"
        ) from None


def _body(address: str, response: HTTPResponse, limits: Limits) -> bytes:
    deadline, parts, size = time.monotonic() + limits.fetch_seconds, [], 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > limits.fetch_bytes:
            reason = f"the server sent more than the {limits.fetch_bytes / 1e6:.0f} MB that are taken"
            raise UnreadableDocumentError(address, reason, "save it by hand")
        if time.monotonic() > deadline:
            raise UnreadableDocumentError(
                address, f"the server needed more than {limits.fetch_seconds:.0f} seconds", "save it by hand"
            )
    return b"".join(parts)
