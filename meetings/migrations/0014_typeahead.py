import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from meetings.search.typeahead import write_title_tails as _write

BATCH = 5_000

# What stands inside a word without meaning: soft hyphens, marks over letters, characters without width.
FOLDED = r"""
CREATE FUNCTION meetings_folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(normalize(
        replace(replace(replace(replace(replace(lower(normalize($1, NFKC)),
            'å', 'aa'), 'æ', 'ae'), 'ø', 'oe'), 'ä', 'ae'), 'ö', 'oe'),
        NFD), '[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$
"""


def write_title_tails(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:

    items = apps.get_model("meetings", "AgendaItem").objects.order_by("pk").values_list("pk", flat=True)
    last = 0
    while keys := list(items.filter(pk__gt=last)[:BATCH]):
        _write(keys)
        last = keys[-1]


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0013_case_threads'),
    ]

    operations = [
        migrations.RunSQL(FOLDED, 'DROP FUNCTION meetings_folded(text)'),
        migrations.CreateModel(
            name='TitleTail',
            fields=[
                ('pk', models.CompositePrimaryKey('item', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='title_tails', to='meetings.agendaitem')),
                ('position', models.PositiveSmallIntegerField()),
                ('words', models.CharField(db_collation='C', max_length=60)),
                ('date', models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name='municipality',
            name='folded_name',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='meetings_folded'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddField(
            model_name='person',
            name='folded_name',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='meetings_folded'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddField(
            model_name='searchword',
            name='folded',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('word'), function='meetings_folded'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddField(
            model_name='topic',
            name='folded_name',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='meetings_folded'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['folded_name'], name='people_by_name', opclasses=('gin_trgm_ops',)),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=models.Index(django.db.models.functions.text.Length('folded'), models.F('folded'), name='words_shortest_first'),
        ),
        migrations.AddIndex(
            model_name='titletail',
            index=models.Index(fields=['words', '-date', '-item'], name='tails_newest_first'),
        ),
        migrations.RunPython(write_title_tails, migrations.RunPython.noop),
    ]
