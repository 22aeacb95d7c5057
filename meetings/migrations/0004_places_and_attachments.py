import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models


KEYS = "UPDATE meetings_agendaitem SET key = coalesce(imported->>'number', '')"
ATTACHMENTS = """
    INSERT INTO meetings_attachment
        (imported, item_id, document_id, page, title, file, field, after_block, position)
    SELECT
        jsonb_build_object('title', '', 'field', 'presentation', 'after_block', 0, 'position', count - 1),
        id, document_id, page, '', '', 'presentation', 0, count - 1
    FROM meetings_agendaitem, generate_series(1, attachment_markers) AS count
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_topics_and_parties'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('imported', models.JSONField(default=dict, editable=False, verbose_name='indlæste værdier')),
                ('page', models.PositiveIntegerField(blank=True, null=True, verbose_name='side')),
                ('line', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='linje')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='overskrift')),
                ('file', models.FileField(blank=True, max_length=255, upload_to='bilag/%Y/', verbose_name='fil')),
                ('field', models.CharField(choices=[('background', 'Baggrund'), ('recommendation', 'Indstilling'), ('presentation', 'Sagsfremstilling'), ('decision', 'Beslutning')], default='presentation', max_length=14, verbose_name='står i')),
                ('after_block', models.PositiveIntegerField(default=0, verbose_name='ved afsnit nr.')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='rækkefølge')),
            ],
            options={
                'verbose_name': 'bilag',
                'verbose_name_plural': 'bilag',
                'ordering': ('position', 'pk'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='agendaitem',
            name='one_item_a_number_and_meeting',
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='key',
            field=models.CharField(blank=True, editable=False, max_length=24),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='line',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='linje'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='places',
            field=models.JSONField(default=dict, editable=False, verbose_name='hvor teksterne står'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='withdrawn',
            field=models.BooleanField(default=False, help_text='Punktet står i dagsordenen, men ikke i referatet. Det indgår i punktets adresse.', verbose_name='udgået'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='line',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='linje'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='line',
            field=models.PositiveIntegerField(null=True, verbose_name='linje'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='wording',
            field=models.TextField(blank=True, verbose_name='ordlyd'),
        ),
        migrations.AddField(
            model_name='decision',
            name='line',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='linje'),
        ),
        migrations.AddField(
            model_name='document',
            name='is_draft',
            field=models.BooleanField(default=False, verbose_name='udkast'),
        ),
        migrations.AddField(
            model_name='document',
            name='said',
            field=models.JSONField(default=dict, editable=False, verbose_name='læste poster'),
        ),
        migrations.AddField(
            model_name='participant',
            name='line',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='linje'),
        ),
        migrations.AddField(
            model_name='table',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.document', verbose_name='læst i'),
        ),
        migrations.AddField(
            model_name='table',
            name='line',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='linje'),
        ),
        migrations.AddField(
            model_name='table',
            name='page',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='side'),
        ),
        migrations.AlterField(
            model_name='agendaitem',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.document', verbose_name='læst i'),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.document', verbose_name='læst i'),
        ),
        migrations.AlterField(
            model_name='conflict',
            name='kind',
            field=models.CharField(choices=[('meeting', 'Møde'), ('section', 'Afsnit'), ('item', 'Punkt'), ('decision', 'Beslutning'), ('table', 'Tabel'), ('attachment', 'Bilag'), ('participant', 'Deltager'), ('appointment', 'Udpegning')], max_length=12, verbose_name='post'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.document', verbose_name='læst i'),
        ),
        migrations.AlterField(
            model_name='participant',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.document', verbose_name='læst i'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('meeting', 'number', 'withdrawn'), name='one_item_a_number_and_meeting', violation_error_message='Mødet har allerede et punkt med dette nummer.'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='meetings.document', verbose_name='læst i'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='meetings.agendaitem', verbose_name='punkt'),
        ),
        migrations.RunSQL([KEYS, ATTACHMENTS, "SET CONSTRAINTS ALL IMMEDIATE"], migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='agendaitem',
            name='attachment_markers',
        ),
    ]
