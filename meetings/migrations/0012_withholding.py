"""What is withheld, and the mark on each record that is."""

import django.db.models.deletion
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

LOG_EVENTS = {
    "insert": ("INSERT", "REFERENCING NEW TABLE AS new_rows "),
    "update": ("UPDATE", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows "),
    "delete": ("DELETE", "REFERENCING OLD TABLE AS old_rows "),
    "truncate": ("TRUNCATE", ""),
}
LOG = "".join(
    f"CREATE TRIGGER log_{event} AFTER {when} ON meetings_withholding {rows}FOR EACH STATEMENT"
    " EXECUTE FUNCTION meetings_log_change($$r.item_id$$, $$NULL::bigint$$, $$''$$, $$NULL$$);\n"
    for event, (when, rows) in LOG_EVENTS.items()
)
HISTORY_EVENTS = {
    "insert": ("INSERT", "NEW TABLE AS new_rows"),
    "update": ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    "delete": ("DELETE", "OLD TABLE AS old_rows"),
}
# Columns of which the history says nothing, before this migration and since: the mark follows from the withholding.
OMITTED = {
    "meetings_agendaitem": "imported line",
    "meetings_attachment": "imported line",
    "meetings_meetingattachment": "",
    "meetings_person": "sort_key folded_name",
}


def history_of(table: str, omitted: str) -> str:
    return "".join(
        f"CREATE TRIGGER keep_history_{event} AFTER {when} ON {table} REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_history('{omitted}', 'record');\n"
        for event, (when, rows) in HISTORY_EVENTS.items()
    )


def no_history_of(table: str) -> str:
    return "".join(f"DROP TRIGGER keep_history_{event} ON {table};\n" for event in HISTORY_EVENTS)


HISTORY = "".join(
    no_history_of(table) + history_of(table, f"{omitted} is_withheld".strip()) for table, omitted in OMITTED.items()
)
FORMER_HISTORY = "".join(no_history_of(table) + history_of(table, omitted) for table, omitted in OMITTED.items())


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0011_redactions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('with_documents', models.BooleanField(default=True, help_text='Et punkts dokumenter holdes også tilbage, så længe punktet gør: dets tekst står jo i dem. Sig kun nej, hvis teksten er taget ud af dem.', verbose_name='også dokumenterne')),
                ('sentence', models.CharField(help_text='En eller to sætninger om hvorfor. De står på siden og må ikke røbe, hvad der er tilbageholdt.', max_length=300, verbose_name='hvad læserne får at vide')),
                ('reason', models.TextField(help_text='Til jer selv. Vises ikke offentligt.', verbose_name='grund')),
                ('begins_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='fra')),
                ('ends_at', models.DateTimeField(blank=True, help_text='Tom: indtil videre.', null=True, verbose_name='til')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='oprettet')),
            ],
            options={
                'verbose_name': 'tilbageholdelse',
                'verbose_name_plural': 'tilbageholdelser',
                'ordering': ('-begins_at', '-pk'),
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='is_withheld',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='tilbageholdt'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='is_withheld',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='tilbageholdt'),
        ),
        migrations.AddField(
            model_name='document',
            name='is_withheld',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='tilbageholdt'),
        ),
        migrations.AddField(
            model_name='meetingattachment',
            name='is_withheld',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='tilbageholdt'),
        ),
        migrations.AddField(
            model_name='person',
            name='is_withheld',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='tilbageholdt'),
        ),
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(condition=models.Q(('is_withheld', True)), fields=['id'], name='withheld_items'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(condition=models.Q(('is_withheld', True)), fields=['id'], name='withheld_attachments'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('is_withheld', True)), fields=['id'], name='withheld_documents'),
        ),
        migrations.AddIndex(
            model_name='meetingattachment',
            index=models.Index(condition=models.Q(('is_withheld', True)), fields=['id'], name='withheld_meeting_attachments'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('is_withheld', True)), fields=['id'], name='withheld_people'),
        ),
        migrations.AddField(
            model_name='withholding',
            name='attachment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.attachment', verbose_name='bilag'),
        ),
        migrations.AddField(
            model_name='withholding',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.document', verbose_name='dokument'),
        ),
        migrations.AddField(
            model_name='withholding',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.agendaitem', verbose_name='punkt'),
        ),
        migrations.AddField(
            model_name='withholding',
            name='made_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='af'),
        ),
        migrations.AddField(
            model_name='withholding',
            name='meeting_attachment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.meetingattachment', verbose_name='bilag til mødet'),
        ),
        migrations.AddField(
            model_name='withholding',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.person', verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(models.Func(models.F('item'), models.F('document'), models.F('attachment'), models.F('meeting_attachment'), models.F('person'), function='num_nonnulls', output_field=models.IntegerField()), 1), name='one_record_is_withheld', violation_error_message='Vælg det ene, der skal holdes tilbage.'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('begins_at')), _connector='OR'), name='withholding_ends_after_it_begins', violation_error_message='Sluttidspunktet skal ligge efter begyndelsen.'),
        ),
        migrations.RunSQL(LOG + history_of("meetings_withholding", "") + HISTORY, FORMER_HISTORY),
    ]
