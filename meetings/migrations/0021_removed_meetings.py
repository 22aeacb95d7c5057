from django.db import migrations, models
from django.db.models import deletion

from meetings.changes.triggers import watch

REMEMBERING = """
CREATE FUNCTION meetings_remember_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meetings_removedmeeting (council_id, date)
    SELECT OLD.council_id, day FROM unnest(ARRAY[OLD.date, (OLD.imported->>'date')::date]) AS day
    WHERE day IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER remember_removal AFTER DELETE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_remember_removal();
"""

FORGETTING = """
DROP TRIGGER remember_removal ON meetings_meeting;
DROP FUNCTION meetings_remember_removal();
"""


class Migration(migrations.Migration):
    """A deleted meeting leaves behind that it was there, by the date that it was imported with too."""

    dependencies = [
        ("meetings", "0020_word_pairs"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemovedMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                (
                    "council",
                    models.ForeignKey(on_delete=deletion.CASCADE, related_name="+", to="meetings.council"),
                ),
            ],
            options={
                "verbose_name": "fjernet møde",
                "verbose_name_plural": "fjernede møder",
                "constraints": [
                    models.UniqueConstraint(fields=("council", "date"), name="one_removal_a_council_and_date")
                ],
            },
        ),
        watch("meetings_removedmeeting"),
        migrations.RunSQL(REMEMBERING, FORGETTING),
    ]
