"""Removing the samples: their councils and meetings, documents and files, and all that only they name.

Nothing of them is left in the log of changes, nor in the history: they never happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import Q

from meetings.changes.recording import recording
from meetings.importing.replay import delete_meeting, lock_meetings
from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    CaseThread,
    ClearedFinding,
    Council,
    Document,
    HistoryEntry,
    Meeting,
    Municipality,
    Participant,
    Party,
    Person,
    Synonym,
    ThreadItem,
    Upload,
)
from meetings.models.choices import SynonymStatus
from meetings.models.samples import Records, known_from_samples_alone
from meetings.search.indexing import remove_words_of_no_item, words_of_items

_OF_SAMPLE_MEETING = Q(meeting__council__is_sample=True)
_OF_SAMPLE_ITEM = Q(item__meeting__council__is_sample=True)

# What was deleted in this transaction since an entry of the history, by table and key.
_DELETED = """
    SELECT DISTINCT "table", key FROM meetings_historyentry
    WHERE id > %(after)s AND kind = 'deleted' AND transaction = pg_current_xact_id()
"""
# What is still to be followed stays in the log until it is.
_FORGET = (
    f"""
    DELETE FROM meetings_change AS told USING ({_DELETED}) AS gone
    WHERE told."table" = gone."table" AND told.key = gone.key AND told.is_derived
    """,
    f"""
    DELETE FROM meetings_historyentry AS told USING ({_DELETED}) AS gone
    WHERE told."table" = gone."table" AND told.key = gone.key
    """,
)


@dataclass(frozen=True)
class RemovedSamples:
    """How much a removal takes, or would take."""

    councils: int
    meetings: int
    documents: int
    people: int


def count_samples() -> RemovedSamples:
    """What `remove_samples` would take."""
    return RemovedSamples(
        councils=Council.objects.filter(is_sample=True).count(),
        meetings=Meeting.objects.filter(council__is_sample=True).count(),
        documents=Document.objects.filter(_OF_SAMPLE_MEETING).count(),
        people=_people_of_samples_alone().count(),
    )


def remove_samples() -> RemovedSamples:
    """Delete the councils that are marked as samples with all that belongs to them, and what only they name.

    Also their files, what was uploaded of them, and what the log, the history and the admin tell of all that.
    """
    with transaction.atomic():
        taken = count_samples()
        newest = HistoryEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with recording():
            _remove()
        with connection.cursor() as cursor:
            cursor.execute(_DELETED, {"after": newest})
            _forget_in_admin(cursor.fetchall())
            for statement in _FORGET:
                cursor.execute(statement, {"after": newest})
    return taken


def _remove() -> None:
    meetings = list(Meeting.objects.filter(council__is_sample=True).select_related("council"))
    lock_meetings(*meetings)
    # Told before their meetings go, as by them they are known.
    named = [
        *(
            list(records.values_list("pk", flat=True))
            for records in (_people_of_samples_alone(), _bodies(), _parties())
        ),
        list(_municipalities().values_list("pk", flat=True)),
    ]
    threads = ThreadItem.objects.filter(_OF_SAMPLE_ITEM).order_by().values_list("thread", flat=True)
    mixed = ThreadItem.objects.exclude(_OF_SAMPLE_ITEM).order_by().values_list("thread", flat=True)
    of_samples = set(threads) - set(mixed.filter(thread__in=threads))
    words = words_of_items(AgendaItem.objects.filter(_OF_SAMPLE_MEETING).values_list("pk", flat=True))
    Synonym.objects.filter(_OF_SAMPLE_ITEM, status=SynonymStatus.SUGGESTED).delete()
    _remove_uploads()
    for meeting in meetings:
        delete_meeting(meeting)
    CaseThread.objects.filter(pk__in=of_samples).delete()
    Council.objects.filter(is_sample=True).delete()
    people, bodies, parties, municipalities = named
    Person.objects.filter(merged_into__in=people).update(merged_into=None)
    for model, keys in ((Person, people), (Body, bodies), (Party, parties), (Municipality, municipalities)):
        model._default_manager.filter(pk__in=keys).delete()
    remove_words_of_no_item(words)


def _remove_uploads() -> None:
    """What was uploaded of the samples' files, imported or not, and what an editor decided of them."""
    names = Council.objects.filter(is_sample=True).values_list("name", flat=True)
    hashes = list(Document.objects.filter(_OF_SAMPLE_MEETING).values_list("sha256", flat=True))
    of_samples = Upload.objects.filter(Q(sha256__in=hashes) | Q(reading__council__in=list(names)))
    for upload in of_samples.exclude(file=""):
        transaction.on_commit(partial(upload.file.storage.delete, str(upload.file.name)))
    ClearedFinding.objects.filter(sha256__in=[*hashes, *of_samples.values_list("sha256", flat=True)]).delete()
    of_samples.delete()


def _people_of_samples_alone() -> models.QuerySet[Person]:
    """Those whom only samples name, and those whom an editor has merged into them."""
    named = Person.objects.filter(
        known_from_samples_alone(
            (Participant, "person", _OF_SAMPLE_MEETING),
            (Appointment, "person", _OF_SAMPLE_ITEM),
            (Appointment, "replaces", _OF_SAMPLE_ITEM),
        )
    )
    keys = set(named.values_list("pk", flat=True))
    while further := set(Person.objects.filter(merged_into__in=keys).exclude(pk__in=keys).values_list("pk", flat=True)):
        keys |= further
    return Person.objects.filter(pk__in=keys)


def _bodies() -> models.QuerySet[Body]:
    return _untouched(Body.objects.filter(known_from_samples_alone((Appointment, "body", _OF_SAMPLE_ITEM))))


def _parties() -> models.QuerySet[Party]:
    named = known_from_samples_alone(
        (Participant, "party", _OF_SAMPLE_MEETING), (Appointment, "party", _OF_SAMPLE_ITEM)
    )
    return _untouched(Party.objects.filter(named))


def _municipalities() -> models.QuerySet[Municipality]:
    of_items = (Municipality.items.through, "municipality", Q(agendaitem__meeting__council__is_sample=True))
    named = known_from_samples_alone(
        (Participant, "municipality", _OF_SAMPLE_MEETING), (Appointment, "municipality", _OF_SAMPLE_ITEM), of_items
    )
    return _untouched(Municipality.objects.filter(named))


def _untouched(records: Records) -> Records:
    """Without those that an editor made or changed: registers are hers."""
    by_editors = HistoryEntry.objects.filter(table=records.model._meta.db_table, user_id__isnull=False)
    kept: Records = records.exclude(pk__in=by_editors.order_by().values("key"))
    return kept


def _forget_in_admin(gone: Iterable[tuple[str, int]]) -> None:
    """Delete what the admin tells of the deleted records, by table and key."""
    keys_of: dict[str, list[str]] = {}
    for table, key in gone:
        keys_of.setdefault(table.removeprefix("meetings_"), []).append(str(key))
    for kind in ContentType.objects.filter(app_label="meetings", model__in=keys_of):
        LogEntry.objects.filter(content_type=kind, object_id__in=keys_of[kind.model]).delete()
