"""The triggers that log what changed and count the archive's versions, as SQL: functions, and triggers on each table.

The database has what the migrations made of it; a test compares the two. A migration imports nothing of ours: the one
that changes something here, or makes a table that is logged, has a copy (`print(triggers_of(table))`).
"""

from collections.abc import Sequence

from meetings.changes.watched_tables import OF_ITS_COUNCIL, LoggedTable

# A statement that writes more rows is logged as one change of the whole table.
MOST_ROWS = 1_000

# -- Versions (docs/decisions/0012-the-archives-version.md) ------------------------------------------------------------

# A council is text here: its key, 0 for none, `all` for every one. Those that the transaction has counted stand in a
# setting behind its number; a savepoint that is rolled back takes both the row and the setting's new value along.
COUNT_VERSIONS = """
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
"""

# Just before a transaction commits, each of its rows takes in those of its council that it finds unlocked.
COMPLETE_CHANGE = """
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
"""

# On derived tables, which are not logged. A statement that writes no row changes nothing.
COUNT_DERIVED = """
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

# -- The log (docs/decisions/0013-the-log-of-changes.md) ---------------------------------------------------------------

# One function for all tables, so its statement is put together as it runs. That also has it planned each time, for as
# many rows as there are: a plan that a session keeps from a bulk write takes 50 ms for one row.
LOG_CHANGE = f"""
CREATE FUNCTION meetings_log_change() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
    -- SQL that tells of a row `r` which item and which council it belongs to, and its public address; and of a logged
    -- change `c` which council's version it raises.
    item text := TG_ARGV[0];
    council text := TG_ARGV[1];
    address text := TG_ARGV[2];
    version text := coalesce(TG_ARGV[3], '{OF_ITS_COUNCIL}');
    written bigint;
    written_rows text;
    changes text;
    councils text[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT count(*) INTO written FROM (SELECT FROM new_rows LIMIT {MOST_ROWS + 1}) AS first_rows;
        written_rows := 'SELECT n.*, ''created'' AS change_kind FROM new_rows AS n';
    ELSIF TG_OP = 'DELETE' THEN
        SELECT count(*) INTO written FROM (SELECT FROM old_rows LIMIT {MOST_ROWS + 1}) AS first_rows;
        written_rows := 'SELECT o.*, ''deleted'' AS change_kind FROM old_rows AS o';
    ELSIF TG_OP = 'UPDATE' THEN
        -- A row that differs is told of as it was and as it is: it may have moved, or have another key.
        SELECT count(*) INTO written FROM (SELECT FROM new_rows LIMIT {MOST_ROWS + 1}) AS first_rows;
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
    ELSIF TG_OP = 'TRUNCATE' OR written > {MOST_ROWS} THEN
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

# -- On each table -----------------------------------------------------------------------------------------------------

# By the trigger's name: when it fires, and which of the statement's rows it is given. An event has a trigger of its
# own, as one of several events is given none.
_EVENTS = {
    "insert": ("INSERT", "REFERENCING NEW TABLE AS new_rows "),
    "update": ("UPDATE", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows "),
    "delete": ("DELETE", "REFERENCING OLD TABLE AS old_rows "),
    "truncate": ("TRUNCATE", ""),
}


def triggers_of(table: LoggedTable) -> str:
    """The SQL that makes the triggers of a table that is logged."""
    arguments = [table.item, table.council, table.address]
    if table.version != OF_ITS_COUNCIL:
        arguments.append(table.version)
    return _triggers("log", table.name, "meetings_log_change", arguments)


def triggers_of_derived(table: str) -> str:
    """The SQL that makes the triggers of a derived table."""
    return _triggers("count", table, "meetings_count_derived", ())


def _triggers(name: str, table: str, function: str, arguments: Sequence[str]) -> str:
    quoted = ", ".join(f"$${argument}$$" for argument in arguments)
    return "".join(
        f"CREATE TRIGGER {name}_{event} AFTER {when} ON {table} {rows}"
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}({quoted});\n"
        for event, (when, rows) in _EVENTS.items()
    )
