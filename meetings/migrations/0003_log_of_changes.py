"""The log of what changed: its table, and triggers that write it (docs/decisions/0013-the-log-of-changes.md)."""

from django.db import migrations, models

# A transaction's number is of a type of its own, which Django has no field of.
NUMBER_OF_TRANSACTION = "ALTER TABLE meetings_change ALTER COLUMN transaction TYPE xid8 USING transaction::text::xid8"

LOG_CHANGE = """
CREATE FUNCTION meetings_log_change() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
    -- SQL that tells of a row `r` which item and which council it belongs to, and its public address.
    item text := TG_ARGV[0];
    council text := TG_ARGV[1];
    address text := TG_ARGV[2];
    kind text := CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END;
    written bigint;
    written_rows text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT count(*) INTO written FROM (SELECT FROM new_rows LIMIT 1001) AS first_rows;
        written_rows := 'SELECT n.*, ''created'' AS change_kind FROM new_rows AS n';
    ELSIF TG_OP = 'DELETE' THEN
        SELECT count(*) INTO written FROM (SELECT FROM old_rows LIMIT 1001) AS first_rows;
        written_rows := 'SELECT o.*, ''deleted'' AS change_kind FROM old_rows AS o';
    ELSIF TG_OP = 'UPDATE' THEN
        -- A row that differs is told of as it was and as it is: it may have moved, or have another key.
        SELECT count(*) INTO written FROM (SELECT FROM new_rows LIMIT 1001) AS first_rows;
        written_rows := $rows$
            SELECT o.*, CASE WHEN n.id IS NULL THEN 'deleted' ELSE 'changed' END AS change_kind
            FROM old_rows AS o LEFT JOIN new_rows AS n USING (id) WHERE n.id IS NULL OR o *<> n
            UNION ALL
            SELECT n.*, CASE WHEN o.id IS NULL THEN 'created' ELSE 'changed' END AS change_kind
            FROM new_rows AS n LEFT JOIN old_rows AS o USING (id) WHERE o.id IS NULL OR o *<> n
        $rows$;
    END IF;
    IF TG_OP = 'TRUNCATE' OR written > 1000 THEN
        INSERT INTO meetings_change (transaction, "table", kind, is_whole_table)
        VALUES (pg_current_xact_id(), TG_TABLE_NAME, kind, true);
    ELSIF written > 0 THEN
        EXECUTE format($statement$
            INSERT INTO meetings_change (transaction, "table", key, item, council, kind, address)
            SELECT DISTINCT pg_current_xact_id(), %L, r.id, %s, %s, r.change_kind,
                CASE r.change_kind WHEN 'deleted' THEN coalesce(%s, '') ELSE '' END
            FROM (%s) AS r ORDER BY r.id
        $statement$, TG_TABLE_NAME, item, council, address, written_rows);
    END IF;
    RETURN NULL;
END $function$;
"""
NO_LONGER = "DROP FUNCTION meetings_log_change()"

# Of each table, in SQL: which item and which council a row `r` belongs to, and its public address.
LOGGED = {
    'meetings_agendaitem': (
        'r.id',
        '(SELECT council_id FROM meetings_meeting WHERE id = r.meeting_id)',
        "(SELECT '/' || slug || to_char(date, '/YYYY-MM-DD/') FROM meetings_meeting JOIN meetings_council ON meetings_council.id = council_id WHERE meetings_meeting.id = r.meeting_id) || replace(r.number, '.', '-') || CASE WHEN r.withdrawn THEN '-udgaaet' ELSE '' END || '/'",
    ),
    'meetings_agendaitem_municipalities': (
        'r.agendaitem_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.agendaitem_id))',
        "''",
    ),
    'meetings_agendaitem_topics': (
        'r.agendaitem_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.agendaitem_id))',
        "''",
    ),
    'meetings_appointment': (
        'r.item_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.item_id))',
        "''",
    ),
    'meetings_attachment': (
        'r.item_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.item_id))',
        "'/bilag/' || r.id || '/'",
    ),
    'meetings_body': (
        'NULL::bigint',
        'NULL::bigint',
        "'/udpegninger/' || r.slug || '/'",
    ),
    'meetings_casethread': (
        'NULL::bigint',
        'NULL::bigint',
        "'/forloeb/' || r.slug || '/'",
    ),
    'meetings_council': (
        'NULL::bigint',
        'r.id',
        "'/' || r.slug || '/'",
    ),
    'meetings_decision': (
        'r.item_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.item_id))',
        "''",
    ),
    'meetings_document': (
        'NULL::bigint',
        '(SELECT council_id FROM meetings_meeting WHERE id = r.meeting_id)',
        "'/dokumenter/' || r.id || '/'",
    ),
    'meetings_meeting': (
        'NULL::bigint',
        'r.council_id',
        "(SELECT '/' || slug || '/' FROM meetings_council WHERE id = r.council_id) || to_char(r.date, 'YYYY-MM-DD/')",
    ),
    'meetings_municipality': (
        'NULL::bigint',
        'NULL::bigint',
        "'/kommuner/' || r.slug || '/'",
    ),
    'meetings_participant': (
        'NULL::bigint',
        '(SELECT council_id FROM meetings_meeting WHERE id = r.meeting_id)',
        "''",
    ),
    'meetings_party': (
        'NULL::bigint',
        'NULL::bigint',
        "''",
    ),
    'meetings_person': (
        'NULL::bigint',
        'NULL::bigint',
        "'/personer/' || r.slug || '/'",
    ),
    'meetings_section': (
        'NULL::bigint',
        '(SELECT council_id FROM meetings_meeting WHERE id = r.meeting_id)',
        "''",
    ),
    'meetings_synonym': (
        'NULL::bigint',
        'NULL::bigint',
        "''",
    ),
    'meetings_table': (
        'r.item_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.item_id))',
        "''",
    ),
    'meetings_threaditem': (
        'r.item_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.item_id))',
        "''",
    ),
    'meetings_topic': (
        'NULL::bigint',
        'NULL::bigint',
        "'/emner/' || r.slug || '/'",
    ),
    'meetings_topicchoice': (
        'r.item_id',
        '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.item_id))',
        "''",
    ),
}
EVENTS = {
    "log_insert": "INSERT ON {} REFERENCING NEW TABLE AS new_rows",
    "log_update": "UPDATE ON {} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "log_delete": "DELETE ON {} REFERENCING OLD TABLE AS old_rows",
    "log_truncate": "TRUNCATE ON {}",
}
LOGGING = "".join(
    f"CREATE TRIGGER {name} AFTER {event.format(table)} FOR EACH STATEMENT EXECUTE FUNCTION"
    f" meetings_log_change($${item}$$, $${council}$$, $${address}$$);\n"
    for table, (item, council, address) in LOGGED.items()
    for name, event in EVENTS.items()
)
NOT_LOGGING = "".join(f"DROP TRIGGER {name} ON {table};\n" for table in LOGGED for name in EVENTS)

# What the archive holds already is told of by table. What follows from it has been written by the versions before.
WHAT_IS_THERE = "".join(
    "INSERT INTO meetings_change (transaction, \"table\", kind, is_whole_table, is_derived)"
    f" SELECT pg_current_xact_id(), '{table}', 'changed', true, true WHERE EXISTS (SELECT FROM {table});\n"
    for table in LOGGED
)


class Migration(migrations.Migration):

    dependencies = [("meetings", "0002_one_index")]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(null=True, unique=True)),
                ('transaction', models.BigIntegerField()),
                ('at', models.DateTimeField(db_default=models.Func(function='clock_timestamp'))),
                ('table', models.CharField(max_length=63)),
                ('key', models.BigIntegerField(null=True)),
                ('item', models.BigIntegerField(null=True)),
                ('council', models.BigIntegerField(null=True)),
                ('kind', models.CharField(choices=[('created', 'oprettet'), ('changed', 'ændret'), ('deleted', 'slettet')], max_length=7)),
                ('address', models.CharField(db_default='', max_length=500)),
                ('is_whole_table', models.BooleanField(db_default=False)),
                ('is_derived', models.BooleanField(db_default=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('is_derived', False)), fields=['id'], name='changes_to_follow'), models.Index(condition=models.Q(('number', None)), fields=['id'], name='changes_to_number')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['created', 'changed', 'deleted'])), name='change_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('is_whole_table', True), ('key', None)), models.Q(('is_whole_table', False), ('key__isnull', False)), _connector='OR'), name='change_of_a_record_or_a_table')],
            },
        ),
        migrations.RunSQL(NUMBER_OF_TRANSACTION, migrations.RunSQL.noop),
        migrations.RunSQL(LOG_CHANGE, NO_LONGER),
        migrations.RunSQL(LOGGING, NOT_LOGGING),
        migrations.RunSQL(WHAT_IS_THERE, migrations.RunSQL.noop),
    ]
