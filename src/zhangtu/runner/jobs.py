"""Jobs: asked for inside the act that needs them, done at least once, tried again when they fail."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from threading import Event
from typing import Any
from uuid import uuid4

import msgspec
from django.db import IntegrityError, transaction

from zhangtu.journal.writing import moment
from zhangtu.kernel.refusals import RefusedError
from zhangtu.runner.models import Job, Progress

#: After the first failure; each further one waits twice as long, an hour at most.
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
#: How often a job is begun before it is given up and left for a person.
TRIES = 12

log = logging.getLogger(__name__)


class State(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    #: Given up; ``again`` asks for it anew.
    FAILED = "failed"


class StoppedError(Exception):
    """The process is to end: the job stops at a place where it can go on later."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the function that does a job is handed.

    Attributes:
        job: The job's number.
        arguments: What was asked for.
        stop: Set when the process is to end.
    """

    job: int
    arguments: Mapping[str, Any]
    stop: Event

    def tell(self, done: int, total: int = 0) -> None:
        """Tell how far it is; a good place to stop.

        Args:
            done: Pieces done.
            total: Pieces in all; 0 while nobody knows.

        Raises:
            StoppedError: The process is to end; the job will be begun again.
        """
        Progress.objects.update_or_create(job=self.job, defaults={"done": done, "total": total})
        if self.stop.is_set():
            raise StoppedError


@dataclass(frozen=True, slots=True)
class JobView:
    """How a job stands.

    Attributes:
        job: Its number.
        kind: What work it is.
        state: How it stands.
        tries: How often it was begun.
        trouble: What went wrong the last time, one word; empty when nothing did.
        done: Pieces done.
        total: Pieces in all; 0 while nobody knows.
    """

    job: int
    kind: str
    state: State
    tries: int
    trouble: str
    done: int
    total: int


_works: dict[str, Callable[[Work], None]] = {}


def hand_in(kind: str, work: Callable[[Work], None]) -> None:
    """Say which function does a kind of job; ``project.wiring`` does it at the start.

    Args:
        kind: The kind, for instance ``ledgers.import``.
        work: Does it. It may be begun again after a kill or a failure, so doing it twice does no harm.
    """
    _works[kind] = work


def enqueue(kind: str, arguments: Mapping[str, Any] | None = None, *, key: str = "", after: int = 0) -> int:
    """Ask for a job. Inside a transaction it is asked for only if that is committed.

    Args:
        kind: Which work.
        arguments: What it is given; anything JSON holds.
        key: Work of one kind and key is asked for once as long as it is open; empty for no such limit.
        after: Microseconds since 1970 in UTC, not before which it is begun.

    Returns:
        The job's number; that of the open one when there is one of this key.
    """
    now = moment()
    words = msgspec.json.encode(arguments or {}).decode()
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                key=key or uuid4().hex,
                arguments=words,
                state=State.WAITING,
                due=max(now, after),
                asked=now,
            )
    except IntegrityError:
        return Job.objects.get(kind=kind, key=key, ended=None).pk
    return job.pk


def again(job: int) -> None:
    """Begin a job anew that was given up.

    Args:
        job: Its number.
    """
    Job.objects.filter(pk=job, state=State.FAILED).update(
        state=State.WAITING, ended=None, tries=0, due=moment()
    )


def view(job: int) -> JobView | None:
    """How a job stands.

    Args:
        job: Its number.

    Returns:
        The view; None when there is no such job.
    """
    found = Job.objects.filter(pk=job).first()
    if found is None:
        return None
    far = Progress.objects.filter(pk=job).first()
    done, total = (far.done, far.total) if far else (0, 0)
    return JobView(found.pk, found.kind, State(found.state), found.tries, found.trouble, done, total)


def waiting() -> int:
    """How many jobs are open, begun or not."""
    return Job.objects.filter(ended=None).count()


def given_up() -> list[JobView]:
    """The jobs a person must look at, the newest first, a hundred at most."""
    found = Job.objects.filter(state=State.FAILED).order_by("-id")[:100]
    return [JobView(job.pk, job.kind, State.FAILED, job.tries, job.trouble, 0, 0) for job in found]


def newest(limit: int = 50, kind: str = "") -> list[JobView]:
    """The jobs asked for last, the newest first.

    Args:
        limit: How many at most.
        kind: Only this work; empty for any.

    Returns:
        How they stand.
    """
    chosen = Job.objects.filter(kind=kind) if kind else Job.objects.all()
    found = list(chosen.order_by("-id")[:limit])
    far = {one.job: one for one in Progress.objects.filter(pk__in=[job.pk for job in found])}
    return [
        JobView(
            job.pk,
            job.kind,
            State(job.state),
            job.tries,
            job.trouble,
            far[job.pk].done if job.pk in far else 0,
            far[job.pk].total if job.pk in far else 0,
        )
        for job in found
    ]


def take_back() -> int:
    """Put jobs back that a process began and did not end; only the holder of the runner's lock may.

    Returns:
        How many there were.
    """
    return Job.objects.filter(state=State.RUNNING).update(state=State.WAITING)


def do_next(stop: Event) -> bool:
    """Do the job that is due first.

    Args:
        stop: Set when the process is to end.

    Returns:
        Whether there was one.
    """
    job = Job.objects.filter(state=State.WAITING, ended=None, due__lte=moment()).order_by("due", "id").first()
    if job is None:
        return False
    job.tries += 1
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, tries=job.tries)
    try:
        _works[job.kind](Work(job.pk, msgspec.json.decode(job.arguments), stop))
    except StoppedError:
        Job.objects.filter(pk=job.pk).update(state=State.WAITING, tries=job.tries - 1)
    except Exception as error:  # whatever a job raises is written down, shown and tried again
        log.exception("job %s %s failed", job.pk, job.kind)
        _failed(job, error)
    else:
        Job.objects.filter(pk=job.pk).update(state=State.DONE, ended=moment(), trouble="")
    return True


def _failed(job: Job, error: Exception) -> None:
    """Write down why a job failed, and when it is tried again, if it is."""
    now = moment()
    wait = min(FIRST_WAIT * 2 ** (job.tries - 1), LONGEST_WAIT)
    gone = job.tries >= TRIES
    Job.objects.filter(pk=job.pk).update(
        state=State.FAILED if gone else State.WAITING,
        ended=now if gone else None,
        due=now + round(wait.total_seconds() * 1_000_000),
        # A word, not the error's own text: that may hold what only few may see.
        trouble=error.kind if isinstance(error, RefusedError) else type(error).__name__,
    )
