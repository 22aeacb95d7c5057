"""The documents themselves: served as they came, and their text page by page."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.tests import factories
from meetings.tests.reading import html_of

pytestmark = pytest.mark.django_db


def test_a_text_document_is_served_as_it_came(client: Client) -> None:
    document = factories.make_document(content="Æ Ø Å".encode(), name="referat møde.txt")
    response = client.get(document.get_absolute_url())
    assert response.content == "Æ Ø Å".encode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''referat%20m%C3%B8de.txt"
    assert "X-Robots-Tag" not in response


def test_a_text_document_in_another_encoding_is_served_in_utf_8(client: Client) -> None:
    document = factories.make_document(content="Æ Ø Å".encode("cp1252"), text="Æ Ø Å")
    assert client.get(document.get_absolute_url()).content.decode("utf-8") == "Æ Ø Å"


def test_a_pdf_is_shown_in_the_browser(client: Client) -> None:
    document = factories.make_document(content=b"%PDF-1.7", name="Referat.PDF")
    response = client.get(document.get_absolute_url())
    assert response.getvalue() == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="Referat.PDF"'
    assert "object-src 'self'" in response["Content-Security-Policy"]


def test_an_invented_document_stays_out_of_search_engines(client: Client) -> None:
    council = factories.make_council("KKR Limfjorden", is_sample=True)
    document = factories.make_document(factories.make_meeting(council=council))
    assert client.get(document.get_absolute_url())["X-Robots-Tag"] == "noindex"


def test_the_text_of_a_document_stands_page_by_page_with_its_warnings(client: Client) -> None:
    document = factories.make_document(
        content=b"<b>Et</b>\fTo", warnings=[{"page": 2, "line": 7, "message": "Deltagerlisten er ufuldstændig."}]
    )
    html = html_of(client, reverse("meetings:document_text", args=(document.pk,)))
    assert '<div id="linje-1" data-line="1">&lt;b&gt;Et&lt;/b&gt;</div>' in html
    assert '<section id="side-2"' in html
    assert '<a href="#side-2">Side 2</a>, <a href="#linje-7">linje 7</a>: Deltagerlisten er ufuldstændig.' in html


def test_a_document_whose_file_is_gone_is_not_found(client: Client) -> None:
    document = factories.make_document()
    document.file.storage.delete(str(document.file.name))
    response = client.get(document.get_absolute_url())
    assert response.status_code == 404
    assert "Dokumentets fil mangler i arkivet." in response.content.decode()
