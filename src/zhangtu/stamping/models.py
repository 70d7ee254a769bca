"""The room's tables; private to it: others use ``actions`` and ``queries``."""

from django.db import models


class Form(models.Model):
    """A form that was printed: its number, its code, what it says, and whether it came back stamped."""

    id = models.BigAutoField(primary_key=True)
    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    #: The unit whose yearly series the number is from.
    unit = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    #: What its QR codes carry.
    code = models.CharField(max_length=16, unique=True)
    #: What kind of thing it is about (``row``, ``list``, ``handover`` …), and which one.
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=80)
    #: What it is called; the name of a row may be somebody's.
    title = models.CharField(max_length=200)
    #: How many pages were printed.
    pages = models.PositiveSmallIntegerField()
    #: Keyed hash of everything printed on it.
    content = models.CharField(max_length=64)
    #: Keyed hash of the facts it rests on, to see whether they changed since; empty when nobody knows.
    facts = models.CharField(max_length=64, default="")
    #: ``printed``, ``partial``, ``stamped`` or ``voided``.
    state = models.CharField(max_length=10)
    #: Who printed it, when (microseconds since 1970 in UTC) and for which post.
    at = models.BigIntegerField()
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)

    class Meta:
        """A number is given once; forms are asked for by what they are about, and unit by unit."""

        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "number"), name="stamping_number_once"),
        )
        indexes = (
            models.Index(fields=("kind", "subject"), name="stamping_form_subject"),
            models.Index(fields=("unit", "state", "id"), name="stamping_form_unit"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.number}"


class Upload(models.Model):
    """A file with scans that somebody brought in: often many forms in one."""

    id = models.BigAutoField(primary_key=True)
    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    #: The file's digest; empty once it was removed lawfully.
    sha256 = models.CharField(max_length=64)
    #: What the browser called it; may be somebody's name.
    name = models.CharField(max_length=200)
    #: ``waiting``, ``read`` or ``refused``.
    state = models.CharField(max_length=10)
    #: Why it could not be read, one word; empty when it could.
    trouble = models.CharField(max_length=20, default="")
    #: What fills the sentence, as JSON.
    facts = models.TextField(default="{}")
    #: What was found on each page, as JSON: per page the texts of its codes, whether foreign, its turn.
    sheets = models.TextField(default="[]")
    #: Pages a person set aside: covers, backs, as JSON list of places, 0 for the first.
    aside = models.TextField(default="[]")
    #: How many pages are still to be looked at by a person.
    open = models.PositiveSmallIntegerField(default=0)
    #: Who brought it, when (microseconds since 1970 in UTC), for which post, of which unit.
    at = models.BigIntegerField()
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)
    unit = models.BigIntegerField(default=0)

    class Meta:
        """What is left to a person is asked for first."""

        indexes = (models.Index(fields=("post", "id"), name="stamping_upload_post"),)

    def __str__(self) -> str:
        return str(self.uid)


class Scan(models.Model):
    """A stamped form that came back: pages of uploads put together; the newest that stands counts."""

    id = models.BigAutoField(primary_key=True)
    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    form = models.BigIntegerField()
    #: The upload it was made of.
    upload = models.BigIntegerField()
    #: 1 for the first of the form.
    version = models.PositiveSmallIntegerField()
    #: The digest of the PDF of just these pages; empty once it was removed lawfully.
    sha256 = models.CharField(max_length=64)
    #: Its pages as JSON, in order: the upload, the place there, the page of the form, the turn.
    parts = models.TextField()
    #: Whether a person picked the form; else the code did.
    picked = models.BooleanField(default=False)
    #: Whether it was taken back as wrong.
    withdrawn = models.BooleanField(default=False)
    #: Who brought it, when (microseconds since 1970 in UTC) and for which post.
    at = models.BigIntegerField()
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)

    class Meta:
        """A version stands once."""

        constraints = (models.UniqueConstraint(fields=("form", "version"), name="stamping_version_once"),)
        indexes = (
            models.Index(fields=("sha256",), name="stamping_scan_file"),
            models.Index(fields=("upload",), name="stamping_scan_upload"),
        )

    def __str__(self) -> str:
        return f"{self.form} {self.version}"
