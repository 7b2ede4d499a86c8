"""Long work behind the pages: one job at a time, with honest progress, and a stop that keeps what is done."""

import secrets
from collections.abc import Iterable
from itertools import chain
from threading import Event, Lock, Thread
from time import monotonic

from msgspec import Struct, field

from vidmova.errors import VidmovaError
from vidmova.pipeline import Builder, Known, Reading
from vidmova.register.folder import RegisterFolder
from vidmova.register.rows import Skipped
from vidmova.register.store import Store
from vidmova.web.adding import Plan, discard, received_of
from vidmova.web.documents import file_name
from vidmova.web.recounting import StoppedError, builder_of, taking_turn
from vidmova.web.tallies import Moved, Tallies, moved

MOST_FAILURES, MOST_JOBS = 200, 50
RUNNING = frozenset({"waiting", "reading", "counting"})


class Job(Struct):
    """One piece of work; what is at work writes it, pages read it."""

    id: str
    title: str
    total: int
    """How many files were seen beforehand; a zip has more in it."""
    state: str = "waiting"
    """waiting, reading or counting; then done, stopped or failed."""
    done: int = 0
    new: int = 0
    known: int = 0
    last: str = ""
    failures: list[tuple[str, str]] = field(default_factory=list)
    failed: int = 0
    claims: int = 0
    """How many more the register has after it."""
    events: int = 0
    moved: list[Moved] = field(default_factory=list)
    fault: str = ""
    """Why it failed, in a sentence."""
    began: float = field(default_factory=monotonic)
    stopping: bool = False

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.state in RUNNING

    @property
    def seconds_left(self) -> int | None:
        """About how long it will take; not said before a tenth is done."""
        if self.state != "reading" or self.total < 10 or self.done * 10 < self.total or self.done >= self.total:
            return None
        return round((monotonic() - self.began) / self.done * (self.total - self.done))


class Jobs:
    """The jobs of one running desk."""

    def __init__(self, folder: RegisterFolder, store: Store, tallies: Tallies) -> None:
        self._folder, self._store, self._tallies = folder, store, tallies
        self._lock = Lock()
        self._jobs: dict[str, Job] = {}
        self._stop = Event()
        self._thread: Thread | None = None

    @property
    def running(self) -> Job | None:
        """The job that is at work."""
        return next((one for one in self._jobs.values() if one.running), None)

    def get(self, identity: str) -> Job | None:
        """Return a job of this run by its id."""
        return self._jobs.get(identity)

    def start(self, plan: Plan) -> Job | None:
        """Begin to add what was looked at; None where another job is at work."""
        with self._lock:
            if self.running:
                return None
            job = Job(secrets.token_hex(4), plan.title, plan.files)
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-MOST_JOBS]:
                del self._jobs[old]
            self._stop = Event()
            self._thread = Thread(target=self._work, args=(job, plan, self._stop), name="job", daemon=True)
            self._thread.start()
            return job

    def stop(self, seconds: float = 0.0) -> None:
        """Ask the job at work to stop after the document in hand, and wait so long for it."""
        if job := self.running:
            job.stopping = True
        self._stop.set()
        if self._thread and seconds:
            self._thread.join(seconds)

    def _work(self, job: Job, plan: Plan, stop: Event) -> None:
        state, fault = "failed", "a fault of the program stopped it; what was read is kept"
        try:
            with taking_turn(self._folder, stop, lambda: None):
                self._add(job, plan, stop)
            state, fault = ("stopped" if stop.is_set() else "done"), ""
        except StoppedError:
            state, fault = "stopped", ""
        except VidmovaError as error:
            fault = str(error)
        finally:
            discard(plan)
            job.fault, job.state = fault, state

    def _add(self, job: Job, plan: Plan, stop: Event) -> None:
        before, summary = self._tallies.now(), self._store.summary()
        job.state, job.began = "reading", monotonic()
        builder = builder_of(self._folder, self._store)
        job.total += builder.outdated
        _follow(job, _taken(builder, plan), stop)
        job.state = "counting"
        builder.link()
        after = self._store.summary()
        job.claims, job.events = after.claims - summary.claims, after.events - summary.events
        job.moved = moved(before, self._tallies.now())


def _taken(builder: Builder, plan: Plan) -> Iterable[Reading | Skipped | Known]:
    if plan.staged:
        return chain(builder.take_received(received_of(plan)), builder.take([]))
    return builder.take([plan.path])


def _follow(job: Job, outcomes: Iterable[Reading | Skipped | Known], stop: Event) -> None:
    for outcome in outcomes:
        job.done += 1
        job.total = max(job.total, job.done)
        if isinstance(outcome, Skipped):
            job.failed += 1
            if len(job.failures) < MOST_FAILURES:
                job.failures.append((file_name(outcome.name), outcome.reason))
            job.last = file_name(outcome.name)
        elif isinstance(outcome, Known):
            job.known += 1
            job.last = file_name(outcome.name)
        else:
            job.new += 1
            job.last = file_name(outcome.document.name)
        if stop.is_set():
            return
