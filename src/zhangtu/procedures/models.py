"""The tables of procedures, kept by the journal; private: others use ``actions`` and ``queries``."""

from django.db import models


class Running(models.Model):
    """A row that goes through a procedure; its step stands in the row itself too, as its state."""

    #: ``ledgers.Row.id``.
    row = models.BigIntegerField(primary_key=True)
    #: ``ledgers.Definition.id`` of the version of the procedure it began with.
    definition = models.IntegerField()
    #: The name of the step it is at.
    step = models.CharField(max_length=40)
    #: Names of the steps it went through to come here, the first one first: the way back.
    path = models.JSONField(default=list)
    #: Since when it is at this step, microseconds since 1970 in UTC.
    since = models.BigIntegerField()
    #: The post that holds it; 0 for none, at a final step.
    post = models.BigIntegerField(default=0)
    #: What was done last: ``n`` (how often anything was done), ``move``, ``skipped``, ``wanted``, ``back``.
    last = models.JSONField(default=dict)

    class Meta:
        """Asked by post: what is mine."""

        indexes = (models.Index(fields=("post", "since"), name="procedures_post"),)

    def __str__(self) -> str:
        return f"{self.row} {self.step}"


class Paper(models.Model):
    """A paper a move was made with; its number is never given again."""

    id = models.BigAutoField(primary_key=True)
    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    row = models.BigIntegerField()
    #: The name of the move it was made by.
    move = models.CharField(max_length=40)
    #: What the procedure knows it by, and what it is called.
    name = models.CharField(max_length=40)
    #: The unit and series its number is from; 0 and empty for a paper without a number of ours.
    unit = models.BigIntegerField(default=0)
    series = models.CharField(max_length=40, default="")
    year = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    #: What was said of a paper made elsewhere: its number or date.
    said = models.CharField(max_length=100, default="")
    #: When it was made, microseconds since 1970 in UTC.
    at = models.BigIntegerField()
    #: Whether it was voided with the move that was taken back.
    voided = models.BooleanField(default=False)

    class Meta:
        """A number is given once; asked by row."""

        constraints = (
            models.UniqueConstraint(
                fields=("unit", "series", "year", "number"),
                condition=models.Q(number__gt=0),
                name="procedures_one_number",
            ),
        )
        indexes = (models.Index(fields=("row",), name="procedures_paper_row"),)

    def __str__(self) -> str:
        return self.name
