"""The councils that hold a meeting together, and the meeting's attachments, are kept in the history as well."""

from django.db import migrations

TABLES = {
    "meetings_meeting_joint_councils": "relation",
    "meetings_meetingattachment": "record",
}
EVENTS = {
    "insert": ("INSERT", "NEW TABLE AS new_rows"),
    "update": ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    "delete": ("DELETE", "OLD TABLE AS old_rows"),
}
TRIGGERS = "".join(
    f"CREATE TRIGGER keep_history_{event} AFTER {when} ON {table} REFERENCING {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_history('', '{kind}');\n"
    for table, kind in TABLES.items()
    for event, (when, rows) in EVENTS.items()
)
NO_TRIGGERS = "".join(f"DROP TRIGGER keep_history_{event} ON {table};\n" for table in TABLES for event in EVENTS)


class Migration(migrations.Migration):

    dependencies = [
        ("meetings", "0009_unknown_attendance_and_stated_facts"),
    ]

    operations = [
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
