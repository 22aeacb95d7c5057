"""The archive's version is counted by council, by the triggers of the log; those that counted by themselves go."""

from django.db import migrations, models

# -- As it was ---------------------------------------------------------------------------------------------------------

FORMER_COUNTING = """
CREATE FUNCTION meetings_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('meetings.counted', true) IS DISTINCT FROM this_transaction THEN
        PERFORM set_config('meetings.counted', this_transaction, true);
        INSERT INTO meetings_archivechange (changes, at) VALUES (1, clock_timestamp());
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION meetings_complete_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH earlier AS (
        DELETE FROM meetings_archivechange WHERE id IN (
            SELECT id FROM meetings_archivechange WHERE id <> NEW.id FOR UPDATE SKIP LOCKED
        ) RETURNING changes, at
    )
    UPDATE meetings_archivechange SET
        changes = changes + (SELECT coalesce(sum(changes), 0) FROM earlier),
        at = greatest(clock_timestamp(), (SELECT max(at) FROM earlier))
    WHERE id = NEW.id;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER complete_change AFTER INSERT ON meetings_archivechange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION meetings_complete_change();
"""
WATCHED = (
    "meetings_agendaitem",
    "meetings_agendaitem_municipalities",
    "meetings_agendaitem_topics",
    "meetings_appointment",
    "meetings_attachment",
    "meetings_body",
    "meetings_casethread",
    "meetings_council",
    "meetings_decision",
    "meetings_document",
    "meetings_mattersignature",
    "meetings_meeting",
    "meetings_municipality",
    "meetings_participant",
    "meetings_party",
    "meetings_person",
    "meetings_removedmeeting",
    "meetings_searchrow",
    "meetings_searchword",
    "meetings_section",
    "meetings_synonym",
    "meetings_table",
    "meetings_threaditem",
    "meetings_titletail",
    "meetings_topic",
)
FORMER_WATCHING = "".join(
    f"CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_change();\n"
    for table in WATCHED
)
FORMER_LOG_CHANGE = """
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
NO_LONGER_WATCHED = "".join(f"DROP TRIGGER count_change ON {table};\n" for table in WATCHED)
NO_LONGER_COUNTED = """
DROP TRIGGER complete_change ON meetings_archivechange;
DROP FUNCTION meetings_complete_change();
DROP FUNCTION meetings_count_change();
"""

# -- As it is ----------------------------------------------------------------------------------------------------------

COUNTING = """
CREATE FUNCTION meetings_count_versions(councils text[]) RETURNS void LANGUAGE plpgsql AS $function$
DECLARE
    this_transaction text := pg_current_xact_id()::text;
    counted text[] := string_to_array(current_setting('meetings.counted', true), ' ');
    council text;
BEGIN
    IF counted[1] IS DISTINCT FROM this_transaction THEN
        counted := ARRAY[this_transaction];
    END IF;
    FOREACH council IN ARRAY councils LOOP
        IF council <> ALL (counted[2:]) THEN
            INSERT INTO meetings_archivechange (council, changes, at)
            VALUES (nullif(council, 'all')::bigint, 1, clock_timestamp());
            counted := counted || council;
            PERFORM set_config('meetings.counted', array_to_string(counted, ' '), true);
        END IF;
    END LOOP;
END $function$;

CREATE FUNCTION meetings_complete_change() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
    WITH earlier AS (
        DELETE FROM meetings_archivechange WHERE id IN (
            SELECT id FROM meetings_archivechange
            WHERE council IS NOT DISTINCT FROM NEW.council AND id <> NEW.id FOR UPDATE SKIP LOCKED
        ) RETURNING changes, at
    )
    UPDATE meetings_archivechange SET
        changes = changes + (SELECT coalesce(sum(changes), 0) FROM earlier),
        at = greatest(clock_timestamp(), (SELECT max(at) FROM earlier))
    WHERE id = NEW.id;
    RETURN NULL;
END $function$;

CREATE CONSTRAINT TRIGGER complete_change AFTER INSERT ON meetings_archivechange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION meetings_complete_change();

CREATE FUNCTION meetings_count_derived() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
    is_written boolean := true;
BEGIN
    IF TG_OP = 'DELETE' THEN
        is_written := EXISTS (SELECT FROM old_rows);
    ELSIF TG_OP <> 'TRUNCATE' THEN
        is_written := EXISTS (SELECT FROM new_rows);
    END IF;
    IF is_written THEN
        PERFORM meetings_count_versions(ARRAY['0']);
    END IF;
    RETURN NULL;
END $function$;
"""
NOT_COUNTING = """
DROP FUNCTION meetings_count_derived();
DROP TRIGGER complete_change ON meetings_archivechange;
DROP FUNCTION meetings_complete_change();
DROP FUNCTION meetings_count_versions(text[]);
"""
LOG_CHANGE = """
CREATE OR REPLACE FUNCTION meetings_log_change() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
    -- SQL that tells of a row `r` which item and which council it belongs to, and its public address; and of a logged
    -- change `c` which council's version it raises.
    item text := TG_ARGV[0];
    council text := TG_ARGV[1];
    address text := TG_ARGV[2];
    version text := coalesce(TG_ARGV[3], 'c.council');
    written bigint;
    written_rows text;
    changes text;
    councils text[];
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
    IF written = 0 THEN
        RETURN NULL;
    ELSIF TG_OP = 'TRUNCATE' OR written > 1000 THEN
        changes := format(
            'SELECT pg_current_xact_id(), %L, NULL, NULL, NULL, %L, '''', true',
            TG_TABLE_NAME, CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END
        );
    ELSE
        changes := format($changes$
            SELECT DISTINCT pg_current_xact_id(), %L, r.id, %s, %s, r.change_kind,
                CASE r.change_kind WHEN 'deleted' THEN coalesce(%s, '') ELSE '' END, false
            FROM (%s) AS r ORDER BY r.id
        $changes$, TG_TABLE_NAME, item, council, address, written_rows);
    END IF;
    EXECUTE format($statement$
        WITH c AS (
            INSERT INTO meetings_change (transaction, "table", key, item, council, kind, address, is_whole_table) %s
            RETURNING council, kind
        )
        SELECT array_agg(DISTINCT coalesce((%s)::text, 'all')) FROM c
    $statement$, changes, version) INTO councils;
    IF councils IS NOT NULL THEN
        PERFORM meetings_count_versions(councils);
    END IF;
    RETURN NULL;
END $function$;
"""
EVENTS = {
    "insert": "INSERT ON {} REFERENCING NEW TABLE AS new_rows",
    "update": "UPDATE ON {} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "DELETE ON {} REFERENCING OLD TABLE AS old_rows",
    "truncate": "TRUNCATE ON {}",
}

# The logged tables of which not every change raises the version of the row's own council. In SQL: which item and which
# council a row `r` belongs to, its public address, and whose version its logged change `c` raises.
LOGGED = {
    'meetings_body': ('NULL::bigint', 'NULL::bigint', "'/udpegninger/' || r.slug || '/'", "CASE WHEN c.kind <> 'created' THEN NULL ELSE 0 END"),
    'meetings_casethread': ('NULL::bigint', 'NULL::bigint', "'/forloeb/' || r.slug || '/'", '0'),
    'meetings_council': ('NULL::bigint', 'r.id', "'/' || r.slug || '/'", 'NULL'),
    'meetings_municipality': ('NULL::bigint', 'NULL::bigint', "'/kommuner/' || r.slug || '/'", "CASE WHEN c.kind <> 'created' THEN NULL ELSE 0 END"),
    'meetings_party': ('NULL::bigint', 'NULL::bigint', "''", "CASE WHEN c.kind <> 'created' THEN NULL ELSE 0 END"),
    'meetings_person': ('NULL::bigint', 'NULL::bigint', "'/personer/' || r.slug || '/'", "CASE WHEN c.kind <> 'created' THEN NULL ELSE 0 END"),
    'meetings_synonym': ('NULL::bigint', 'NULL::bigint', "''", '0'),
    'meetings_threaditem': ('r.item_id', '(SELECT council_id FROM meetings_meeting WHERE id = (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.item_id))', "''", '0'),
    'meetings_topic': ('NULL::bigint', 'NULL::bigint', "'/emner/' || r.slug || '/'", "CASE WHEN c.kind <> 'created' THEN NULL ELSE 0 END"),
}


def logging(arguments_at_most: int) -> str:
    """The triggers of these tables, made anew."""
    quoted = {
        table: ", ".join(f"$${argument}$$" for argument in arguments[:arguments_at_most])
        for table, arguments in LOGGED.items()
    }
    return "".join(
        f"DROP TRIGGER log_{event} ON {table};\nCREATE TRIGGER log_{event} AFTER {when.format(table)} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION meetings_log_change({arguments});\n"
        for table, arguments in quoted.items()
        for event, when in EVENTS.items()
    )


DERIVED = ('meetings_mattersignature', 'meetings_searchrow', 'meetings_searchword', 'meetings_titletail')
WATCHING_DERIVED = "".join(
    f"CREATE TRIGGER count_{event} AFTER {when.format(table)} "
    "FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_derived();\n"
    for table in DERIVED
    for event, when in EVENTS.items()
)
NOT_WATCHING_DERIVED = "".join(f"DROP TRIGGER count_{event} ON {table};\n" for table in DERIVED for event in EVENTS)


class Migration(migrations.Migration):

    dependencies = [("meetings", "0003_log_of_changes")]

    operations = [
        migrations.RunSQL(NO_LONGER_WATCHED, FORMER_WATCHING),
        migrations.RunSQL(NO_LONGER_COUNTED, FORMER_COUNTING),
        # What was counted so far counts for every council.
        migrations.AddField("archivechange", "council", models.BigIntegerField(null=True)),
        migrations.RunSQL(COUNTING, NOT_COUNTING),
        migrations.RunSQL(LOG_CHANGE, FORMER_LOG_CHANGE.replace("CREATE", "CREATE OR REPLACE", 1)),
        migrations.RunSQL(logging(4), logging(3)),
        migrations.RunSQL(WATCHING_DERIVED, NOT_WATCHING_DERIVED),
    ]
