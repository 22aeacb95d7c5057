"""The same meeting as each system exports it, for tests: from the canonical form to SBSYS, Acadre, eDoc and others."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from meetings.parsing.lines.exports.canonical import (
    ExportedAttachment,
    ExportedItem,
    ExportedMeeting,
    ExportedText,
)

CLOSED_WORDS = "Hemmelig sag om Vestergade"
MEETING = ExportedMeeting(
    kind="minutes",
    council="Teknisk Udvalg, Birkelev Kommune",
    date="2025-03-14",
    start_time="09:30",
    place="Rådhuset",
    items=(
        ExportedItem(
            "Godkendelse af dagsorden",
            "1",
            case_number="24/1234",
            texts=(
                ExportedText("<p>Det indstilles, at dagsordenen godkendes.</p>", "Indstilling"),
                ExportedText("<p>Godkendt.</p>", "Beslutning"),
            ),
        ),
        ExportedItem(
            "Ny bro over åen",
            "2",
            case_number="24/5678",
            texts=(
                ExportedText(
                    "<p>Broen er gammel.</p><p>2. juni lukkes den.</p><ul><li>et spor til cykler</li>"
                    "<li>to til biler</li></ul><table><tr><th>Kommune</th><th>2025</th></tr>"
                    "<tr><td>Rebild</td><td>10</td></tr>"
                    "<tr><td>Morsø</td><td>4</td></tr></table>",
                    "Sagsfremstilling",
                ),
                ExportedText("<p>Udvalget besluttede at bygge broen.</p>", "Beslutning"),
            ),
            attachments=(
                ExportedAttachment("Notat om broen", "Bilag/notat.pdf"),
                ExportedAttachment("Fortroligt notat", "Bilag/fortroligt.pdf", is_public=False),
            ),
        ),
        ExportedItem(
            "Lukket punkt om en ejendom",
            "3",
            is_open=False,
            case_number="24/9999",
            texts=(ExportedText(f"<p>{CLOSED_WORDS}</p>", "Sagsfremstilling"),),
            attachments=(ExportedAttachment("Lukket bilag", "Bilag/lukket.pdf"),),
        ),
        ExportedItem("Eventuelt", "4"),
    ),
)
WITHOUT_ATTACHMENTS = replace(MEETING, items=tuple(replace(item, attachments=()) for item in MEETING.items))


def _yes(*, flag: bool) -> str:
    return str(flag).lower()


def as_sbsys(meeting: ExportedMeeting) -> bytes:
    """The XML of SBSYS, whose bodies are escaped HTML."""
    items = "".join(
        f'<Dagsordenpunkt Nummer="{item.number}" Åbent="{_yes(flag=item.is_open)}" Sagsnummer="{item.case_number}">'
        f"<Overskrift>{escape(item.title)}</Overskrift>"
        f"<Indhold>{''.join(f'<{text.heading}>{escape(text.html)}</{text.heading}>' for text in item.texts)}</Indhold>"
        "<Bilagsliste>"
        + "".join(
            f'<Bilag Navn="{each.title}" BilagUrl="{each.path}" MaaPubliceres="{_yes(flag=each.is_public)}"/>'
            for each in item.attachments
        )
        + "</Bilagsliste></Dagsordenpunkt>"
        for item in meeting.items
    )
    kind = "Referat" if meeting.kind == "minutes" else "Dagsorden"
    day = "-".join(reversed(meeting.date.split("-")))
    return (
        f'<Dagsorden DagsordenID="7" Dagsordentype="{kind}" Åben="true"><Møde MødeID="3" Udvalg="{meeting.council}" '
        f'Mødedato="{day}" Mødetid="{meeting.start_time}" Mødested="{meeting.place}"/>{items}</Dagsorden>'
    ).encode()


def as_acadre(meeting: ExportedMeeting) -> bytes:
    """The manifest of Acadre, whose texts stand in it, items in the order of their parents' sorting."""

    def fields(**named: str) -> str:
        written = "".join(f'<field name="{name}">{escape(words)}</field>' for name, words in named.items())
        return f"<fields>{written}</fields>"

    items = "".join(
        f"<agendaitem>{fields(name=item.title, caseno=item.case_number, number=item.number)}"
        f"<access>{'Åben' if item.is_open else 'Lukket'}</access>"
        f"<agendaitemparents>{fields(sort=item.number)}</agendaitemparents>"
        + "".join(f"<bullet>{fields(bulletname=text.heading, bulletcontent=text.html)}</bullet>" for text in item.texts)
        + "".join(
            f"<enclosure>{fields(name=each.title, file=each.path, publish=_yes(flag=each.is_public))}</enclosure>"
            for each in item.attachments
        )
        + "</agendaitem>"
        for item in reversed(meeting.items)
    )
    when = f"{meeting.date}T{meeting.start_time}:00"
    kind = "2" if meeting.kind == "minutes" else "1"
    return (
        f'<export><table name="agenda"><agenda>{fields(type=kind)}<committee>{fields(name=meeting.council)}</committee>'
        f"<meeting>{fields(date=when, location=meeting.place)}</meeting>{items}</agenda></table></export>"
    ).encode()


def as_edoc(meeting: ExportedMeeting) -> bytes:
    """The XML of eDoc, with one text an item."""
    items = "".join(
        f"<MeetingAgendaItem><AgendaItemNumber>{item.number}</AgendaItemNumber>"
        f"<Document><Title>{escape(item.title)}</Title><CaseNumber>{item.case_number}</CaseNumber></Document>"
        f"<PublishingType>{'SKAL PUBLICERES' if item.is_open else 'MÅ IKKE PUBLICERES'}</PublishingType><FullText>"
        + escape("".join(f"<h3>{text.heading}</h3>{text.html}" for text in item.texts))
        + "</FullText>"
        + "".join(
            f"<Attachment><Title>{each.title}</Title><FileName>{each.path}</FileName>"
            f"<PublishingType>{'SKAL PUBLICERES' if each.is_public else 'INTERN'}</PublishingType></Attachment>"
            for each in item.attachments
        )
        + "</MeetingAgendaItem>"
        for item in meeting.items
    )
    return (
        f"<Meeting><Committee>{meeting.council}</Committee><MeetingDate>{meeting.date}T{meeting.start_time}</MeetingDate>"
        f"<MeetingPlace>{meeting.place}</MeetingPlace><MeetingState>Referat</MeetingState>{items}</Meeting>"
    ).encode()


def as_fujitsu(meeting: ExportedMeeting) -> bytes:
    """The XML of Fujitsu's eDoc, in its namespace."""
    items = "".join(
        f"<AgendaElement><HandlingItem><SerialNo>{item.number}</SerialNo><Title>{escape(item.title)}</Title>"
        f"<CaseNumber>{item.case_number}</CaseNumber><IsClosed>{_yes(flag=not item.is_open)}</IsClosed>"
        + "".join(
            f"<CasePresentation><Title>{text.heading}</Title><Content>{escape(text.html)}</Content></CasePresentation>"
            for text in item.texts
        )
        + "".join(
            f"<Attachment><Title>{each.title}</Title><FileName>{each.path}</FileName>"
            f"<IsPublic>{_yes(flag=each.is_public)}</IsPublic></Attachment>"
            for each in item.attachments
        )
        + "</HandlingItem></AgendaElement>"
        for item in meeting.items
    )
    return (
        '<Root xmlns="http://www.fujitsu.dk/agenda/xml/schemas/2009/03/31/"><OutputTypeEnumName>Minutes</OutputTypeEnumName>'
        f"<Committee><Name>{meeting.council}</Name><Meeting><Date>{meeting.date}</Date><StartTime>{meeting.start_time}"
        f"</StartTime><Location>{meeting.place}</Location><Agenda><Identifier>1</Identifier>{items}</Agenda></Meeting>"
        "</Committee></Root>"
    ).encode()


def as_prepare(meeting: ExportedMeeting) -> bytes:
    """The XML of AgMan and Prepare."""
    items = "".join(
        f"<Item><Number>{item.number}</Number><Caption>{escape(item.title)}</Caption>"
        f"<IsPublic>{_yes(flag=item.is_open)}</IsPublic><CaseNumber>{item.case_number}</CaseNumber>"
        + "".join(
            f"<ItemField><Caption>{text.heading}</Caption><Content>{escape(text.html)}</Content></ItemField>"
            for text in item.texts
        )
        + f"<ItemHistory><ItemField><Caption>Beslutning</Caption><Content>{CLOSED_WORDS}</Content></ItemField>"
        "</ItemHistory>"
        + "".join(
            f"<Attachment><Caption>{each.title}</Caption><FilePath>{each.path}</FilePath>"
            f"<IsPublic>{_yes(flag=each.is_public)}</IsPublic></Attachment>"
            for each in item.attachments
        )
        + "</Item>"
        for item in meeting.items
    )
    return (
        f"<Publication><PublicationTypeAsValue>2</PublicationTypeAsValue><Committee><Name>{meeting.council}</Name>"
        f"</Committee><Meeting><When>{meeting.date}T{meeting.start_time}:00</When><Where>{meeting.place}</Where></Meeting>"
        f"{items}</Publication>"
    ).encode()


def _utc(meeting: ExportedMeeting) -> str:
    """The meeting's beginning in UTC: in winter an hour before Danish time, in summer two."""
    hour, minute = meeting.start_time.split(":")
    before = 2 if 4 <= int(meeting.date.split("-")[1]) <= 9 else 1
    return f"{meeting.date}T{int(hour) - before:02}:{minute}:00Z"


def as_integration(meeting: ExportedMeeting) -> bytes:
    """The JSON of FirstAgenda's integration."""
    return json.dumps(
        {
            "committeeName": meeting.council,
            "meetingBeginUtc": _utc(meeting),
            "meetingLocation": meeting.place,
            "minutesOfMeeting": meeting.kind == "minutes",
            "meetingAttendees": [],
            "agendaItems": [
                {
                    "number": int(item.number),
                    "caption": item.title,
                    "caseNumber": item.case_number,
                    "isOpen": item.is_open,
                    "presentations": [
                        {"title": text.heading, "content": text.html}
                        for text in item.texts
                        if text.heading != "Beslutning"
                    ],
                    "itemDecision": {
                        "text": next((text.html for text in item.texts if text.heading == "Beslutning"), None)
                    },
                    "documents": [
                        {"title": each.title, "path": each.path, "isOpen": each.is_public} for each in item.attachments
                    ],
                }
                for item in meeting.items
            ],
        }
    ).encode()


def as_portal(meeting: ExportedMeeting) -> bytes:
    """The JSON of FirstAgenda's public portal."""
    return json.dumps(
        {
            "Udvalg": {"Navn": meeting.council},
            "Moede": {
                "MeetingBeginUtc": _utc(meeting),
                "Sted": meeting.place,
                "Afsluttet": meeting.kind == "minutes",
            },
            "Dagsordenpunkter": [
                {
                    "IsOpen": item.is_open,
                    "Punktnummer": item.number,
                    "SagsNummer": item.case_number,
                    "Navn": item.title,
                    "Felter": [{"Html": f"<h2>{text.heading}</h2>{text.html}"} for text in item.texts],
                    "Bilag": [],
                }
                for item in meeting.items
            ],
        }
    ).encode()


def as_saved_page(meeting: ExportedMeeting) -> bytes:
    """A page of FirstAgenda's portal as a browser saves it."""
    rows = "".join(
        f'<tr class="punktrow"><td><span class="label">{"" if item.is_open else "Lukket "}{item.number}</span>'
        f'<h2 class="overskrift">{escape(item.title)}</h2><span class="sagsnummer">{item.case_number}</span>'
        '<div class="details"><div class="punkt">'
        + "".join(f"<h3>{text.heading}</h3>{text.html}" for text in item.texts)
        + "</div></div></td></tr>"
        for item in meeting.items
    )
    day = "-".join(reversed(meeting.date.split("-")))
    return (
        f'<!doctype html><html><body><h1 class="dato">Referat</h1><span class="udvalg">{meeting.council}</span>'
        f'<span class="dato">{day} kl. {meeting.start_time}</span><span class="sted">{meeting.place}</span>'
        f"<table>{rows}</table></body></html>"
    ).encode()


# By the name that the file of each system has in the tests.
SYSTEMS: Mapping[str, Callable[[ExportedMeeting], bytes]] = {
    "sbsys.xml": as_sbsys,
    "acadre.xml": as_acadre,
    "edoc.xml": as_edoc,
    "fujitsu.xml": as_fujitsu,
    "prepare.xml": as_prepare,
    "integration.json": as_integration,
    "portal.json": as_portal,
    "page.html": as_saved_page,
}
# Those whose file says where the attachments' files lie.
WITH_PATHS = tuple(name for name in SYSTEMS if name not in {"portal.json", "page.html"})
