"""One shop of fourteen fields, three times: with django-simple-history, django-auditlog, django-reversion."""

import reversion
from auditlog.registry import auditlog
from django.db import models
from simple_history.models import HistoricalRecords


class Shop(models.Model):
    """The fields of a shop, as ours has them."""

    name = models.CharField(max_length=200)
    code = models.CharField(max_length=200, unique=True)
    owner = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    opened = models.DateField(null=True)
    closed = models.DateField(null=True)
    staff = models.IntegerField(null=True)
    rooms = models.IntegerField(null=True)
    kind = models.CharField(max_length=40)
    open = models.BooleanField(null=True)
    street = models.CharField(max_length=200)
    area = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    note = models.TextField()
    counted = models.DateField(null=True)

    class Meta:
        """Only its children have tables."""

        abstract = True

    def __str__(self) -> str:
        """What it is called."""
        return self.name


class Remembered(Shop):
    """Kept by django-simple-history: a copy of the row for every change."""

    history = HistoricalRecords(user_model="auth.User")


class Logged(Shop):
    """Kept by django-auditlog: what each change changed."""


class Versioned(Shop):
    """Kept by django-reversion: the row as JSON for every change."""


auditlog.register(Logged)
reversion.register(Versioned)
