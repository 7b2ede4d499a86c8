"""Figures that take longer than a page may wait: counted in the background, kept until the register changes."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TooLong
from threading import Lock, Thread, main_thread
from typing import Generic, TypeVar, cast

from vidmova.errors import VidmovaError

T = TypeVar("T")
Base = TypeVar("Base")
PATIENCE = 0.12
"""Seconds that a page waits for a figure before it says that it is being counted."""
MOST_KEPT = 400
_BASE = "what all figures are made from"
Task = tuple["Future[object]", Callable[[], object]]


class Reckoner(Generic[Base]):
    """Counts what pages ask, each figure once, from a base that is read once; what somebody waits for comes first."""

    def __init__(self, base: Callable[[], Base]) -> None:
        self._base = base
        self._lock = Lock()
        self._stamp = ""
        self._kept: OrderedDict[Hashable, Future[object]] = OrderedDict()
        self._asked: deque[Task] = deque()
        self._ahead: deque[Task] = deque()
        self._works = False

    def figure(
        self, stamp: str, key: Hashable, made: Callable[[Base], T], ahead: bool = False, patience: float = PATIENCE
    ) -> T | None:
        """Return a figure of what is there at a stamp, or None where it is still being counted.

        Figures that nobody waits for are counted `ahead`, behind those that somebody does. Raises what counting raised.
        """
        with self._lock:
            self._turn_to(stamp)
            base = self._future(_BASE, self._base, ahead=False)
            found = self._future(key, lambda: made(cast(Base, base.result())), ahead)
        try:
            return cast(T, found.result(patience))
        except (TooLong, CancelledError):
            return None

    def waiting(self) -> int:
        """Return how many figures are not counted yet."""
        with self._lock:
            return len(self._asked) + len(self._ahead)

    def _turn_to(self, stamp: str) -> None:
        if stamp == self._stamp:
            return
        for future, _ in (*self._asked, *self._ahead):
            future.cancel()
        self._asked.clear()
        self._ahead.clear()
        self._kept.clear()
        self._stamp = stamp

    def _future(self, key: Hashable, made: Callable[[], object], ahead: bool) -> "Future[object]":
        if key not in self._kept:
            self._kept[key] = Future()
            (self._ahead if ahead else self._asked).append((self._kept[key], made))
            if not self._works:
                self._start()
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    def _work(self) -> None:
        try:
            while (task := self._next()) is not None:
                _settle(*task)
        finally:
            with self._lock:
                self._works = False
                if (self._asked or self._ahead) and main_thread().is_alive():
                    self._start()

    def _start(self) -> None:
        self._works = True
        # No daemon: the solver must not be killed at work. What waits is dropped when the program ends.
        Thread(target=self._work, name="reckoner").start()

    def _next(self) -> Task | None:
        with self._lock:
            waiting = self._asked or self._ahead
            if not main_thread().is_alive():
                waiting.clear()
            return waiting.popleft() if waiting else None


def _settle(future: "Future[object]", made: Callable[[], object]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(made())
    except (VidmovaError, CancelledError) as fault:
        future.set_exception(fault)
    except BaseException as fault:
        # Whoever waits must know of a bug too; it is raised here as well, to be seen.
        future.set_exception(fault)
        raise


class Remembered:
    """What follows from a snapshot alone and takes too long to be made for each page, kept until it changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stamp = ""
        self._kept: dict[Hashable, object] = {}

    def of(self, stamp: str, key: Hashable, made: Callable[[], T]) -> T:
        """Return what was made under a key for a stamp, or make it."""
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._kept = stamp, {}
            if key not in self._kept:
                self._kept[key] = made()
            return cast(T, self._kept[key])
