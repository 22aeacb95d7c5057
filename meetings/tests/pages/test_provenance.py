"""Every text and fact leads to the page of the original and to the line of its text."""

import re
import time
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from meetings.importing.apply import import_file
from meetings.importing.files import read
from meetings.importing.source_files import load
from meetings.models import AgendaItem, Appointment, Document, Meeting, Participant
from meetings.tests import factories
from meetings.tests.documents import Item, document_text, import_text
from meetings.tests.reading import html_of, text_of

pytestmark = pytest.mark.django_db

ITEMS = [
    Item("1.1", "Godkendelse af dagsorden", case="SAG-2025-00001 abc"),
    Item(
        "2.1", "Udpegning til Havnerådet", decision="KKR Prøveby udpegede Bo Lind (V), Rebild Kommune, til Havnerådet."
    ),
]
MINUTES = document_text(items=ITEMS)
SAMPLE_PDF = Path(__file__).parents[3] / "fixtures" / "2025-06-13-referat.pdf"


def lines_of(client: Client, document: Document) -> dict[int, str]:
    """The lines that the page of the document's text shows, by the number that addresses have."""
    html = html_of(client, reverse("meetings:document_text", args=(document.pk,)))
    shown = re.findall(r'<div id="linje-(\d+)" data-line="(\d+)"(?: class="gap")?>(.*?)</div>', html)
    assert all(number == label for number, label, _ in shown)
    return {int(number): unescape(text).strip() for number, _, text in shown}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MINUTES, id="without page ends"),
        pytest.param(MINUTES.replace("\n 2. Sager", "\n\f2. Sager"), id="with form feeds"),
        pytest.param(MINUTES.replace("\n 2. Sager", "\n\f\f\f2. Sager"), id="with empty pages"),
        pytest.param(MINUTES.replace("\n", "\n\n"), id="with every line break doubled"),
        pytest.param(MINUTES.replace("Beslutning\n", " SIDE | 2\nBeslutning\n"), id="with page numbers that go back"),
        pytest.param(MINUTES.replace(" SIDE  |  3", " SIDE  |  90"), id="with a page number far too high"),
    ],
)
def test_a_line_of_the_text_is_the_line_that_records_mean(client: Client, text: str) -> None:
    import_text(text)
    lines = lines_of(client, Document.objects.get())
    item = AgendaItem.objects.select_related("decision").get(number="2.1")
    assert lines[item.places["title"]["line"]] == "2.1. Udpegning til Havnerådet"
    assert lines[item.places["recommendation"]["line"]] == "Indstilling"
    assert lines[item.decision.line or 0] == "Beslutning"
    assert {lines[one.line or 0] for one in Participant.objects.filter(status="present")} == {
        "Anna Holm (A), Aalborg Kommune",
        "Bo Lind (V), Rebild Kommune",
    }


def test_a_line_of_a_pdfs_text_is_the_line_that_records_mean(client: Client) -> None:
    import_file(read(load(SAMPLE_PDF, 10_000_000)))
    lines = lines_of(client, Document.objects.get())
    items = list(AgendaItem.objects.select_related("decision"))
    assert len(items) > 5
    for item in items:
        assert lines[item.places["title"]["line"]].startswith(item.number)
        assert lines[item.decision.line or 0] == "Beslutning"
    for participant in Participant.objects.select_related("person"):
        assert participant.person.name in lines[participant.line or 0]


def test_each_text_of_an_item_leads_to_its_own_page_and_line(client: Client) -> None:
    import_text(MINUTES)
    item = AgendaItem.objects.select_related("decision").get(number="2.1")
    document = Document.objects.get()
    html = html_of(client, item.get_absolute_url())
    text_url = reverse("meetings:document_text", args=(document.pk,))
    for part, line in (
        ("indstilling", item.places["recommendation"]["line"]),
        ("sagsfremstilling", item.places["presentation"]["line"]),
        ("beslutning", item.decision.line),
    ):
        hidden = f'<span class="visually-hidden"> ({part})</span>'
        assert f'<a href="{document.get_absolute_url()}#page=4">referat, side 4{hidden}</a>' in html
        assert f'<a href="{text_url}#linje-{line}">linje {line}{hidden}</a>' in html


def test_an_item_written_by_hand_has_no_source(client: Client) -> None:
    item = factories.make_item(presentation="Skrevet her.", decision="Godkendt.")
    assert "Kilde" not in text_of(client, item.get_absolute_url())


def test_participants_and_appointments_lead_to_their_lines(client: Client) -> None:
    import_text(MINUTES)
    url = reverse("meetings:document_text", args=(Document.objects.get().pk,))
    present, appointed = Participant.objects.get(person__name="Bo Lind"), Appointment.objects.get()
    link = '<a class="line-link" href="{}#linje-{}">kilde<span class="visually-hidden"> til {}</span></a>'
    assert link.format(url, present.line, "Bo Lind") in html_of(client, Meeting.objects.get().get_absolute_url())
    person = html_of(client, "/personer/bo-lind/")
    assert link.format(url, present.line, "deltagerlisten") in person
    assert link.format(url, appointed.line, "Bo Lind – Havnerådet") in person
    assert link.format(url, appointed.line, "Bo Lind – Havnerådet") in html_of(client, "/udpegninger/")


def test_the_text_of_200_pages_is_a_light_page(client: Client) -> None:
    text = "\f".join("\n".join(f"Linje {line} på side {page}" for line in range(60)) for page in range(200))
    document = factories.make_document(content=text.encode())
    started = time.process_time()
    html = html_of(client, reverse("meetings:document_text", args=(document.pk,)))
    assert time.process_time() - started < 2
    assert html.count("<div id=") == 12_000
    assert len(html) < len(text) + 12_000 * 60


def test_a_page_without_text_is_left_out(client: Client) -> None:
    """A misprinted page number would otherwise bring thousands of empty pages."""
    document = factories.make_document(content=b"Et" + b"\f" * 9_000 + b"To")
    html = html_of(client, reverse("meetings:document_text", args=(document.pk,)))
    assert re.findall(r'<section id="side-(\d+)"', html) == ["1", "9001"]
    assert '<div id="linje-2" data-line="2">To</div>' in html


class TestAttachments:
    def test_are_marked_where_the_text_marks_them(self, client: Client) -> None:
        marked = Item("2.1", "Havnen", presentation="./. Kort over havnen.\n\nKajen er slidt.\n\n./. Takster.")
        import_text(document_text(items=[ITEMS[0], marked]))
        text = text_of(client, AgendaItem.objects.get(number="2.1").get_absolute_url())
        assert (
            "Sagsfremstilling Kort over havnen. Bilag 1 (ikke i arkivet) Kajen er slidt. "
            "Takster. Bilag 2 (ikke i arkivet) Kilde:"
        ) in text

    def test_are_links_where_the_archive_has_the_file(self, client: Client) -> None:
        item = factories.make_item(presentation="Kajen er slidt.")
        attachment = item.attachments.create(after_block=1, title="Havnekort", file="bilag/kort.pdf")
        html = html_of(client, item.get_absolute_url())
        assert f'<p class="attachments"><a href="{attachment.get_absolute_url()}">Havnekort</a></p>' in html
