"""Every system's export is one canonical form, in which nothing of a closed item is left but its title."""

import json
from dataclasses import replace
from typing import Any

import pytest

from meetings.parsing.document import Document
from meetings.parsing.lines.exports.canonical import (
    FORM,
    ExportedMeeting,
    as_canonical,
    from_canonical,
)
from meetings.parsing.lines.exports.finding import exports_as_json, manifest_as_json
from meetings.parsing.lines.exports.first_agenda import danish_time
from meetings.parsing.lines.exports.pages import pages_of_meeting
from meetings.parsing.lines.exports.reading import MOST_MEETINGS, bundle_of
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.pages import Unreadable
from meetings.parsing.parser import parse_document
from meetings.tests.exported_meetings import CLOSED_WORDS, MEETING, SYSTEMS, WITH_PATHS, WITHOUT_ATTACHMENTS


def read(content: bytes, name: str) -> Document:
    (exported,) = manifest_as_json(content, name)["meetings"]
    return parse_document(extract_pages(exported["canonical"].encode(), ".json"))


def facts_of(document: Document) -> dict[str, Any]:
    return {
        "meeting": (document.kind, document.council, document.date, document.start_time, document.place),
        "items": [
            (
                item.number,
                item.title,
                item.case_number,
                [(field.name, field.text) for field in item.fields],
                item.outcomes,
                item.references,
            )
            for item in document.items
        ],
        "tables": [(table.item, table.columns, table.rows) for table in document.tables],
    }


@pytest.mark.parametrize("name", SYSTEMS)
def test_an_export_says_what_the_meeting_is(name: str) -> None:
    document = read(SYSTEMS[name](MEETING), name)
    assert facts_of(document) == facts_of(parse_document(pages_of_meeting(WITHOUT_ATTACHMENTS)))
    assert [warning.message for warning in document.warnings] == ["Referatet har ingen deltagerliste."]


def test_the_meeting_is_read_without_guessing() -> None:
    document = parse_document(pages_of_meeting(MEETING))
    assert (document.kind, document.council, str(document.date)) == (
        "minutes",
        "Teknisk Udvalg, Birkelev Kommune",
        "2025-03-14",
    )
    first, second, closed, last = document.items
    assert (first.text("recommendation"), first.outcome) == ("Det indstilles, at dagsordenen godkendes.", "approved")
    assert second.text("presentation") == (
        "Broen er gammel.\n\n2. juni lukkes den.\n\n– et spor til cykler\n– to til biler"
    )
    assert (second.outcome, closed.title, closed.fields, last.title) == (
        "decided",
        "Lukket punkt om en ejendom",
        (),
        "Eventuelt",
    )
    assert document.tables[0].rows == (("Rebild", "10"), ("Morsø", "4"))
    assert [(each.title, each.path) for each in second.attachments] == [("Notat om broen", "Bilag/notat.pdf")]


@pytest.mark.parametrize("name", SYSTEMS)
def test_nothing_of_a_closed_item_is_left_but_its_title(name: str) -> None:
    canonical = manifest_as_json(SYSTEMS[name](MEETING), name)["meetings"][0]["canonical"]
    assert "Lukket punkt om en ejendom" in canonical
    for words in (CLOSED_WORDS, "24/9999", "lukket.pdf", "fortroligt.pdf", "Fortroligt"):
        assert words not in canonical


@pytest.mark.parametrize("name", WITH_PATHS)
def test_the_files_that_an_export_names_are_part_of_it(name: str) -> None:
    assert manifest_as_json(SYSTEMS[name](MEETING), name)["meetings"][0]["parts"] == [
        "Bilag/fortroligt.pdf",
        "Bilag/lukket.pdf",
        "Bilag/notat.pdf",
    ]


@pytest.mark.parametrize(
    "path", ["../ud.pdf", "/etc/passwd", "C:\\notat.pdf", "https://example.org/a.pdf", "a/../../b"]
)
def test_a_path_that_leads_out_of_the_export_is_no_part_of_it(path: str) -> None:
    items = tuple(
        replace(item, attachments=tuple(replace(each, path=path) for each in item.attachments))
        for item in MEETING.items
    )
    content = as_canonical(replace(MEETING, items=items))
    assert manifest_as_json(content, "a.json")["meetings"][0]["parts"] == []


def test_acadres_texts_may_lie_in_files_of_their_own() -> None:
    manifest = (
        '<export><table name="agenda"><agenda><fields><field name="type">2</field></fields><committee><name>Byrådet'
        "</name></committee><meeting><fields><field name='date'>14-03-2025</field></fields></meeting><agendaitem>"
        "<name>Broen</name><access>Åben</access><bullet><bulletname>Beslutning</bulletname>"
        "<bulletcontent>Files_1\\001.xml</bulletcontent></bullet></agendaitem></agenda></table></export>"
    )
    bundle = bundle_of({"ud/manifest.xml": manifest.encode(), "ud/Files_1/001.xml": b"<text>&lt;p&gt;Godkendt.</text>"})
    (exported,) = exports_as_json(bundle, "")["meetings"]
    document = parse_document(extract_pages(exported["canonical"].encode(), ".json"))
    assert (document.items[0].text("decision"), exported["folder"]) == ("Godkendt.", "ud")


def test_the_canonical_form_is_read_as_it_is_written() -> None:
    written = as_canonical(MEETING)
    assert as_canonical(from_canonical(json.loads(written))) == written


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "other"},
        {"items": "no list"},
        {"items": [{"title": 7}]},
        {"items": [{"title": "a", "is_open": "yes"}]},
        {"items": [{"title": "a", "texts": [{"html": None}]}]},
        {"items": [{"title": "a", "texts": [{"html": "", "field": "other"}]}]},
        {"items": [None]},
        {"council": []},
        {"participants": [{"name": "a", "status": "late"}]},
    ],
)
def test_what_does_not_follow_the_schema_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        from_canonical({"form": FORM, "kind": "agenda", "council": "a", "date": "2025-03-14", "items": [], **changed})


def test_an_unknown_flag_keeps_an_item_closed() -> None:
    content = SYSTEMS["integration.json"](MEETING).replace(b'"isOpen": true', b'"isOpen": null')
    assert all(not item.fields for item in read(content, "a.json").items)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.xml": b"<other/>"}, "an export of no known system"),
        (
            {f"{n}.xml": SYSTEMS["sbsys.xml"](MEETING) for n in range(MOST_MEETINGS + 1)},
            "an export of too many meetings",
        ),
        ({"a.xml": b"<Dagsorden>"}, "broken"),
        ({"a.xml": b"<!DOCTYPE a><a/>"}, "a document type of its own"),
        ({"notat.txt": b"a"}, "an export of no known system"),
    ],
)
def test_a_zip_file_that_is_no_export_says_why(files: dict[str, bytes], reason: str) -> None:
    assert exports_as_json(bundle_of(files), "") == {"unreadable": reason}


@pytest.mark.parametrize(
    ("utc", "danish"),
    [
        ("2025-03-14T08:30:00Z", ("2025-03-14", "09:30")),
        ("2025-06-14T08:30:00Z", ("2025-06-14", "10:30")),
        ("2025-03-30T00:59:00Z", ("2025-03-30", "01:59")),
        ("2025-03-30T01:00:00Z", ("2025-03-30", "03:00")),
        ("2025-12-31T23:30:00.000Z", ("2026-01-01", "00:30")),
        ("i morgen", ("", "")),
    ],
)
def test_a_moment_is_told_in_danish_time(utc: str, danish: tuple[str, str]) -> None:
    assert danish_time(utc) == danish


def test_an_agenda_of_an_export_has_no_decisions() -> None:
    agenda: ExportedMeeting = replace(MEETING, kind="agenda")
    assert read(SYSTEMS["sbsys.xml"](agenda), "a.xml").kind == "agenda"
