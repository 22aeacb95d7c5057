"""Pages for everybody are sent compressed; those that may hold something secret are not."""

import gzip
from typing import Any

import brotli
import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.tests.factories import make_item

pytestmark = pytest.mark.django_db

GZIP, BROTLI = {"accept-encoding": "gzip, deflate"}, {"accept-encoding": "gzip, deflate, br;q=0.9"}
PUBLIC = ["/", "/soeg/?q=vand", "/soeg/?q=vand&format=json", "/moeder/", "/om/", "/findes-ikke/", "/opensearch.xml"]


def is_compressed(response: Any) -> bool:
    return "Content-Encoding" in response.headers


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_compressed(client: Client, address: str) -> None:
    make_item(title="Rent vand")
    plain, compressed = client.get(address), client.get(address, headers=GZIP)
    assert not is_compressed(plain)
    if len(plain.content) > 200:
        assert is_compressed(compressed)
        assert gzip.decompress(compressed.content) == plain.content
        assert brotli.decompress(client.get(address, headers=BROTLI).content) == plain.content
        assert len(compressed.content) < len(plain.content)
    assert all("Accept-Encoding" in response.headers["Vary"] for response in (plain, compressed))


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("gzip, br", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.0,gzip;q=0.000", None),
        ("identity", None),
        ("", None),
        ("brotli, xgzip", None),
    ],
)
def test_a_browser_says_what_it_takes(client: Client, accepted: str, coding: str | None) -> None:
    response = client.get("/om/", headers={"accept-encoding": accepted})
    assert response.headers.get("Content-Encoding") == coding


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
