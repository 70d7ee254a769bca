"""The tables of the journal; private to this room."""

from django.db import models

from zhangtu.journal.fields import Number


class Register(models.Model):
    """The name, for life, of a kind of thing the journal speaks of.

    A ledger's register has the ledger's name; what rooms keep in tables of their own has a name with a dot
    (``people.unit``, ``ledgers.definition``).
    """

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One change; only ever added (the database itself refuses anything else)."""

    #: 1 for the office's first, without gaps, in the order of commits.
    number = Number(primary_key=True)
    #: ``Register.id``.
    register = models.SmallIntegerField()
    #: The number of the thing changed, within its register.
    row = models.BigIntegerField()
    #: The person who did it; 0 for a machine.
    actor = models.BigIntegerField()
    #: The post it was done for; 0 for none.
    post = models.BigIntegerField()
    #: The post it was entered for by somebody else; 0 for none.
    behalf = models.BigIntegerField()
    #: The machine that did it; empty for a person.
    machine = models.CharField(max_length=60)
    #: Microseconds since 1970 in UTC; never earlier than the entry before.
    at = models.BigIntegerField()
    #: One word: ``create``, ``amend``, ``withdraw``, ``restore``, ``redact`` …
    action = models.CharField(max_length=30)
    #: JSON ``{"s": salt, "v": {field: value}, "p": {field: commitment}}``: the very text the digest rests on.
    changes = models.TextField()
    #: The import or batch it belongs to; 0 for none.
    batch = models.BigIntegerField()
    #: The version of the definition it was written under; 0 for none.
    definition = models.IntegerField()
    #: SHA-256 leaf digest (RFC 6962) of the entry; docs/reference/entry-format.
    digest = models.BinaryField()

    class Meta:
        """A row's history is read by number."""

        indexes = (
            models.Index(fields=("register", "row", "number"), name="journal_entry_history"),
            models.Index(fields=("batch",), name="journal_entry_batch", condition=models.Q(batch__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.action}"


class EntrySecret(models.Model):
    """A value about a person, with its salt, kept apart from the entry that holds its commitment."""

    pk = models.CompositePrimaryKey("entry", "field")
    #: ``Entry.number``.
    entry = models.BigIntegerField()
    #: The key of the field in the entry.
    field = models.CharField(max_length=60)
    #: 16 random bytes.
    salt = models.BinaryField()
    #: The value as JSON.
    value = models.TextField()

    def __str__(self) -> str:
        return f"{self.entry} {self.field}"


class Removal(models.Model):
    """A value removed lawfully: which, and by which entry."""

    pk = models.CompositePrimaryKey("entry", "field")
    #: The entry whose value is gone.
    entry = models.BigIntegerField()
    #: The key of the field.
    field = models.CharField(max_length=60)
    #: The ``redact`` entry that removed it.
    by = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.entry} {self.field} by {self.by}"


class Seal(models.Model):
    """A signed Merkle root over the entries up to a number."""

    #: How many entries it covers.
    size = Number(primary_key=True)
    #: Merkle tree hash of their digests (RFC 6962 section 2.1).
    root = models.BinaryField()
    #: The digests of the complete subtrees on the right edge, 32 bytes each, the largest first.
    frontier = models.BinaryField()
    #: SHA-256 of the seal before, as it was signed; empty for the first.
    previous = models.BinaryField()
    #: Microseconds since 1970 in UTC.
    at = models.BigIntegerField()
    #: The store's epoch.
    epoch = models.CharField(max_length=36)
    #: The signer's public key (Ed25519).
    key = models.BinaryField()
    #: The signature over the seal's text.
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"seal over {self.size}"


class Epoch(models.Model):
    """A life of this store: another begins when it is made, brought back from a copy, or moved."""

    id = models.SmallAutoField(primary_key=True)
    #: A random UUID.
    epoch = models.CharField(max_length=36, unique=True)
    #: How many entries there were when it began.
    size = models.BigIntegerField()
    #: Microseconds since 1970 in UTC.
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.epoch} from {self.size}"
