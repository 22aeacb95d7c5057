"""What a council's agenda or minutes say, as plain values with the page and line that each was read from."""

from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any, Literal

# The type, where a class has a field by its name.
Day = date
DocumentKind = Literal["agenda", "minutes"]
AttendanceStatus = Literal["present", "absent", "unknown"]
FieldName = Literal["background", "recommendation", "presentation", "decision"]
Edition = Literal["", "supplement", "revised", "extract"]
MeetingStatus = Literal["", "cancelled", "moved"]
# What a place in a document is counted in: a PDF has pages, a web page paragraphs.
PlaceUnit = Literal["page", "paragraph"]
Outcome = Literal[
    "approved",
    "noted",
    "discussed",
    "decided",
    "appointed",
    "recommended",
    "postponed",
    "cancelled",
    "rejected",
    "none",
]
CaseType = Literal["formality", "briefing", "discussion", "theme", "decision", "appointment"]
VoteSide = Literal["for", "against", "abstained"]

FIELD_NAMES: tuple[FieldName, ...] = ("background", "recommendation", "presentation", "decision")


@dataclass(frozen=True)
class Place:
    """Where something stands in the source: page and line, both counted from 1.

    In a document without pages (`Document.place_unit`) `page` is the paragraph.
    """

    page: int
    line: int


@dataclass(frozen=True)
class ParsingWarning:
    """Something that was not understood or looks wrong; `message` is a Danish sentence for the secretariat."""

    page: int
    line: int
    message: str


@dataclass(frozen=True)
class Participant:
    """A person on the list of those present or absent. `party` is the letter, '' where none is given.

    `municipality` may be one that Denmark has not, as a misspelled one: that is warned of.
    """

    name: str
    party: str
    municipality: str
    status: AttendanceStatus
    role: str
    place: Place


@dataclass(frozen=True)
class Section:
    """A numbered heading that items stand under."""

    number: str
    title: str
    place: Place


@dataclass(frozen=True)
class Field:
    """One of an item's four texts: paragraphs apart by an empty line, list entries on a line each after '– '."""

    name: FieldName
    text: str
    place: Place


@dataclass(frozen=True)
class Table:
    """A table of an item, its cells as they are written.

    It stands in the text `field`, below the first `after_block` paragraphs and list entries of it; `columns` are the
    headings, each '' where the column has none, the first that of the rows' labels.
    """

    item: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    field: FieldName
    after_block: int
    place: Place


@dataclass(frozen=True)
class Attachment:
    """An attachment marker (`./.`) of an item: it stands at the last of the first `after_block` blocks of `field`.

    An export names it, and its file: `path` is below the export's folder.
    """

    item: str
    field: FieldName
    after_block: int
    place: Place
    title: str = ""
    path: str = ""


@dataclass(frozen=True)
class Vote:
    """One side of a vote: how many voted so, None where no figure is given, and who, '' where nobody is named."""

    side: VoteSide
    count: int | None
    who: str


@dataclass(frozen=True)
class Appointment:
    """Who was appointed to what in an item, and from when. `replaces` names the predecessor, '' where none is named.

    A seat that the item leaves without anybody has no `person`: a vacancy.
    """

    item: str
    person: str
    party: str
    municipality: str
    body: str
    role: str
    replaces: str
    starts: date | None
    place: Place


@dataclass(frozen=True)
class Item:
    """An agenda item. `outcomes` has the main outcome first; it is empty where nothing is decided.

    `subject_number` is the number in KLE, the municipalities' list of subjects, of what the case is about; it is the
    case's too where the item has no other. `deciding_sentence` is what the main outcome was read from, as it stands in
    the decision: a line a sentence.
    `item_references` are other items of this meeting, `distant_items` are items of the council's other meetings,
    `case_references` are the numbers of other cases.
    """

    number: str
    title: str
    section: str
    case_number: str
    subject_number: str
    initials: tuple[str, ...]
    fields: tuple[Field, ...]
    outcomes: tuple[Outcome, ...]
    deciding_sentence: str
    votes: tuple[Vote, ...]
    case_type: CaseType
    municipalities: tuple[str, ...]
    references: tuple[date, ...]
    item_references: tuple[str, ...]
    distant_items: tuple[tuple[date, str], ...]
    case_references: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    case_place: Place | None
    place: Place

    def text(self, name: FieldName) -> str:
        """The text of the field `name`, '' where the item has none."""
        return next((field.text for field in self.fields if field.name == name), "")

    @property
    def outcome(self) -> Outcome:
        return self.outcomes[0] if self.outcomes else "none"

    @property
    def attachment_markers(self) -> int:
        return len(self.attachments)


@dataclass(frozen=True)
class Document:
    """Everything that an agenda or the minutes of one meeting say.

    `council` is '' and `date` None where the document does not tell; `impossible_date` is what it then has in its
    place, if that is a day that does not exist. `participants_complete` is None
    where no list is expected (an agenda). `is_sample` is true where the cover says that all is invented, `is_draft`
    where it says that these minutes have not been approved.

    `edition` is '' for a document that is whole and says nothing of others of its kind; `revision` counts up. `status`
    is what the cover says became of the meeting. Where it was moved, `date` is the new day
    and `moved_from` the former one. `joint_councils` are those that hold the meeting together
    with `council`.
    """

    kind: DocumentKind
    council: str
    date: date | None
    impossible_date: str
    start_time: time | None
    place: str
    is_sample: bool
    is_draft: bool
    participants: tuple[Participant, ...]
    participants_complete: bool | None
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    appointments: tuple[Appointment, ...]
    tables: tuple[Table, ...]
    warnings: tuple[ParsingWarning, ...]
    edition: Edition = ""
    revision: int = 0
    is_extraordinary: bool = False
    status: MeetingStatus = ""
    moved_from: Day | None = None
    joint_councils: tuple[str, ...] = ()
    # What `Place.page` counts; and whether the text was recognized in pictures of the pages (OCR).
    place_unit: PlaceUnit = "page"
    is_recognized: bool = False


def as_json(document: Document, source: str) -> dict[str, Any]:
    """The document as the JSON object of `import_meetings --dry-run --json`; `source` is the file's name.

    Dates are written `2025-06-13`, times `10:30`; what the document does not say is null or an empty list.
    """
    return {
        "source": source,
        "kind": document.kind,
        "council": document.council,
        "date": document.date.isoformat() if document.date else None,
        "start_time": f"{document.start_time:%H:%M}" if document.start_time else None,
        "place": document.place or None,
        "is_draft": document.is_draft,
        **_edition_as_json(document),
        "participants": [_without(asdict(participant), "place") for participant in document.participants],
        "participants_complete": document.participants_complete,
        "sections": [{"number": section.number, "title": section.title} for section in document.sections],
        "items": [_item_as_json(item, document.place_unit) for item in document.items],
        "appointments": [_appointment_as_json(appointment) for appointment in document.appointments],
        "tables": [
            {"item": table.item, "title": table.title, "columns": table.columns, "rows": table.rows}
            for table in document.tables
        ],
        "warnings": [
            {**asdict(warning), **place_as_json(warning.page, document.place_unit)} for warning in document.warnings
        ],
    }


def _edition_as_json(document: Document) -> dict[str, Any]:
    """What the cover says of edition and meeting, and how the file was read; no key for what most do not say."""
    told = {
        "edition": document.edition,
        "is_extraordinary": document.is_extraordinary,
        "status": document.status,
        "moved_from": document.moved_from.isoformat() if document.moved_from else None,
        "joint_councils": document.joint_councils,
        "place_unit": document.place_unit if document.place_unit != "page" else "",
        "is_recognized": document.is_recognized,
    }
    return {name: value for name, value in told.items() if value}


def place_as_json(page: int | None, unit: PlaceUnit) -> dict[str, int | None]:
    """A place's page; where there are none, the paragraph, and no page."""
    return {"page": page} if unit == "page" else {"page": None, "paragraph": page}


def _item_as_json(item: Item, unit: PlaceUnit) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "section": item.section,
        "case_number": item.case_number or None,
        "subject_number": item.subject_number or None,
        "initials": item.initials,
        **{name: item.text(name) or None for name in FIELD_NAMES},
        "outcome": item.outcome,
        "outcomes": item.outcomes,
        "deciding_sentence": item.deciding_sentence or None,
        "votes": [asdict(vote) for vote in item.votes],
        "case_type": item.case_type,
        "municipalities": item.municipalities,
        "references": [reference.isoformat() for reference in item.references],
        "item_references": item.item_references,
        "distant_items": [{"date": day.isoformat(), "number": number} for day, number in item.distant_items],
        "case_references": item.case_references,
        "attachment_markers": item.attachment_markers,
        **place_as_json(item.place.page, unit),
    }


def _appointment_as_json(appointment: Appointment) -> dict[str, Any]:
    starts = appointment.starts.isoformat() if appointment.starts else None
    return {**_without(asdict(appointment), "place"), "starts": starts}


def _without(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key}
