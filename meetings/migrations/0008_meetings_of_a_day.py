"""A council may have several meetings on one day; a meeting can be cancelled, moved, joint; editions of documents."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# A meeting whose address changes keeps the day of the former one, however that comes about.
FORMER_DAYS = """
CREATE FUNCTION meetings_day_path(day date, slug text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_char(day, 'YYYY-MM-DD') || CASE WHEN slug = '' THEN '' ELSE '/' || slug END
$$;

CREATE FUNCTION meetings_keep_former_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former text := meetings_day_path(OLD.date, OLD.slug);
BEGIN
    IF former <> meetings_day_path(NEW.date, NEW.slug) AND NOT former = ANY (NEW.former_days) THEN
        NEW.former_days := NEW.former_days || former::varchar;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER keep_former_day BEFORE UPDATE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_former_day();

UPDATE meetings_meeting SET former_days = ARRAY[(imported->>'date')::varchar]
    WHERE imported->>'date' <> to_char(date, 'YYYY-MM-DD');
"""
NO_FORMER_DAYS = """
DROP TRIGGER keep_former_day ON meetings_meeting;
DROP FUNCTION meetings_keep_former_day();
DROP FUNCTION meetings_day_path(date, text);
"""

# A deleted meeting leaves behind that it was there, at every address that it had.
REMEMBERING = """
CREATE OR REPLACE FUNCTION meetings_remember_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meetings_removedmeeting (council_id, date, slug)
    SELECT OLD.council_id, split_part(path, '/', 1)::date, split_part(path, '/', 2)
    FROM unnest(OLD.former_days || ARRAY[meetings_day_path(OLD.date, OLD.slug), OLD.imported->>'date']::varchar[])
        AS path
    WHERE path IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
"""
REMEMBERING_BEFORE = """
CREATE OR REPLACE FUNCTION meetings_remember_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meetings_removedmeeting (council_id, date)
    SELECT OLD.council_id, day FROM unnest(ARRAY[OLD.date, (OLD.imported->>'date')::date]) AS day
    WHERE day IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
"""

# What the log is told of a row of each table: its item, its council and its address, which has the meeting's slug now.
COUNCIL_OF_MEETING = "(SELECT council_id FROM meetings_meeting WHERE id = r.meeting_id)"
LEFT_BY_COUNCIL = (
    """(SELECT address FROM meetings_change WHERE "table" = 'meetings_council' AND key = r.council_id"""
    " AND kind = 'deleted' ORDER BY id DESC LIMIT 1)"
)
LEFT_BY_MEETING = (
    """(SELECT address FROM meetings_change WHERE "table" = 'meetings_meeting' AND key = r.meeting_id"""
    " AND kind = 'deleted' ORDER BY id DESC LIMIT 1)"
)
COUNCIL_OR_LEFT = (
    f"coalesce((SELECT '/' || slug || '/' FROM meetings_council WHERE id = r.council_id), {LEFT_BY_COUNCIL})"
)
NUMBER = " || replace(r.number, '.', '-') || CASE WHEN r.withdrawn THEN '-udgaaet' ELSE '' END || '/'"
ADDRESS_OF_MEETING = f"{COUNCIL_OR_LEFT} || meetings_day_path(r.date, r.slug) || '/'"
ADDRESS_OF_ITEM = (
    "coalesce((SELECT '/' || meetings_council.slug || '/' || meetings_day_path(date, meetings_meeting.slug) || '/'"
    " FROM meetings_meeting JOIN meetings_council ON meetings_council.id = council_id"
    f" WHERE meetings_meeting.id = r.meeting_id), {LEFT_BY_MEETING}){NUMBER}"
)
ADDRESS_OF_MEETING_BEFORE = f"{COUNCIL_OR_LEFT} || to_char(r.date, 'YYYY-MM-DD/')"
ADDRESS_OF_ITEM_BEFORE = (
    "coalesce((SELECT '/' || slug || to_char(date, '/YYYY-MM-DD/') FROM meetings_meeting JOIN meetings_council"
    " ON meetings_council.id = council_id WHERE meetings_meeting.id = r.meeting_id),"
    f" {LEFT_BY_MEETING}){NUMBER}"
)
EVENTS = {
    "log_insert": "INSERT ON {} REFERENCING NEW TABLE AS new_rows",
    "log_update": "UPDATE ON {} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "log_delete": "DELETE ON {} REFERENCING OLD TABLE AS old_rows",
    "log_truncate": "TRUNCATE ON {}",
}


def logging(table, item, council, address):
    """The four triggers that log a table."""
    return "".join(
        f"CREATE TRIGGER {name} AFTER {event.format(table)} FOR EACH STATEMENT EXECUTE FUNCTION"
        f" meetings_log_change($${item}$$, $${council}$$, $${address}$$);\n"
        for name, event in EVENTS.items()
    )


def no_longer_logging(table):
    return "".join(f"DROP TRIGGER {name} ON {table};\n" for name in EVENTS)


LOGGING_WITH_SLUGS = (
    no_longer_logging("meetings_agendaitem")
    + no_longer_logging("meetings_meeting")
    + logging("meetings_agendaitem", "r.id", COUNCIL_OF_MEETING, ADDRESS_OF_ITEM)
    + logging("meetings_meeting", "NULL::bigint", "r.council_id", ADDRESS_OF_MEETING)
    + logging("meetings_meeting_joint_councils", "NULL::bigint", COUNCIL_OF_MEETING, "''")
    + logging("meetings_meetingattachment", "NULL::bigint", COUNCIL_OF_MEETING, "'/moedebilag/' || r.id || '/'")
)
LOGGING_BEFORE = (
    no_longer_logging("meetings_meetingattachment")
    + no_longer_logging("meetings_meeting_joint_councils")
    + no_longer_logging("meetings_agendaitem")
    + no_longer_logging("meetings_meeting")
    + logging("meetings_agendaitem", "r.id", COUNCIL_OF_MEETING, ADDRESS_OF_ITEM_BEFORE)
    + logging("meetings_meeting", "NULL::bigint", "r.council_id", ADDRESS_OF_MEETING_BEFORE)
)

STATES = [
    ("waiting", "Venter på at blive læst"), ("asks", "Spørger om mødet"), ("planned", "Klar til indlæsning"),
    ("accepted", "Venter på at blive indlæst"), ("applied", "Indlæst"), ("unchanged", "Uændret"),
    ("refused", "Afvist"), ("held", "Tilbageholdt"), ("withdrawn", "Kasseret"), ("undone", "Fortrudt"),
]


class Migration(migrations.Migration):

    dependencies = [("meetings", "0007_addresses_of_parts")]

    operations = [
        # Which meeting of the day, and what became of it
        migrations.AddField("meeting", "slug", models.CharField(
            "adresse på dagen", max_length=20, blank=True, default="", editable=False,
        ), preserve_default=False),
        migrations.AddField("meeting", "former_days", django.contrib.postgres.fields.ArrayField(
            models.CharField(max_length=40), default=list, blank=True, editable=False,
        )),
        migrations.AddField("meeting", "is_extraordinary", models.BooleanField("ekstraordinært møde", default=False)),
        migrations.AddField("meeting", "status", models.CharField(
            "hvad der blev af mødet", max_length=9, blank=True, default="",
            choices=[("cancelled", "Aflyst"), ("moved", "Flyttet")],
            help_text="Tom for et møde, der er planlagt eller holdt: det følger af datoen.",
        )),
        migrations.AddField("meeting", "moved_from", django.contrib.postgres.fields.ArrayField(
            models.DateField(), default=list, blank=True, verbose_name="flyttet fra",
            help_text="De dage, som mødet først skulle holdes. Er den nye dag endnu ukendt, er feltet tomt.",
        )),
        migrations.AddField("meeting", "joint_councils", models.ManyToManyField(
            "meetings.council", blank=True, related_name="joint_meetings", verbose_name="fællesmøde med",
        )),
        migrations.RemoveConstraint("meeting", "one_meeting_a_council_and_date"),
        migrations.AddConstraint("meeting", models.UniqueConstraint(
            fields=("council", "date", "slug"), name="one_meeting_a_council_date_and_slug",
            violation_error_message="Rådet har allerede et møde på denne adresse.",
        )),
        migrations.AddConstraint("meeting", models.CheckConstraint(
            condition=Q(status__in=["", "cancelled", "moved"]), name="meeting_status_is_known",
        )),
        migrations.AddIndex("meeting", django.contrib.postgres.indexes.GinIndex(
            fields=["former_days"], name="meeting_by_former_day",
        )),
        migrations.AddIndex("meeting", django.contrib.postgres.indexes.GinIndex(
            fields=["moved_from"], name="meeting_by_day_moved_from",
        )),
        migrations.AddField("removedmeeting", "slug", models.CharField(max_length=20, blank=True, default="")),
        migrations.RemoveConstraint("removedmeeting", "one_removal_a_council_and_date"),
        migrations.AddConstraint("removedmeeting", models.UniqueConstraint(
            fields=("council", "date", "slug"), name="one_removal_a_council_date_and_slug",
        )),
        migrations.CreateModel("MeetingAttachment", fields=[
            ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
            ("title", models.CharField("overskrift", max_length=300)),
            ("file", models.FileField("fil", upload_to="bilag/%Y/", max_length=255)),
            ("position", models.PositiveIntegerField("rækkefølge", default=0)),
            ("meeting", models.ForeignKey(
                "meetings.meeting", models.CASCADE, related_name="attachments", verbose_name="møde",
            )),
        ], options={
            "verbose_name": "bilag til mødet", "verbose_name_plural": "bilag til mødet", "ordering": ("position", "pk"),
        }),

        # Editions of a document
        migrations.AddField("document", "edition", models.CharField(
            "udgave", max_length=10, blank=True, default="",
            choices=[("supplement", "Tillæg"), ("revised", "Revideret"), ("extract", "Uddrag")],
        )),
        migrations.AddField("document", "rank", models.PositiveSmallIntegerField(default=1, editable=False)),
        migrations.AddField("document", "text_sha256", models.CharField(
            max_length=64, blank=True, default="", editable=False,
        )),

        # Uploads that ask, and that are undone
        migrations.AddField("upload", "meeting", models.ForeignKey(
            "meetings.meeting", django.db.models.deletion.SET_NULL, null=True, blank=True, related_name="+",
            verbose_name="møde",
        )),
        migrations.AddField("upload", "is_of_new_meeting", models.BooleanField(
            "fra et møde, som arkivet ikke har", default=False,
        )),
        migrations.AddField("upload", "restores", models.BooleanField(
            "henter det, som redaktionen har slettet", default=False,
        )),
        migrations.AlterField("upload", "state", models.CharField(
            "tilstand", max_length=10, choices=STATES, default="waiting",
        )),
        migrations.RemoveConstraint("upload", "upload_state_is_known"),
        migrations.AddConstraint("upload", models.CheckConstraint(
            condition=Q(state__in=[state for state, _ in STATES]), name="upload_state_is_known",
        )),
        migrations.RemoveConstraint("upload", "one_open_upload_a_file"),
        migrations.AddConstraint("upload", models.UniqueConstraint(
            fields=("sha256",), condition=Q(state__in=("waiting", "accepted", "planned", "asks")),
            name="one_open_upload_a_file", violation_error_message="Filen ligger allerede til indlæsning.",
        )),

        migrations.RunSQL(FORMER_DAYS, NO_FORMER_DAYS),
        migrations.RunSQL(REMEMBERING, REMEMBERING_BEFORE),
        migrations.RunSQL(LOGGING_WITH_SLUGS, LOGGING_BEFORE),
    ]
