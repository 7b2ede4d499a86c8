"""Puts decisions into effect behind the pages: claims are joined anew, at once or when judging rests."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Condition, Event, Thread
from time import monotonic

from vidmova.config import read_config
from vidmova.errors import VidmovaError
from vidmova.pipeline import Builder, method
from vidmova.register.folder import RegisterFolder, writing
from vidmova.register.store import Store

QUICK = 2.0
"""Seconds in which a register is counted anew that need not wait till judging rests."""
REST = 8.0
"""Seconds without a decision after which a larger one is."""
AGAIN = 0.3
"""Seconds after which a lock that another holds is tried again."""

BROKEN = "a fault of the program stopped the counting; the next decision, or vidmova build, counts again"


class StoppedError(Exception):
    """Somebody stopped the work while it waited."""


class _BusyError(Exception):
    pass


@contextmanager
def taking_turn(folder: RegisterFolder, stop: Event, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the register's lock; wait while another program has it, until told to stop."""
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(writing(folder, _refuse))
                break
            except _BusyError:
                on_wait()
                if stop.wait(AGAIN):
                    raise StoppedError from None
        yield


def _refuse() -> None:
    raise _BusyError


def builder_of(folder: RegisterFolder, store: Store) -> Builder:
    """Return what takes documents and decisions into a register, as its settings want it."""
    config = read_config(folder.root)
    return Builder(store, folder.root, method(config.languages, config.model))


class Recount:
    """Joins the claims of a register anew in the background after decisions."""

    def __init__(self, folder: RegisterFolder, store: Store) -> None:
        self._folder, self._store = folder, store
        self._changed = Condition()
        self._stop = Event()
        self._asked = self._done = 0
        self._took = 0.0
        self._thread: Thread | None = None
        self.fault = ""
        """Why the last try failed; empty where it did not."""

    @property
    def waiting(self) -> bool:
        """Whether decisions are saved that the events do not show yet."""
        return self._asked != self._done

    def ask(self) -> None:
        """Ask for it: a decision was saved."""
        with self._changed:
            self._asked += 1
            self._changed.notify_all()
            if self._thread is None and not self._stop.is_set():
                self._thread = Thread(target=self._run, name="recount", daemon=True)
                self._thread.start()

    def settled(self, seconds: float) -> bool:
        """Wait so long at most until the events show every decision; tell whether they do."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.waiting, 0 if self._took > QUICK else seconds)

    def stop(self) -> None:
        """Give up what has not begun; decisions are kept, and the next build puts them into effect."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
            thread = self._thread
        if thread:
            thread.join(10)

    def _run(self) -> None:
        whole = False
        try:
            while (asked := self._next()) is not None:
                began = monotonic()
                said = self._count()
                with self._changed:
                    self._took, self._done, self.fault = monotonic() - began, asked, said
                    self._changed.notify_all()
            whole = True
        finally:
            if not whole:
                with self._changed:
                    self._thread, self.fault = None, BROKEN
                    self._changed.notify_all()

    def _next(self) -> int | None:
        """Return how much was asked for, once judging rests; None where there is nothing to do."""
        with self._changed:
            while self._took > QUICK and self.waiting and not self._stop.is_set():
                before = self._asked
                self._changed.wait(REST)
                if before == self._asked:
                    break
            if self._stop.is_set() or not self.waiting:
                # Said under the lock: whoever asks from now on begins anew.
                self._thread = None
                return None
            return self._asked

    def _count(self) -> str:
        try:
            with taking_turn(self._folder, self._stop, lambda: None):
                builder_of(self._folder, self._store).link()
        except StoppedError:
            return ""
        except VidmovaError as fault:
            return str(fault)
        return ""
