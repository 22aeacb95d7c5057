from django.db import migrations


class Migration(migrations.Migration):
    """Reading compressed vectors is what costs in a search: keep them uncompressed, beside narrow rows."""

    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE meetings_searchrow ALTER COLUMN vector SET STORAGE EXTERNAL;
                ALTER TABLE meetings_searchrow SET (toast_tuple_target = 128);
            """,
            reverse_sql="""
                ALTER TABLE meetings_searchrow ALTER COLUMN vector SET STORAGE EXTENDED;
                ALTER TABLE meetings_searchrow RESET (toast_tuple_target);
            """,
        )
    ]
