"""One item of an agenda: what was recommended, what was decided, and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from meetings.cases.similar import similar_items
from meetings.models import AgendaItem, Appointment, Attachment, Meeting, Table
from meetings.models.choices import FieldName, Outcome, VoteSide
from meetings.pages import (
    awaited,
    breadcrumbs,
    citations,
    corrections,
    former_addresses,
    provenance,
    since_agenda,
    structured_data,
    timeline,
)
from meetings.pages.blocks import Block, split_into_blocks, with_marked_sentences
from meetings.pages.corrections import Correction
from meetings.pages.named_people import named_people
from meetings.pages.provenance import Source
from meetings.pages.references import references_of

FieldRecord = TypeVar("FieldRecord", Table, Attachment)


@dataclass(frozen=True)
class ItemText:
    """One of an item's texts, under its heading; `correction` says what an editor did to the document's wording.

    The wording itself is not repeated: it may have been taken out for good reason. Where the document has none, there
    is no source.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    source: Source | None
    correction: str = ""


@dataclass(frozen=True)
class VoteSideResult:
    """One side of a vote, as the page shows it."""

    side: str
    count: int | None
    who: str


@require_safe
def item(request: HttpRequest, council_slug: str, date: date, number: str, *, withdrawn: bool = False) -> HttpResponse:
    of_meeting = AgendaItem.objects.with_sources().filter(meeting__council__slug=council_slug, meeting__date=date)
    found = of_meeting.filter(number=number, withdrawn=withdrawn).first()
    if not found:
        if moved_to := former_addresses.moved_item(council_slug, date, number):
            return redirect(moved_to, permanent=True)
        if removed_from := former_addresses.meeting_of_removed_item(council_slug, date, number):
            return former_addresses.removed_item_page(request, removed_from, number)
        if gone := former_addresses.removed_meeting(council_slug, date):
            return former_addresses.removed_meeting_page(request, gone)
        raise Http404(f"Arkivet har intet punkt {number} fra et møde i det råd {date_format(date, 'j. F Y')}.")
    siblings = list(AgendaItem.objects.for_list().filter(meeting=found.meeting_id).order_by("position"))
    position = siblings.index(found)
    attachments = list(found.attachments.all())
    places = provenance.sources_of_item(found)
    said = corrections.statements_of(found)
    corrected = corrections.corrections_of(found, said)
    since = since_agenda.compare_item(found, said)
    appointments = list(Appointment.objects.for_list().filter(item=found))
    return render(
        request,
        "meetings/item.html",
        {
            "item": found,
            "subject": structured_data.describe_item(found),
            "texts": {text.name: text for text in _item_texts(found, attachments, corrected)},
            "corrections": list(_correction_sentences(corrected)),
            "appointments": appointments,
            "attachments": attachments,
            "municipalities": found.municipalities.all(),
            "people": named_people(found, appointments),
            "topics": found.topics.all(),
            "references": _meetings_referred_to(found),
            "linked": references_of(found, siblings),
            "timeline": timeline.item_timeline(found),
            "similar": similar_items(found),
            "votes": _votes(found),
            "awaited": awaited.notice_on_item(found),
            "sources": places,
            "draft": next((place.document for place in places if provenance.is_draft_of_minutes(place.document)), None),
            "since_agenda": since,
            "since_sentences": since_agenda.sentences_on_item(found, since),
            "citation": citations.citation_of_item(
                found, places[-1] if places else None, is_corrected=bool(corrected.keys() - {corrections.OUTCOME})
            ),
            "previous": siblings[position - 1] if position else None,
            "next": siblings[position + 1] if position + 1 < len(siblings) else None,
            "breadcrumbs": breadcrumbs.to_meeting(found.meeting),
        },
    )


def _item_texts(
    item: AgendaItem, attachments: Sequence[Attachment], corrected: Mapping[str, Correction]
) -> Sequence[ItemText]:
    """The texts that the item has or its document had, tables and marks of attachments in their places."""
    tables = list(item.tables.all())
    decision = item.decision_or_none
    deciding = decision.deciding_sentence.split("\n") if decision else []
    found = []
    for name, text in item.texts().items():
        written = split_into_blocks(text, _of_field(tables, name), _of_field(attachments, name) if text else ())
        correction = corrected.get(name)
        if written or correction:
            shown = with_marked_sentences(written, deciding if name == FieldName.DECISION else ())
            found.append(_item_text(name, shown, provenance.source_of_text(item, name), correction))
    return found


def _item_text(
    name: FieldName, shown: tuple[Block, ...], source: Source | None, correction: Correction | None
) -> ItemText:
    label = str(name.label)
    if correction is None:
        return ItemText(name, label, shown, source)
    if not correction.printed:
        return ItemText(name, label, shown, None, "Skrevet af redaktionen. Teksten står ikke i dokumentet.")
    told = "Rettet af redaktionen" if correction.written else "Redaktionen har taget teksten ud"
    return ItemText(name, label, shown, source, told)


def _correction_sentences(corrected: Mapping[str, Correction]) -> Iterator[str]:
    """What an editor corrected of what stands over the texts. An outcome is no words of the document's."""
    if corrections.TITLE in corrected:
        yield "Overskriften er rettet af redaktionen."
    if outcome := corrected.get(corrections.OUTCOME):
        read = Outcome(outcome.printed).label
        yield f"Udfaldet er rettet af redaktionen. Arkivet havde læst det som »{read}«."


def _votes(item: AgendaItem) -> list[VoteSideResult]:
    decision = item.decision_or_none
    sides = decision.votes if decision else []
    return [VoteSideResult(VoteSide(side["side"]).label, side["count"], side["who"]) for side in sides]


def _of_field(records: Sequence[FieldRecord], name: FieldName) -> list[FieldRecord]:
    return [record for record in records if record.field == name]


def _meetings_referred_to(item: AgendaItem) -> list[tuple[date, Meeting | None]]:
    """The dates that the item names, each with the council's meeting of that day if the archive has it."""
    meetings = Meeting.objects.filter(council=item.meeting.council_id, date__in=item.references)
    by_date = {meeting.date: meeting for meeting in meetings.select_related("council")}
    return [(day, by_date.get(day)) for day in sorted(item.references)]
