"""The triggers that log what changed, as SQL: one function for all tables, and four triggers on each.

The database has what the migrations made of it; a test compares the two. A migration imports nothing of ours: the one
that changes something here, or makes a table that is logged, has a copy (`print(triggers_of(table))`).
"""

from meetings.changes.watched_tables import LoggedTable

# A statement that writes more rows is logged as one change of the whole table.
MOST_ROWS = 1_000

# One function for all tables, so its statement is put together as it runs. That also has it planned each time, for as
# many rows as there are: a plan that a session keeps from a bulk write takes 50 ms for one row.
LOG_CHANGE = f"""
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
    IF TG_OP = 'TRUNCATE' OR written > {MOST_ROWS} THEN
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

# By the trigger's name: when it fires, and which of the statement's rows it is given. An event has a trigger of its
# own, as one of several events is given none.
_EVENTS = {
    "log_insert": ("INSERT", "REFERENCING NEW TABLE AS new_rows "),
    "log_update": ("UPDATE", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows "),
    "log_delete": ("DELETE", "REFERENCING OLD TABLE AS old_rows "),
    "log_truncate": ("TRUNCATE", ""),
}


def triggers_of(table: LoggedTable) -> str:
    """The SQL that makes the four triggers of a table."""
    arguments = ", ".join(f"$${argument}$$" for argument in (table.item, table.council, table.address))
    return "".join(
        f"CREATE TRIGGER {name} AFTER {event} ON {table.name} {rows}"
        f"FOR EACH STATEMENT EXECUTE FUNCTION meetings_log_change({arguments});\n"
        for name, (event, rows) in _EVENTS.items()
    )
