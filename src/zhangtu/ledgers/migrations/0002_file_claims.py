# What a photo says of itself, beside its file.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("ledgers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="file",
            name="claims",
            field=models.TextField(blank=True, default=""),
        ),
    ]
