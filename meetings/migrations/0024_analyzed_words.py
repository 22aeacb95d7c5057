from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0023_items_by_subject_number")]

    operations = [
        # Empty until the next import of some documents.
        migrations.CreateModel(
            name="AnalyzedWords",
            fields=[
                ("analyzer_version", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("words", models.BinaryField()),
            ],
        ),
    ]
