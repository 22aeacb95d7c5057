"""Ten meetings as PDF, Word document, web page and export say the same: what a form cannot carry is named here.

Of a PDF's table the cells are known by their places, so that it has to have three rows. FirstAgenda's page and portal
and eDoc's XML have no list of participants, nor have SBSYS, Acadre and Fujitsu's: only the canonical form, AgMan,
Prepare and FirstAgenda's integration do.
"""

from dataclasses import replace
from typing import Any

import pytest

from meetings.parsing.document import Document
from meetings.parsing.lines.exports.canonical import ExportedMeeting, as_canonical
from meetings.parsing.lines.exports.finding import manifest_as_json
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.parser import parse_document
from meetings.tests.exported_meetings import SYSTEMS
from meetings.tests.ten_meetings import TEN_MEETINGS, as_pdf, as_web_page, as_word_document

FORMS = {".pdf": as_pdf, ".docx": as_word_document, ".html": as_web_page, ".json": as_canonical}
# A system for each meeting.
SYSTEM_NAMES = [*SYSTEMS, "sbsys.xml", "edoc.xml"]


def read(content: bytes, suffix: str) -> Document:
    return parse_document(extract_pages(content, suffix))


def facts_of(document: Document) -> dict[str, Any]:
    """All that is stored of the document, save where it stands."""
    return {
        "meeting": (document.kind, document.council, document.date, document.start_time, document.place),
        "people": [(each.name, each.party, each.municipality, each.status) for each in document.participants],
        "items": [
            (
                *(item.number, item.title, item.case_number, {field.name: field.text for field in item.fields}),
                *(item.outcomes, item.deciding_sentence, item.votes, item.case_type, item.municipalities),
                *(item.references, item.item_references, item.case_references),
            )
            for item in document.items
        ],
        "tables": [(each.item, each.columns, each.rows, each.field, each.after_block) for each in document.tables],
        "appointments": [
            (each.item, each.person, each.party, each.municipality, each.body) for each in document.appointments
        ],
    }


@pytest.mark.parametrize("form", [".docx", ".html", ".pdf"])
@pytest.mark.parametrize("meeting", TEN_MEETINGS, ids=[meeting.date for meeting in TEN_MEETINGS])
def test_a_meeting_says_the_same_in_every_form(meeting: ExportedMeeting, form: str) -> None:
    assert facts_of(read(FORMS[form](meeting), form)) == facts_of(read(as_canonical(meeting), ".json"))


@pytest.mark.parametrize(("meeting", "name"), list(zip(TEN_MEETINGS, SYSTEM_NAMES, strict=True)))
def test_a_meeting_says_the_same_in_an_export(meeting: ExportedMeeting, name: str) -> None:
    exported = manifest_as_json(SYSTEMS[name](meeting), name)["meetings"][0]["canonical"].encode()
    alone = replace(meeting, participants=(), kind="minutes")
    assert facts_of(read(exported, ".json")) == facts_of(read(as_canonical(alone), ".json"))
