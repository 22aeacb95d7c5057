"""Search answers by its one index: the sets of numbers go, and a save puts its words into the index at once."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

NOT_FOLLOWING = """
DROP TRIGGER IF EXISTS follow_search_row ON meetings_searchrow;
DROP FUNCTION IF EXISTS meetings_follow_search_row();
"""
FOLLOWING = """
CREATE FUNCTION meetings_follow_search_row() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP <> 'INSERT' THEN
                        WITH freed AS (DELETE FROM meetings_numbereditem WHERE item_id = OLD.item_id RETURNING number)
                        INSERT INTO meetings_stalenumber (number) SELECT number FROM freed ON CONFLICT DO NOTHING;
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        DELETE FROM meetings_unnumbereditem WHERE item_id = OLD.item_id;
                    ELSIF EXISTS (SELECT FROM meetings_commonlexeme) THEN
                        INSERT INTO meetings_unnumbereditem (item_id) VALUES (NEW.item_id) ON CONFLICT DO NOTHING;
                    END IF;
                    RETURN NULL;
                END $$;
CREATE TRIGGER follow_search_row AFTER INSERT OR UPDATE OR DELETE ON meetings_searchrow
    FOR EACH ROW EXECUTE FUNCTION meetings_follow_search_row();
"""

# As its `fastupdate` does not change what stands in the index, it need not be made anew.
AT_ONCE = """
ALTER INDEX search_by_vector SET (fastupdate = off);
SELECT gin_clean_pending_list('search_by_vector');
"""
LATER = "ALTER INDEX search_by_vector RESET (fastupdate);"


class Migration(migrations.Migration):

    dependencies = [("meetings", "0001_squashed_0022_bodies_while_typing")]

    operations = [
        migrations.RunSQL(NOT_FOLLOWING, FOLLOWING),
        *(
            migrations.DeleteModel(name)
            for name in (
                *("NumberedItem", "UnnumberedItem", "StaleNumber", "Numbering"),
                *("CommonLexeme", "CommonPair", "RarePairs"),
            )
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(AT_ONCE, LATER)],
            state_operations=[
                migrations.RemoveIndex("searchrow", "search_by_vector"),
                migrations.AddIndex(
                    "searchrow", GinIndex(fields=["vector"], name="search_by_vector", fastupdate=False)
                ),
            ],
        ),
    ]
