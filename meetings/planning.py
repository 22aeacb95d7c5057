"""What an import would change: the difference between a document and the archive, as plain values.

A record is found again by what the documents call it (an item by title and number, see alignment.py; a
participant by name), so that keys and addresses survive. A field whose value is no longer what an import
wrote was edited by a person: it is kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from typing import Any, Literal

from meetings.alignment import Matter, align
from meetings.choices import DocumentKind, Outcome
from meetings.held import meeting_of
from meetings.identity import Identified, identify, stands_for
from meetings.item_parts import align_parts, part_name
from meetings.minutes import document as minutes
from meetings.minutes.parser import PARSER_VERSION
from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Document,
    ImportedModel,
    Meeting,
    Section,
)
from meetings.records import (
    MODELS,
    OF_AN_ITEM,
    Key,
    Kind,
    Values,
    appointment_name,
    edited,
    key_of,
    plain,
    wanted_records,
    written_as,
)
from meetings.sources import ReadFile, Refused

Action = Literal["created", "updated", "unchanged"]

_REMOVED_WHEN_UNSAID: frozenset[Kind] = frozenset({"table", "attachment", "participant", "appointment"})
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
    said: Values = field(default_factory=dict)
    """Everything that the document says of the record; empty where it says nothing."""
    number: str = ""
    """The number that the document gives the item that the record is or belongs to."""

    @property
    def title(self) -> str:
        """What the record is called, for people: "punkt 3.6"."""
        item, *rest = self.key[1].split("/")
        number = self.number or item.partition("~")[0]
        return f"{MODELS[self.key[0]]._meta.verbose_name} {'/'.join([number, *rest])}".strip()

    def field_title(self, name: str) -> str:
        options = MODELS[self.key[0]]._meta
        titles = {known.name: known.verbose_name for known in (*options.concrete_fields, *options.many_to_many)}
        return str(titles.get(name, name))


@dataclass(frozen=True)
class Plan:
    """What an import would do. `said` is every record that the document asks for.

    `leads` tells whether the page shows this document's wording.
    """

    action: Action
    changes: tuple[Change, ...]
    said: Mapping[Key, Values] = field(default_factory=dict)
    leads: bool = True


def plan(file: ReadFile, *, replace: bool = False, overwrite_edits: bool = False) -> Plan:
    """What importing the file would change; nothing is written.

    Raises Refused where the document contradicts one of the same meeting; with `replace` a newer document of
    the same kind may say something else, and a draft never stands in the way. With `overwrite_edits`
    everything becomes what the document says.
    """
    meeting = meeting_of(file)
    known = Document.objects.without_text().filter(sha256=file.source.sha256).first()
    if known and known.parser_version == PARSER_VERSION and not overwrite_edits:
        return Plan("unchanged", ())
    if meeting is None:
        said = wanted_records(file.document, align(_matters(file.document), {}))
        return Plan("created", tuple(Change(key, "create", values, said=values) for key, values in said.items()), said)
    existing = existing_records(meeting)
    keys = _item_keys(file, meeting, existing, known)
    if known is None:
        _check_contradictions(file, meeting, keys, existing, replace=replace)
    said = _said_with_parts(wanted_records(file.document, keys), meeting, existing)
    identified = identify(said, existing, meeting.written)
    wanted = identified.wanted
    if not overwrite_edits:
        wanted = {key: values for key, values in wanted.items() if not _was_deleted(key, meeting, existing)}
    leads = _leads(file, known, meeting)
    if leads:
        changes = _respelt(_changes(wanted, existing, overwrite_edits=overwrite_edits), identified)
        changes = (*changes, *_withdrawals(said, existing))
    else:
        changes = _additions(wanted, existing)
    _check_numbers(changes, existing)
    numbers = {key: number for number, key in keys.items()}
    changes = tuple(replaced(change, number=numbers.get(change.key[1].split("/")[0], "")) for change in changes)
    return Plan("unchanged" if known and not changes else "updated", changes, said, leads)


def _matters(document: minutes.Document) -> list[Matter]:
    return [Matter(item.number, item.title, item.case_number) for item in document.items]


def _item_keys(
    file: ReadFile, meeting: Meeting, existing: Mapping[Key, ImportedModel], known: Document | None
) -> dict[str, str]:
    """The archive's key of each of the document's items. One that was deleted is known by what documents said."""
    matters = {key[1]: _matter(record) for key, record in existing.items() if isinstance(record, AgendaItem)}
    said = _said_by_documents(meeting)
    for written in meeting.written:
        kind, _, key = written.partition(" ")
        if kind == "item" and key not in matters:
            values = said.get(written, {"number": key, "title": "", "case_number": ""})
            matters[key] = Matter(values["number"], values["title"], values["case_number"])
    return align(_matters(file.document), matters, numbers_are_the_same=known is not None)


def _matter(item: AgendaItem) -> Matter:
    """The item as its document calls it, or as the person who made it does."""
    if not item.imported:
        return Matter(item.number, item.title, item.case_number, is_by_hand=True)
    return Matter(_as_read(item, "number"), _as_read(item, "title"), _as_read(item, "case_number"))


def _said_with_parts(
    said: dict[Key, Values], meeting: Meeting, existing: Mapping[Key, ImportedModel]
) -> dict[Key, Values]:
    """What the document says, its tables and attachments under the keys that the archive knows them by."""
    earlier = meeting.documents.order_by("kind", "-is_draft", "pk").values_list("said", flat=True)
    by_key = ({key_of(written): values for written, values in of_document.items()} for of_document in earlier)
    return align_parts(said, by_key, {*existing, *map(key_of, meeting.written)})


def _said_by_documents(meeting: Meeting) -> dict[str, Values]:
    """What the meeting's documents said of its records, minutes rather than an agenda."""
    said: dict[str, Values] = {}
    for of_document in meeting.documents.order_by("kind", "pk").values_list("said", flat=True):
        said |= of_document
    return said


def _leads(file: ReadFile, known: Document | None, meeting: Meeting) -> bool:
    """Whether the page shows this document's wording.

    Minutes go before a draft of them, a draft before an agenda, and of two of one kind the later file.
    """
    others = meeting.documents.exclude(pk=known.pk) if known else meeting.documents.all()
    rank = _rank(file.document.kind, is_draft=file.document.is_draft)
    for kind, is_draft, key in others.values_list("kind", "is_draft", "pk"):
        other = _rank(kind, is_draft=is_draft)
        if other > rank or (other == rank and known is not None and key > known.pk):
            return False
    return True


def _rank(kind: str, *, is_draft: bool) -> tuple[bool, bool]:
    return kind == DocumentKind.MINUTES, not is_draft


def _was_deleted(key: Key, meeting: Meeting, existing: Mapping[Key, ImportedModel]) -> bool:
    """Whether a person deleted the record, or the item that it belongs to."""
    kind, name = key
    if kind in OF_AN_ITEM and _was_deleted(("item", name.split("/")[0]), meeting, existing):
        return True
    return key not in existing and written_as(key) in meeting.written


def existing_records(meeting: Meeting) -> dict[Key, ImportedModel]:
    """The meeting's records by the key that documents know them by, whatever an editor calls them now."""
    found: dict[Key, ImportedModel] = {("meeting", ""): meeting}
    for section in meeting.sections.all():
        found["section", _as_read(section, "number")] = section
    items = meeting.items.select_related("decision", "section")
    for item in items.prefetch_related("municipalities", "topics", "tables", "attachments"):
        key = _item_key(item)
        found["item", key] = item
        if hasattr(item, "decision"):
            found["decision", key] = item.decision
        for table in item.tables.all():
            found["table", part_name(key, table)] = table
        for attachment in item.attachments.all():
            found["attachment", part_name(key, attachment)] = attachment
    people = ("person", "party", "municipality")
    participants = list(meeting.participants.select_related(*people))
    for participant in participants:
        found["participant", participant.imported.get("person", participant.person.name)] = participant
    for participant in participants:  # somebody corrected into a person whom a later list names
        found.setdefault(("participant", participant.person.name), participant)
    appointments = Appointment.objects.filter(item__meeting=meeting)
    for appointment in appointments.select_related("item", "body", "replaces", *people):
        key, vacancy = _item_key(appointment.item), appointment.vacancy_number
        person, body = plain(appointment, "person"), plain(appointment, "body")
        read = appointment.imported.get("person", person), appointment.imported.get("body", body)
        found["appointment", appointment_name(key, *read, vacancy)] = appointment
        found.setdefault(("appointment", appointment_name(key, person, body, vacancy)), appointment)
    return found


def _item_key(item: AgendaItem) -> str:
    """What imports know the item by; one that a person made has its number for a key."""
    return item.key or item.number


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


def _respelt(changes: tuple[Change, ...], identified: Identified) -> tuple[Change, ...]:
    """With the names that a document has for people whom the archive knows by others: they are remembered as read."""
    changed = {change.key: change for change in changes}
    for key, names in identified.respelt.items():
        change = changed.get(key, Change(key, "update", {}, said=identified.wanted[key]))
        changed[key] = replaced(change, values={**change.values, **names})
    return tuple(changed.values())


def _change(key: Key, values: Values, record: ImportedModel | None, *, overwrite_edits: bool) -> Change | None:
    if record is None:
        return Change(key, "create", values, said=values)
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
    return Change(key, "update", new, differing, values) if new or differing else None


def _withdrawals(said: Mapping[Key, Values], existing: Mapping[Key, ImportedModel]) -> Iterator[Change]:
    """The items that an earlier document had and the leading one has not: they stay, and are marked."""
    for key, record in existing.items():
        if key in said or not isinstance(record, AgendaItem) or not record.imported:
            continue
        if not record.withdrawn and not edited(record, "withdrawn"):
            yield Change(key, "update", {"withdrawn": True})


def _additions(wanted: Mapping[Key, Values], existing: Mapping[Key, ImportedModel]) -> tuple[Change, ...]:
    """What an agenda adds to the minutes: items that were withdrawn, and the time and place."""
    own = {key[1] for key in wanted if key[0] == "item" and _is_withdrawn(existing.get(key))}
    changes: list[Change] = []
    for key, values in wanted.items():
        if (key[0] == "section" and key not in existing) or (key[0] in OF_AN_ITEM and key[1].split("/")[0] in own):
            added: Change | None = _change(key, values, existing.get(key), overwrite_edits=False)
        elif key[0] == "item" and key[1] in own:
            added = _change(key, {**values, "withdrawn": True}, existing.get(key), overwrite_edits=False)
        else:
            continue
        changes += [added] if added else []
    meeting = existing["meeting", ""]
    missing = {
        field: wanted["meeting", ""][field]
        for field in _FACTS_OF_ANY_DOCUMENT
        if wanted["meeting", ""][field] and not getattr(meeting, field) and not edited(meeting, field)
    }
    return (*([Change(("meeting", ""), "update", missing)] if missing else []), *changes)


def _is_withdrawn(record: ImportedModel | None) -> bool:
    """Whether an item is the agenda's alone: the archive lacks it, or an import marked it as withdrawn."""
    return record is None or bool(_as_read(record, "withdrawn"))


def _is_as_imported(record: ImportedModel) -> bool:
    """Whether no person has written anything of the record, nor given it a file."""
    has_file = isinstance(record, Attachment) and bool(record.file)
    return (
        bool(record.imported)
        and not has_file
        and not any(edited(record, field) and not stands_for(record, field) for field in record.imported)
    )


def _check_contradictions(
    file: ReadFile,
    meeting: Meeting,
    keys: Mapping[str, str],
    existing: Mapping[Key, ImportedModel],
    *,
    replace: bool,
) -> None:
    """Refuse a second document of the same kind that decides something else, and one of another meeting's items."""
    if replace:
        return
    items = {_as_read(item, "number"): item for item in existing.values() if isinstance(item, AgendaItem)}
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
    known = [key for kind, key in existing if kind == "item"]
    common = len(set(keys.values()).intersection(known))
    fewest = min(len(file.document.items), len(known))
    if common < fewest / 2:
        other = meeting.documents.without_text().first()
        raise Refused(
            f"Dokumentet har samme råd og dato som {other.source_name if other else 'et møde i arkivet'}, men andre "
            f"punkter: kun {common} af {fewest} er de samme. Er datoen rigtig?",
            f"only {common} of {fewest} items are those of the archived meeting",
        )


def _check_numbers(changes: Iterable[Change], existing: Mapping[Key, ImportedModel]) -> None:
    """Refuse a document that would leave the meeting with two items, or two sections, of one number."""
    numbers: dict[Key, tuple[str, bool]] = {
        key: (record.number, getattr(record, "withdrawn", False))
        for key, record in existing.items()
        if isinstance(record, AgendaItem | Section)
    }
    for change in changes:
        if change.key[0] in {"item", "section"}:
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
