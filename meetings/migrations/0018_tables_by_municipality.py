import django.contrib.postgres.indexes
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import meetings.models.tables
from meetings.parsing.meaning.figures import municipalities_of

BATCH = 500


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Table = apps.get_model("meetings", "Table")
    changed = []
    for table in Table.objects.order_by("pk").only("pk", "rows").iterator(chunk_size=BATCH):
        if named := municipalities_of(table.rows):
            table.municipalities = named
            changed.append(table)
    Table.objects.bulk_update(changed, ["municipalities"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0017_archive_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="table",
            name="municipalities",
            field=meetings.models.tables.MunicipalitiesOfRows(
                base_field=models.CharField(max_length=60),
                blank=True,
                default=list,
                editable=False,
                size=None,
                verbose_name="kommuner i rækkerne",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="table",
            index=django.contrib.postgres.indexes.GinIndex(fields=["municipalities"], name="table_by_municipality"),
        ),
        migrations.AddIndex(
            model_name="table",
            index=models.Index(
                condition=models.Q(("municipalities", []), _negated=True),
                fields=["item"],
                name="tables_by_municipalities",
            ),
        ),
        migrations.AddIndex(
            model_name="mattersignature",
            index=models.Index(fields=["date"], name="matter_by_date"),
        ),
    ]
