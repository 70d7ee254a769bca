"""The one table of this room; private to it. Figures themselves are never stored."""

from django.db import models


class Pin(models.Model):
    """A measure somebody keeps in sight at a post."""

    id = models.BigAutoField(primary_key=True)
    person = models.BigIntegerField()
    #: The post acted for; 0 for none.
    post = models.BigIntegerField()
    #: The measure's name.
    measure = models.CharField(max_length=60)
    #: Whether it was taken down again.
    gone = models.BooleanField(default=False)

    class Meta:
        """One of a measure for a person at a post; asked by post."""

        constraints = (
            models.UniqueConstraint(fields=("post", "person", "measure"), name="measures_pin_measure"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.post} {self.measure}"
