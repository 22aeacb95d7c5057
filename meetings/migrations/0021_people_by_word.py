from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0020_searched_by_letters")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(fields=["sort_key"], name="people_by_word", opclasses=("gin_trgm_ops",)),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["id"], name="renamed_people", condition=models.Q(("former_names", []), _negated=True)
            ),
        ),
    ]
