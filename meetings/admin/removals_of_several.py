"""The page before several records of a list go at once: imports undone, meetings and people deleted."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.admin.removals import AFTER_A_MEETING, counted_parts, own_attachments, removal_page, require_permissions
from meetings.danish.plurals import counted
from meetings.importing.records import existing_records
from meetings.importing.replay import delete_meeting, edits_in, lock_meetings, plan_undoing_all, undo_imports
from meetings.models import Document, ImportedModel, Meeting, Person, Upload
from meetings.models.base import RecordKey
from meetings.models.choices import UploadState
from meetings.people.removing import records_of_people, remove_people

# The hidden field with the keys of the records that the page is about.
CHOSEN = "chosen"


def undo_batch_page(request: HttpRequest) -> HttpResponse:
    """»Fortryd indlæsningen« of several documents: those sent, or all of the uploads of one `batch`."""
    documents = Document.objects.without_text().select_related("meeting__council")
    if batch := request.GET.get("batch"):
        try:
            applied = Upload.objects.filter(batch=batch, state=UploadState.APPLIED)
            chosen = documents.filter(pk__in=applied.exclude(document=None).values("document"))
        except ValueError as error:
            raise Http404 from error
        return undo_several_page(request, chosen)
    return undo_several_page(request, documents.filter(pk__in=_keys_sent(request)))


def undo_several_page(request: HttpRequest, chosen: QuerySet[Document]) -> HttpResponse:
    """What undoing the import of the chosen documents would do, meeting by meeting."""
    require_permissions(request, "meetings.delete_document")
    documents = list(chosen.select_related("meeting__council").order_by("meeting__date", "pk"))
    if not documents:
        raise Http404
    planned = plan_undoing_all(documents)
    gone = [f"dokumentet »{document.source_name}« og dets fil" for document in documents]
    for one in planned:
        if one.is_whole:
            gone.append(f"mødet »{one.meeting}«, som arkivet ikke har andre dokumenter fra")
            gone += own_attachments(one.meeting)
        gone += [f"{one.meeting}: {title}" for title in one.gone]
    stays = []
    if left := [one.meeting for one in planned if not one.is_whole]:
        named = "; ".join(f"»{meeting}«" for meeting in left)
        stays.append(f"Disse møder bliver, som deres andre dokumenter siger: {named}.")
    if len(left) < len(planned):
        stays += AFTER_A_MEETING
    return removal_page(
        request,
        title=f"Fortryd indlæsningen af {counted(len(documents), 'dokument', 'dokumenter')}",
        gone=gone,
        edits=[f"{one.meeting}: {edit}" for one in planned for edit in one.edits],
        stays=(*stays, "Bliver dokumenterne indlæst igen, kommer det hele igen."),
        act=lambda discard: undo_imports(documents, discard_edits=discard),
        done=f"Indlæsningen af {counted(len(documents), 'dokument', 'dokumenter')} er fortrudt.",
        leads_to="admin:meetings_document_changelist",
        fields=_chosen(documents),
        posts_to=reverse("admin:meetings_document_undo"),
    )


def delete_meetings_sent(request: HttpRequest) -> HttpResponse:
    """The page of the meetings whose keys were sent."""
    return delete_meetings_page(request, Meeting.objects.filter(pk__in=_keys_sent(request)))


def delete_meetings_page(request: HttpRequest, chosen: QuerySet[Meeting]) -> HttpResponse:
    """The chosen meetings go with their items, their documents and their files."""
    require_permissions(request, "meetings.delete_meeting", "meetings.delete_document")
    meetings = list(Meeting.objects.filter(pk__in=chosen.values("pk")).select_related("council").order_by("date", "pk"))
    if not meetings:
        raise Http404
    gone: list[str] = []
    edits: list[str] = []
    for meeting in meetings:
        records = existing_records(meeting)
        gone += [f"mødet »{meeting}« med {counted(meeting.items.count(), 'punkt', 'punkter')}"]
        gone += [f"dokumentet »{document.source_name}« og dets fil" for document in meeting.documents.without_text()]
        gone += [f"{meeting}: {part}" for part in (*own_attachments(meeting), *counted_parts(records))]
        edits += [f"{meeting}: {edit}" for edit in edits_in(records)]

    def delete_all() -> None:
        lock_meetings(*meetings)
        for meeting in meetings:
            delete_meeting(meeting)

    return removal_page(
        request,
        title=f"Slet {counted(len(meetings), 'møde', 'møder')}",
        gone=gone,
        edits=edits,
        stays=(*AFTER_A_MEETING, "Bliver dokumenterne indlæst igen, er møderne her på ny."),
        act=lambda _: delete_all(),
        done=f"{counted(len(meetings), 'møde', 'møder')} er slettet.",
        leads_to="admin:meetings_meeting_changelist",
        fields=_chosen(meetings),
        posts_to=reverse("admin:meetings_meeting_delete_chosen"),
    )


def delete_people_sent(request: HttpRequest) -> HttpResponse:
    """The page of the people whose keys were sent."""
    return delete_people_page(request, Person.objects.filter(pk__in=_keys_sent(request)))


def delete_people_page(request: HttpRequest, chosen: QuerySet[Person]) -> HttpResponse:
    """The chosen people go with their participations and appointments; items and meetings stay."""
    require_permissions(request, "meetings.delete_person")
    people = list(Person.objects.filter(pk__in=chosen.values("pk")).order_by("sort_key"))
    if not people:
        raise Http404
    found = records_of_people(people)
    participations = list(found.participations.select_related("meeting__council", "person").order_by("meeting__date"))
    appointments = list(found.appointments.select_related("item__meeting__council", "body", "person"))
    others = [person for person in found.people if person not in people]
    succeeded = found.succeeded.count()
    stays = [
        "Møderne, punkterne og dokumenterne bliver, og deres tekster siger det samme som før.",
        "Personens adresse siger, at arkivet ikke kender personen.",
        "Bliver et dokument indlæst igen, holdes deltagelser og udpegninger tilbage. Det står på indlæsningens side, "
        "hvor de kan tages med igen. Det, der er slettet, kan også gendannes under »Slettede«.",
    ]
    if succeeded:
        named = counted(succeeded, "udpegning", "udpegninger")
        stays.append(f"{named} af andre i stedet for personen bliver, men siger ikke længere, hvem der blev afløst.")
    records: dict[RecordKey, ImportedModel] = {}
    records |= {("participant", f"{one.person}, {one.meeting}"): one for one in participations}
    records |= {("appointment", f"{one.person} til {one.body}, {one.item.meeting}"): one for one in appointments}
    return removal_page(
        request,
        title=f"Slet {people[0] if len(people) == 1 else counted(len(people), 'person', 'personer')}",
        gone=(
            *(f"personen »{person}«" for person in people),
            *(f"navnet »{person}«, som er slået sammen med personen, og dets adresse" for person in others),
            *(f"deltagelsen i mødet »{one.meeting}«" for one in participations),
            *(f"udpegningen til {one.body}, {one.item.meeting}, punkt {one.item.number}" for one in appointments),
        ),
        edits=edits_in(records),
        stays=stays,
        act=lambda _: remove_people(people),
        done=f"{counted(len(people), 'person', 'personer')} er slettet.",
        leads_to="admin:meetings_person_changelist",
        fields=_chosen(people),
        posts_to=reverse("admin:meetings_person_delete_chosen"),
    )


def _chosen(records: Iterable[Model]) -> dict[str, Any]:
    return {CHOSEN: ",".join(str(record.pk) for record in records)}


def _keys_sent(request: HttpRequest) -> Sequence[int]:
    return [int(key) for key in request.POST.get(CHOSEN, "").split(",") if key.isdecimal()]
