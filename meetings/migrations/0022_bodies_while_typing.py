from django.db import migrations, models


class Migration(migrations.Migration):
    """Bodies are suggested to whoever types, as people are."""

    dependencies = [
        ("meetings", "0021_removed_meetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="folded_name",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("name"), function="meetings_folded"),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
    ]
