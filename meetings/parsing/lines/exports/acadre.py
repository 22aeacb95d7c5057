"""The adapter of Acadre's exports: a manifest of records of fields, whose texts may lie in files of their own."""

from collections.abc import Callable, Iterator
from html import escape
from xml.etree.ElementTree import Element

from meetings.parsing.document import DocumentKind
from meetings.parsing.lines.bounded_zip import safe_path
from meetings.parsing.lines.exports.canonical import (
    ExportedAttachment,
    ExportedItem,
    ExportedMeeting,
    ExportedText,
)
from meetings.parsing.lines.exports.closedness import ClosedElements
from meetings.parsing.lines.exports.systems import day_of, html_of, is_yes, time_of, value

# Gives the HTML of a file of the export by its path, '' where it is none that is read.
ReadText = Callable[[str], str]
_CLOSED = frozenset({"lukket", "closed", "fortrolig", "2", "false", "nej", "0"})
_TEXT_FILES = (".xml", ".html", ".htm", ".docx", ".txt")


def is_acadre(root: Element) -> bool:
    """Whether a manifest has Acadre's table of an agenda."""
    return any(table.get("name", "").casefold() == "agenda" for table in root.iter("table"))


def agendas_of(root: Element) -> list[Element]:
    """The parts of a manifest that each have a meeting's items: the whole, where not several agendas have some."""
    with_items = [each for each in root.iter("agenda") if each.find(".//agendaitem") is not None]
    return with_items if len(with_items) > 1 else [root]


def field_of(record: Element | None, *names: str) -> str:
    """A field of a record: `fields/field[@name]`, a child element, or an attribute; '' for none."""
    for name in names if record is not None else ():
        assert record is not None
        for each in (*record.findall("fields/field"), *record.findall("field")):
            if each.get("name", "").casefold() == name:
                found = each.get("value") or "".join(each.itertext())
                if found.strip():
                    return " ".join(found.split())
        if found := value(record, name):
            return found
    return ""


def acadre(root: Element, closed: ClosedElements, read_text: ReadText) -> ExportedMeeting:
    """The meeting of a manifest: the items in the order that their parents sort them in."""
    meeting = next(root.iter("meeting"), None)
    agenda = next((table for table in root.iter("table") if table.get("name", "").casefold() == "agenda"), root)
    kind = field_of(next(agenda.iter("agenda"), agenda), "type") or field_of(agenda, "type")
    committee = next(root.iter("committee"), None)
    when = field_of(meeting, "date", "start")
    items = sorted(root.iter("agendaitem"), key=_sorting)
    return ExportedMeeting(
        kind=_kind(kind),
        council=field_of(committee, "name"),
        date=day_of(when),
        start_time=time_of(when) or time_of(field_of(meeting, "time", "starttime")),
        place=field_of(meeting, "location"),
        is_draft=kind not in {"1", "2", ""},
        items=tuple(_item(item, closed, read_text) for item in items),
    )


def _kind(kind: str) -> DocumentKind:
    return "minutes" if kind == "2" else "agenda"


def _sorting(item: Element) -> tuple[int, ...]:
    parents = next(item.iter("agendaitemparents"), None)
    order = field_of(parents, "sort") or field_of(item, "sort")
    return tuple(int(part) for part in order.split(".") if part.isdecimal()) if order else (10**6,)


def _item(item: Element, closed: ClosedElements, read_text: ReadText) -> ExportedItem:
    access = field_of(item, "access").casefold()
    return ExportedItem(
        title=field_of(item, "name", "title"),
        number=field_of(item, "number", "no"),
        is_open=access not in _CLOSED and item not in closed,
        case_number=field_of(item, "caseno"),
        texts=tuple(
            text
            for bullet in _nested(item, "bullet")
            if bullet not in closed and (text := _text(bullet, read_text)).html.strip()
        ),
        attachments=tuple(_enclosure(each, closed) for each in _nested(item, "enclosure")),
    )


def _nested(item: Element, tag: str) -> Iterator[Element]:
    """The records of a kind below an item, save those of items within it."""
    for child in item:
        if child.tag == tag:
            yield child
        elif child.tag != "agendaitem":
            yield from _nested(child, tag)


def _text(bullet: Element, read_text: ReadText) -> ExportedText:
    heading = field_of(bullet, "bulletname", "name")
    path = field_of(bullet, "file", "filename", "path") or field_of(bullet, "bulletcontent")
    if path.casefold().endswith(_TEXT_FILES) and safe_path(path):
        return ExportedText(read_text(safe_path(path)), heading)
    content = bullet.find("bulletcontent")
    if content is None:
        content = next((each for each in bullet.iter("field") if each.get("name") == "bulletcontent"), None)
    return ExportedText(html_of(content) or escape(field_of(bullet, "bulletcontent")), heading)


def _enclosure(each: Element, closed: ClosedElements) -> ExportedAttachment:
    title = field_of(each, "name", "title")
    path = field_of(each, "file", "filename", "path")
    access = field_of(each, "access").casefold()
    is_public = (
        access not in _CLOSED and each not in closed and is_yes(field_of(each, "publish", "public"), default=True)
    )
    return ExportedAttachment(title or path, path, is_public)
