"""The archive and nginx where they may write what compose.yaml lets them and nothing else: all they do still works."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from shutil import which

import pytest
from django.conf import settings

from benchmark.serving import HOST, SITE_APPLICATION, free_port, production_environment, running_server
from meetings.models import Document
from meetings.tests.documents import document_text
from meetings.tests.scans import printed, scanned
from meetings.tests.separate_archives import separate_archive

CONFINE = "bwrap"
TIMEOUT_SECONDS = 180
ASKED = ("/readyz", "/", "/soeg/?q=vagtordning", "/soeg/?q=vejplan&format=json", "/admin/login/")


def may_confine() -> bool:
    """Whether this machine lets a process see the disk as one that takes nothing."""
    tried = [CONFINE, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-user", "true"]
    return bool(which(CONFINE)) and subprocess.run(tried, capture_output=True, check=False).returncode == 0


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not may_confine(), reason="bubblewrap is not installed, or may not be used"),
]


def confined(command: Sequence[object], *writable: Path, user: int | None = None) -> list[str]:
    """The command on a disk that takes nothing save in those folders and in memory; as that user, without rights.

    Without one it is who runs the tests: only that one may ask the tests' PostgreSQL.
    """
    bound = [part for folder in writable for part in ("--bind", str(folder), str(folder))]
    rights = ["--unshare-user", "--uid", str(user), "--gid", str(user), "--cap-drop", "ALL"] if user else []
    disk = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", *bound, "--die-with-parent"]
    return [CONFINE, *disk, *rights, *map(str, command)]


def statuses(port: int, paths: Sequence[str]) -> list[int]:
    found = []
    for path in paths:
        with closing(HTTPConnection(HOST, port, timeout=60)) as asking:
            asking.request("GET", path)
            found.append(asking.getresponse().status)
    return found


def write_papers(folder: Path) -> None:
    """A document of each kind that another program or process reads: text, PDF, and a scan where there is Tesseract."""
    (folder / "referat.txt").write_text(document_text(), encoding="utf-8")
    (folder / "referat.pdf").write_bytes((settings.BASE_DIR / "fixtures/2025-06-13-referat.pdf").read_bytes())
    if which("tesseract"):
        text = document_text(council="KKR Skanby", present=("Anna Holm (A), Aalborg Kommune",), absent=())
        (folder / "scan.pdf").write_bytes(scanned(printed(text, size=(595, 842))))


def run_confined(command: Sequence[object], environment: Mapping[str, str], *writable: Path) -> str:
    """What the command said."""
    outcome = subprocess.run(
        confined(command, *writable),
        cwd=settings.BASE_DIR,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return outcome.stdout + outcome.stderr


def test_documents_and_temporary_files_are_all_that_is_written(static_files: Path, tmp_path: Path) -> None:
    (temporary := tmp_path / "temporary").mkdir()
    (papers := tmp_path / "papers").mkdir()
    (work := tmp_path / "front").mkdir()
    write_papers(papers)
    with separate_archive():
        media = Path(settings.MEDIA_ROOT)
        environment = production_environment(str(media))
        environment |= {"STATIC_ROOT": str(static_files), "TMPDIR": str(temporary), "HOME": "/nonexistent"}
        manage = [sys.executable, "manage.py"]
        said = run_confined([*manage, "import_meetings", papers], environment, media, temporary)
        assert Document.objects.count() == len(list(papers.iterdir())), said
        said += run_confined([*manage, "search_index"], environment, media, temporary)
        said += run_confined([*manage, "backup", temporary / "kopi.tar"], environment, media, temporary)
        port, front_port = free_port(), free_port()
        served = environment | {"HOST": HOST, "PORT": str(port), "WEB_CONCURRENCY": "1"}
        gunicorn = confined([sys.executable, "-m", "gunicorn", SITE_APPLICATION], media, temporary)
        with running_server(gunicorn, served, port, "/readyz"):
            document = Document.objects.earliest("pk").get_absolute_url()
            assert set(statuses(port, [*ASKED, document])) == {200}
            if which("nginx", path="/usr/sbin:/usr/bin"):
                variables = {"ARCHIVE": f"{HOST}:{port}", "PORT": str(front_port), "WORK": str(work)}
                variables |= {"PATH": f"{environment['PATH']}:/usr/sbin", "STATIC_ROOT": str(static_files)}
                nginx = confined(["sh", "front/start.sh"], work, user=10002)
                with running_server(nginx, variables, front_port, "/healthz"):
                    assert set(statuses(front_port, [*ASKED, document])) == {200}
    assert "Read-only" not in said
    assert "Errno" not in said
