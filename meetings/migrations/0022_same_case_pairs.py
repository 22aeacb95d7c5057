import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0021_people_by_word")]

    operations = [
        # What is there is compared when it is reached the next time.
        migrations.AddField(
            "mattersignature", "is_compared", models.BooleanField(db_default=False, default=False)
        ),
        migrations.CreateModel(
            name="SameCasePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=80)),
                (
                    "one",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="meetings.mattersignature",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="meetings.mattersignature"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("one", "other"), name="one_pair_of_two_items")]
            },
        ),
    ]
