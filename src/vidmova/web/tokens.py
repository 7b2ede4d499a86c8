"""What shows that a change was asked for on a page of this desk: a token in the form, a cookie that goes with it."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping

FIELD = "token"
"""Name of the form's field."""


class Tokens:
    """The secret of one running desk; another run has another."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self.cookie = secrets.token_hex(16)
        """What the browser is given to keep."""

    @property
    def token(self) -> str:
        """What every form of this desk carries: it follows from the cookie, and cannot be worked out from it."""
        return hmac.new(self._secret, self.cookie.encode(), hashlib.sha256).hexdigest()

    def fits(self, cookies: Mapping[str, str], name: str, given: str) -> bool:
        """Tell whether a change comes from a page of this desk, in the browser that was shown it."""
        kept = hmac.compare_digest(cookies.get(name, "").encode(), self.cookie.encode())
        return hmac.compare_digest(given.encode(), self.token.encode()) and kept


def cookie_name(host: str) -> str:
    """Return the cookie's name: browsers keep cookies by host without port, and two desks may run at once."""
    port = host.rpartition(":")[2] if ":" in host else "80"
    return f"desk-{port}" if port.isdecimal() else "desk"
