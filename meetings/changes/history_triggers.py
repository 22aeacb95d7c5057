"""The triggers that keep what records said before, as SQL: a function, and triggers on each table.

As in triggers.py, the database has what the migrations made of it, and a test compares the two.
"""

# Of the tables whose records an editor can correct: columns that are no wording of anybody's. They follow from others,
# or tell what an import did. An item's topics follow from rules and from what an editor chose, which is kept.
HISTORY_TABLES: dict[str, tuple[str, ...]] = {
    "meetings_agendaitem": ("imported", "line", "is_withheld"),
    "meetings_agendaitem_municipalities": (),
    "meetings_appointment": ("imported", "line"),
    "meetings_attachment": ("imported", "line", "is_withheld"),
    "meetings_body": ("sort_key", "folded_name"),
    "meetings_casethread": (),
    "meetings_council": (),
    "meetings_decision": ("imported", "line"),
    "meetings_meeting": ("imported", "written"),
    "meetings_meeting_joint_councils": (),
    "meetings_meetingattachment": ("is_withheld",),
    "meetings_municipality": ("sort_key",),
    "meetings_participant": ("imported", "line"),
    "meetings_party": (),
    "meetings_person": (
        *("sort_key", "folded_name", "is_withheld"),
        *("unique_name", "identity_check", "decided_places"),
    ),
    "meetings_section": ("imported",),
    "meetings_synonym": (),
    "meetings_table": ("imported", "line", "municipalities"),
    "meetings_threaditem": (),
    "meetings_topic": ("sort_key",),
    "meetings_topicchoice": (),
    "meetings_withholding": (),
}

# Who is at work stands in a setting of the transaction, as JSON: `{"user": 5}`, `{"import": "referat.pdf"}`. Of words
# that are taken out, `{"redaction": 1}`, nothing is kept.
ACTOR_SETTING = "meetings.actor"

# What an import makes is not kept: the record itself says what it was read in.
KEEP_HISTORY = f"""
CREATE FUNCTION meetings_keep_history() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
    omitted text[] := string_to_array(TG_ARGV[0], ' ');
    actor jsonb := coalesce(nullif(current_setting('{ACTOR_SETTING}', true), ''), '{{}}')::jsonb;
BEGIN
    IF actor ? 'redaction' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO meetings_historyentry (transaction, user_id, source, "table", key, kind, before, after)
        SELECT pg_current_xact_id(), (actor->>'user')::bigint, coalesce(actor->>'import', ''), TG_TABLE_NAME, n.id,
            'changed', changed.before, changed.after
        FROM new_rows AS n JOIN old_rows AS o USING (id), LATERAL (
            SELECT jsonb_object_agg(key, was.value) AS before, jsonb_object_agg(key, is_now.value) AS after
            FROM jsonb_each(to_jsonb(o)) AS was JOIN jsonb_each(to_jsonb(n)) AS is_now USING (key)
            WHERE was.value <> is_now.value AND key <> ALL (omitted)
        ) AS changed
        WHERE o *<> n AND changed.before IS NOT NULL;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO meetings_historyentry (transaction, user_id, source, "table", key, kind, before)
        SELECT pg_current_xact_id(), (actor->>'user')::bigint, coalesce(actor->>'import', ''), TG_TABLE_NAME, o.id,
            'deleted', to_jsonb(o)
        FROM old_rows AS o;
    ELSIF NOT actor ? 'import' THEN
        INSERT INTO meetings_historyentry (transaction, user_id, source, "table", key, kind, after)
        SELECT pg_current_xact_id(), (actor->>'user')::bigint, '', TG_TABLE_NAME, n.id, 'created',
            CASE WHEN TG_ARGV[1] = 'relation' THEN to_jsonb(n) END
        FROM new_rows AS n;
    END IF;
    RETURN NULL;
END $function$;
"""

_EVENTS = {
    "insert": ("INSERT", "NEW TABLE AS new_rows"),
    "update": ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    "delete": ("DELETE", "OLD TABLE AS old_rows"),
}


def history_triggers_of(table: str) -> str:
    """The SQL that makes the triggers of a table whose history is kept."""
    kind = "relation" if table.count("_") > 1 else "record"
    arguments = f"'{' '.join(HISTORY_TABLES[table])}', '{kind}'"
    return "".join(
        f"CREATE TRIGGER keep_history_{event} AFTER {when} ON {table} REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_history({arguments});\n"
        for event, (when, rows) in _EVENTS.items()
    )
