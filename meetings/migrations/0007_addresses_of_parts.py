"""An item that is deleted after its meeting, as plain SQL may do, leaves its address in the log too."""

from django.db import migrations, models

# In SQL: which item and which council a row `r` belongs to, its public address as it was told, and as it is told now.
LOGGED = {
    'meetings_agendaitem': (
        'r.id',
        '(SELECT council_id FROM meetings_meeting WHERE id = r.meeting_id)',
        "(SELECT '/' || slug || to_char(date, '/YYYY-MM-DD/') FROM meetings_meeting JOIN meetings_council ON meetings_council.id = council_id WHERE meetings_meeting.id = r.meeting_id) || replace(r.number, '.', '-') || CASE WHEN r.withdrawn THEN '-udgaaet' ELSE '' END || '/'",
        'coalesce((SELECT \'/\' || slug || to_char(date, \'/YYYY-MM-DD/\') FROM meetings_meeting JOIN meetings_council ON meetings_council.id = council_id WHERE meetings_meeting.id = r.meeting_id), (SELECT address FROM meetings_change WHERE "table" = \'meetings_meeting\' AND key = r.meeting_id AND kind = \'deleted\' ORDER BY id DESC LIMIT 1)) || replace(r.number, \'.\', \'-\') || CASE WHEN r.withdrawn THEN \'-udgaaet\' ELSE \'\' END || \'/\'',
    ),
    'meetings_meeting': (
        'NULL::bigint',
        'r.council_id',
        "(SELECT '/' || slug || '/' FROM meetings_council WHERE id = r.council_id) || to_char(r.date, 'YYYY-MM-DD/')",
        'coalesce((SELECT \'/\' || slug || \'/\' FROM meetings_council WHERE id = r.council_id), (SELECT address FROM meetings_change WHERE "table" = \'meetings_council\' AND key = r.council_id AND kind = \'deleted\' ORDER BY id DESC LIMIT 1)) || to_char(r.date, \'YYYY-MM-DD/\')',
    ),
}
EVENTS = {
    "insert": "INSERT ON {} REFERENCING NEW TABLE AS new_rows",
    "update": "UPDATE ON {} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "DELETE ON {} REFERENCING OLD TABLE AS old_rows",
    "truncate": "TRUNCATE ON {}",
}


def logging(*, as_it_was: bool) -> str:
    """The triggers of these tables, made anew."""
    return "".join(
        f"DROP TRIGGER log_{event} ON {table};\nCREATE TRIGGER log_{event} AFTER {when.format(table)} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION meetings_log_change($${item}$$, $${council}$$, "
        f"$${former if as_it_was else address}$$);\n"
        for table, (item, council, former, address) in LOGGED.items()
        for event, when in EVENTS.items()
    )


class Migration(migrations.Migration):

    dependencies = [("meetings", "0006_history_of_records")]

    operations = [
        migrations.AddIndex(
            "change",
            models.Index(
                condition=models.Q(("kind", "deleted")), fields=["table", "key"], name="deleted_records"
            ),
        ),
        migrations.RunSQL(logging(as_it_was=False), logging(as_it_was=True)),
    ]
