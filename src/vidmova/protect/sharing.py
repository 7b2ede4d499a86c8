"""Shares work between two processes where the system can fork: nothing secret is sent; elsewhere does it all here."""

import gc
import sys
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from vidmova.errors import EngineError

PROCESSES = 2
Part = TypeVar("Part")
_WORK: list[Callable[[int], Any]] = []


def shared(do: Callable[[int], Part], parts: int) -> list[Part]:
    """Return what comes of the work with each number, in order; what the work changes beside is lost.

    Raises EngineError where the system ended a process.
    """
    if parts < PROCESSES or not can_fork():
        return [do(number) for number in range(parts)]
    return _forked(do, parts, PROCESSES)


def apart(do: Callable[[], Part]) -> Part:
    """Return what comes of some work done in a process of its own, which takes with it all memory that it needed.

    What comes of it is sent, and best is bytes. Raises what the work raises, and EngineError as `shared` does.
    """
    return _forked(lambda _: do(), 1, 1)[0] if can_fork() else do()


def _forked(do: Callable[[int], Part], parts: int, processes: int) -> list[Part]:
    # What the work needs is there already in a forked process; only numbers go in, and results come out.
    with warnings.catch_warnings():
        # What was made before stays one copy for all processes: nobody's collector writes into it.
        if gc.isenabled():
            gc.collect()
        gc.freeze()
        warnings.simplefilter("ignore", DeprecationWarning)
        pool = ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=_begin, initargs=(do,))
        try:
            return list(pool.map(_run, range(parts)))
        except BrokenProcessPool:
            raise EngineError("the system ended a process of the release, perhaps for want of memory") from None
        finally:
            pool.shutdown(cancel_futures=True)
            gc.unfreeze()


def can_fork() -> bool:
    """Tell whether another process may be forked from this one: on Linux, where no other thread holds anything."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin(do: Callable[[int], Any]) -> None:
    _WORK[:] = [do]
    # A process that ends with its work needs no collector, which would look through all of it again and again.
    gc.disable()


def _run(number: int) -> Any:
    return _WORK[0](number)
