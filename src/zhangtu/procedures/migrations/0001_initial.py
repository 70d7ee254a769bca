"""Rows that go through procedures, and the papers of their moves."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uid', models.UUIDField(editable=False, unique=True)),
                ('row', models.BigIntegerField()),
                ('move', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=40)),
                ('unit', models.BigIntegerField(default=0)),
                ('series', models.CharField(default='', max_length=40)),
                ('year', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveIntegerField(default=0)),
                ('said', models.CharField(default='', max_length=100)),
                ('at', models.BigIntegerField()),
                ('voided', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['row'], name='procedures_paper_row')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('number__gt', 0)), fields=('unit', 'series', 'year', 'number'), name='procedures_one_number')],
            },
        ),
        migrations.CreateModel(
            name='Running',
            fields=[
                ('row', models.BigIntegerField(primary_key=True, serialize=False)),
                ('definition', models.IntegerField()),
                ('step', models.CharField(max_length=40)),
                ('path', models.JSONField(default=list)),
                ('since', models.BigIntegerField()),
                ('post', models.BigIntegerField(default=0)),
                ('last', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['post', 'since'], name='procedures_post')],
            },
        ),
    ]
