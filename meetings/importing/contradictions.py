"""Why a document is refused that does not go together with what the archive has of its meeting."""

from collections import Counter
from collections.abc import Iterable

from meetings.importing.files import ReadFile
from meetings.importing.planned_changes import PlannedChange
from meetings.importing.precedence import is_part
from meetings.importing.records import ArchivedRecords
from meetings.importing.refusals import Refused
from meetings.models import AgendaItem, Meeting, Section
from meetings.models.base import RecordKey, imported_value
from meetings.models.choices import Outcome
from meetings.parsing import document as minutes


def check_contradictions(
    file: ReadFile,
    meeting: Meeting,
    existing: ArchivedRecords,
    *,
    replace: bool,
    rank: int,
) -> None:
    """Raise Refused for a document that contradicts an earlier one, unless it shall `replace` that.

    That is a second document of one kind and rank, drafts and parts apart, that has another title or outcome for an
    item: neither says of itself that it is the later. `existing` are the meeting's records.
    """
    if replace or is_part(file.document.edition):
        return
    items = {imported_value(item, "number"): item for item in existing.values() if isinstance(item, AgendaItem)}
    same_kind = meeting.documents.without_text().filter(kind=file.document.kind, is_draft=False, rank=rank).first()
    if same_kind and not file.document.is_draft:
        for item in file.document.items:
            difference = _difference(items[item.number], item, file.document.kind) if item.number in items else ""
            if difference:
                raise Refused(
                    f"Mødet har allerede et dokument af samme art ({same_kind.source_name}), som siger noget andet om "
                    f"punkt {item.number}: {difference}. "
                    "Lad det nye gælde over det tidligere, hvis det er det rigtige.",
                    f"contradicts {same_kind.source_name} at item {item.number}",
                    option="--replace",
                )


def check_numbers(changes: Iterable[PlannedChange], existing: ArchivedRecords) -> None:
    """Raise Refused where the changes would leave the meeting with two items, or two sections, of one number.

    That happens where an editor gave the number to another; a withdrawn item may share its number with one that is
    not, as the database's constraint says.
    """
    numbers: dict[RecordKey, tuple[str, bool]] = {
        key: (record.number, getattr(record, "withdrawn", False))
        for key, record in existing.items()
        if isinstance(record, AgendaItem | Section)
    }
    for change in changes:
        if change.action == "remove":
            numbers.pop(change.key, None)
        elif change.key[0] in {"item", "section"}:
            number, withdrawn = numbers.get(change.key, ("", False))
            values = change.values
            numbers[change.key] = (values.get("number", number), values.get("withdrawn", withdrawn))
    taken = Counter((key[0], *number) for key, number in numbers.items())
    for change in sorted(changes, key=lambda change: change.action != "create"):
        if change.key in numbers and taken[change.key[0], *numbers[change.key]] > 1:
            new = "nyt " if change.action == "create" else ""
            raise Refused(
                f"Dokumentet har et {new}{change.title}, men nummeret er i arkivet givet til et andet. "
                "Ret nummeret dér først.",
                f"the number of {change.title} is taken in the archive",
            )


def _difference(archived: AgendaItem, item: minutes.Item, kind: minutes.DocumentKind) -> str:
    title = imported_value(archived, "title")
    if title != item.title:
        return f"»{title}« mod »{item.title}«"
    if kind == "minutes" and (decision := archived.decision_or_none):
        outcome = imported_value(decision, "outcome")
        if outcome != item.outcome:
            return f"udfaldet er »{Outcome(outcome).label}« mod »{Outcome(item.outcome).label}«"
    return ""
