"""A person is not a name: several may have one.

Nobody who is in the archive is split; an editor is asked about those who may be several people of one name.
"""

from django.db import migrations, models

# The person's name tells him from all others, as it has so far. Nobody changed anything: neither log nor history tell.
UNIQUE_NAMES = """
ALTER TABLE meetings_person DISABLE TRIGGER USER;
UPDATE meetings_person SET unique_name = name;
ALTER TABLE meetings_person ENABLE TRIGGER USER;
"""
# Under one name: two municipalities, or two parties of one municipality whose times overlap.
ASKED = """
CREATE TEMPORARY TABLE person_seats ON COMMIT DROP AS
    SELECT person_id, coalesce(imported ->> 'person', '') AS name, municipality_id, party_id,
        min(date) AS first, max(date) AS last
    FROM (
        SELECT person_id, participant.imported, municipality_id, party_id, date
        FROM meetings_participant AS participant JOIN meetings_meeting ON meetings_meeting.id = meeting_id
        UNION ALL
        SELECT person_id, appointment.imported, municipality_id, party_id, date
        FROM meetings_appointment AS appointment
        JOIN meetings_agendaitem ON meetings_agendaitem.id = item_id
        JOIN meetings_meeting ON meetings_meeting.id = meeting_id
        WHERE person_id IS NOT NULL
    ) AS seats
    GROUP BY 1, 2, 3, 4;
ALTER TABLE meetings_person DISABLE TRIGGER USER;
UPDATE meetings_person SET identity_check = 'asked'
WHERE id IN (
    SELECT one.person_id
    FROM person_seats AS one JOIN person_seats AS other ON one.person_id = other.person_id AND one.name = other.name
    WHERE one.municipality_id <> other.municipality_id
        OR (one.municipality_id IS NOT DISTINCT FROM other.municipality_id AND one.party_id <> other.party_id
            AND one.first <= other.last AND other.first <= one.last)
);
ALTER TABLE meetings_person ENABLE TRIGGER USER;
"""

# So that one who was deleted before can be brought back.
UNIQUE_NAMES_OF_DELETED = """
UPDATE meetings_historyentry SET before = before || jsonb_build_object('unique_name', before -> 'name')
WHERE "table" = 'meetings_person' AND before ? 'slug' AND kind = 'deleted';
"""
HISTORY_EVENTS = {
    "insert": ("INSERT", "NEW TABLE AS new_rows"),
    "update": ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    "delete": ("DELETE", "OLD TABLE AS old_rows"),
}


def history_omitting(columns: str) -> str:
    """What makes the history of people anew, which says nothing of these columns."""
    return "".join(
        f"DROP TRIGGER keep_history_{event} ON meetings_person;\n"
        f"CREATE TRIGGER keep_history_{event} AFTER {when} ON meetings_person REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_history('{columns}', 'record');\n"
        for event, (when, rows) in HISTORY_EVENTS.items()
    )


# Columns of which the history says nothing: so far, and those that are new.
SO_FAR = "sort_key folded_name is_withheld"
NEW = "unique_name identity_check decided_places"


class Migration(migrations.Migration):

    dependencies = [
        ("meetings", "0014_documents_of_other_forms"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="name",
            field=models.CharField(max_length=120, verbose_name="navn"),
        ),
        migrations.AddField(
            model_name="person",
            name="unique_name",
            field=models.CharField(default="", editable=False, max_length=120, verbose_name="entydigt navn"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="person",
            name="identity_check",
            field=models.CharField(
                blank=True,
                choices=[("asked", "Én eller flere personer?"), ("one", "Én person")],
                db_default="",
                default="",
                editable=False,
                max_length=5,
                verbose_name="én eller flere",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="decided_places",
            field=models.JSONField(blank=True, db_default=[], default=list, editable=False),
        ),
        migrations.RunSQL(UNIQUE_NAMES, migrations.RunSQL.noop),
        migrations.RunSQL(UNIQUE_NAMES_OF_DELETED, migrations.RunSQL.noop),
        migrations.RunSQL(ASKED, migrations.RunSQL.noop),
        migrations.RunSQL(history_omitting(f"{SO_FAR} {NEW}"), history_omitting(SO_FAR)),
        migrations.AlterField(
            model_name="person",
            name="unique_name",
            field=models.CharField(editable=False, max_length=120, unique=True, verbose_name="entydigt navn"),
        ),
        migrations.AlterField(
            model_name="personmerge",
            name="state",
            field=models.CharField(
                choices=[
                    ("suggested", "Foreslået"),
                    ("merged", "Slået sammen"),
                    ("refused", "To personer"),
                    ("undone", "Fortrudt"),
                    ("split", "Delt"),
                ],
                default="suggested",
                max_length=10,
                verbose_name="status",
            ),
        ),
    ]
