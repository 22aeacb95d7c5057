from django.db import migrations, models


class Migration(migrations.Migration):
    """A set knows how many items are in it."""

    dependencies = [
        ("meetings", "0021_removed_meetings"),
    ]

    operations = [
        # The default is for the way back.
        migrations.AlterField("commonlexeme", "items", models.IntegerField(default=0)),
        migrations.RemoveField("commonlexeme", "items"),
    ]
