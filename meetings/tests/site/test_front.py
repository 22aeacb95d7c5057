"""nginx before the archive, with the configuration that compose.yaml ships."""

import gzip
import json
import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from shutil import which
from typing import NamedTuple

import psycopg
import pytest
from django.conf import settings

from benchmark.front_server import front
from benchmark.serving import HOST, database_url
from kkrarchive import body_limits
from kkrarchive.private_pages import SECONDS_KEPT_BY_FRONT
from meetings.tests.site.conftest import ServedArchive

pytestmark = [
    pytest.mark.django_db,  # so that pytest makes the database of which the served one is a copy
    pytest.mark.skipif(not which("nginx", path="/usr/sbin:/usr/bin"), reason="nginx is not installed"),
]


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    content: bytes


class Front(NamedTuple):
    port: int
    work: Path

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        with closing(HTTPConnection(HOST, self.port, timeout=10)) as asking:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            asking.request(method, path, body=body, headers={"Host": HOST, **named})
            answer = asking.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def logged(self, path: str) -> list[dict[str, str]]:
        """What its log says of the requests for that path."""
        lines = [json.loads(line) for line in (self.work / "log").read_text().splitlines()]
        return [line for line in lines if line["path"] == path]


@pytest.fixture(scope="module")
def site(served_archive: ServedArchive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    work = tmp_path_factory.mktemp("front")
    variables = {"SEARCHES": "5", "PROXIES": "127.0.0.0/8, 192.0.2.1", "LOG": str(work / "log")}
    with front(served_archive.port, served_archive.static, work, **variables) as port:
        yield Front(port, work)


def change_title(archive: ServedArchive, title: str) -> None:
    """Another process changes the item."""
    with psycopg.connect(database_url(archive.database)) as writing:
        writing.execute("UPDATE meetings_agendaitem SET title = %s WHERE id = %s", [title, archive.item.pk])


# -- Pages -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/soeg/?q=vand", "/om/", "/findes-ikke/", "/admin/login/", "/healthz", "/readyz"]
)
def test_the_archive_answers_through_it(site: Front, served_archive: ServedArchive, path: str) -> None:
    with closing(HTTPConnection(HOST, served_archive.port)) as asking:
        asking.request("GET", path)
        alone = asking.getresponse()
        assert site.ask(path).status == alone.status
        alone.read()


def test_a_page_is_kept_for_some_seconds_and_then_asked_after(site: Front, served_archive: ServedArchive) -> None:
    path, unchanged = served_archive.item.get_absolute_url(), served_archive.other_address
    site.ask(unchanged)
    site.ask(unchanged)
    first = site.ask(path)
    assert (first.status, first.headers["Cache-Control"]) == (200, "no-cache")
    assert "X-Accel-Expires" not in first.headers
    change_title(served_archive, "Renere vand")
    changed, seconds = time.monotonic(), []
    while "Renere vand" not in site.ask(path).content.decode():
        seconds.append(time.monotonic() - changed)
        assert seconds[-1] <= SECONDS_KEPT_BY_FRONT + 1
        time.sleep(0.1)
    assert seconds, "it was not kept at all"
    time.sleep(0.2)
    site.ask(unchanged)
    assert [line["cache"] for line in site.logged(unchanged)] == ["MISS", "HIT", "REVALIDATED"]


def test_a_browser_that_has_the_page_gets_a_304(site: Front) -> None:
    page = site.ask("/om/")
    unchanged = site.ask("/om/", If_None_Match=page.headers["ETag"])
    assert (unchanged.status, unchanged.content) == (304, b"")


def test_whoever_has_a_session_gets_nothing_that_was_kept(site: Front) -> None:
    site.ask("/om/")
    own = site.ask("/om/", Cookie="sessionid=made-up")
    assert "private" in own.headers["Cache-Control"]
    assert "private" not in site.ask("/om/").headers["Cache-Control"]


def test_cookies_of_others_make_no_page_of_its_own(site: Front) -> None:
    page = site.ask("/kommuner/")
    assert site.ask("/kommuner/", Cookie="a=b; csrftoken=x").headers["Date"] is not None
    assert "Cookie" not in (page.headers["Vary"] or "") or page.headers["ETag"]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip", "gzip"), ("gzip, deflate, br", "br"), ("br;q=0, gzip", "gzip"), ("gzip;q=0", None), ("", None)],
)
def test_pages_are_compressed_and_each_form_is_kept(site: Front, accepted: str, coding: str | None) -> None:
    for _ in range(2):
        page = site.ask("/om/", Accept_Encoding=accepted)
        assert page.headers["Content-Encoding"] == coding
        assert "Accept-Encoding" in page.headers["Vary"]
    assert coding != "gzip" or b"<h1" in gzip.decompress(page.content)


def test_the_log_in_is_not_compressed(site: Front) -> None:
    assert "Content-Encoding" not in site.ask("/admin/login/", Accept_Encoding="gzip, br").headers


# -- Files -------------------------------------------------------------------------------------------------------------


def test_static_files_are_sent_by_the_front_itself(site: Front) -> None:
    [sheet] = re.findall(rb"/static/css/site\.[0-9a-f]{12}\.css", site.ask("/om/").content)[:1]
    answer = site.ask(sheet.decode(), Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css"
    assert answer.headers["Server"] == "nginx"
    assert b"masthead" in gzip.decompress(answer.content)


@pytest.mark.parametrize("path", ["/static/../manage.py", "/static/%2e%2e/nginx.conf", "/front/away.html", "/static/"])
def test_nothing_else_is_sent(site: Front, path: str) -> None:
    assert site.ask(path).status in (400, 403, 404)


# -- Bounds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "most"),
    [
        pytest.param("/soeg/", body_limits.MOST_ELSEWHERE, id="a page"),
        pytest.param("/admin/login/", body_limits.MOST_OF_A_VISITOR_IN_THE_ADMIN, id="a log-in"),
        pytest.param(
            "/privatliv/indsigelse/", body_limits.FORMS_OF_VISITORS["/privatliv/indsigelse/"], id="an objection"
        ),
    ],
)
def test_the_front_takes_what_the_archive_takes(site: Front, path: str, most: int) -> None:
    assert site.ask(path, "POST", b"a" * (most + 1)).status == 413
    assert site.ask(path, "POST", b"a" * most).status != 413


def test_a_visitor_sends_the_admin_no_files(site: Front) -> None:
    body = b"a" * 100_000
    assert site.ask("/admin/meetings/upload/add/", "POST", body, Cookie="sessionid=made-up").status == 413
    assert not any(path.is_file() for path in (site.work / "body").rglob("*"))


def test_a_body_without_a_length_is_bounded_too(site: Front) -> None:
    with closing(HTTPConnection(HOST, site.port, timeout=10)) as asking:
        asking.request("POST", "/soeg/", body=iter([b"a" * 600] * 3), encode_chunked=True, headers={"Host": HOST})
        assert asking.getresponse().status == 413


def test_searches_of_one_address_are_bounded(site: Front) -> None:
    with ThreadPoolExecutor(20) as asking:  # a slow machine answers one after the other as slowly as is allowed
        answers = list(asking.map(lambda number: site.ask(f"/soeg/?q=ord{number}"), range(120)))
    assert {answer.status for answer in answers} == {200, 429}
    refused = next(answer for answer in answers if answer.status == 429)
    assert refused.headers["Retry-After"] == "60"
    assert "Lidt for mange" in refused.content.decode()
    assert site.ask("/om/").status == 200


def test_log_ins_of_one_address_are_bounded(site: Front) -> None:
    statuses = [site.ask("/admin/login/", "POST", b"username=ida").status for _ in range(15)]
    assert statuses[0] == 403
    assert statuses[-1] == 429
    assert site.ask("/admin/login/").status == 200


# -- Who it is ---------------------------------------------------------------------------------------------------------


def test_its_log_has_the_client_and_not_what_was_searched_for(site: Front) -> None:
    site.ask("/om/?q=Krogh", X_Forwarded_For="203.0.113.7, 127.0.0.9")
    assert site.logged("/om/")[-1]["client"] == "203.0.113.7"
    assert "Krogh" not in (site.work / "log").read_text()


def test_an_archive_that_is_away_is_told_of(tmp_path: Path, served_archive: ServedArchive) -> None:
    with front(served_archive.port, served_archive.static, tmp_path, ARCHIVE=f"{HOST}:9") as port:
        answer = Front(port, tmp_path).ask("/")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "Arkivet holder en kort pause" in answer.content.decode()


def test_a_word_that_says_nothing_of_tls_is_refused(tmp_path: Path) -> None:
    outcome = subprocess.run(
        ["sh", "front/start.sh"],
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin:/usr/sbin", "WORK": str(tmp_path), "TLS": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert outcome.stderr == "The front does not start: TLS is 'perhaps': it must be own, before or empty.\n"
