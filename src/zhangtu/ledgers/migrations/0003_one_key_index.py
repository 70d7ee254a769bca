"""One index finds keys and keeps them the only ones, instead of two over the same columns."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0002_file_claims")]

    operations = [
        migrations.RemoveConstraint(model_name="key", name="ledgers_key_only"),
        migrations.RemoveIndex(model_name="key", name="ledgers_key_value"),
        migrations.AddConstraint(
            model_name="key",
            constraint=models.UniqueConstraint(
                models.F("ledger"),
                models.F("field"),
                models.F("value"),
                models.Case(
                    models.When(only=True, then=0),
                    default=models.F("row"),
                    output_field=models.BigIntegerField(),
                ),
                name="ledgers_key_value",
            ),
        ),
    ]
