"""The tables of reports, kept by the journal; private: others use ``actions`` and ``queries``."""

from django.db import models

from zhangtu.messages.reminding import Reminder


class Filing(models.Model):
    """The report of one unit for one period: expected, written, submitted."""

    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    #: The name of the report.
    report = models.CharField(max_length=60)
    #: The unit that submits it.
    unit = models.BigIntegerField()
    #: What it is about, as ``kernel.periods.parse`` reads it.
    period = models.CharField(max_length=20)
    begins = models.DateField()
    ends = models.DateField()
    #: The last day it is in time.
    due = models.DateField()
    #: Whether that day counts working days of a year that is not arranged yet.
    provisional = models.BooleanField(default=False)
    #: The unit that receives it; 0 for none in this office.
    receiver = models.BigIntegerField(default=0)
    #: The outside party that receives it; empty for none.
    outside = models.CharField(max_length=60, default="")
    #: ``states.State``.
    state = models.CharField(max_length=10)
    #: Name of what people enter, behind a bar the row's key → what was typed.
    entered = models.JSONField(default=dict)
    #: Who signed, in order: post, person, moment.
    signs = models.JSONField(default=list)
    #: When it was submitted last, by whom, for which post.
    submitted = models.DateTimeField(null=True)
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)
    #: Why it was given back the last time.
    returned = models.TextField(default="")
    #: When it was received, and by whom.
    received = models.DateTimeField(null=True)
    receiving = models.BigIntegerField(default=0)
    #: SHA-256 (hexadecimal) of the secret in the link an outside party opens it by; the last day it opens.
    link = models.CharField(max_length=64, default="")
    link_ends = models.DateField(null=True)
    #: The name under which an outside party received it.
    receipt = models.CharField(max_length=60, default="")
    #: When somebody ticked that it stands in the system of the level above.
    copied = models.DateTimeField(null=True)

    class Meta:
        """Once for each unit and period."""

        constraints = (models.UniqueConstraint(fields=("report", "unit", "period"), name="one_filing"),)
        indexes = (models.Index(fields=("unit", "-due"), name="filing_unit"),)

    def __str__(self) -> str:
        return f"{self.report} {self.unit} {self.period}"


class Frozen(models.Model):
    """What a report said when it was submitted or restated; never changed afterwards."""

    uid = models.UUIDField(unique=True, editable=False)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="frozen")
    #: 1 for what was submitted first; one more for each that followed.
    number = models.PositiveIntegerField()
    #: Whether it is a restatement (更正) of the one before, and not submitted anew.
    restates = models.BooleanField(default=False)
    at = models.DateTimeField()
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)
    #: The last entry its figures rest on, and the root of the newest seal then (hexadecimal).
    entry = models.BigIntegerField()
    sealed = models.BigIntegerField(default=0)
    root = models.CharField(max_length=64, default="")
    #: Everything it says (``content.Content``).
    content = models.JSONField()
    #: The entries that made the difference.
    causes = models.JSONField(default=list)
    reason = models.TextField(default="")

    class Meta:
        """One after the other."""

        constraints = (models.UniqueConstraint(fields=("filing", "number"), name="one_frozen"),)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.number}"


class Chase(Reminder):
    """Somebody reminded a unit of a report."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="chases")

    class Meta:
        """Looked up by report."""

        indexes = (models.Index(fields=("filing", "-id"), name="filing_chase"),)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.at}"


class Scheduled(models.Model):
    """A report that a plan asks for, expected of some units; never changed but to be withdrawn."""

    uid = models.UUIDField(unique=True, editable=False)
    #: The row of the plan, its document, and which of the reports it asks for (``scheduling.rules.mark_of``).
    plan = models.UUIDField(editable=False)
    document = models.UUIDField(editable=False)
    asked = models.CharField(max_length=32)
    title = models.CharField(max_length=120)
    every = models.CharField(max_length=12)
    due = models.CharField(max_length=60)
    #: The units that submit it.
    units = models.JSONField(default=list)
    #: The unit that receives it, or the outside party; 0 and empty for the system of the level above.
    receiver = models.BigIntegerField(default=0)
    outside = models.CharField(max_length=60, default="")
    #: The report it is filled like; empty where it has columns of its own, or text only.
    based = models.CharField(max_length=60, default="")
    measures = models.JSONField(default=list)
    begins = models.DateField()
    ends = models.DateField(null=True)
    made = models.DateTimeField()
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)
    #: When and why it was withdrawn.
    stopped = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        """Looked up by plan."""

        indexes = (models.Index(fields=("plan",), name="scheduled_plan"),)

    def __str__(self) -> str:
        return self.title
