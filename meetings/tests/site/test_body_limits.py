"""What is sent that is too long is refused by what it says of its length, and nothing of it is read."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

pytestmark = pytest.mark.django_db

FORM = "multipart/form-data; boundary=x"
UPLOADS = "/admin/meetings/upload/add/"


class Unreadable(io.RawIOBase):
    """A body that fails the test when it is read."""

    def read(self, size: int = -1) -> bytes:
        pytest.fail("the body was read")


def send(client: Client, address: str, length: str | None, **variables: Any) -> Any:
    said = {} if length is None else {"CONTENT_LENGTH": length}
    return client.generic("POST", address, content_type=FORM, **{"wsgi.input": Unreadable(), **said, **variables})


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ida"))
    return client


@pytest.mark.parametrize("address", ["/", "/soeg/", "/soeg/forslag/", "/findes-ikke/", "/privatliv/", "/static/x.css"])
@pytest.mark.parametrize("length", ["1001", "400000000", "9" * 30, "-1", "abc", "1_0", "²"])
def test_a_page_takes_no_body(client: Client, address: str, length: str) -> None:
    response = send(client, address, length)
    assert response.status_code == 413
    assert "Det var for meget på én gang" in response.text


@pytest.mark.parametrize("address", ["/soeg/", "/admin/login/", UPLOADS, "/privatliv/indsigelse/"])
def test_a_body_says_how_long_it_is(client: Client, address: str) -> None:
    response = send(client, address, None, HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411
    assert "Der stod ikke, hvor meget det var" in response.text
    assert client.get(address, headers={"transfer-encoding": "chunked"}).status_code == 411


@pytest.mark.parametrize(
    ("address", "most"),
    [
        pytest.param("/soeg/", 1_000, id="a page"),
        pytest.param("/privatliv/indsigelse/", 64_000, id="an objection"),
        pytest.param("/admin/login/", 32_000, id="a log-in"),
        pytest.param(UPLOADS, 32_000, id="an upload by nobody"),
    ],
)
def test_what_visitors_may_send_is_bounded(client: Client, address: str, most: int) -> None:
    assert send(client, address, str(most + 1)).status_code == 413
    assert client.generic("POST", address, b"a" * most, content_type="text/plain").status_code != 413


def test_a_cookie_alone_makes_nobody_an_editor(client: Client) -> None:
    client.cookies["sessionid"] = "made-up"
    assert send(client, UPLOADS, "32001").status_code == 413


def test_who_is_no_editor_sends_no_more_than_a_visitor(client: Client) -> None:
    client.force_login(User.objects.create_user("jens"))
    assert send(client, UPLOADS, "32001").status_code == 413


def test_an_editor_sends_files(editor: Client, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2_000_000
    files = [SimpleUploadedFile("x.txt", b"a" * 900_000)]
    assert editor.post(UPLOADS, {"documents": files}).status_code == 302
    assert send(editor, UPLOADS, "2000001").status_code == 413


def test_an_editor_sends_no_files_to_pages(editor: Client) -> None:
    assert send(editor, reverse("meetings:search"), "1001").status_code == 413


def test_a_request_without_a_body_needs_no_length(client: Client) -> None:
    assert client.get("/soeg/").status_code == 200
    assert send(client, "/soeg/", "0").status_code == 405
