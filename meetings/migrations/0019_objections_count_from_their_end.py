"""An objection is kept for so many days from when it was done with, and not from when it came."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0018_recognized_uploads")]

    operations = [
        migrations.AddField(
            "objection",
            "changed_at",
            models.DateTimeField(auto_now=True, default=django.utils.timezone.now, verbose_name="senest ændret"),
            preserve_default=False,
        ),
    ]
