"""What an import would change: the difference between a document and the archive, as plain values.

A record is found again by what the documents call it (an item by its number, a participant by name), so that
keys and addresses survive. A field whose value is no longer what an import wrote was edited by a person: it
is kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from meetings.choices import DocumentKind, Outcome
from meetings.minutes import document as minutes
from meetings.minutes.parser import PARSER_VERSION
from meetings.models import AgendaItem, Appointment, Council, Document, ImportedModel, Meeting, Section
from meetings.records import MODELS, Key, Kind, Values, appointment_name, edited, plain, wanted_records, written_as
from meetings.sources import ReadFile, Refused

Action = Literal["created", "updated", "unchanged"]

_REMOVED_WHEN_UNSAID: frozenset[Kind] = frozenset({"table", "participant", "appointment"})
"""What goes when a newer reading no longer says it. Items and decisions stay: they have addresses."""
_FACTS_OF_ANY_DOCUMENT = ("start_time", "place")
"""What the agenda tells of a meeting and the minutes mostly leave out."""


@dataclass(frozen=True)
class Change:
    """What becomes of one record: `values` are written, `kept` is what the document says of edited fields."""

    key: Key
    action: Literal["create", "update", "remove"]
    values: Values
    kept: Values = field(default_factory=dict)
    page: int | None = None

    @property
    def title(self) -> str:
        """What the record is called, for people: "punkt 3.6"."""
        return f"{MODELS[self.key[0]]._meta.verbose_name} {self.key[1]}".strip()

    def field_title(self, name: str) -> str:
        options = MODELS[self.key[0]]._meta
        titles = {known.name: known.verbose_name for known in (*options.concrete_fields, *options.many_to_many)}
        return str(titles.get(name, name))


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    action: Action
    changes: tuple[Change, ...]


def plan(file: ReadFile, *, replace: bool = False, overwrite_edits: bool = False) -> Plan:
    """What importing the file would change; nothing is written.

    Raises Refused where the document contradicts one of the same meeting; with `replace` a newer document of
    the same kind may say something else. With `overwrite_edits` everything becomes what the document says.
    """
    meeting = meeting_of(file)
    known = Document.objects.filter(sha256=file.source.sha256).first()
    if known and known.parser_version == PARSER_VERSION and not overwrite_edits:
        return Plan("unchanged", ())
    wanted = wanted_records(file.document)
    if meeting is None:
        return Plan("created", tuple(Change(key, "create", values) for key, values in wanted.items()))
    if known is None:
        _check_contradictions(file, meeting, replace=replace)
    existing = existing_records(meeting)
    if not overwrite_edits:
        wanted = {key: values for key, values in wanted.items() if not _was_deleted(key, meeting, existing)}
    if _leads(file, known, meeting):
        changes = _changes(wanted, existing, overwrite_edits=overwrite_edits)
    else:
        changes = _additions(wanted, existing)
    _check_numbers(changes, existing)
    return Plan("unchanged" if known and not changes else "updated", changes)


def _leads(file: ReadFile, known: Document | None, meeting: Meeting) -> bool:
    """Whether the page shows this document's wording: minutes go before an agenda, a later file before an earlier."""
    if file.document.kind == "agenda" and meeting.documents.filter(kind=DocumentKind.MINUTES).exists():
        return False
    return known is None or not meeting.documents.filter(kind=known.kind, pk__gt=known.pk).exists()


def meeting_of(file: ReadFile) -> Meeting | None:
    """The archive's meeting that the file is about: the one it was read into before, else the council's of that day."""
    known = Meeting.objects.filter(documents__sha256=file.source.sha256).first()
    councils = Council.objects.known_as(file.document.council)
    return known or Meeting.objects.filter(council__in=councils, date=file.date).first()


def _was_deleted(key: Key, meeting: Meeting, existing: Mapping[Key, ImportedModel]) -> bool:
    """Whether a person deleted the record, or the item that it belongs to."""
    kind, name = key
    if kind in {"decision", "table", "appointment"} and _was_deleted(("item", name.split("/")[0]), meeting, existing):
        return True
    return key not in existing and written_as(key) in meeting.written


def existing_records(meeting: Meeting) -> dict[Key, ImportedModel]:
    """The meeting's records by the key that documents know them by, whatever an editor calls them now."""
    found: dict[Key, ImportedModel] = {("meeting", ""): meeting}
    for section in meeting.sections.all():
        found["section", _number_as_read(section)] = section
    items = meeting.items.select_related("decision", "section").prefetch_related("municipalities", "topics", "tables")
    for item in items:
        number = _number_as_read(item)
        found["item", number] = item
        if hasattr(item, "decision"):
            found["decision", number] = item.decision
        for table in item.tables.all():
            found["table", f"{number}/{table.imported.get('position', table.position)}"] = table
    people = ("person", "party", "municipality")
    participants = list(meeting.participants.select_related(*people))
    for participant in participants:
        found["participant", participant.imported.get("person", participant.person.name)] = participant
    for participant in participants:  # somebody corrected into a person whom a later list names
        found.setdefault(("participant", participant.person.name), participant)
    appointments = Appointment.objects.filter(item__meeting=meeting)
    for appointment in appointments.select_related("item", "body", "replaces", *people):
        number, vacancy = _number_as_read(appointment.item), appointment.vacancy_number
        person, body = plain(appointment, "person"), plain(appointment, "body")
        read = appointment.imported.get("person", person), appointment.imported.get("body", body)
        found["appointment", appointment_name(number, *read, vacancy)] = appointment
        found.setdefault(("appointment", appointment_name(number, person, body, vacancy)), appointment)
    return found


def _number_as_read(record: AgendaItem | Section) -> str:
    """The number in the documents, whatever an editor made of it."""
    return str(record.imported.get("number", record.number))


def _changes(
    wanted: Mapping[Key, Values], existing: Mapping[Key, ImportedModel], *, overwrite_edits: bool
) -> tuple[Change, ...]:
    """From what the archive holds to what the leading document says."""
    changes = [
        change
        for key, values in wanted.items()
        if (change := _change(key, values, existing.get(key), overwrite_edits=overwrite_edits)) is not None
    ]
    said = {id(existing[key]) for key in wanted if key in existing}
    changes += [
        Change(key, "remove", {})
        for key, record in existing.items()
        if key[0] in _REMOVED_WHEN_UNSAID and id(record) not in said and _is_as_imported(record)
    ]
    return tuple(changes)


def _change(key: Key, values: Values, record: ImportedModel | None, *, overwrite_edits: bool) -> Change | None:
    if record is None:
        return Change(key, "create", values)
    if key[0] == "meeting":
        values = {name: value for name, value in values.items() if value or name not in _FACTS_OF_ANY_DOCUMENT}
    kept = set() if overwrite_edits else {name for name in values if edited(record, name)}
    new = {
        name: value
        for name, value in values.items()
        if name not in kept and (plain(record, name) != value or name not in record.imported)
    }
    differing = {
        name: values[name]
        for name in values
        if name in kept and values[name] not in (plain(record, name), record.imported.get(name))
    }
    return Change(key, "update", new, differing, values.get("page")) if new or differing else None


def _additions(wanted: Mapping[Key, Values], existing: Mapping[Key, ImportedModel]) -> tuple[Change, ...]:
    """What an agenda adds to the minutes: items that were withdrawn, and the time and place."""
    changes = [
        Change(key, "create", values)
        for key, values in wanted.items()
        if key not in existing and key[0] in {"section", "item"}
    ]
    meeting = existing["meeting", ""]
    missing = {
        field: wanted["meeting", ""][field]
        for field in _FACTS_OF_ANY_DOCUMENT
        if wanted["meeting", ""][field] and not getattr(meeting, field) and not edited(meeting, field)
    }
    return (*([Change(("meeting", ""), "update", missing)] if missing else []), *changes)


def _is_as_imported(record: ImportedModel) -> bool:
    return bool(record.imported) and not any(edited(record, field) for field in record.imported)


def _check_contradictions(file: ReadFile, meeting: Meeting, *, replace: bool) -> None:
    """Refuse a second document of the same kind that decides something else, and one of another meeting's items."""
    same_kind = meeting.documents.filter(kind=file.document.kind).first()
    items = {_number_as_read(item): item for item in meeting.items.select_related("decision")}
    both = [(items[item.number], item) for item in file.document.items if item.number in items]
    if same_kind and not replace:
        for archived, item in both:
            difference = _difference(archived, item, file.document.kind)
            if difference:
                raise Refused(
                    f"Mødet har allerede et dokument af samme art ({same_kind.source_name}), som siger noget andet om "
                    f"punkt {item.number}: {difference}. Brug --replace, hvis det nye dokument skal gælde.",
                    f"contradicts {same_kind.source_name} at item {item.number}",
                )
    alike = sum(_as_read(archived, "title") == item.title for archived, item in both)
    if not replace and both and alike < len(both) / 2:
        other = meeting.documents.first()
        raise Refused(
            f"Dokumentet har samme råd og dato som {other.source_name if other else 'et møde i arkivet'}, men andre "
            f"punkter: kun {alike} af {len(both)} overskrifter er ens. Er datoen rigtig?",
            f"only {alike} of {len(both)} titles agree with the archived meeting",
        )


def _check_numbers(changes: Iterable[Change], existing: Mapping[Key, ImportedModel]) -> None:
    """Refuse a new item or section whose number an editor gave to another."""
    taken = {(type(record), record.number) for record in existing.values() if isinstance(record, AgendaItem | Section)}
    for change in changes:
        if change.action == "create" and (MODELS[change.key[0]], change.key[1]) in taken:
            raise Refused(
                f"Dokumentet har et nyt {change.title}, men nummeret er i arkivet givet til et andet. "
                "Ret nummeret dér først.",
                f"the number of {change.title} is taken in the archive",
            )


def _difference(archived: AgendaItem, item: minutes.Item, kind: minutes.Kind) -> str:
    title = _as_read(archived, "title")
    if title != item.title:
        return f"»{title}« mod »{item.title}«"
    if kind == "minutes" and hasattr(archived, "decision"):
        outcome = _as_read(archived.decision, "outcome")
        if outcome != item.outcome:
            return f"udfaldet er »{Outcome(outcome).label}« mod »{Outcome(item.outcome).label}«"
    return ""


def _as_read(record: ImportedModel, field: str) -> Any:
    """What the earlier document said, whatever an editor has written since."""
    return record.imported.get(field, plain(record, field))
