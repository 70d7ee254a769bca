"""Saved ways of looking at a ledger, and which one a ledger opens with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0003_one_key_index")]

    operations = [
        migrations.CreateModel(
            name="FirstLook",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ledger", models.CharField(max_length=60)),
                ("person", models.BigIntegerField()),
                ("look", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("ledger", "person"), name="ledgers_first_look")
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("ledger", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=80)),
                ("query", models.TextField()),
                ("person", models.BigIntegerField()),
                ("unit", models.BigIntegerField(default=0)),
                ("gone", models.BooleanField(default=False)),
            ],
            options={"indexes": [models.Index(fields=["ledger"], name="ledgers_look_ledger")]},
        ),
    ]
