import django.db.models.constraints
from django.db import migrations, models


KEYS = "UPDATE meetings_section SET key = coalesce(imported->>'number', '')"


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0007_uploads'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='section',
            name='one_section_a_number_and_meeting',
        ),
        migrations.AddField(
            model_name='section',
            name='key',
            field=models.CharField(blank=True, editable=False, max_length=24),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('meeting', 'number'), name='one_section_a_number_and_meeting', violation_error_message='Mødet har allerede et afsnit med dette nummer.'),
        ),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
    ]
