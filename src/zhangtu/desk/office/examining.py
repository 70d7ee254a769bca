"""Looking the office over as a job: asked for on a page, done by the runner, what was found is kept."""

from typing import Final

from zhangtu.desk.office import outcomes
from zhangtu.desk.office.hooks import ASKED
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import moment
from zhangtu.runner import jobs
from zhangtu.runner.jobs import Work

#: The kind of job.
EXAMINING: Final = "office.examine"
#: What its outcome is kept under.
KEPT: Final = "examine"


def ask(actor: Actor) -> int:
    """Ask for it; the number of the job."""
    return jobs.enqueue(EXAMINING, {"person": actor.person}, key="all")


def work(one: Work) -> None:
    """Look the office over; nothing is changed."""
    found = [{"said": dict(trouble.said), "mends": trouble.mends} for trouble in ASKED.examine(one.tell)]
    outcomes.keep(KEPT, one.job, {"at": moment(), "person": one.arguments.get("person", 0), "found": found})
