"""The part of the desk that changes its register: its routes, and how it stops."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from vidmova.config import Config
from vidmova.register.searching import Searching
from vidmova.web.acting import Acting
from vidmova.web.addingdesk import AddingDesk
from vidmova.web.ownpages import OwnPages
from vidmova.web.reviewdesk import ReviewDesk
from vidmova.web.snapshot import Memory


def acting_on(store: Searching, config: Config, root: Path) -> tuple[Acting, list[Route]]:
    """Return what acts on a register, and the routes of its pages; they come before those that only show."""
    acting = Acting(store, config, root)
    return acting, [
        *ReviewDesk(acting).routes(),
        *AddingDesk(acting).routes(),
        *OwnPages(acting).routes(),
    ]


@asynccontextmanager
async def stopping(app: Starlette) -> AsyncIterator[None]:
    """Read the lists before somebody asks for them; stop what is at work when the desk stops: what is done is kept."""
    memory: Memory = app.state.memory
    Thread(target=memory.now, name="lists", daemon=True).start()
    yield
    acting: Acting | None = app.state.acting
    if acting:
        await run_in_threadpool(acting.stop)
