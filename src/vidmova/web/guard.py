"""Refuses what no page of this desk asks for: changes from elsewhere, parts of it in other pages, bodies too large."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 256 * 1024
"""Bytes of a form at most."""
LARGEST_FILES = 1_000_000_000
"""Bytes of files that are added at once at most."""
ADDING = "/add"
READING = frozenset({"GET", "HEAD"})
OWN = frozenset({"same-origin", "none"})
"""What a browser says of a request that a page of this host made, or its user alone."""
ELSEWHERE = "Refused: this was asked for by a page that is not of this desk. Nothing was changed."
TOO_LARGE = "Refused: this is more than the desk takes at once. Nothing was changed."


class TooLargeError(Exception):
    """A body went on beyond what is taken."""


class Guard:
    """Lets requests through that a page of this desk, or its user, may have made."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if _is_foreign(str(scope["method"]), headers):
            await PlainTextResponse(ELSEWHERE, 403)(scope, receive, send)
            return
        most = LARGEST_FILES if scope["path"] == ADDING else LARGEST
        said = headers.get("content-length", "0")
        if not said.isdecimal() or int(said) > most:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)
            return
        try:
            await self._app(scope, _measured(receive, most), send)
        except TooLargeError:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)


def _is_foreign(method: str, headers: Headers) -> bool:
    site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "navigate")
    if method in READING:
        # A link from elsewhere may be followed; a page elsewhere may not take parts of this one in.
        return site not in OWN and mode != "navigate"
    origin = headers.get("origin")
    return site not in OWN or (origin is not None and origin != f"http://{headers.get('host', '')}")


def _measured(receive: Receive, most: int) -> Receive:
    taken = 0

    async def measured() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError
        return message

    return measured
