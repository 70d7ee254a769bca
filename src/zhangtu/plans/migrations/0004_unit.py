"""Says of every plan which unit it belongs to: the one of the post it was brought in for, by its own entry."""

from typing import Any

from django.db import migrations, models

from zhangtu.journal.actor import Actor
from zhangtu.journal.connecting import STORE
from zhangtu.journal.writing import Change, act

_REGISTER = "plans.document"


def belong(apps: Any, editor: Any) -> None:
    """Write an entry for each plan whose unit is known; the others belong to none."""
    documents = apps.get_model("plans", "Document").objects
    if editor.connection.alias != STORE or not documents.exists():
        return
    from zhangtu.journal import queries  # noqa: PLC0415  # the journal is read only where there is something

    states = apps.get_model("people", "PostRow").objects
    with act(actor=Actor(machine="upgrade")) as one:
        for document in documents.order_by("pk"):
            first = next(iter(queries.history(_REGISTER, document.pk)), None)
            if first is None or not first.actor.post:
                continue
            day = document.made_at.date()
            found = states.filter(post=first.actor.post, begins__lte=day).order_by("-begins").first()
            found = found or states.filter(post=first.actor.post).order_by("begins").first()
            if found is not None:
                document.unit = found.unit
                document.save(update_fields=["unit"])
                one.write(Change(_REGISTER, document.pk, "assign", {"unit": str(found.unit)}))


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0003_carry_over'),
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='unit',
            field=models.BigIntegerField(db_index=True, null=True),
        ),
        migrations.RunPython(belong, migrations.RunPython.noop),
    ]
