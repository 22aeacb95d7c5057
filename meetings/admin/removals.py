"""One page before something goes for good: what goes, what stays, what an editor wrote in it, and what addresses do."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from meetings.changes.actors import act_as_user
from meetings.danish.plurals import counted
from meetings.importing.records import RECORD_MODELS, ArchivedRecords, existing_records
from meetings.importing.refusals import Refused
from meetings.importing.replay import EditsInTheWay, delete_meeting, edits_in, join_meetings, plan_undoing, undo_import
from meetings.importing.sample_removal import count_samples, remove_samples
from meetings.models import Council, Document, Meeting
from meetings.models.base import RecordType

# So many records are named; of more the page says how many.
NAMED_AT_MOST = 40
# What is told by its number: an item's parts, and who took part.
COUNTED_PARTS: tuple[RecordType, ...] = ("participant", "decision", "table", "attachment", "appointment")
# What a meeting that goes leaves.
AFTER_A_MEETING = (
    "Personer, kommuner og udvalg bliver, også dem, som kun dette møde nævner.",
    "Mødets og punkternes adresser siger, at mødet er fjernet.",
)
# So many of the council's other meetings can be chosen from, those nearest in time.
MEETINGS_TO_JOIN = 12


def undo_page(request: HttpRequest, document_id: str) -> HttpResponse:
    """»Fortryd indlæsning«: the document goes, and its meeting is planned anew from what its others say."""
    document = Document.objects.without_text().select_related("meeting__council").filter(pk=document_id).first()
    if document is None:
        raise Http404
    require_permissions(request, "meetings.delete_document")
    planned = plan_undoing([document])
    gone = ["dokumentet og dets fil"]
    stays = ["Mødet bliver, som dets andre dokumenter siger. Adresser, det har haft imens, fører til det."]
    if planned.is_whole:
        gone += [f"mødet »{planned.meeting}«, som arkivet ikke har andre dokumenter fra"]
        gone += own_attachments(planned.meeting)
        stays = [*AFTER_A_MEETING]
    return removal_page(
        request,
        title=f"Fortryd indlæsningen af »{document.source_name}«",
        gone=(*gone, *planned.gone),
        edits=planned.edits,
        stays=(*stays, "Bliver dokumentet indlæst igen, kommer det hele igen."),
        act=lambda discard: undo_import([document], discard_edits=discard),
        done=f"Indlæsningen af »{document.source_name}« er fortrudt.",
        leads_to="admin:meetings_document_changelist",
    )


def delete_meeting_page(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """A meeting goes with its items, its documents and their files."""
    meeting = _meeting(meeting_id)
    require_permissions(request, "meetings.delete_meeting", "meetings.delete_document")
    records = existing_records(meeting)
    items = [f"punkt {item.number} {item.title}" for item in meeting.items.order_by("position")]
    files = [f"dokumentet »{document.source_name}« og dets fil" for document in meeting.documents.without_text()]
    return removal_page(
        request,
        title=f"Slet mødet »{meeting}«",
        gone=(*files, *own_attachments(meeting), *counted_parts(records), *items),
        edits=edits_in(records),
        stays=(*AFTER_A_MEETING, "Bliver dokumenterne indlæst igen, er mødet her på ny."),
        act=lambda _: delete_meeting(meeting),
        done=f"Mødet »{meeting}« er slettet.",
        leads_to="admin:meetings_meeting_changelist",
    )


def own_attachments(meeting: Meeting) -> list[str]:
    return [f"bilaget til mødet »{attachment.title}« og dets fil" for attachment in meeting.attachments.all()]


def counted_parts(records: ArchivedRecords) -> list[str]:
    """How many there are of what belongs to items and of participants: »12 beslutninger«."""
    counts = Counter(key[0] for key in records)
    named = {kind: RECORD_MODELS[kind]._meta for kind in COUNTED_PARTS if counts[kind]}
    return [
        counted(counts[kind], str(names.verbose_name), str(names.verbose_name_plural)) for kind, names in named.items()
    ]


def remove_samples_page(request: HttpRequest) -> HttpResponse:
    """»Fjern eksemplerne«: the invented councils go with all that only they name."""
    require_permissions(request, "meetings.delete_meeting", "meetings.delete_document", "meetings.delete_council")
    taken = count_samples()
    if not taken.councils:
        raise Http404
    councils = Council.objects.filter(is_sample=True).order_by("name")
    return removal_page(
        request,
        title="Fjern eksemplerne",
        gone=(
            *(f"det opdigtede råd »{council}«" for council in councils),
            counted(taken.meetings, "møde", "møder"),
            f"{counted(taken.documents, 'dokument', 'dokumenter')} og deres filer",
            f"{counted(taken.people, 'person', 'personer')}, som kun eksemplerne nævner",
            "de udvalg og forløb, som kun eksemplerne nævner",
            "alt, hvad historikken fortæller om dem",
        ),
        edits=(),
        stays=("De rigtige råd bliver, som de er. Det kan ikke fortrydes, men eksemplerne kan indlæses igen.",),
        act=lambda _: remove_samples(),
        done="Eksemplerne er fjernet.",
        leads_to="admin:meetings_council_changelist",
    )


def join_page(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """»Saml med et andet møde«: the documents of another meeting, which was this one, come to this."""
    meeting = _meeting(meeting_id)
    require_permissions(request, "meetings.change_meeting", "meetings.delete_meeting")
    others = _meetings_nearby(meeting)
    other = next((each for each in others if str(each.pk) == request.POST.get("other", request.GET.get("other"))), None)
    if other is None:
        context = {**admin.site.each_context(request), "title": f"Saml »{meeting}« med et andet møde", "others": others}
        return TemplateResponse(request, "admin/meetings/meeting/join.html", {**context, "opts": Meeting._meta})
    return removal_page(
        request,
        title=f"Saml »{other}« ind i »{meeting}«",
        gone=(f"mødet »{other}«, som bliver en del af »{meeting}«",),
        edits=edits_in(existing_records(other)),
        stays=(
            "Begge møders dokumenter bliver. Mødet læses på ny af dem: referatet går forud for dagsordenen.",
            f"Adresserne på mødet »{other}« fører til »{meeting}«.",
        ),
        act=lambda discard: join_meetings(meeting, other, discard_edits=discard),
        done=f"»{other}« og »{meeting}« er nu ét møde.",
        leads_to="admin:meetings_meeting_changelist",
        fields={"other": other.pk},
    )


def removal_page(
    request: HttpRequest,
    *,
    title: str,
    gone: Sequence[str],
    edits: Sequence[str],
    stays: Sequence[str],
    act: Callable[[bool], object],
    done: str,
    leads_to: str,
    fields: dict[str, Any] | None = None,
    posts_to: str = "",
) -> HttpResponse:
    """Shows what would happen; where the editor says so, does it. What she wrote goes only where she says that too.

    `posts_to` is the page's own address, where it is shown at another.
    """
    discards = "discard" in request.POST
    # Django's own answer before a deletion says yes too, where nothing but the record itself goes.
    confirms = "confirm" in request.POST or (request.POST.get("post") == "yes" and len(gone) == 1)
    if request.method == "POST" and confirms and (discards or not edits):
        try:
            with transaction.atomic():
                act_as_user(request.user.pk)
                act(discards)
        except EditsInTheWay as refusal:
            messages.error(request, refusal.sentence)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse(leads_to))
    context = {
        **admin.site.each_context(request),
        "title": title,
        "gone": gone[:NAMED_AT_MOST],
        "further": max(0, len(gone) - NAMED_AT_MOST),
        "edits": edits,
        "stays": stays,
        "fields": fields or {},
        "posts_to": posts_to,
        "opts": Meeting._meta,
    }
    return TemplateResponse(request, "admin/meetings/removal.html", context)


def _meeting(meeting_id: str) -> Meeting:
    meeting = Meeting.objects.select_related("council").filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404
    return meeting


def _meetings_nearby(meeting: Meeting) -> list[Meeting]:
    of_council = Meeting.objects.select_related("council").of_council(meeting.council_id).exclude(pk=meeting.pk)
    by_distance = sorted(of_council.defer("written", "imported"), key=lambda each: abs(each.date - meeting.date))
    return by_distance[:MEETINGS_TO_JOIN]


def require_permissions(request: HttpRequest, *permissions: str) -> None:
    if not request.user.has_perms(permissions):
        raise PermissionDenied
