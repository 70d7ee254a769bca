"""The tables of units, posts and people; private to this room: others use ``actions`` and ``queries``."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Mark(models.Model):
    """A word that changes with every change, so that what was worked out before is known to be old."""

    #: ``units`` or ``people``.
    name = models.CharField(primary_key=True, max_length=10)
    #: Random, so that a change rolled back and another in its place are told apart.
    word = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.name} {self.word}"


class Unit(models.Model):
    """A unit, for life; what it is on a day stands in its states."""

    id = models.BigAutoField(primary_key=True)
    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.uid)


class UnitRow(models.Model):
    """What a unit is from a day to a day."""

    id = models.BigAutoField(primary_key=True)
    unit = models.BigIntegerField()
    begins = models.DateField()
    #: The first day it no longer holds; empty while nobody knows.
    ends = models.DateField(null=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=100, default="")
    kind = models.CharField(max_length=40, default="")
    #: The unit above; 0 for none.
    parent = models.BigIntegerField(default=0)
    #: The unit that acts for it; 0 for none.
    office = models.BigIntegerField(default=0)

    class Meta:
        """A unit has one state on a day."""

        constraints = (models.UniqueConstraint(fields=("unit", "begins"), name="people_unit_day"),)

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """A unit went over into another."""

    id = models.BigAutoField(primary_key=True)
    unit = models.BigIntegerField()
    successor = models.BigIntegerField()
    begins = models.DateField()

    def __str__(self) -> str:
        return f"{self.unit} → {self.successor}"


class Post(models.Model):
    """A post, for life; what it is on a day stands in its states."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.uid)


class PostRow(models.Model):
    """What a post is from a day to a day."""

    id = models.BigAutoField(primary_key=True)
    post = models.BigIntegerField()
    begins = models.DateField()
    ends = models.DateField(null=True)
    unit = models.BigIntegerField()
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=40, default="")
    role = models.CharField(max_length=40, default="")

    class Meta:
        """A post has one state on a day; posts are asked for by unit."""

        constraints = (models.UniqueConstraint(fields=("post", "begins"), name="people_post_day"),)
        indexes = (models.Index(fields=("unit",), name="people_post_unit"),)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who works, or worked, here."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, editable=False)
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=30, default="")

    class Meta:
        """A roster asks whether somebody is known."""

        indexes = (models.Index(fields=("name",), name="people_person_name"),)

    def __str__(self) -> str:
        return str(self.uid)


class Holding(models.Model):
    """A person holds a post from a day to a day."""

    id = models.BigAutoField(primary_key=True)
    person = models.BigIntegerField()
    post = models.BigIntegerField()
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        """Asked from both sides."""

        indexes = (
            models.Index(fields=("person",), name="people_holding_person"),
            models.Index(fields=("post",), name="people_holding_post"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.post}"


class Deputy(models.Model):
    """The holders of one post stand in for those of another while these are away (AB角)."""

    id = models.BigAutoField(primary_key=True)
    #: The post stood in for.
    post = models.BigIntegerField()
    #: The post whose holders do.
    deputy = models.BigIntegerField()
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        """Asked from both sides."""

        indexes = (
            models.Index(fields=("deputy",), name="people_deputy_deputy"),
            models.Index(fields=("post",), name="people_deputy_post"),
        )

    def __str__(self) -> str:
        return f"{self.deputy} for {self.post}"


class Absence(models.Model):
    """A person is away from a day to a day."""

    id = models.BigAutoField(primary_key=True)
    person = models.BigIntegerField()
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        """Asked by person."""

        indexes = (models.Index(fields=("person",), name="people_absence_person"),)

    def __str__(self) -> str:
        return f"{self.person} from {self.begins}"


class Grant(models.Model):
    """What a post may do with one ledger, where that differs from its role."""

    id = models.BigAutoField(primary_key=True)
    post = models.BigIntegerField()
    ledger = models.CharField(max_length=60)
    #: Names of rights, rising, with blanks between; empty takes everything away.
    rights = models.CharField(max_length=200)
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        """Asked by post."""

        indexes = (models.Index(fields=("post",), name="people_grant_post"),)

    def __str__(self) -> str:
        return f"{self.post} {self.ledger}"


class Handover(models.Model):
    """A post goes from one person to another, with everything open."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, editable=False)
    #: Who hands over.
    giver = models.BigIntegerField()
    #: Who takes over.
    receiver = models.BigIntegerField()
    #: Who watches.
    witness = models.BigIntegerField()
    #: Who signs for a giver that is gone: the head of the unit; 0 when the giver signs.
    proxy = models.BigIntegerField(default=0)
    #: Who helps the receiver to begin with; 0 for nobody.
    mentor = models.BigIntegerField(default=0)
    mentor_until = models.DateField(null=True)
    #: The posts, rising, with blanks between.
    posts = models.CharField(max_length=400)
    #: The post of the receiver the work goes to; 0 when the receiver takes the post itself.
    into = models.BigIntegerField(default=0)
    #: From this day the receiver answers for it.
    begins = models.DateField()
    state = models.CharField(max_length=10)
    #: SHA-256 of the signed and stamped scan in hexadecimal digits; empty when signed by click.
    scan = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return str(self.uid)


class HandoverItem(models.Model):
    """One open thing handed over."""

    id = models.BigAutoField(primary_key=True)
    handover = models.BigIntegerField(db_index=True)
    #: Its number on the printed form, 1 for the first.
    no = models.IntegerField()
    kind = models.CharField(max_length=40)
    #: What the room it comes from knows it by; empty for things outside the system.
    reference = models.CharField(max_length=100, default="")
    #: The post it is open for; 0 for things outside the system.
    post = models.BigIntegerField(default=0)
    title = models.CharField(max_length=400)
    note = models.CharField(max_length=400, default="")
    state = models.CharField(max_length=10)
    #: Why it is objected to, or was taken out.
    reason = models.CharField(max_length=400, default="")

    class Meta:
        """A number stands once on a form."""

        constraints = (models.UniqueConstraint(fields=("handover", "no"), name="people_item_once"),)

    def __str__(self) -> str:
        return f"{self.handover} {self.no}"


class HandoverSignature(models.Model):
    """A signature under a handover; it counts while the list is the one that was signed."""

    id = models.BigAutoField(primary_key=True)
    handover = models.BigIntegerField(db_index=True)
    side = models.CharField(max_length=10)
    person = models.BigIntegerField()
    #: The digest of the list that was signed.
    listed = models.CharField(max_length=64)
    #: The moment, microseconds since 1970 in UTC.
    at = models.BigIntegerField()

    class Meta:
        """One a side; signing anew replaces it."""

        constraints = (models.UniqueConstraint(fields=("handover", "side"), name="people_signature_once"),)

    def __str__(self) -> str:
        return f"{self.handover} {self.side}"


class Account(AbstractBaseUser):
    """How a person signs in; one person has one, one account is one person's."""

    id = models.BigAutoField(primary_key=True)
    #: Folded: small letters, half-width, Simplified.
    login = models.CharField(max_length=60, unique=True, null=True)  # noqa: DJ001  # empty once removed lawfully
    person = models.BigIntegerField(unique=True)
    #: Whether it can be used.
    open = models.BooleanField(default=True)
    #: When the password was chosen, microseconds since 1970 in UTC; 0 before.
    chosen = models.BigIntegerField(default=0)
    #: The hash of a one-time code still to be used; empty for none.
    code = models.CharField(max_length=128, default="")
    #: The last moment it may be used, microseconds since 1970 in UTC.
    code_until = models.BigIntegerField(default=0)
    #: The secret of the second factor, encrypted; empty for none.
    second = models.CharField(max_length=255, default="")
    #: Hashes of recovery codes not yet used, with blanks between.
    recovery = models.TextField(default="")
    #: Issuer and subject of a sign-in elsewhere, with a blank between; empty for none.
    subject = models.CharField(max_length=255, default="", db_index=True)
    #: Changes when every session is to end.
    stamp = models.CharField(max_length=32)

    USERNAME_FIELD = "login"
    #: Sign-ins stand in their own table, with their entries; ``None`` is Django's way to leave a column out.
    last_login = None

    def __str__(self) -> str:
        return self.login or ""


class SignIn(models.Model):
    """The newest of an account's sign-ins, and what was tried in vain before it; every change is an entry."""

    #: ``Account.id``; 0 for login names nobody has.
    id = models.BigIntegerField(primary_key=True)
    #: The last sign-in, microseconds since 1970 in UTC.
    at = models.BigIntegerField(default=0)
    #: The address it came from.
    address = models.CharField(max_length=60, default="")
    #: How it was done: ``password``, ``code``, ``elsewhere``.
    way = models.CharField(max_length=10, default="")
    #: The last time the person signed out, microseconds since 1970 in UTC.
    left = models.BigIntegerField(default=0)
    #: Wrong attempts before it, or before the lock-out.
    failures = models.IntegerField(default=0)
    #: Locked out until then, microseconds since 1970 in UTC; 0 for not.
    locked_until = models.BigIntegerField(default=0)
    #: The last step of the second factor that was used: none is taken twice.
    step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.id)


class Sample(models.Model):
    """What this office was filled with is invented, to try the product with; one row, if any."""

    id = models.BigAutoField(primary_key=True)
    #: The invented unit at the top.
    unit = models.BigIntegerField()
    #: Numbers of the accounts anybody may try, in their order, with blanks between.
    accounts = models.CharField(max_length=400)
    #: Whether the office has said that it is its own by now.
    over = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.unit)


class Invitation(models.Model):
    """A link, good once, by which the first administrators come in."""

    id = models.BigAutoField(primary_key=True)
    post = models.BigIntegerField()
    #: SHA-256 of its secret in hexadecimal digits.
    digest = models.CharField(max_length=64, unique=True)
    #: The last moment it may be used, microseconds since 1970 in UTC.
    until = models.BigIntegerField()
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"for {self.post}"
