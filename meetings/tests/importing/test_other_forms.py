"""Word documents and web pages come in as PDF does; what was read is placed by paragraphs, and the file is saved."""

import pytest
from django.test import Client

from meetings.importing.apply import import_file
from meetings.importing.files import read, stored_source
from meetings.importing.holding import Held, refuse_held
from meetings.importing.source_files import SourceFile
from meetings.models import Document
from meetings.tests.parsing.test_docx import MEETING
from meetings.tests.parsing.test_html import MEETING as PAGE
from meetings.tests.word_documents import paragraph, word_document

pytestmark = pytest.mark.django_db
WORD = word_document(*MEETING)


@pytest.mark.parametrize(("name", "content"), [("referat.docx", WORD), ("referat.html", PAGE.encode())])
def test_a_file_is_imported_and_its_places_are_paragraphs(client: Client, name: str, content: bytes) -> None:
    assert import_file(read(SourceFile(name, content))).action == "created"
    document = Document.objects.get()
    assert (document.place_unit, document.source_name) == ("paragraph", name)
    item = document.agendaitems.order_by("position").last()
    assert item is not None
    page = client.get(item.get_absolute_url()).content.decode()
    assert f"afsnit {item.page}" in page
    assert "side None" not in page
    text = client.get(f"{document.get_absolute_url()}tekst/").content.decode()
    assert f"{document.pages} afsnit" in text
    assert import_file(read(stored_source(document))).action == "unchanged"
    assert Document.objects.count() == 1


@pytest.mark.parametrize(("name", "content"), [("referat.docx", WORD), ("referat.html", PAGE.encode())])
def test_the_file_is_saved_and_never_shown(client: Client, name: str, content: bytes) -> None:
    import_file(read(SourceFile(name, content)))
    response = client.get(Document.objects.get().get_absolute_url())
    response.close()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_personal_number_is_found_and_placed_by_its_paragraph() -> None:
    content = word_document(*MEETING, paragraph("Borgeren med cpr 211062-5629 fik afslag."))
    with pytest.raises(Held) as held:
        refuse_held(read(SourceFile("referat.docx", content)))
    assert "i afsnit 26 " in f"{held.value.sentence} ".replace(",", " ")
