"""Requests that no browser sends, alone and behind nginx: each has one right answer, and none is an error of ours."""

from collections.abc import Iterator
from functools import partial
from shutil import which
from typing import NamedTuple

import pytest

from benchmark.front_server import front
from benchmark.serving import HOST
from meetings.tests.site.conftest import ServedArchive
from meetings.tests.site.raw_requests import request, send_raw

pytestmark = pytest.mark.django_db  # so that pytest makes the database of which the served one is a copy

CHUNKED, FIVE = "Transfer-Encoding: chunked", "Content-Length: 5"
LAST_CHUNK = b"0\r\n\r\n"
ABOUT = "GET /om/ HTTP/1.1"
FORM = "Content-Type: application/x-www-form-urlencoded"
# nginx's word for a head that is too long; gunicorn's is 431.
TOO_LONG_FOR_NGINX = 400


class Site(NamedTuple):
    port: int
    is_alone: bool


@pytest.fixture(scope="module", params=["alone", "behind nginx"])
def site(
    request: pytest.FixtureRequest, served_archive: ServedArchive, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    if request.param == "alone":
        yield Site(served_archive.port, is_alone=True)
    elif which("nginx", path="/usr/sbin:/usr/bin"):
        work = tmp_path_factory.mktemp("strange")
        with front(served_archive.port, served_archive.static, work, LOG=str(work / "log"), SEARCHES="1000") as port:
            yield Site(port, is_alone=False)
    else:
        pytest.skip("nginx is not installed")


def statuses(site: Site, sent: bytes) -> list[int]:
    return [answer.status for answer in send_raw(site.port, sent)]


# -- Two who read one request differently ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "alone", "behind"),
    [
        pytest.param(request("POST /soeg/ HTTP/1.1", FIVE, CHUNKED, body=LAST_CHUNK), 400, 400, id="both lengths"),
        pytest.param(
            request("POST /soeg/ HTTP/1.1", FIVE, "Content-Length: 6", body=b"abcde"), 400, 400, id="two lengths"
        ),
        pytest.param(request("POST /soeg/ HTTP/1.1", FIVE, FIVE, body=b"abcde"), 400, 400, id="one length twice"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Content-Length: 5, 5"), 400, 400, id="a list of lengths"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Content-Length: +5"), 400, 400, id="a length with a sign"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Content-Length: -5"), 400, 400, id="a length below nothing"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Content-Length : 5"), 400, 400, id="a space before the colon"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Transfer-Encoding: xchunked"), 501, 501, id="another encoding"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Transfer-Encoding:\tchunked"), 411, 501, id="a tab"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Transfer-Encoding: identity, chunked"), 411, 501, id="a list"),
        pytest.param(request("POST /soeg/ HTTP/1.1", CHUNKED, CHUNKED, body=LAST_CHUNK), 400, 400, id="chunked twice"),
        pytest.param(request("POST /soeg/ HTTP/1.0", CHUNKED, body=LAST_CHUNK), 400, 400, id="chunks in HTTP/1.0"),
        pytest.param(request("POST /soeg/ HTTP/1.1", "Transfer-Encoding:\r\n chunked"), 400, 400, id="a folded length"),
        pytest.param(request("POST /admin/login/ HTTP/1.1", CHUNKED, body=b"xyz\r\nabc"), 411, 400, id="no chunk size"),
        pytest.param(request("POST /admin/login/ HTTP/1.1", CHUNKED, body=b"-1\r\nabc"), 411, 400, id="one below 0"),
        pytest.param(
            request("POST /admin/login/ HTTP/1.1", CHUNKED, body=b"f" * 16 + b"\r\nabc"), 411, 400, id="an endless one"
        ),
    ],
)
def test_a_body_without_one_clear_length_is_refused_once(site: Site, sent: bytes, alone: int, behind: int) -> None:
    assert statuses(site, sent) == [alone if site.is_alone else behind]


# -- Heads -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "alone", "behind"),
    [
        pytest.param(request(ABOUT, "X-A: a\r\n b"), 400, 400, id="a folded field"),
        pytest.param(request(ABOUT, "X-A: a\rX-B: b"), 400, 400, id="a carriage return"),
        pytest.param(request(ABOUT, "X-A: a\0b"), 400, 400, id="a null"),
        pytest.param(request("GET /om/\0 HTTP/1.1"), 400, 400, id="a null in the line"),
        pytest.param(request("GET /om/ HTTP/1.0"), 200, 200, id="HTTP/1.0"),
        pytest.param(request("GET /om/ HTTP/2.0"), 400, 505, id="a version that is not there"),
        pytest.param(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 400, id="HTTP/2 without TLS"),
        pytest.param(b"\x16\x03\x01\x02\x00" + b"\0" * 90 + b"\r\n\r\n", 400, 400, id="TLS"),
        pytest.param(request(ABOUT, "Host: ond.example"), 400, 400, id="two hosts"),
        pytest.param(request(ABOUT, host="Host: ond.example"), 400, 400, id="another host"),
        pytest.param(request(ABOUT, host=f"Host: {HOST}@ond.example"), 400, 400, id="a host with a user"),
        pytest.param(request(ABOUT, host=f"Host: {HOST}:80x"), 400, 400, id="a port that is none"),
        pytest.param(request(ABOUT, "Cookie: a=" + "a" * 7_000), 200, 200, id="a long cookie"),
        pytest.param(request(ABOUT, "Cookie: a=" + "a" * 20_000), 431, TOO_LONG_FOR_NGINX, id="one that is too long"),
        pytest.param(request(ABOUT, "Cookie: sessionid=\xff\xfe"), 200, 200, id="a session of other bytes"),
        pytest.param(request(ABOUT, *(f"X-{n}: 1" for n in range(1_000))), 431, TOO_LONG_FOR_NGINX, id="many fields"),
        pytest.param(request(f"GET /om/?{'a' * 20_000} HTTP/1.1"), 414, 414, id="a long address"),
        pytest.param(request(f"GET /soeg/?{'&'.join(['q=a'] * 10_000)} HTTP/1.1"), 414, 414, id="10,000 parameters"),
        pytest.param(request("CONNECT 127.0.0.1:22 HTTP/1.1"), 404, 400, id="a way to somewhere else"),
        pytest.param(request("TRACE /om/ HTTP/1.1", "Cookie: sessionid=x"), 405, 405, id="an echo"),
        pytest.param(request("OPTIONS /om/ HTTP/1.1"), 405, 405, id="what may be done"),
        pytest.param(request("PUT /om/ HTTP/1.1", "Content-Length: 0"), 403, 403, id="a page of one's own"),
        pytest.param(request("DELETE /om/ HTTP/1.1"), 403, 403, id="no page any more"),
        pytest.param(request("get /om/ HTTP/1.1"), 400, 400, id="a method in small letters"),
        pytest.param(request(ABOUT, "X-HTTP-Method-Override: DELETE"), 200, 200, id="a method in a field"),
        pytest.param(request("GET http://ond.example/om/ HTTP/1.1"), 200, 200, id="an address with a host"),
        pytest.param(request(ABOUT, "Upgrade: h2c, websocket"), 200, 200, id="another protocol"),
        pytest.param(request(ABOUT, "Accept: " + "*/*;q=x," * 500), 200, 200, id="what is not accepted"),
        pytest.param(request(ABOUT, "If-None-Match: " + '"a",' * 1_500), 200, 200, id="many pages of before"),
        pytest.param(request(ABOUT, "If-Modified-Since: Thu, 99 Foo 99999"), 200, 200, id="a day that is none"),
    ],
)
def test_a_head_is_read_as_it_stands_or_not_at_all(site: Site, sent: bytes, alone: int, behind: int) -> None:
    assert statuses(site, sent) == [alone if site.is_alone else behind]


def test_requests_in_a_row_are_answered_in_a_row(site: Site) -> None:
    kept = f"{ABOUT}\r\nHost: {HOST}\r\n\r\n".encode()
    assert statuses(site, 3 * kept + request(ABOUT)) == [200] * 4


@pytest.mark.parametrize(
    "named", ["X-Forwarded-Host: ond.example", "Forwarded: host=ond.example", "X-Host: ond.example"]
)
def test_no_field_says_where_the_site_is(site: Site, named: str) -> None:
    [answer] = send_raw(site.port, request("GET /admin/ HTTP/1.1", named))
    assert b"\r\nLocation: /admin/login/" in answer.head
    [page] = send_raw(site.port, request(ABOUT, named))
    assert b"ond.example" not in page.head + page.content


@pytest.mark.parametrize(
    "named",
    [
        "X-Forwarded-Proto: https",
        "X-Forwarded-Proto: https, http",
        "X-Forwarded-Ssl: on",
        "X-Forwarded-For: 1.2.3.4, \xff, unknown",
        "X-Forwarded-For: " + "127.0.0.1, " * 400,
        "X-Forwarded-Port: 99999",
        "X-Forwarded-Prefix: /ond",
        "X-Script-Name: /ond",
        "Script-Name: /ond",
        "X-Original-URL: /admin/",
        "X-Rewrite-URL: /admin/",
        "X-Real-IP: ond",
        "X-Request-ID: <b>ond</b>",
        "X-Accel-Redirect: /front/away.html",
        "Remote-User: admin",
    ],
)
def test_no_field_makes_another_page(site: Site, named: str) -> None:
    # The front keeps no page of somebody who may be logged in.
    asked = partial(request, ABOUT, "Cookie: sessionid=none")
    [plain], [page] = send_raw(site.port, asked()), send_raw(site.port, asked(named))
    assert (page.status, page.content) == (200, plain.content)
    assert b"ond" not in page.head


@pytest.mark.parametrize(
    "accepted",
    ["*", "gzip;q=0.000000001," * 300, ";q=1", "gzip;q=x", "br;q=0, gzip;q=0, *;q=0", "\xff", "identity;q=0", ","],
)
def test_a_page_comes_in_a_form_that_is_named(site: Site, accepted: str) -> None:
    [answer] = send_raw(site.port, request(ABOUT, f"Accept-Encoding: {accepted}"))
    assert answer.status == 200
    assert b"content-encoding: br" not in answer.head.lower()


# -- Paths and parameters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/om/%00",
        "/%ff%fe/",
        "/%zz/",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2fmanage.py",
        "/static/..%5c..%5cmanage.py",
        "//ond.example/",
        "//ond.example/om",
        "/om%0d%0aX-Ond:1",
        "/om/%0d%0aX-Ond:1",
        "/om/%e2%80%ae",
    ],
)
def test_a_path_leads_nowhere_else(site: Site, path: str) -> None:
    [answer] = send_raw(site.port, request(f"GET {path} HTTP/1.1"))
    assert answer.status in (400, 404)
    assert b"location:" not in answer.head.lower()
    assert b"X-Ond" not in answer.head


PARAMETERS = {
    "/soeg/": ("q", "raad", "fra", "til", "afgoerelse", "sortering", "side", "format", "emne", "kommune", "parti"),
    "/soeg/forslag/": ("q",),
    "/moeder/": ("raad", "aar", "side"),
    "/personer/": ("q", "side", "parti"),
    "/udpegninger/": ("q", "side", "raad"),
    "/forloeb/": ("q", "side"),
    "/tal/": ("q", "kommune", "side"),
}


@pytest.mark.parametrize("value", ["%00", "%ff%fe", "%ed%a0%80", "%f4%90%80%80", "%", "%0d%0aX-Ond:1", "9" * 400, "-1"])
def test_no_value_of_a_parameter_is_an_error_of_ours(site: Site, value: str) -> None:
    for path, names in PARAMETERS.items():
        for name in names:
            [answer] = send_raw(site.port, request(f"GET {path}?{name}={value} HTTP/1.1"))
            assert answer.status in (200, 400, 404), (path, name, answer.status)
            assert b"X-Ond" not in answer.head


def test_a_form_of_ten_thousand_fields_is_refused(site: Site) -> None:
    body = b"&".join([b"a="] * 10_000)
    sent = request("POST /admin/login/ HTTP/1.1", f"Content-Length: {len(body)}", FORM, body=body)
    assert statuses(site, sent) == [403]  # it has no token, and nothing else of it is looked at


@pytest.mark.parametrize(
    "form", ["multipart/form-data", "multipart/form-data; boundary=" + "a" * 300, f"{FORM[14:]}; charset=ond"]
)
def test_a_form_that_is_none_is_refused(site: Site, form: str) -> None:
    sent = request("POST /admin/login/ HTTP/1.1", FIVE, f"Content-Type: {form}", body=b"a=bcd")
    assert statuses(site, sent)[0] in (400, 403)


# -- Parts of files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ("0-9", 206),
        ("9-1", 416),
        ("999999999999999999999-", 416),
        (",".join(f"{number}-{number}" for number in range(500)), 200),
    ],
)
def test_one_part_of_a_file_is_sent_and_not_hundreds(site: Site, named: str, status: int) -> None:
    [answer] = send_raw(site.port, request("GET /static/favicon.svg HTTP/1.1", f"Range: bytes={named}"))
    assert answer.status == status
    assert len(answer.content) < 1_000


def test_a_page_is_sent_whole(site: Site) -> None:
    assert statuses(site, request(ABOUT, "Range: bytes=0-9")) == [200]
