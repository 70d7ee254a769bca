"""The plan room's tables, kept by the journal; private: others use ``actions`` and ``queries``."""

import uuid

from django.db import models

from zhangtu.plans.changes import Kind


class Document(models.Model):
    """A plan somebody brought in, in all its versions."""

    #: Its name to the outside.
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    #: Its title, or the name of its file where it has none; renewed after every change.
    title = models.TextField()
    #: Who brought it in, as they called themselves; empty if nobody asked.
    made_by = models.CharField(max_length=60)
    #: When it came in.
    made_at = models.DateTimeField()
    #: When it was last changed.
    changed_at = models.DateTimeField()
    #: When it was put in the bin; empty while it is not.
    binned_at = models.DateTimeField(null=True)
    #: Who put it in the bin or took it out last, as they called themselves; empty while nobody did.
    moved_by = models.CharField(max_length=60, default="")
    #: How many tasks it asks, corrections applied.
    tasks = models.PositiveIntegerField(default=0)
    #: How many faults are open.
    faults = models.PositiveIntegerField(default=0)
    #: How many corrections are in force.
    corrected = models.PositiveIntegerField(default=0)
    #: The unit it belongs to: that of the post it was brought in for; empty while nobody was signed in.
    unit = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        """Newest first."""

        ordering = ("-changed_at", "-id")

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One file of a document, exactly as it came in."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    #: 1 for the first.
    number = models.PositiveIntegerField()
    #: The file's digest, which is its name in the store.
    sha256 = models.CharField(max_length=64)
    #: What the file was called.
    name = models.CharField(max_length=200)
    #: Its length in bytes.
    size = models.PositiveBigIntegerField()
    #: Who brought it in.
    who = models.CharField(max_length=60)
    #: When.
    at = models.DateTimeField()

    class Meta:
        """One number once."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="one_version_number"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class Entry(models.Model):
    """One correction; only ever added, never changed or removed (the database itself refuses).

    Its name, should the law ask for that, is emptied by a ``redact`` entry of the journal.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="entries")
    #: 1 for the document's first, without gaps.
    number = models.PositiveIntegerField()
    #: The version it was made on.
    version = models.PositiveIntegerField()
    #: What it does.
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    #: Its values, as ``changes.to_json`` writes them.
    payload = models.JSONField()
    #: The number of the entry it takes back or replaces.
    withdraws = models.PositiveIntegerField(null=True)
    #: Who made it, as they called themselves.
    who = models.CharField(max_length=60)
    #: When.
    at = models.DateTimeField()

    class Meta:
        """One number once."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="one_entry_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Adoption(models.Model):
    """A plan being made the office's own tasks, or made so."""

    #: Its name to the outside.
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="adoptions")
    #: The unit that adopts it.
    unit = models.BigIntegerField(db_index=True)
    #: How far it is, in one word of ``adopting.states.Stage``.
    stage = models.CharField(max_length=12)
    #: The version and the last correction it was adopted with; 0 while it is prepared.
    version = models.PositiveIntegerField(default=0)
    entry = models.PositiveIntegerField(default=0)
    #: The row of the ledger of plans; empty while it is prepared.
    plan = models.UUIDField(null=True)
    #: When it was begun.
    made_at = models.DateTimeField()

    class Meta:
        """One that is prepared or in force for a document and a unit."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("document", "unit"),
                condition=~models.Q(stage="withdrawn"),
                name="one_adoption_of_a_unit",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.stage}"


class Decision(models.Model):
    """What a person answered to one question while a plan was being adopted."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="decisions")
    #: What was asked: a sort and a name, as ``unit:执法大队``.
    question = models.CharField(max_length=200)
    #: The answer, as ``adopting.answers`` writes it; empty when it was taken back.
    answer = models.JSONField(null=True)

    class Meta:
        """One answer to a question."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("adoption", "question"), name="one_answer_to_a_question"),
        )

    def __str__(self) -> str:
        return self.question


class Variant(models.Model):
    """A name by which plans call units, as a person of a unit confirmed it once."""

    #: The unit that adopts plans and calls others so.
    unit = models.BigIntegerField(db_index=True)
    #: The name, folded.
    name = models.CharField(max_length=200)
    #: The numbers of the units meant.
    means = models.JSONField()

    class Meta:
        """One meaning of a name for a unit."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("unit", "name"), name="one_meaning_of_a_name"),)

    def __str__(self) -> str:
        return self.name
