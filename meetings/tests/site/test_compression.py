"""Pages for everybody are sent compressed; those that may hold something secret are not."""

import gzip
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.tests.factories import make_item

pytestmark = pytest.mark.django_db

GZIP = {"accept-encoding": "br, gzip"}
PUBLIC = ["/", "/soeg/?q=vand", "/soeg/?q=vand&format=json", "/moeder/", "/om/", "/findes-ikke/", "/opensearch.xml"]


def is_compressed(response: Any) -> bool:
    return bool(response.headers.get("Content-Encoding") == "gzip")


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_compressed(client: Client, address: str) -> None:
    make_item(title="Rent vand")
    plain, compressed = client.get(address), client.get(address, headers=GZIP)
    assert not is_compressed(plain)
    if len(plain.content) > 200:
        assert is_compressed(compressed)
        assert gzip.decompress(compressed.content) == plain.content
        assert len(compressed.content) < len(plain.content)
    assert all("Accept-Encoding" in response.headers["Vary"] for response in (plain, compressed))


@pytest.mark.parametrize("address", ["/admin/login/", "/privatliv/indsigelse/"])
def test_a_page_with_a_form_is_not(client: Client, address: str) -> None:
    assert not is_compressed(client.get(address, headers=GZIP))


@pytest.mark.parametrize("address", ["/", "/soeg/?q=vand", "/admin/", "/admin/meetings/meeting/"])
def test_a_page_for_somebody_who_is_logged_in_is_not(client: Client, address: str) -> None:
    client.force_login(User.objects.create_superuser("ida"))
    assert not is_compressed(client.get(address, headers=GZIP))


def test_a_compressed_page_is_revalidated_as_it_was(client: Client) -> None:
    etag = client.get("/om/", headers=GZIP).headers["ETag"]
    unchanged = client.get("/om/", headers={**GZIP, "if-none-match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
