"""The canonical form of a meeting: what every export is turned into, what is kept of it, and what anybody may write.

It is JSON by the schema that `import_meetings --schema` prints (`schema.py`). Of a closed item it has the title alone.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from meetings.parsing.document import FIELD_NAMES, AttendanceStatus, DocumentKind, FieldName
from meetings.parsing.lines.exports.closedness import is_closed_title
from meetings.parsing.lines.pages import Unreadable, UnreadableReason

FORM = "kkr-arkivet/meeting/1"
# Bounds of what is read of a file that anybody may have written.
_MOST_ITEMS, _MOST_PARTS, _LONGEST_NAME = 2_000, 500, 500


@dataclass(frozen=True)
class ExportedText:
    """One of an item's texts, as HTML: its heading as the system has it, and which text it is where that is known.

    `is_whole`: all texts of the item in one, which still has to be parted.
    """

    html: str
    heading: str = ""
    field: FieldName | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class ExportedAttachment:
    """A file that belongs to an item or to the meeting: its title, and its path below the export's folder."""

    title: str
    path: str = ""
    is_public: bool = True


@dataclass(frozen=True)
class ExportedItem:
    """An item; `number` is '' where the system gives none, then they are counted."""

    title: str
    number: str = ""
    is_open: bool = True
    case_number: str = ""
    section: str = ""
    texts: tuple[ExportedText, ...] = ()
    attachments: tuple[ExportedAttachment, ...] = ()


@dataclass(frozen=True)
class ExportedParticipant:
    """Who was there or not; `status` is »unknown« where the system does not say."""

    name: str
    status: AttendanceStatus = "present"
    role: str = ""
    party: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class ExportedMeeting:
    """A meeting's agenda or minutes; `date` as 2025-03-14, `start_time` as 09:30, '' where it is not told."""

    kind: DocumentKind
    council: str
    date: str
    start_time: str = ""
    place: str = ""
    is_draft: bool = False
    participants: tuple[ExportedParticipant, ...] = ()
    items: tuple[ExportedItem, ...] = ()
    attachments: tuple[ExportedAttachment, ...] = ()


def without_closed(meeting: ExportedMeeting) -> ExportedMeeting:
    """The meeting with nothing but the title of its closed items, and without attachments that are not public."""
    return ExportedMeeting(
        **{
            **meeting.__dict__,
            "items": tuple(_open_part(item) for item in meeting.items),
            "attachments": _public(meeting.attachments),
        }
    )


def _open_part(item: ExportedItem) -> ExportedItem:
    if not item.is_open or is_closed_title(item.title):
        return ExportedItem(item.title, item.number, is_open=False, section=item.section)
    return ExportedItem(**{**item.__dict__, "attachments": _public(item.attachments)})


def _public(attachments: tuple[ExportedAttachment, ...]) -> tuple[ExportedAttachment, ...]:
    return tuple(each for each in attachments if each.is_public)


def as_canonical(meeting: ExportedMeeting) -> bytes:
    """The meeting as JSON, without what is closed."""
    written = {"form": FORM, **asdict(without_closed(meeting))}
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def is_canonical(read: Any) -> bool:
    """Whether JSON is a meeting in the canonical form."""
    return isinstance(read, dict) and read.get("form") == FORM


def from_canonical(read: Any) -> ExportedMeeting:
    """The meeting that the JSON tells of. Raises Unreadable where it does not follow the schema."""
    try:
        return _meeting(read)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(UnreadableReason.OTHER_SCHEMA) from error


def _meeting(read: dict[str, Any]) -> ExportedMeeting:
    kind: DocumentKind = "minutes" if _one_of(read["kind"], ("agenda", "minutes")) == "minutes" else "agenda"
    return ExportedMeeting(
        kind=kind,
        council=_name(read["council"]),
        date=_name(read["date"]),
        start_time=_name(read.get("start_time")),
        place=_name(read.get("place")),
        is_draft=_flag(read, "is_draft", default=False),
        participants=tuple(_participant(each) for each in _parts(read, "participants")),
        items=tuple(_item(each) for each in _parts(read, "items", most=_MOST_ITEMS)),
        attachments=tuple(_attachment(each) for each in _parts(read, "attachments")),
    )


def _participant(read: dict[str, Any]) -> ExportedParticipant:
    status = _one_of(read.get("status", "present"), ("present", "absent", "unknown"))
    known: AttendanceStatus = "absent" if status == "absent" else "present" if status == "present" else "unknown"
    others = {name: _name(read.get(name)) for name in ("role", "party", "municipality")}
    return ExportedParticipant(_name(read["name"]), known, **others)


def _item(read: dict[str, Any]) -> ExportedItem:
    return ExportedItem(
        title=_name(read["title"]),
        number=_name(read.get("number")),
        is_open=_flag(read, "is_open", default=True),
        case_number=_name(read.get("case_number")),
        section=_name(read.get("section")),
        texts=tuple(_text(each) for each in _parts(read, "texts")),
        attachments=tuple(_attachment(each) for each in _parts(read, "attachments")),
    )


def _text(read: dict[str, Any]) -> ExportedText:
    named = read.get("field")
    field = next((name for name in FIELD_NAMES if name == named), None)
    if named is not None and field is None:
        raise ValueError("field")
    html = read["html"]
    if not isinstance(html, str):
        raise TypeError("html")
    return ExportedText(html, _name(read.get("heading")), field, _flag(read, "is_whole", default=False))


def _attachment(read: dict[str, Any]) -> ExportedAttachment:
    return ExportedAttachment(_name(read["title"]), _name(read.get("path")), _flag(read, "is_public", default=True))


def _parts(read: dict[str, Any], name: str, *, most: int = _MOST_PARTS) -> list[dict[str, Any]]:
    parts = read.get(name) or []
    if not isinstance(parts, list) or len(parts) > most:
        raise ValueError(name)
    return parts


def _name(value: Any) -> str:
    """A text of one line; '' for null."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError("text")
    return " ".join(value.split())[:_LONGEST_NAME]


def _flag(read: dict[str, Any], name: str, *, default: bool) -> bool:
    value = read.get(name, default)
    if not isinstance(value, bool):
        raise TypeError(name)
    return value


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(str(value)[:40])
    return str(value)
