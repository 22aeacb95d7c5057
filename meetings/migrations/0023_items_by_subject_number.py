from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0022_same_case_pairs")]

    operations = [
        # Known of what is read from now on: `import_meetings --again` reads what is there.
        migrations.AddField(
            "agendaitem",
            "subject_number",
            models.CharField("KLE-nummer", max_length=60, blank=True, default="", db_default=""),
        ),
    ]
