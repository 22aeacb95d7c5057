"""The link from a record's page to where an editor corrects it: for editors alone."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from meetings.models import Body
from meetings.tests import factories
from meetings.tests.reading import Page, html_of

pytestmark = pytest.mark.django_db

LINK = "Ret i administrationen"


@pytest.fixture
def pages() -> dict[str, str]:
    """The address of a page of each kind, by the address of its record in the admin."""
    item = factories.make_item("Udpegning", topics=[factories.make_topic()])
    factories.make_appointment(item, factories.make_person("Åse Æbelø"), "Havnerådet")
    thread = factories.make_thread("Færger", item, factories.make_item("Færger", "1.2", meeting=item.meeting))
    records: dict[str, Any] = {
        "agendaitem": item,
        "meeting": item.meeting,
        "person": factories.make_person("Åse Æbelø"),
        "body": Body.objects.get(),
        "municipality": factories.make_municipality(),
        "topic": factories.make_topic(),
        "casethread": thread,
    }
    return {
        f"/admin/meetings/{name}/{record.pk}/change/": record.get_absolute_url() for name, record in records.items()
    }


def test_an_editor_comes_from_the_page_to_the_record(admin_client: Client, pages: dict[str, str]) -> None:
    for in_admin, page in pages.items():
        assert in_admin in Page(html_of(admin_client, page)).links, page
        assert admin_client.get(in_admin).status_code == 200


def test_readers_see_no_such_link_and_their_pages_are_the_same_for_all(client: Client, pages: dict[str, str]) -> None:
    for page in pages.values():
        response = client.get(page)
        assert LINK not in response.content.decode()
        assert "Cookie" not in response.headers.get("Vary", "")


def test_who_is_logged_in_and_no_editor_sees_none(client: Client, pages: dict[str, str]) -> None:
    client.force_login(get_user_model().objects.create_user("laeser"))
    for page in pages.values():
        assert LINK not in html_of(client, page)
