"""Forms as the desk takes them: read whole, their token checked before anything is done."""

from collections.abc import Callable

import python_multipart  # noqa: F401  # the server's library reads no form without it, and says so late
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from vidmova.web.tokens import FIELD, Tokens, cookie_name

MOST_FIELDS, MOST_FILES = 400, 5_000
STALE = "This form is not of this run of the desk. Load the page again and repeat; nothing was changed."


class Form(Struct, frozen=True):
    """What somebody sent."""

    fields: dict[str, str]
    """The last value of each name, without the space around it."""
    files: list[UploadFile]

    def get(self, name: str, default: str = "") -> str:
        """Return a value, or the default where there is none."""
        return self.fields.get(name) or default


Change = Callable[[Request, Form], Response]


def changing(path: str, change: Change) -> Route:
    """Return the route of a change: it is asked for by POST alone, with a token of this desk."""

    async def answer(request: Request) -> Response:
        try:
            async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=512 * 1024) as sent:
                form = _form(sent)
                check(request, form)
                return await run_in_threadpool(change, request, form)
        except MultiPartException as fault:
            raise HTTPException(400, fault.message) from None

    return Route(path, answer, methods=["POST"])


def check(request: Request, form: Form) -> None:
    """Raise a refusal unless the form carries this desk's token and its browser the cookie."""
    tokens: Tokens = request.app.state.tokens
    if not tokens.fits(request.cookies, cookie_name(request.headers.get("host", "")), form.get(FIELD)):
        raise HTTPException(403, STALE)


def _form(sent: FormData) -> Form:
    fields = {name: value.strip() for name, value in sent.multi_items() if isinstance(value, str)}
    files = [value for _, value in sent.multi_items() if isinstance(value, UploadFile) and value.filename]
    return Form(fields, files)
