"""The measures somebody keeps in sight."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person", models.BigIntegerField()),
                ("post", models.BigIntegerField()),
                ("measure", models.CharField(max_length=60)),
                ("gone", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("post", "person", "measure"), name="measures_pin_measure"
                    )
                ],
            },
        ),
    ]
