"""What an item's page shows of its texts: blocks, sources, corrections, votes, and the meetings it names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from meetings.models import AgendaItem, Attachment, Meeting, Table
from meetings.models.choices import FieldName, Outcome, VoteSide
from meetings.pages import corrections, provenance
from meetings.pages.blocks import Block, split_into_blocks, with_marked_sentences
from meetings.pages.corrections import Correction
from meetings.pages.provenance import Source

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
    """One side of a vote: »For«, how many (None where the document does not say), and who, as the document has it."""

    side: str
    count: int | None
    who: str


def item_texts(
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


def correction_sentences(corrected: Mapping[str, Correction]) -> Iterator[str]:
    """Sentences on corrections of the title and the outcome, which stand over the texts.

    An outcome is what the archive read, not the document's wording, so the former one is shown.
    """
    if corrections.TITLE in corrected:
        yield "Overskriften er rettet af redaktionen."
    if outcome := corrected.get(corrections.OUTCOME):
        read = Outcome(outcome.printed).label
        yield f"Udfaldet er rettet af redaktionen. Arkivet havde læst det som »{read}«."


def vote_results(item: AgendaItem) -> list[VoteSideResult]:
    """The sides of the decision's vote in the document's order; empty without a vote."""
    decision = item.decision_or_none
    sides = decision.votes if decision else []
    return [VoteSideResult(VoteSide(side["side"]).label, side["count"], side["who"]) for side in sides]


def meetings_referred_to(item: AgendaItem) -> list[tuple[date, Meeting | None]]:
    """The dates that the item names, each with the council's meeting of that day if the archive has it."""
    of_council = Meeting.objects.select_related("council").of_council(item.meeting.council_id)
    named = Q(date__in=item.references) | Q(moved_from__overlap=item.references)
    meetings = list(of_council.filter(named).order_by("-slug", "pk")) if item.references else []
    by_date: dict[date, Meeting] = {day: meeting for meeting in meetings for day in meeting.moved_from}
    by_date |= {meeting.date: meeting for meeting in meetings}
    return [(day, by_date.get(day)) for day in sorted(item.references)]


def _item_text(
    name: FieldName, shown: tuple[Block, ...], source: Source | None, correction: Correction | None
) -> ItemText:
    label = str(name.label)
    if correction is None:
        return ItemText(name, label, shown, source)
    if not correction.printed:
        return ItemText(name, label, shown, None, "Skrevet af redaktionen. Teksten står ikke i dokumentet.")
    note = "Rettet af redaktionen" if correction.written else "Redaktionen har taget teksten ud"
    return ItemText(name, label, shown, source, note)


def _of_field(records: Sequence[FieldRecord], name: FieldName) -> list[FieldRecord]:
    return [record for record in records if record.field == name]
