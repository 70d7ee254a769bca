"""The tables of jobs; private to this room: others use ``jobs``."""

from django.db import models


class Job(models.Model):
    """One piece of work behind the pages; in the store, because it must survive what survives there."""

    id = models.BigAutoField(primary_key=True)
    #: What work it is: the name it was handed in under.
    kind = models.CharField(max_length=60)
    #: The same work is not asked for twice at a time; of its own number when nobody gave one.
    key = models.CharField(max_length=120)
    #: JSON, what the work is given.
    arguments = models.TextField()
    #: One of ``jobs.State``.
    state = models.CharField(max_length=10)
    #: How often it was begun.
    tries = models.PositiveIntegerField(default=0)
    #: Not before this moment, microseconds since 1970 in UTC.
    due = models.BigIntegerField()
    #: When it was asked for, microseconds since 1970 in UTC.
    asked = models.BigIntegerField()
    #: When it was done or given up; empty until then.
    ended = models.BigIntegerField(null=True)
    #: What went wrong the last time: one word, never a value; empty when nothing did.
    trouble = models.CharField(max_length=200, default="")

    class Meta:
        """Open work of one key stands here once."""

        constraints = (
            models.UniqueConstraint(
                fields=("kind", "key"), condition=models.Q(ended=None), name="runner_job_once"
            ),
        )
        indexes = (models.Index(fields=("due", "id"), condition=models.Q(ended=None), name="runner_job_due"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Progress(models.Model):
    """How far a job is; in the ephemeral database, so that telling it never waits for the writer's place."""

    #: ``Job.id``.
    job = models.BigIntegerField(primary_key=True)
    #: Pieces done.
    done = models.BigIntegerField()
    #: Pieces in all; 0 while nobody knows.
    total = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.job}: {self.done} of {self.total}"
