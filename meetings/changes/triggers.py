"""The triggers that count changes of what readers see. Migrations use them: one that makes a table has it watched.

Why it is done so: docs/decisions/0012-the-archives-version.md.
"""

from django.db.migrations import RunSQL

# Tables of which no public page shows anything, or that change with one that is watched only.
UNWATCHED = frozenset(
    {
        "meetings_archivechange",
        "meetings_commonpair",
        "meetings_conflict",
        "meetings_numbereditem",
        "meetings_numbering",
        "meetings_personmerge",
        "meetings_rarepairs",
        "meetings_stalenumber",
        "meetings_topicchoice",
        "meetings_unnumbereditem",
        "meetings_upload",
    }
)

# A transaction's first change makes a row; just before it commits, the row takes in those that it finds unlocked.
COUNTING = """
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

NOT_COUNTING = """
DROP TRIGGER complete_change ON meetings_archivechange;
DROP FUNCTION meetings_complete_change();
DROP FUNCTION meetings_count_change();
"""


def watch(*tables: str) -> RunSQL:
    """The operation that has every statement that writes to one of the tables counted as a change.

    A table that a later migration made anew has no trigger when this one is reversed.
    """
    return RunSQL(
        "".join(
            f"CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_change();\n"
            for table in tables
        ),
        "".join(f"DROP TRIGGER IF EXISTS count_change ON {table};\n" for table in tables),
    )
