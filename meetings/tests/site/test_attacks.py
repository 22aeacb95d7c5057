"""The archive under attack, behind nginx and alone: pages go on, and no file grows. `make attack` attacks harder."""

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from shutil import which

import pytest

from benchmark.front_server import front
from benchmark.serving import HOST
from meetings.tests.site.attackers import ATTACKS, Attack, under_attack
from meetings.tests.site.conftest import ServedArchive

pytestmark = pytest.mark.django_db  # so that pytest makes the database of which the served one is a copy

# So soon each page is there behind nginx; alone it may take longer, and no longer than the second.
SECONDS_BEHIND_FRONT, SECONDS_ALONE = 1.0, 5.0
ASKED = ("/healthz", "/", "/om/", "/readyz")
# What files may grow by: logs, and pages that are kept.
MOST_BYTES_WRITTEN = 2_000_000
REQUESTS_A_SECOND, SLOWEST_OF_A_HUNDRED = 500, 0.05


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module", params=["alone", "behind nginx"])
def attacked(request: pytest.FixtureRequest, served_archive: ServedArchive, work: Path) -> Iterator[tuple[int, float]]:
    """The port, and how soon it is to answer."""
    if request.param == "alone":
        yield served_archive.port, SECONDS_ALONE
    elif which("nginx", path="/usr/sbin:/usr/bin"):
        with front(served_archive.port, served_archive.static, work, LOG=str(work / "log")) as port:
            yield port, SECONDS_BEHIND_FRONT
    else:
        pytest.skip("nginx is not installed")


def seconds_to_answer(port: int, path: str) -> float:
    """How long the answer took. Raises OSError or HTTPException where there is none."""
    asked = time.monotonic()
    with closing(HTTPConnection(HOST, port, timeout=SECONDS_ALONE)) as asking:
        asking.request("GET", path)
        answer = asking.getresponse()
        answer.read()
    if answer.status != 200:
        raise HTTPException(f"{path}: {answer.status}")
    return time.monotonic() - asked


def bytes_of_files(*folders: Path) -> int:
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def tell(config: pytest.Config, line: str) -> None:
    """Write the line on the terminal, whatever pytest captures."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    capturing = config.pluginmanager.get_plugin("capturemanager")
    assert terminal is not None
    assert capturing is not None
    with capturing.global_and_fixture_disabled():
        terminal.write_line(line)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_pages_go_on_under_attack(
    attacked: tuple[int, float],
    served_archive: ServedArchive,
    work: Path,
    attack: Attack,
    pytestconfig: pytest.Config,
) -> None:
    port, seconds = attacked
    folders = (served_archive.media, work, served_archive.temporary)
    before = bytes_of_files(*folders)
    slowest = 0.0
    with under_attack(port, attack, pytestconfig.getoption("attackers")):
        end = time.monotonic() + pytestconfig.getoption("attack_seconds")
        while time.monotonic() < end:
            slowest = max(slowest, *(seconds_to_answer(port, path) for path in ASKED))
            time.sleep(0.05)
        written = bytes_of_files(*folders) - before
    if pytestconfig.getoption("attack_seconds") > 1:
        tell(pytestconfig, f"{attack.name}: slowest page {slowest * 1000:.0f} ms, {written} bytes written")
    assert slowest < seconds
    assert written < MOST_BYTES_WRITTEN


def answers_in_time(port: int, path: str, seconds: float, rate: int) -> list[float]:
    """How long each answer took, of so many requests a second on one connection, counted from when each was due."""
    request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    taken, begun = [], time.monotonic()
    with socket.create_connection((HOST, port), timeout=5) as connection, connection.makefile("rb") as answers:
        for number in range(int(seconds * rate)):
            due = begun + number / rate
            time.sleep(max(0, due - time.monotonic()))
            connection.sendall(request)
            _read_answer(answers.readline, answers.read)
            taken.append(time.monotonic() - due)
    return taken


def _read_answer(read_line: Callable[[], bytes], read: Callable[[int], bytes]) -> None:
    assert b" 200 " in read_line()
    length = 0
    while (line := read_line().strip().lower()) != b"":
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    assert len(read(length)) == length


@pytest.fixture
def warm_processes(attacked: tuple[int, float]) -> None:
    """Each process of the archive has made the page once: what the first one of a start costs is no front's matter."""
    port, _ = attacked
    with ThreadPoolExecutor(max_workers=4) as asking:
        assert all(asking.map(partial(asks_past_the_front, port), range(20)))


def asks_past_the_front(port: int, number: int) -> bool:
    """Whether the archive itself answers, as it is asked by whoever may be logged in."""
    with closing(HTTPConnection(HOST, port, timeout=SECONDS_ALONE)) as asking:
        asking.request("GET", "/", headers={"Cookie": f"sessionid=session-{number}"})
        return asking.getresponse().status == 200


@pytest.mark.usefixtures("warm_processes")
def test_the_front_answers_many_from_what_it_keeps(attacked: tuple[int, float], pytestconfig: pytest.Config) -> None:
    port, seconds = attacked
    if seconds == SECONDS_ALONE:
        pytest.skip("alone the archive keeps nothing between a process and the next")
    duration = pytestconfig.getoption("load_seconds")
    kept, static = (
        slowest_of_a_hundred(answers_in_time(port, path, duration or 0.2, REQUESTS_A_SECOND))
        for path in ("/", "/static/favicon.svg")
    )
    if duration:
        # The file costs nginx next to nothing: what it takes is the machine's, and whoever asks.
        tell(pytestconfig, f"{REQUESTS_A_SECOND} a second: p99 {kept * 1000:.1f} ms, a file {static * 1000:.1f} ms")
        assert kept < SLOWEST_OF_A_HUNDRED


def slowest_of_a_hundred(taken: list[float]) -> float:
    return sorted(taken)[-1 - len(taken) // 100]
