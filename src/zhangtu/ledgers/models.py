"""The ledgers' tables; private to this room: others use ``actions`` and ``queries``."""

from django.db import models


class Definition(models.Model):
    """One version of a ledger, table, list of choices, measure or report; the newest is in force."""

    #: The version entries and rows name.
    id = models.IntegerField(primary_key=True)
    #: ``ledger``, ``table``, ``choices``, ``measure`` or ``report``.
    kind = models.CharField(max_length=10)
    #: Its name.
    name = models.CharField(max_length=60)
    #: 1 for the first of its name.
    version = models.PositiveIntegerField()
    #: The pack it came with; empty for the office's own.
    pack = models.CharField(max_length=60)
    #: What is in force, as canonical YAML.
    text = models.TextField()
    #: What the pack shipped when it was last loaded: the base of the next three-way difference.
    shipped = models.TextField()
    #: Random: what a process remembers of the definitions holds as long as the newest has this word.
    word = models.CharField(max_length=32)

    class Meta:
        """One version once."""

        constraints = (models.UniqueConstraint(fields=("kind", "name", "version"), name="one_definition"),)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Row(models.Model):
    """The present state of one thing in a ledger."""

    #: Given under the writer's lock, one behind the last, so that an entry can name it before it is stored.
    id = models.BigIntegerField(primary_key=True)
    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    #: ``journal.Register.id`` of its ledger.
    ledger = models.SmallIntegerField()
    #: The unit it belongs to.
    unit = models.BigIntegerField()
    #: The post it is assigned to; 0 for none.
    post = models.BigIntegerField(default=0)
    #: The person it is about or who entered it, for ledgers seen by person only; 0 for none.
    person = models.BigIntegerField(default=0)
    #: The step it is at; empty without a procedure.
    state = models.CharField(max_length=40, default="")
    #: Whether it was withdrawn.
    withdrawn = models.BooleanField(default=False)
    #: The earliest open limit, microseconds since 1970 in UTC; empty for none.
    due = models.BigIntegerField(null=True)
    #: The number of its last entry.
    version = models.BigIntegerField()
    #: The import that is still being put in force and will show it; 0 once it is in force.
    pending = models.BigIntegerField(default=0)
    #: JSON keyed by field number in rising order, exactly the texts of the entries.
    values = models.TextField()
    #: The folded words of its searchable fields that are not personal, a line each.
    folded = models.TextField(default="")

    class Meta:
        """Lists go through a ledger by unit."""

        indexes = (
            models.Index(fields=("ledger", "unit", "id"), name="ledgers_row_unit"),
            models.Index(
                fields=("post", "ledger", "id"), name="ledgers_row_post", condition=models.Q(post__gt=0)
            ),
            models.Index(fields=("due",), name="ledgers_row_due", condition=models.Q(due__isnull=False)),
            models.Index(fields=("pending",), name="ledgers_row_pending", condition=models.Q(pending__gt=0)),
        )

    def __str__(self) -> str:
        return str(self.uid)


class Link(models.Model):
    """A reference from one row to another, both ways."""

    pk = models.CompositePrimaryKey("row", "field", "target")
    row = models.BigIntegerField()
    #: The field's number.
    field = models.IntegerField()
    target = models.BigIntegerField()

    class Meta:
        """Also asked from the other side."""

        indexes = (models.Index(fields=("target", "field", "row"), name="ledgers_link_back"),)

    def __str__(self) -> str:
        return f"{self.row} {self.field} {self.target}"


class Key(models.Model):
    """A folded value by which a row is found, and which may be unique."""

    id = models.BigAutoField(primary_key=True)
    ledger = models.SmallIntegerField()
    #: The field's number; 0 for the ledger's whole import key.
    field = models.IntegerField()
    #: The folded value; of personal fields a keyed hash, of long values their digest.
    value = models.CharField(max_length=200)
    row = models.BigIntegerField()
    #: Whether no other row may have it: the field is unique and the row not withdrawn.
    only = models.BooleanField()

    class Meta:
        """The database itself keeps what is unique unique, by the index keys are looked up in."""

        constraints = (
            # where others may have the value too, the row's own number tells its line from theirs
            models.UniqueConstraint(
                "ledger",
                "field",
                "value",
                models.Case(
                    models.When(only=True, then=0),
                    default=models.F("row"),
                    output_field=models.BigIntegerField(),
                ),
                name="ledgers_key_value",
            ),
        )
        indexes = (models.Index(fields=("row",), name="ledgers_key_row"),)

    def __str__(self) -> str:
        return f"{self.ledger} {self.field} {self.value}"


class Clock(models.Model):
    """A running limit of a row, kept as budget and pauses."""

    pk = models.CompositePrimaryKey("row", "limit")
    row = models.BigIntegerField()
    #: The limit's name.
    limit = models.CharField(max_length=40)
    #: When it started, microseconds since 1970 in UTC.
    started = models.BigIntegerField()
    #: What it may take, for instance ``7 workdays``.
    budget = models.CharField(max_length=30)
    #: JSON list of ``[from, to or null]`` in microseconds.
    pauses = models.TextField(default="[]")
    #: When it ends, microseconds since 1970 in UTC; empty while paused.
    due = models.BigIntegerField(null=True)
    #: When it stopped; empty while it runs.
    stopped = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.row} {self.limit}"


class Serial(models.Model):
    """A number given from a unit's yearly series, without gaps; voided ones are kept."""

    id = models.BigAutoField(primary_key=True)
    unit = models.BigIntegerField()
    #: The series' name, for instance ``罚决字``.
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    row = models.BigIntegerField()
    #: The field it stands in.
    field = models.IntegerField()
    #: The entry that voided it; 0 while it holds.
    voided = models.BigIntegerField(default=0)

    class Meta:
        """A number is given once."""

        constraints = (
            models.UniqueConstraint(fields=("unit", "series", "year", "number"), name="one_serial"),
        )

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.number}"


class File(models.Model):
    """A file kept under the digest of its bytes."""

    #: SHA-256 in hexadecimal digits.
    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField()
    #: The sniffed type, never what the browser claimed.
    media = models.CharField(max_length=100)
    #: JSON of what a photo says of itself: when, where, which camera; empty if nothing, or if it was removed.
    claims = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """A file that stands in a field of a row."""

    id = models.BigAutoField(primary_key=True)
    row = models.BigIntegerField()
    field = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    #: What the file was called.
    name = models.CharField(max_length=200)

    class Meta:
        """Rights to a file are rights to a row that has it."""

        constraints = (
            models.UniqueConstraint(fields=("row", "field", "sha256"), name="ledgers_attachment_once"),
        )
        indexes = (models.Index(fields=("sha256",), name="ledgers_attachment_file"),)

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A large import: its rows are hidden while it is being carried out, and shown at once at its end."""

    id = models.BigAutoField(primary_key=True)
    #: Its name to the outside, and of its folder.
    uid = models.UUIDField(unique=True, editable=False)
    #: ``journal.Register.id`` of the ledger it fills.
    ledger = models.SmallIntegerField()
    #: The entry that put it in force; also the batch of all its entries.
    entry = models.BigIntegerField()
    #: How many of its prepared rows are in the store.
    done = models.PositiveIntegerField(default=0)
    #: How many there are.
    total = models.PositiveIntegerField()
    #: Whether its new rows are shown.
    shown = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.uid)


class Look(models.Model):
    """A saved way of looking at a ledger."""

    id = models.BigAutoField(primary_key=True)
    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    #: The ledger's name.
    ledger = models.CharField(max_length=60)
    #: What it is called; whoever saved it may have named a person in it.
    title = models.CharField(max_length=80)
    #: What the address of the list asks, behind its question mark; may hold what was typed as a filter.
    query = models.TextField()
    #: Whose it is.
    person = models.BigIntegerField()
    #: The unit whose people, and those of all units below it, share it; 0 for its owner alone.
    unit = models.BigIntegerField(default=0)
    #: Whether it was taken away.
    gone = models.BooleanField(default=False)

    class Meta:
        """Asked by ledger."""

        indexes = (models.Index(fields=("ledger",), name="ledgers_look_ledger"),)

    def __str__(self) -> str:
        return str(self.uid)


class FirstLook(models.Model):
    """The saved way of looking a ledger opens with for somebody."""

    id = models.BigAutoField(primary_key=True)
    ledger = models.CharField(max_length=60)
    person = models.BigIntegerField()
    #: ``Look.id``; 0 for none.
    look = models.BigIntegerField(default=0)

    class Meta:
        """One for a person and a ledger."""

        constraints = (models.UniqueConstraint(fields=("ledger", "person"), name="ledgers_first_look"),)

    def __str__(self) -> str:
        return f"{self.person} {self.ledger}"
