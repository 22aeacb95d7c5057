from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations
from django.db.models.functions import Upper

# Django makes it for every unique text, for LIKE: words are asked for by equality, by trigrams, and folded.
WITHOUT_LIKE = """
DO $$ DECLARE needless text; BEGIN
    FOR needless IN SELECT indexname FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename = 'meetings_searchword'
        AND starts_with(indexname, 'meetings_searchword_word_') AND right(indexname, 5) = '_like'
    LOOP
        EXECUTE format('DROP INDEX %I', needless);
    END LOOP;
END $$
"""
WITH_LIKE = "CREATE INDEX meetings_searchword_word_4933d0a9_like ON meetings_searchword (word varchar_pattern_ops)"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0019_objections_count_from_their_end")]

    operations = [
        migrations.AddIndex(
            model_name="agendaitem",
            index=GinIndex(
                OpClass(Upper("title"), "gin_trgm_ops"),
                OpClass(Upper("case_number"), "gin_trgm_ops"),
                name="items_by_letters",
            ),
        ),
        migrations.RunSQL(WITHOUT_LIKE, WITH_LIKE),
    ]
