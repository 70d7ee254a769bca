"""The tables of the REST face; private to this room."""

from django.db import models


class Token(models.Model):
    """A key by which a program acts for a post, within what the post may do and until a day."""

    id = models.BigAutoField(primary_key=True)
    #: What the program is called; entries name it as their machine.
    name = models.CharField(max_length=50, unique=True)
    #: The post it acts for.
    post = models.BigIntegerField()
    #: SHA-256 of the token, in hexadecimal digits; the token itself is shown once and kept nowhere.
    digest = models.CharField(max_length=64, unique=True)
    #: Rights it may use, separated by blanks; never more than the post has.
    rights = models.CharField(max_length=200)
    #: Names of the ledgers it may use, separated by blanks; empty for all the post sees.
    ledgers = models.TextField(default="")
    #: Microseconds since 1970 in UTC.
    made = models.BigIntegerField()
    #: When it ends, microseconds since 1970 in UTC.
    expires = models.BigIntegerField()
    #: Whether it was taken back.
    revoked = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """What a request with an idempotency key was answered, so that repeating it changes nothing."""

    id = models.BigAutoField(primary_key=True)
    #: Who asked: ``token:NAME`` or ``person:NUMBER:POST``.
    asker = models.CharField(max_length=80)
    #: The key the asker gave.
    key = models.CharField(max_length=80)
    #: SHA-256 of the request's body, in hexadecimal digits.
    request = models.CharField(max_length=64)
    #: The answer's body.
    body = models.TextField()
    #: Microseconds since 1970 in UTC.
    at = models.BigIntegerField()

    class Meta:
        """A key is answered once."""

        constraints = (models.UniqueConstraint(fields=("asker", "key"), name="api_answer_once"),)
        indexes = (models.Index(fields=("at",), name="api_answer_at"),)

    def __str__(self) -> str:
        return f"{self.asker} {self.key}"
