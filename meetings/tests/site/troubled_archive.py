"""An archive whose PostgreSQL and disk are its own, so that tests may kill the one and fill the other."""

import os
import secrets
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection

from benchmark.serving import SITE_APPLICATION, database_url, gunicorn, production_environment
from local_postgres import DatabaseUnavailable
from local_postgres.server import EmbeddedServer
from meetings.tests.factories import make_item
from meetings.tests.own_database import asking_database, run_postgresql_program

EDITOR, PASSWORD = "ida", "et rigtigt godt kodeord"
# PostgreSQL's programs and cluster, its log of 128 MB at most, and what is imported.
DISK_BYTES = 640_000_000
# As compose.yaml has it, save for a machine's memory: what was said to be kept is kept when the server is killed.
TUNING = (("synchronous_commit", "on"), ("jit", "off"), ("max_wal_size", "128MB"))
# So long a server that was killed may take to be back.
SECONDS_TO_RETURN = 60
OTHER_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(frozen=True)
class Fault:
    """What was done to the archive, and from when to when it was without its database or its disk."""

    name: str
    begun: float
    ended: float

    def may_fail(self, asked: float, answered: float, *, seconds: float) -> bool:
        """Whether a request of those times was in flight while the fault lasted, or came so soon after it."""
        return answered >= self.begun and asked <= self.ended + seconds


@dataclass(frozen=True)
class TroubledArchive:
    """gunicorn's port, the server it asks, and the disk with the server's cluster and the archive's files."""

    port: int
    server: EmbeddedServer
    disk: Path
    # Whether the disk is one of its own, which can be filled.
    is_small: bool
    environment: dict[str, str]
    item: int
    item_address: str

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """The rows of the answer, on a new connection."""
        with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as asking:
            return asking.execute(question.encode()).fetchall()

    def kill_backend(self) -> Fault:
        """Kill -9 a process that answers the site. PostgreSQL ends all the others then, and recovers by itself."""
        with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as witness:
            [pid, *_] = [pid for (pid,) in witness.execute(OTHER_BACKENDS)]
            begun = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            _wait_until_lost(witness)
        return Fault("a backend is killed", begun, self._back())

    def kill_postmaster(self) -> Fault:
        """Kill -9 PostgreSQL's first process; another one is started at once, as Docker or systemd does it."""
        begun = time.monotonic()
        os.kill(int((self.server.cluster / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
        return Fault("PostgreSQL is killed", begun, self._back())

    def fill_disk(self, seconds: float) -> Fault:
        """Leave no byte of the disk for so long; PostgreSQL is started again if it ended of it."""
        ballast, begun = self.disk / "ballast", time.monotonic()
        with ballast.open("wb") as filling:
            _fill(filling.fileno(), self.disk)
        try:
            time.sleep(seconds)  # so long there is no room for anybody
        finally:
            ballast.unlink()
        return Fault("the disk is full", begun, self._back())

    def _back(self) -> float:
        """When the server answers again, which is started where it does not run."""
        give_up = time.monotonic() + SECONDS_TO_RETURN
        while True:
            try:
                self.server.start()
            except DatabaseUnavailable:
                if time.monotonic() > give_up:
                    raise
            else:
                return time.monotonic()


def _wait_until_lost(witness: psycopg.Connection[tuple[object, ...]]) -> None:
    give_up = time.monotonic() + SECONDS_TO_RETURN
    while time.monotonic() < give_up:
        try:
            witness.execute("SELECT 1")
        except psycopg.OperationalError:
            return
        time.sleep(0.005)
    pytest.fail("PostgreSQL went on although one of its processes was killed")


def _fill(file: int, disk: Path) -> None:
    """Give the file every byte that the disk has left, others' writing meanwhile included."""
    size = 0
    while (free := os.statvfs(disk)).f_bavail:
        more = free.f_bavail * free.f_frsize
        try:
            os.posix_fallocate(file, size, more)
        except OSError:  # somebody else took some of it
            continue
        size += more


@contextmanager
def small_disk() -> Iterator[tuple[Path, bool]]:
    """A folder, and whether it is a disk of its own of DISK_BYTES in memory, which root alone can make."""
    with tempfile.TemporaryDirectory() as directory:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES},mode=755", "troubled-archive", directory]
        is_small = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
        try:
            yield Path(directory), is_small
        finally:
            if is_small:
                subprocess.run(["umount", "--lazy", directory], check=True)


@contextmanager
def troubled(folder: Path, static: Path) -> Iterator[TroubledArchive]:
    """Serve an archive with one item and one editor. `static` is what collectstatic wrote, `folder` takes the rest."""
    shared = settings.EMBEDDED_SERVER
    with small_disk() as (disk, is_small):
        server = EmbeddedServer(disk / "postgresql", shared.account, shared.client, TUNING)
        server.start()
        try:
            item, address = _copy_archive(server, folder / "archive.dump")
            environment = production_environment(str(disk / "media"))
            environment |= {"DATABASE_URL": _url(server), "SECOND_FACTOR": "0", "STATIC_ROOT": str(static)}
            environment |= {"TMPDIR": str(folder)}
            with gunicorn(SITE_APPLICATION, environment, "/readyz") as port:
                yield TroubledArchive(port, server, disk, is_small, environment, item, address)
        finally:
            server.stop_if_last()


def _copy_archive(server: EmbeddedServer, dump: Path) -> tuple[int, str]:
    """Give the server an archive of one item; gives the item's key and address."""
    suffix = secrets.token_hex(4)
    connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    name = str(connection.creation.get_test_db_clone_settings(suffix)["NAME"])
    with asking_database(name):
        item = make_item("Rent vand", decision="Vandet er rent.")
        User.objects.create_superuser(EDITOR, password=PASSWORD)
        run_postgresql_program("pg_dump", "--format=custom", f"--file={dump}", database_url())
    run_postgresql_program("pg_restore", "--no-owner", f"--dbname={_url(server)}", str(dump))
    connection.creation.destroy_test_db(suffix=suffix, verbosity=0)
    return item.pk, item.get_absolute_url()


def _url(server: EmbeddedServer) -> str:
    address = server.address
    return f"postgres://{address['USER']}@{quote(address['HOST'], safe='')}:{address['PORT']}/{address['NAME']}"
