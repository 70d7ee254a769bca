"""Verification as a job: asked for on a page, done by the runner, its verdict kept in three languages."""

from typing import Any, Final

from zhangtu.desk.office import outcomes
from zhangtu.journal import heads
from zhangtu.journal.actor import Actor
from zhangtu.journal.verifying import verify
from zhangtu.journal.writing import moment
from zhangtu.runner import jobs
from zhangtu.runner.jobs import Work

#: The kind of job.
VERIFYING: Final = "office.verify"
#: What a verdict is kept under.
KEPT: Final = "verify"
_LANGUAGES: Final = ("zh-hans", "zh-hant", "en")


def ask(actor: Actor, *, since: bool, outside: list[str]) -> int:
    """Ask for a verification.

    Args:
        actor: Who asks.
        since: Whether to go on from the last one that found nothing.
        outside: Heads kept outside, as lines of text.

    Returns:
        The number of the job.
    """
    asked = {"since": since, "heads": outside, "person": actor.person, "asked": moment()}
    return jobs.enqueue(VERIFYING, asked, key="" if outside else f"since={since}")


def work(one: Work) -> None:
    """Verify, and keep the verdict."""
    outside = [heads.parse(line) for line in one.arguments.get("heads", ())]
    verdict = verify(heads=outside, since=bool(one.arguments.get("since")), progress=one.tell)
    outcome: dict[str, Any] = {
        "sound": verdict.sound,
        "entries": verdict.entries,
        "rows": verdict.rows,
        "covered": verdict.covered,
        "total": sum(verdict.counts.values()),
        "outside": len(outside),
        "since": verdict.begun_after,
        "person": one.arguments.get("person", 0),
        "asked": one.arguments.get("asked", 0),
        "at": moment(),
        "said": {language: verdict.say(language) for language in _LANGUAGES},
    }
    outcomes.keep(KEPT, one.job, outcome)
