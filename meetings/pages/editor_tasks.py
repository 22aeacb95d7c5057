"""What waits for an editor, for the front page of the admin: each kind with its number and a way in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate

from meetings.changes.restoring import history_models
from meetings.danish.plurals import counted
from meetings.models import (
    CaseThread,
    Conflict,
    Document,
    HistoryEntry,
    Meeting,
    Objection,
    Person,
    PersonMerge,
    Synonym,
    Upload,
)
from meetings.models.choices import UploadState
from meetings.models.objections import ObjectionState

ONE_IS_WITHHELD = "par, hvor den ene er holdt tilbage: én person eller to?"

# So many changed records are listed, the newest first.
LATEST_CHANGES = 10


@dataclass(frozen=True)
class WaitingTask:
    """So many records that wait for a decision, and the page on which it is made."""

    sentence: str
    count: int
    address: str


@dataclass(frozen=True)
class LatestChange:
    """A record that a user changed, and when last."""

    title: str
    address: str
    by: str
    at: datetime


def waiting_tasks(request: HttpRequest) -> list[WaitingTask]:
    """What waits for whoever is logged in, of what they may see; the most urgent first, nothing that is empty.

    Nothing waits in samples once they are hidden.
    """
    held, planned, refused = (
        Upload.objects.filter(state=state) for state in (UploadState.HELD, UploadState.PLANNED, UploadState.REFUSED)
    )
    merges = PersonMerge.objects.awaiting().of_equals()
    of_withheld = PersonMerge.objects.awaiting().of_withheld()
    objections = Objection.objects.filter(state=ObjectionState.NEW)
    found = (
        _task(objections, "ny indsigelse", "nye indsigelser", "?state__exact=new"),
        _task(of_withheld, ONE_IS_WITHHELD, ONE_IS_WITHHELD, "?tilbageholdt=ja"),
        _task(held, "tilbageholdt fil", "tilbageholdte filer", "?state__exact=held"),
        _task(Conflict.objects.all(), "uenighed med et dokument", "uenigheder med et dokument"),
        _task(planned, "fil klar til indlæsning", "filer klar til indlæsning", "?state__exact=planned"),
        _task(refused, "afvist fil", "afviste filer", "?state__exact=refused"),
        _task(merges.of_one_name(), "par af samme navn: én person eller to?", "par af samme navn: én person eller to?"),
        _task(Person.objects.doubted(), "person, der måske er flere", "personer, der måske er flere", "?tvivl=flere"),
        _task(merges.of_two_names(), "person, der måske har to navne", "personer, der måske har to navne"),
        _task(CaseThread.objects.awaiting(), "forløb med forslag", "forløb med forslag"),
        _task(Synonym.objects.awaiting(), "foreslået forkortelse", "foreslåede forkortelser"),
        _completeness(Meeting.objects.shown().lacking_minutes(localdate()), "møde uden referat", "møder uden referat"),
        _task(
            Document.objects.shown().with_warnings(),
            "dokument med advarsler",
            "dokumenter med advarsler",
            "?advarsler=ja",
        ),
    )
    return [task for queryset, task in found if task.count and _may_see(request, queryset)]


def latest_changes(request: HttpRequest) -> list[LatestChange]:
    """The records that users changed last, of what whoever is logged in may see."""
    models = {
        table: model for table, model in history_models().items() if _may_see(request, model._default_manager.all())
    }
    entries = HistoryEntry.objects.filter(user_id__isnull=False, table__in=models).order_by()
    newest = entries.values("table", "key").annotate(latest=Max("pk")).order_by("-latest")[: 3 * LATEST_CHANGES]
    rows = HistoryEntry.objects.in_bulk([row["latest"] for row in newest])
    users = get_user_model()._default_manager.in_bulk({row.user_id for row in rows.values()})
    changes = (_change(models[row.table], row, users) for row in sorted(rows.values(), key=lambda row: -row.pk))
    return [change for change in changes if change][:LATEST_CHANGES]


def _change(model: Any, row: HistoryEntry, users: Any) -> LatestChange | None:
    record = model._base_manager.filter(pk=row.key).first()
    try:
        address = reverse(f"admin:meetings_{model._meta.model_name}_history", args=(row.key,))
    except NoReverseMatch:
        return None
    if record is None:
        return None
    title = f"{capfirst(str(model._meta.verbose_name))}: {record}"
    return LatestChange(title, address, str(users.get(row.user_id) or "en tidligere bruger"), row.at)


def _task(queryset: QuerySet[Any], one: str, several: str, query: str = "") -> tuple[QuerySet[Any], WaitingTask]:
    address = reverse(f"admin:meetings_{queryset.model._meta.model_name}_changelist") + query
    count = queryset.count()
    return queryset, WaitingTask(counted(count, one, several), count, address)


def _completeness(queryset: QuerySet[Any], one: str, several: str) -> tuple[QuerySet[Any], WaitingTask]:
    count = queryset.count()
    return queryset, WaitingTask(counted(count, one, several), count, reverse("admin:meetings_meeting_completeness"))


def _may_see(request: HttpRequest, queryset: QuerySet[Any]) -> bool:
    return bool(request.user.has_perm(f"meetings.view_{queryset.model._meta.model_name}"))
