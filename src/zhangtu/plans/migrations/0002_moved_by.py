from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='moved_by',
            field=models.CharField(default='', max_length=60),
        ),
    ]
