"""One item of an agenda: what was recommended, what was decided, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from meetings.blocks import Block, blocks, marked
from meetings.choices import FieldName, VoteSide
from meetings.models import AgendaItem, Appointment, Document, Meeting, Table
from meetings.views import breadcrumbs, moved
from meetings.views.references import references_of


@dataclass(frozen=True)
class Text:
    """One of an item's texts, under its heading."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Vote:
    """One side of a vote, as the page shows it."""

    side: str
    count: int | None
    who: str


@dataclass(frozen=True)
class Source:
    """Where a part of an item was read from."""

    part: str
    document: Document
    page: int | None


@require_safe
def item(request: HttpRequest, council_slug: str, date: date, number: str, *, withdrawn: bool = False) -> HttpResponse:
    of_meeting = AgendaItem.objects.with_sources().filter(meeting__council__slug=council_slug, meeting__date=date)
    found = of_meeting.filter(number=number, withdrawn=withdrawn).first()
    if not found:
        if moved_to := moved.item(council_slug, date, number):
            return redirect(moved_to, permanent=True)
        raise Http404(f"Arkivet har intet punkt {number} fra et møde i det råd {date_format(date, 'j. F Y')}.")
    siblings = list(AgendaItem.objects.for_list().filter(meeting=found.meeting_id).order_by("position"))
    position = siblings.index(found)
    sources = _sources(found)
    return render(
        request,
        "meetings/item.html",
        {
            "item": found,
            "texts": {text.name: text for text in _texts(found)},
            "appointments": Appointment.objects.for_list().filter(item=found),
            "attachments": found.attachments.all(),
            "municipalities": found.municipalities.all(),
            "topics": found.topics.all(),
            "references": _references(found),
            "linked": references_of(found, siblings),
            "votes": _votes(found),
            "sources": sources,
            "citation": citation(found, sources[-1] if sources else None),
            "previous": siblings[position - 1] if position else None,
            "next": siblings[position + 1] if position + 1 < len(siblings) else None,
            "breadcrumbs": breadcrumbs.to_meeting(found.meeting),
        },
    )


def citation(item: AgendaItem, source: Source | None) -> str:
    """How the item is cited, by its decision: »KKR Nordjylland, referat 19. juni 2026, pkt. 3.6, s. 20«."""
    kind = source.document.get_kind_display().lower() if source else "møde"
    parts = [
        item.meeting.council.name,
        f"{kind} {date_format(item.meeting.date, 'j. F Y')}",
        f"pkt. {item.number}",
    ]
    if source and source.page:
        parts.append(f"s. {source.page}")
    return ", ".join(parts)


def _sources(item: AgendaItem) -> list[Source]:
    """Where the item stands, and its decision where that is another page or document."""
    sources = [Source("Punktet", item.document, item.page)] if item.document else []
    if hasattr(item, "decision") and item.decision.document:
        of_decision = Source("Beslutningen", item.decision.document, item.decision.page)
        if (item.document_id, item.page) != (item.decision.document_id, item.decision.page):
            sources.append(of_decision)
    return sources


def _texts(item: AgendaItem) -> Sequence[Text]:
    """The texts that the item has, tables in their places."""
    tables = list(item.tables.all())
    texts = {
        FieldName.BACKGROUND: item.background,
        FieldName.RECOMMENDATION: item.recommendation,
        FieldName.PRESENTATION: item.presentation,
        FieldName.DECISION: item.decision.text if hasattr(item, "decision") else "",
    }
    deciding = item.decision.deciding_sentence.split("\n") if hasattr(item, "decision") else []
    shown = [
        Text(
            name,
            name.label,
            marked(blocks(text, _of_field(tables, name)), deciding if name == FieldName.DECISION else ()),
        )
        for name, text in texts.items()
    ]
    return [text for text in shown if text.blocks]


def _votes(item: AgendaItem) -> list[Vote]:
    told = item.decision.votes if hasattr(item, "decision") else []
    return [Vote(VoteSide(vote["side"]).label, vote["count"], vote["who"]) for vote in told]


def _of_field(tables: Sequence[Table], name: FieldName) -> list[Table]:
    return [table for table in tables if table.field == name]


def _references(item: AgendaItem) -> list[tuple[date, Meeting | None]]:
    """The dates that the item names, each with the council's meeting of that day if the archive has it."""
    meetings = Meeting.objects.filter(council=item.meeting.council_id, date__in=item.references)
    by_date = {meeting.date: meeting for meeting in meetings.select_related("council")}
    return [(day, by_date.get(day)) for day in sorted(item.references)]
