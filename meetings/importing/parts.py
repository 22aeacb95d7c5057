"""Documents that are only a part of what there is of a meeting: supplements and extracts, and what they mean."""

from collections.abc import Iterable, Mapping

from meetings.importing.item_order import renumbered
from meetings.importing.planned_changes import PlannedChange
from meetings.importing.precedence import is_part
from meetings.importing.records import ArchivedRecords
from meetings.models import AgendaItem, Meeting
from meetings.models.base import PlainValues, RecordKey
from meetings.models.choices import DocumentKind
from meetings.parsing import document as minutes

# So many of the items that a document lacks are named.
_MOST_NAMED = 5


def has_parts(document: minutes.Document, meeting: Meeting) -> bool:
    """Whether the document, or one of the meeting's, is only a part of what there is: their items stand by number."""
    return is_part(document.edition) or any(
        is_part(edition) for edition in meeting.documents.values_list("edition", flat=True)
    )


def with_new_numbers(
    document: minutes.Document, read: dict[RecordKey, PlainValues], keys: Mapping[str, str], existing: ArchivedRecords
) -> tuple[dict[RecordKey, PlainValues], list[str]]:
    """The records of a supplement that counts from 1 again, with numbers that are free; and what there is to say."""
    if document.edition != "supplement":
        return read, []
    numbers, remarks = renumbered(document, keys, existing)
    return {
        key: {**values, "number": numbers[values["number"]]}
        if key[0] == "item" and values["number"] in numbers
        else values
        for key, values in read.items()
    }, remarks


def adds_live(document: minutes.Document, meeting: Meeting) -> bool:
    """Whether what a document adds that does not lead is on the agenda: a supplement's, until there are minutes.

    What a whole agenda has beside minutes or a revised agenda was withdrawn; an extract says nothing of that.
    """
    has_minutes = meeting.documents.filter(kind=DocumentKind.MINUTES, rank__gt=0).exists()
    return is_part(document.edition) and (document.kind == "minutes" or not has_minutes)


def remarks_on_items_left(
    read: Mapping[RecordKey, PlainValues], existing: ArchivedRecords, changes: Iterable[PlannedChange]
) -> tuple[str, ...]:
    """What there is to say of items that a whole document of the meeting lacks and that stay as they are.

    Of two agendas that do not say which is the later none tells that an item was withdrawn: a person is to know.
    """
    withdrawn = {change.key for change in changes if change.values.get("withdrawn")}
    left = [
        f"{item.number} »{item.title}«"
        for key, item in existing.items()
        if isinstance(item, AgendaItem) and item.imported and not item.withdrawn and key not in {*read, *withdrawn}
    ]
    if not left:
        return ()
    named = ", ".join(left[:_MOST_NAMED]) + (f" og {len(left) - _MOST_NAMED} mere" if len(left) > _MOST_NAMED else "")
    return (
        f"Et andet dokument til mødet har også punkt {named}. Det bliver stående; "
        "er det taget af dagsordenen, så markér det som udgået.",
    )
