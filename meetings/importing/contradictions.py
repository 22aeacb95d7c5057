"""When a document can't be imported beside what the archive has of its meeting."""

from collections import Counter
from collections.abc import Iterable, Mapping

from meetings.importing.files import ReadFile, Refused
from meetings.importing.planned_changes import PlannedChange
from meetings.models import AgendaItem, ImportedModel, Meeting, Section
from meetings.models.base import RecordKey, imported_value
from meetings.models.choices import Outcome
from meetings.parsing import document as minutes


def check_contradictions(
    file: ReadFile,
    meeting: Meeting,
    keys: Mapping[str, str],
    existing: Mapping[RecordKey, ImportedModel],
    *,
    replace: bool,
) -> None:
    """Refuse a second document of the same kind that decides something else, and one of another meeting's items."""
    if replace:
        return
    items = {imported_value(item, "number"): item for item in existing.values() if isinstance(item, AgendaItem)}
    same_kind = meeting.documents.without_text().filter(kind=file.document.kind, is_draft=False).first()
    if same_kind and not file.document.is_draft:
        for item in file.document.items:
            difference = _difference(items[item.number], item, file.document.kind) if item.number in items else ""
            if difference:
                raise Refused(
                    f"Mødet har allerede et dokument af samme art ({same_kind.source_name}), som siger noget andet om "
                    f"punkt {item.number}: {difference}. "
                    "Lad det nye gælde over det tidligere (--replace), hvis det er det rigtige.",
                    f"contradicts {same_kind.source_name} at item {item.number}",
                )
    known = {key for kind, key in existing if kind == "item"}
    common = sum(key in known for key in keys.values())
    shared = sum(key in known or number in items for number, key in keys.items())
    if common < shared / 2:
        other = meeting.documents.without_text().first()
        raise Refused(
            f"Dokumentet har samme råd og dato som {other.source_name if other else 'et møde i arkivet'}, men andre "
            f"punkter: kun {common} af {shared} er de samme. Er datoen rigtig?",
            f"only {common} of {shared} items are those of the archived meeting",
        )


def check_numbers(changes: Iterable[PlannedChange], existing: Mapping[RecordKey, ImportedModel]) -> None:
    """Refuse a document that would leave the meeting with two items, or two sections, of one number."""
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
