from django.db import migrations, models

from meetings.changes.triggers import COUNTING, NOT_COUNTING, watch


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0016_known_abbreviations'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchiveChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changes', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(COUNTING, NOT_COUNTING),
        watch(
            'meetings_agendaitem',
            'meetings_agendaitem_municipalities',
            'meetings_agendaitem_topics',
            'meetings_appointment',
            'meetings_attachment',
            'meetings_body',
            'meetings_casethread',
            'meetings_commonlexeme',
            'meetings_council',
            'meetings_decision',
            'meetings_document',
            'meetings_lexemebits',
            'meetings_mattersignature',
            'meetings_meeting',
            'meetings_municipality',
            'meetings_participant',
            'meetings_party',
            'meetings_person',
            'meetings_searchrow',
            'meetings_searchword',
            'meetings_section',
            'meetings_synonym',
            'meetings_table',
            'meetings_threaditem',
            'meetings_titletail',
            'meetings_topic',
        ),
    ]
