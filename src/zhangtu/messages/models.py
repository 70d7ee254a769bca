"""The tables of messages, kept by the journal; private: others use ``actions`` and ``queries``."""

from django.db import models


class Message(models.Model):
    """Something a unit or a post is told."""

    #: Its name to the outside (UUIDv7).
    uid = models.UUIDField(unique=True, editable=False)
    #: What it is about, one word of whoever sent it (``collections.chase`` …).
    kind = models.CharField(max_length=40)
    #: The unit it is for: whoever holds a post there; 0 when it is for a post.
    unit = models.BigIntegerField(default=0)
    #: The post it is for; 0 when it is for a unit.
    post = models.BigIntegerField(default=0)
    #: Its heading.
    title = models.CharField(max_length=200)
    #: Its words.
    text = models.TextField()
    #: The page it is about, from the first slash; empty for none.
    link = models.CharField(max_length=300, default="")
    #: Who sent it, for which post; a machine where nobody did.
    person = models.BigIntegerField(default=0)
    sender = models.BigIntegerField(default=0)
    machine = models.CharField(max_length=60, default="")
    #: When.
    at = models.DateTimeField()

    class Meta:
        """Looked up by whom they are for."""

        indexes = (
            models.Index(fields=("unit", "-id"), name="message_unit"),
            models.Index(fields=("post", "-id"), name="message_post"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Receipt(models.Model):
    """Somebody opened a message."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="receipts")
    person = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        """Once for each person."""

        constraints = (models.UniqueConstraint(fields=("message", "person"), name="one_receipt"),)

    def __str__(self) -> str:
        return f"{self.message_id} {self.person}"


class Address(models.Model):
    """Where a unit can be reached outside the pages; never removed, only ended."""

    uid = models.UUIDField(unique=True, editable=False)
    unit = models.BigIntegerField()
    #: The name of a channel (``mail``, ``wecom``, ``dingtalk``, ``feishu``).
    channel = models.CharField(max_length=20)
    #: What people call it (a group's name, for instance).
    title = models.CharField(max_length=80)
    #: A mail address, or the robot's address: that is a secret, whoever has it can write to the group.
    target = models.TextField()
    #: What messages are signed with, where the group asks for it.
    secret = models.TextField(default="")
    #: The first day it holds no longer; empty while it does.
    ends = models.DateField(null=True)

    class Meta:
        """Looked up by unit."""

        indexes = (models.Index(fields=("unit",), name="address_unit"),)

    def __str__(self) -> str:
        return f"{self.channel} {self.title}"


class Delivery(models.Model):
    """A message on its way through an address."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="deliveries")
    #: ``waiting``, ``sent`` or ``failed``.
    state = models.CharField(max_length=10, default="waiting")
    #: What went wrong the last time, one word; empty when nothing did.
    trouble = models.CharField(max_length=40, default="")
    #: When it was taken by the other side; empty while it was not.
    sent = models.DateTimeField(null=True)

    class Meta:
        """Once through each address."""

        constraints = (models.UniqueConstraint(fields=("message", "address"), name="one_delivery"),)

    def __str__(self) -> str:
        return f"{self.message_id} {self.address_id} {self.state}"
