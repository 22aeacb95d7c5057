"""The editors' page »Fuldstændighed«: what the archive lacks, with the way to where it can be mended."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from meetings.admin import archive_gaps
from meetings.danish.plurals import counted
from meetings.models import AgendaItem, Meeting

# Findings in a section.
SHOWN_AT_MOST = 200
PERMISSIONS = ("meetings.view_meeting", "meetings.view_agendaitem", "meetings.view_document")


@dataclass(frozen=True)
class RecordLink:
    """A record as a link to its page in the admin."""

    text: str
    address: str


@dataclass(frozen=True)
class CompletenessFinding:
    """Something that is missing, and the records that show it."""

    text: str
    records: tuple[RecordLink, ...]


@dataclass(frozen=True)
class CompletenessSection:
    """The findings of one kind; `is_cut` where there are more than the page shows."""

    title: str
    explanation: str
    findings: tuple[CompletenessFinding, ...]
    is_cut: bool


@require_safe
def completeness_page(request: HttpRequest) -> HttpResponse:
    """What is missing, for those who may look at meetings, items and documents."""
    if not request.user.has_perms(PERMISSIONS):
        raise PermissionDenied
    return render(
        request,
        "admin/meetings/meeting/completeness.html",
        {**admin.site.each_context(request), "title": "Fuldstændighed", "opts": Meeting._meta, "sections": _sections()},
    )


def _sections() -> list[CompletenessSection]:
    """The page's sections. Seven queries: one a section, and two for the names of what they point at."""
    today, one_more = timezone.localdate(), SHOWN_AT_MOST + 1
    missing = archive_gaps.missing_meetings(one_more)
    gaps = archive_gaps.numbering_gaps(one_more)
    dangling = archive_gaps.dangling_references(one_more)
    naming = [key for meeting in missing for key in meeting.items]
    items = archive_gaps.items_by_key([*naming, *(reference.item for reference in dangling)])
    meetings = archive_gaps.meetings_by_key(gap.meeting for gap in gaps)
    return [
        _section(
            "Møder uden referat",
            "Mødet er holdt, og arkivet har dagsordenen eller et udkast, men intet referat.",
            [
                CompletenessFinding("", (_link_to_meeting(meeting),))
                for meeting in archive_gaps.meetings_without_minutes(today, one_more)
            ],
        ),
        _section(
            "Møder, som arkivet mangler",
            "Rådets egne punkter nævner dem, men arkivet har intet møde på den dato.",
            [
                CompletenessFinding(
                    f"{meeting.council}, {date_format(meeting.date, 'j. F Y')}"
                    f"{' (endnu ikke holdt)' if meeting.date >= today else ''}",
                    tuple(_link_to_item(items[key]) for key in meeting.items if key in items),
                )
                for meeting in missing
            ],
        ),
        _section(
            "Huller i nummereringen",
            "Et punkt kan være overset i læsningen eller mangle i dokumentet.",
            [
                CompletenessFinding(
                    f"{gap.first} mangler" if gap.first == gap.last else f"{gap.first}–{gap.last} mangler",
                    (_link_to_meeting(meetings[gap.meeting]),),
                )
                for gap in gaps
                if gap.meeting in meetings
            ],
        ),
        _section(
            "Dokumenter med advarsler",
            "Noget i dokumentet blev ikke forstået.",
            [
                CompletenessFinding(
                    counted(len(document.warnings), "advarsel", "advarsler"),
                    (
                        RecordLink(
                            f"{document.meeting}: {document}", f"{_change_page('document', document.pk)}#advarsler"
                        ),
                    ),
                )
                for document in archive_gaps.documents_with_warnings(one_more)
            ],
        ),
        _section(
            "Henvisninger, der ikke peger på noget",
            "Punktet nævner et punkt eller en sag, som arkivet ikke har.",
            [
                CompletenessFinding(reference.reference, (_link_to_item(items[reference.item]),))
                for reference in dangling
                if reference.item in items
            ],
        ),
    ]


def _section(title: str, explanation: str, findings: list[CompletenessFinding]) -> CompletenessSection:
    return CompletenessSection(title, explanation, tuple(findings[:SHOWN_AT_MOST]), len(findings) > SHOWN_AT_MOST)


def _link_to_meeting(meeting: Meeting) -> RecordLink:
    return RecordLink(str(meeting), _change_page("meeting", meeting.pk))


def _link_to_item(item: AgendaItem) -> RecordLink:
    return RecordLink(f"{item.meeting}, pkt. {item}", _change_page("agendaitem", item.pk))


def _change_page(model: str, key: int) -> str:
    return reverse(f"admin:meetings_{model}_change", args=(key,))
