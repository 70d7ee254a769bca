"""Gives what an office of version 0.1.0 has in its plan room the journal entries that version did not write.

It is done once, by a migration and not by every migrate: a line somebody put in beside the journal later must stay
found, not be made good by the next update. What is written here stays as it is: it speaks of the tables of its day.
"""

from datetime import UTC, datetime
from itertools import islice
from typing import Any

import msgspec
from django.db import migrations

from zhangtu.journal.actor import Actor
from zhangtu.journal.connecting import STORE
from zhangtu.journal.writing import Change, act

#: Model → its register, and its columns with names of persons; what is referred to comes first.
_KEPT = {
    "Document": ("plans.document", {"made_by", "moved_by"}),
    "Version": ("plans.version", {"who"}),
    "Entry": ("plans.entry", {"who"}),
}
#: Entries written at a time; memory stays flat whatever the office has.
_SLICE = 500


def carry_over(apps: Any, editor: Any) -> None:
    """Write one ``carry_over`` entry for every document, version and correction there is."""
    if editor.connection.alias != STORE:
        return
    with act(actor=Actor(machine="upgrade")) as one:
        for model, (register, personal) in _KEPT.items():
            things = apps.get_model("plans", model).objects.order_by("pk").iterator(chunk_size=_SLICE)
            changes = (_change(thing, register, personal) for thing in things)
            while some := list(islice(changes, _SLICE)):
                one.write_many(some)


def _change(thing: Any, register: str, personal: set[str]) -> Change:
    texts = {}
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        if isinstance(value, datetime):
            value = value.astimezone(UTC)
        if not field.primary_key and value is not None and value != "":
            texts[field.attname] = msgspec.json.encode(value, order="sorted").decode()
    return Change(
        register,
        thing.pk,
        "carry_over",
        {name: text for name, text in texts.items() if name not in personal},
        {name: text for name, text in texts.items() if name in personal},
    )


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0002_moved_by'),
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
