"""The adapters of XML exports: SBSYS, eDoc in both forms, AgMan and Prepare. None knows votes, outcomes or parties."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, tostring

from meetings.danish.dates import written_dates
from meetings.parsing.document import AttendanceStatus, DocumentKind
from meetings.parsing.lines.exports.canonical import (
    ExportedAttachment,
    ExportedItem,
    ExportedMeeting,
    ExportedParticipant,
    ExportedText,
)
from meetings.parsing.lines.exports.closedness import ClosedElements

_TIME = re.compile(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\b")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)")
_YES = frozenset({"1", "true", "ja", "yes", "sand", "åben", "åbent", "aaben", "open", "offentlig"})
# What says of an item or an attachment that it is open, and that it is closed.
_OPENNESS = (
    (("IsOpen", "Open", "IsPublic", "Public", "Åbent", "Åben"), True),
    (("IsClosed", "Closed", "Lukket", "IsConfidential", "Confidential"), False),
)
_PUBLISHED = "skal publiceres"
_DRAFT = ("udkast", "draft", "kladde")


def day_of(text: str) -> str:
    """The day that a text begins with or names, as 2025-03-14; '' for none."""
    if match := _ISO_DAY.search(text):
        return "-".join(match.groups())
    days = [written.day for written in written_dates(text) if written.day]
    return days[0].isoformat() if days else ""


def time_of(text: str) -> str:
    """The time that a text names, as 09:30; '' for none and for midnight, which systems write for none."""
    after_day = text.partition("T")[2] if _ISO_DAY.search(text) and "T" in text else text
    match = _TIME.search(re.sub(r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}", " ", after_day))
    found = f"{int(match[1]):02}:{match[2]}" if match else ""
    return "" if found == "00:00" else found


def is_yes(text: str, *, default: bool) -> bool:
    """Whether a flag is set: »true«, »1«, »Åben«; `default` where nothing is written."""
    return text.strip().casefold() in _YES if text.strip() else default


def value(element: Element | None, *names: str) -> str:
    """The first of the values that an element has as an attribute or as the text of a child, '' for none."""
    for name in names if element is not None else ():
        assert element is not None
        child = element.find(name)
        found = element.get(name) or (child.text if child is not None else "") or ""
        if found.strip():
            return " ".join(found.split())
    return ""


def html_of(element: Element | None) -> str:
    """What an element holds as HTML, whether it is escaped in its text or written as elements."""
    if element is None:
        return ""
    inner = element.text or ""
    if len(element):
        inner += "".join(tostring(child, encoding="unicode", method="html") for child in element)
    return inner


def sbsys(root: Element, closed: ClosedElements) -> ExportedMeeting:
    """`/Dagsorden` with `Møde` and `Dagsordenpunkt`."""
    meeting = root.find("Møde")
    kind_words = value(root, "Dagsordentype")
    items = tuple(_sbsys_item(item, value(root, "Åben"), closed) for item in root.iter("Dagsordenpunkt"))
    return ExportedMeeting(
        kind=_kind(kind_words),
        council=value(meeting, "Udvalg", "Udvalgsnavn"),
        date=day_of(value(meeting, "Mødedato")),
        start_time=time_of(value(meeting, "Mødetid")) or time_of(value(meeting, "Mødedato")),
        place=value(meeting, "Mødested"),
        is_draft=kind_words.casefold().startswith(_DRAFT),
        items=items,
    )


def _sbsys_item(item: Element, of_agenda: str, closed: ClosedElements) -> ExportedItem:
    content = item.find("Indhold")
    is_open = is_yes(value(item, "Åbent", "Åben"), default=is_yes(of_agenda, default=True))
    return ExportedItem(
        title=value(item, "Overskrift"),
        number=value(item, "Nummer"),
        is_open=is_open and item not in closed,
        case_number=value(item, "Sagsnummer", "SagsNummer", "Sagsnr"),
        texts=tuple(
            ExportedText(html_of(text), _as_heading(text.tag))
            for text in (content if content is not None else ())
            if html_of(text).strip() and text not in closed
        ),
        attachments=tuple(
            ExportedAttachment(
                value(each, "Navn"),
                value(each, "BilagUrl"),
                is_yes(value(each, "MaaPubliceres"), default=False) and each not in closed,
            )
            for each in item.iter("Bilag")
            if value(each, "Navn", "BilagUrl")
        ),
    )


def _as_heading(tag: str) -> str:
    """An element's name as words: »Sagsfremstilling«, »Indstilling_og_beslutning«."""
    return re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", tag.replace("_", " ")).strip().capitalize()


def edoc(root: Element, closed: ClosedElements) -> ExportedMeeting:
    """`/Meeting` with `MeetingAgendaItem`, each with one text."""
    state = value(root, "MeetingState")
    return ExportedMeeting(
        kind=_kind(state, value(root, "MeetingType", "DocumentType")),
        council=value(root, "Committee", "Committee/Name") or value(root.find("Committee"), "Name"),
        date=day_of(value(root, "MeetingDate")),
        start_time=time_of(value(root, "MeetingTime", "StartTime")) or time_of(value(root, "MeetingDate")),
        place=value(root, "MeetingPlace", "Location", "Place"),
        is_draft=state.casefold().startswith(_DRAFT),
        items=tuple(_edoc_item(item, closed) for item in root.iter("MeetingAgendaItem")),
    )


def _edoc_item(item: Element, closed: ClosedElements) -> ExportedItem:
    document = item.find("Document")
    publishing = value(item, "PublishingType") or value(document, "PublishingType")
    text = next(item.iter("FullText"), None)
    return ExportedItem(
        title=value(document, "Title") or value(item, "Title"),
        number=value(item, "AgendaItemNumber"),
        is_open=publishing.casefold() == _PUBLISHED and closed.isdisjoint({item, document}),
        case_number=value(item, "CaseNumber") or value(document, "CaseNumber"),
        texts=(ExportedText(html_of(text), is_whole=True),) if text is not None and text not in closed else (),
        attachments=tuple(_named_attachment(each, closed, default=False) for each in item.iter("Attachment")),
    )


def fujitsu(root: Element, closed: ClosedElements) -> list[ExportedMeeting]:
    """`/Root` of Fujitsu's eDoc: `Committee/Meeting/Agenda` with `AgendaElement/HandlingItem`, of one or several."""
    with_items = [
        (committee, meeting)
        for committee in root.iter("Committee")
        for meeting in committee.iter("Meeting")
        if meeting.find(".//HandlingItem") is not None
    ]
    if len(with_items) > 1:
        return [_fujitsu_meeting(meeting, committee, meeting, closed) for committee, meeting in with_items]
    return [_fujitsu_meeting(root, next(root.iter("Committee"), None), next(root.iter("Meeting"), None), closed)]


def _fujitsu_meeting(
    root: Element, committee: Element | None, meeting: Element | None, closed: ClosedElements
) -> ExportedMeeting:
    """The meeting whose items stand below `root`."""
    output = next((each.text or "" for each in root.iter("OutputTypeEnumName")), "")
    when = value(meeting, "Date", "MeetingDate", "StartDate", "StartTime", "Start")
    return ExportedMeeting(
        kind=_kind(output),
        council=value(committee, "Name", "Title"),
        date=day_of(when),
        start_time=time_of(value(meeting, "StartTime", "Time", "Start")) or time_of(when),
        place=value(meeting, "Location", "Place", "Venue"),
        is_draft="draft" in output.casefold() or "udkast" in output.casefold(),
        items=tuple(
            _fujitsu_item(item, element, closed)
            for element in root.iter("AgendaElement")
            for item in element.iter("HandlingItem")
        ),
    )


def _fujitsu_item(item: Element, element: Element, closed: ClosedElements) -> ExportedItem:
    presentations = (
        ExportedText(html_of(each.find("Content")), value(each, "Title"))
        for each in item.iter("CasePresentation")
        if each not in closed
    )
    return ExportedItem(
        title=value(item, "Title"),
        number=value(item, "SerialNo"),
        is_open=_is_open(element, item) and item not in closed,
        case_number=value(item, "CaseNumber"),
        texts=tuple(text for text in presentations if text.html.strip()),
        attachments=tuple(_named_attachment(each, closed) for each in item.iter("Attachment")),
    )


def prepare(root: Element, closed: ClosedElements) -> ExportedMeeting:
    """`/Publication` of AgMan and Prepare."""
    kind = value(root, "PublicationTypeAsValue")
    meeting = root.find("Meeting") if root.find("Meeting") is not None else next(root.iter("Meeting"), root)
    when = value(meeting, "When") or value(root, "When")
    committee = next(root.iter("Committee"), None)
    return ExportedMeeting(
        kind="agenda" if kind in {"0", "1"} else "minutes",
        council=value(committee, "Name", "Caption", "Title") or value(root, "Committee", "CommitteeName"),
        date=day_of(when),
        start_time=time_of(when),
        place=value(meeting, "Where") or value(root, "Where"),
        is_draft=kind == "0",
        participants=tuple(_prepare_member(each) for each in root.iter("MeetingMember") if value(each, "Name")),
        items=tuple(_prepare_item(item, closed) for item in root.iter("Item")),
    )


def _prepare_member(member: Element) -> ExportedParticipant:
    status = value(member, "ParticipationStatusAsValue")
    by_status: Mapping[str, AttendanceStatus] = {"0": "unknown", "1": "present", "2": "absent", "3": "absent"}
    return ExportedParticipant(
        value(member, "Name"),
        by_status.get(status, "unknown"),
        party=value(member, "Party", "PartyLetter"),
        role=value(member, "ParticipationNote"),
    )


def _prepare_item(item: Element, closed: ClosedElements) -> ExportedItem:
    fields = (
        ExportedText(html_of(each.find("Content")), value(each, "Caption"))
        for each in _own(item, "ItemField")
        if each not in closed
    )
    return ExportedItem(
        title=value(item, "Caption"),
        number=value(item, "Number", "ItemNumber", "No"),
        is_open=is_yes(value(item, "IsPublic"), default=False) and item not in closed,
        case_number=value(item, "CaseNumber", "CaseNo"),
        texts=tuple(text for text in fields if text.html.strip()),
        attachments=tuple(
            _named_attachment(each, closed) for each in (*_own(item, "Attachment"), *_own(item, "Enclosure"))
        ),
    )


def _own(item: Element, tag: str) -> Iterator[Element]:
    """The elements below an item, save those of its history: what earlier committees had of it."""
    for child in item:
        if child.tag == tag:
            yield child
        elif child.tag not in {"ItemHistory", "Item"}:
            yield from _own(child, tag)


def _named_attachment(each: Element, closed: ClosedElements, *, default: bool = True) -> ExportedAttachment:
    title = value(each, "Title", "Caption", "Name", "Navn", "FileName")
    path = value(each, "FilePath", "Path", "FileName", "File", "Url", "Filename")
    return ExportedAttachment(title or path, path, _is_open(each, default=default) and each not in closed)


def _is_open(*elements: Element, default: bool = True) -> bool:
    """Whether nothing says of an item or an attachment that it is closed; `default` where nothing says either."""
    said = [
        is_yes(found, default=False) is is_positive
        for element in elements
        for names, is_positive in _OPENNESS
        if (found := value(element, *names))
    ]
    published = [found.casefold() == _PUBLISHED for element in elements if (found := value(element, "PublishingType"))]
    return all((*said, *published)) if said or published else default


def _kind(*words: str) -> DocumentKind:
    said = " ".join(words).casefold()
    names_minutes = any(word in said for word in ("referat", "minutes", "protokol", "beslutning"))
    return "minutes" if names_minutes else "agenda"
