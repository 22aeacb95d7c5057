"""The adapters of FirstAgenda: the integration's JSON, the public portal's, and a saved page of the portal."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from meetings.parsing.document import AttendanceStatus, DocumentKind
from meetings.parsing.lines.exports.canonical import (
    ExportedAttachment,
    ExportedItem,
    ExportedMeeting,
    ExportedParticipant,
    ExportedText,
)
from meetings.parsing.lines.exports.closedness import says_closed, says_closed_in_json
from meetings.parsing.lines.exports.systems import day_of, time_of

_ABSENT = ("afbud", "fravær", "absent", "ikke til stede", "declined")
_PRESENT = ("til stede", "present", "deltog", "mødt", "accepted", "attending")


def is_known(read: Any) -> bool:
    """Whether JSON is a meeting of the integration or of the portal."""
    return is_integration(read) or is_portal(read)


def is_integration(read: Any) -> bool:
    """Whether JSON is a meeting of the integration."""
    return isinstance(read, dict) and "committeeName" in read and "meetingBeginUtc" in read


def is_portal(read: Any) -> bool:
    """Whether JSON is an agenda of the public portal (`/api/agenda/dagsorden/{id}`)."""
    return isinstance(read, dict) and "Dagsordenpunkter" in read and "Moede" in read


def integration(read: dict[str, Any]) -> ExportedMeeting:
    """The meeting of the integration's JSON."""
    day, start = danish_time(_text(read.get("meetingBeginUtc")))
    items = next((found for name in ("agendaItems", "items", "agendaitems") if (found := _objects(read, name))), [])
    return ExportedMeeting(
        kind="minutes" if read.get("minutesOfMeeting") else "agenda",
        council=_text(read.get("committeeName")),
        date=day,
        start_time=start,
        place=_text(read.get("meetingLocation")),
        participants=tuple(_attendee(each) for each in read.get("meetingAttendees") or [] if each and _name_of(each)),
        items=tuple(_integration_item(each) for each in items),
    )


def _attendee(each: Any) -> ExportedParticipant:
    if isinstance(each, str):
        return ExportedParticipant(each, "unknown")
    said = " ".join(_text(each.get(key)) for key in ("status", "attendanceStatus", "attendance", "note")).casefold()
    flag = next((each[key] for key in ("isPresent", "attended", "present") if isinstance(each.get(key), bool)), None)
    status: AttendanceStatus = "unknown"
    if flag is False or any(word in said for word in _ABSENT):
        status = "absent"
    elif flag or any(word in said for word in _PRESENT):
        status = "present"
    return ExportedParticipant(
        _name_of(each), status, _text(each.get("role") or each.get("title")), _text(each.get("party"))
    )


def _name_of(each: Any) -> str:
    return each if isinstance(each, str) else _text(each.get("name") or each.get("displayName"))


def _integration_item(item: dict[str, Any]) -> ExportedItem:
    section = item.get("section")
    decision = item.get("itemDecision")
    decided = _text(decision.get("text") if isinstance(decision, dict) else decision, is_long=True)
    presentations = tuple(
        ExportedText(_text(each.get("content"), is_long=True), _text(each.get("title")))
        for each in _objects(item, "presentations")
        if not says_closed_in_json(each)
    )
    decisions = (ExportedText(decided, "Beslutning", "decision"),) if decided.strip() else ()
    return ExportedItem(
        title=_text(item.get("caption")),
        number=_text(item.get("number")),
        is_open=item.get("isOpen") is True and not says_closed_in_json(item, section),
        case_number=_text(item.get("caseNumber")),
        section=_text(section.get("name") or section.get("title") if isinstance(section, dict) else section),
        texts=(*(text for text in presentations if text.html.strip()), *decisions),
        attachments=tuple(_document(each) for each in _objects(item, "documents")),
    )


def _document(each: dict[str, Any]) -> ExportedAttachment:
    title = _text(each.get("title") or each.get("name") or each.get("caption"))
    path = _text(each.get("path") or each.get("fileName") or each.get("filename"))
    flags = [each[key] for key in ("isOpen", "isPublic", "publish") if isinstance(each.get(key), bool)]
    return ExportedAttachment(title or path, path, all(flags) and not says_closed_in_json(each))


def portal(read: dict[str, Any]) -> ExportedMeeting:
    """The agenda of the portal's JSON."""
    meeting, committee = read["Moede"] or {}, read.get("Udvalg") or {}
    begins = _text(meeting.get("MeetingBeginUtc"))
    local = _text(meeting.get("Dato"))
    day, start = danish_time(begins) if begins else (day_of(local), time_of(local))
    items = tuple(_portal_item(item) for item in _objects(read, "Dagsordenpunkter"))
    has_decisions = any("beslutning" in text.html.casefold() for item in items for text in item.texts)
    kind: DocumentKind = "minutes" if meeting.get("Afsluttet") is True or has_decisions else "agenda"
    return ExportedMeeting(
        kind=kind,
        council=_text(committee.get("Navn") if isinstance(committee, dict) else committee),
        date=day,
        start_time=start,
        place=_text(meeting.get("Sted") or meeting.get("Location")),
        items=items,
    )


def _portal_item(item: dict[str, Any]) -> ExportedItem:
    fields = [
        (_text(each.get("Navn")), _text(each.get("Html"), is_long=True))
        for each in _objects(item, "Felter")
        if not says_closed_in_json(each)
    ]
    return ExportedItem(
        title=_text(item.get("Navn")),
        number=_text(item.get("Punktnummer")),
        is_open=item.get("IsOpen") is True and not says_closed_in_json(item),
        case_number=_text(item.get("SagsNummer")),
        texts=tuple(ExportedText(html, name, is_whole=not name) for name, html in fields if html.strip()),
        attachments=tuple(
            ExportedAttachment(_text(each.get("Navn")), is_public=not says_closed_in_json(each))
            for each in _objects(item, "Bilag")
        ),
    )


def saved_page(text: str) -> ExportedMeeting | None:
    """The meeting of a saved page; None for another page."""
    if "punktrow" not in text:
        return None
    page = LexborHTMLParser(text)
    rows = page.css("tr.punktrow")
    if not rows:
        return None
    kind, when = _words(page.css_first("h1.dato")), _words(page.css_first("span.dato"))
    return ExportedMeeting(
        kind="minutes" if "referat" in kind.casefold() or "beslutning" in kind.casefold() else "agenda",
        council=_words(page.css_first("span.udvalg")),
        date=day_of(when) or day_of(kind),
        start_time=time_of(when),
        place=_words(page.css_first("span.sted")),
        is_draft=kind.casefold().startswith("udkast"),
        items=tuple(_row(row) for row in rows),
    )


def _row(row: LexborNode) -> ExportedItem:
    label = _words(row.css_first("span.label"))
    number = "".join(letter for letter in label if letter.isdigit() or letter == ".").strip(".")
    text = row.css_first(".details .punkt")
    marks = f"{label} {row.attributes.get('class') or ''}".casefold()
    flags = [(name.removeprefix("data-"), said or "") for name, said in row.attributes.items()]
    is_closed = "lukket" in marks or "closed" in marks or says_closed(flags)
    return ExportedItem(
        title=_words(row.css_first("h2.overskrift")),
        number=number,
        is_open=not is_closed,
        case_number=_words(row.css_first("span.sagsnummer")).removeprefix("Sagsnr.").strip(" :"),
        texts=(ExportedText(text.html or "", is_whole=True),) if text is not None else (),
    )


def danish_time(utc: str) -> tuple[str, str]:
    """A moment of UTC as day and time in Denmark: »2025-03-14T08:30:00Z« is 2025-03-14, 09:30. '' for none."""
    try:
        moment = datetime.fromisoformat(utc.strip().replace("Z", "+00:00"))
    except ValueError:
        return day_of(utc), time_of(utc)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    begins, ends = _last_sunday(moment.year, 3), _last_sunday(moment.year, 10)
    local = moment + timedelta(hours=2 if begins <= moment < ends else 1)
    return local.date().isoformat(), f"{local:%H:%M}"


def _last_sunday(year: int, month: int) -> datetime:
    """When the clocks of the European Union are set: one o'clock UTC on the last Sunday of March and October."""
    last = date(year, month, 31)
    day = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def _objects(read: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list; none of null, and nulls in it left out."""
    return [each for each in read.get(name) or [] if each is not None]


def _text(value: Any, *, is_long: bool = False) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value) if is_long else " ".join(str(value).split())


def _words(node: LexborNode | None) -> str:
    return " ".join((node.text() or "").split()) if node is not None else ""
