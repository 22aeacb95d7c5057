import django.contrib.postgres.fields
from django.db import migrations, models

from meetings.changes.triggers import watch


class Migration(migrations.Migration):
    """Sets take the place of bits. `search_index` makes them; until then everything is looked up."""

    dependencies = [
        ("meetings", "0018_tables_by_municipality"),
    ]

    operations = [
        migrations.DeleteModel(name="LexemeBits"),
        migrations.DeleteModel(name="CommonLexeme"),
        migrations.CreateModel(
            name="CommonLexeme",
            fields=[
                ("lexeme", models.CharField(max_length=260, primary_key=True, serialize=False)),
                ("items", models.IntegerField()),
                ("is_facet", models.BooleanField()),
                ("numbers", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("is_facet", True)), fields=["lexeme"], name="sets_of_facets"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                ("made", models.UUIDField(primary_key=True, serialize=False)),
                ("days", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None)),
                ("firsts", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
            ],
        ),
        watch("meetings_commonlexeme"),
        migrations.RunSQL(
            # Sets are compressed already.
            """
            ALTER TABLE meetings_commonlexeme ALTER COLUMN numbers SET STORAGE EXTERNAL;
            DELETE FROM meetings_numbereditem;
            DELETE FROM meetings_unnumbereditem;
            DELETE FROM meetings_stalenumber;
            """,
            migrations.RunSQL.noop,
        ),
    ]
