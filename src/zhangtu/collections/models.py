"""The tables of collections, kept by the journal; private: others use ``actions`` and ``queries``."""

from django.db import models

from zhangtu.messages.reminding import Reminder


class Collection(models.Model):
    """What an office asks of many units by a date."""

    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    title = models.CharField(max_length=200)
    #: What it rests on: the number of a paper, or the article of a law.
    basis = models.CharField(max_length=300)
    #: What respondents are told.
    note = models.TextField(default="")
    #: The unit that asks, and the post that owns it.
    unit = models.BigIntegerField()
    post = models.BigIntegerField()
    #: The day it was sent out.
    opened = models.DateField()
    #: By when it is to be handed in.
    due = models.DateTimeField()
    #: The last day the form may be used.
    ends = models.DateField()
    #: What it is about, as people say it (2026年第三季度).
    period = models.CharField(max_length=60, default="")
    #: The collection of the period before; 0 for none.
    previous = models.BigIntegerField(default=0)
    #: The ledger its lines come from; empty for none.
    base = models.CharField(max_length=60, default="")
    #: ``states.Shape``.
    shape = models.CharField(max_length=10)
    #: The form's own columns, as the YAML of a ledger.
    form = models.TextField()
    #: All columns in order: name, and what it is prefilled from (empty: the form's own).
    columns = models.JSONField()
    #: Own column that is known elsewhere → why it is asked all the same.
    reasons = models.JSONField(default=dict)
    #: The day it was closed; empty while it is open.
    closed = models.DateField(null=True)

    class Meta:
        """Looked up by who owns them."""

        indexes = (models.Index(fields=("post", "-id"), name="collection_post"),)

    def __str__(self) -> str:
        return self.title


class Ask(models.Model):
    """What one unit is asked, and how far it is."""

    uid = models.UUIDField(unique=True, editable=False)
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="asks")
    unit = models.BigIntegerField()
    #: ``states.State``.
    state = models.CharField(max_length=10)
    #: 1 for the first answer; one more each time it is given back.
    round = models.PositiveIntegerField(default=1)
    #: When somebody of the unit opened it first.
    opened = models.DateTimeField(null=True)
    #: When it was handed in last, by whom, for which post.
    submitted = models.DateTimeField(null=True)
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)
    #: ``states.Way``; empty while nothing was handed in.
    way = models.CharField(max_length=10, default="")
    #: Why it was given back the last time.
    returned = models.TextField(default="")
    #: When the office took it.
    accepted = models.DateTimeField(null=True)
    #: Of the answer handed in last: cells, how many came prefilled, how many of those were corrected.
    cells = models.PositiveIntegerField(default=0)
    prefilled = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)

    class Meta:
        """Once for each unit."""

        constraints = (models.UniqueConstraint(fields=("collection", "unit"), name="one_ask"),)
        indexes = (models.Index(fields=("unit", "-id"), name="ask_unit"),)

    def __str__(self) -> str:
        return f"{self.collection_id} {self.unit}"


class Line(models.Model):
    """One line of an answer as it was handed in; never changed afterwards."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="lines")
    round = models.PositiveIntegerField()
    #: 1 for the first.
    place = models.PositiveIntegerField()
    #: The row of the ledger it speaks of (its uid); empty for a line of its own.
    row = models.CharField(max_length=36, default="")
    #: What that row is called.
    title = models.CharField(max_length=300, default="")
    #: Column → what the type stores, as JSON; those about persons are masked or stand in ``private``.
    values = models.JSONField()
    #: The same for own columns about persons, as a JSON text.
    private = models.TextField(default="")
    #: Column → where it came from: ledger or collection, row, entry, day.
    sources = models.JSONField(default=dict)
    #: Column → ``states.Mark``; under the empty name who confirmed the line, the person's number as text.
    marks = models.JSONField(default=dict)

    class Meta:
        """One line once."""

        constraints = (models.UniqueConstraint(fields=("ask", "round", "place"), name="one_line"),)

    def __str__(self) -> str:
        return f"{self.ask_id} {self.round}.{self.place}"


class Chase(Reminder):
    """Somebody reminded a unit."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="chases")

    class Meta:
        """Looked up by ask."""

        indexes = (models.Index(fields=("ask", "-id"), name="chase_ask"),)

    def __str__(self) -> str:
        return f"{self.ask_id} {self.at}"


class Draft(models.Model):
    """What was typed or ticked and not handed in; lies in the ephemeral database, no backup holds it."""

    #: The number of the ask, and of its answer.
    ask = models.BigIntegerField()
    round = models.PositiveIntegerField()
    #: The line: the row's uid, ``one``, or a name the page gave a new line.
    line = models.CharField(max_length=40)
    #: The column; empty for what is said of the whole line.
    column = models.CharField(max_length=40)
    #: What was typed, as typed; of a whole line what it looked like when it was confirmed.
    text = models.TextField()
    #: Rises with each change of the ask: what ``seen`` is compared with.
    number = models.BigIntegerField()
    person = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        """One text for each cell."""

        constraints = (models.UniqueConstraint(fields=("ask", "round", "line", "column"), name="one_draft"),)

    def __str__(self) -> str:
        return f"{self.ask} {self.line} {self.column}"
