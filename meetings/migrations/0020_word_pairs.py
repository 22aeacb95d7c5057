from django.db import migrations, models


class Migration(migrations.Migration):
    """`search_index` makes all sets anew, those of pairs too; until then everything is looked up."""

    dependencies = [
        ("meetings", "0019_sets_of_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommonPair",
            fields=[
                ("pair", models.TextField(primary_key=True, serialize=False)),
                ("numbers", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="RarePairs",
            fields=[
                ("place", models.IntegerField(primary_key=True, serialize=False)),
                ("numbers", models.BinaryField()),
            ],
        ),
        migrations.RunSQL("DELETE FROM meetings_numbering", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="numbering",
            name="items",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        # The default is for the way back.
        migrations.AlterField("commonlexeme", "items", models.IntegerField(default=0)),
        migrations.RemoveField("commonlexeme", "items"),
        migrations.RunSQL(
            # Sets are compressed already.
            """
            ALTER TABLE meetings_commonpair ALTER COLUMN numbers SET STORAGE EXTERNAL;
            ALTER TABLE meetings_rarepairs ALTER COLUMN numbers SET STORAGE EXTERNAL;
            DELETE FROM meetings_commonlexeme;
            DELETE FROM meetings_numbereditem;
            DELETE FROM meetings_unnumbereditem;
            DELETE FROM meetings_stalenumber;
            """,
            migrations.RunSQL.noop,
        ),
    ]
