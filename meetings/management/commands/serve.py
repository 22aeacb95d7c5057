"""`make run`: from an empty directory to the archive in a browser."""

import io
import secrets
import socket
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers.basehttp import get_internal_wsgi_application, run
from django.db import OperationalError, connection

from meetings.changes.background import following_changes
from meetings.models import Council, Meeting

SAMPLES = settings.BASE_DIR / "fixtures"
# The user for the admin of the embedded database.
ADMIN = "admin"


def port_number(text: str) -> int:
    """The argument as the number of a port; 0 lets the system choose one. Raises ArgumentTypeError otherwise."""
    if not (text.isascii() and text.isdecimal() and int(text) <= 65535):
        raise ArgumentTypeError(f"PORT must be a number up to 65535, not {text!r}.")
    return int(text)


class Command(BaseCommand):
    """One process without auto-reload, so that nothing is left to hold the port when it is killed."""

    help = "Prepares the database, imports the sample documents and serves the archive, for development."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("host", nargs="?", default="127.0.0.1")
        parser.add_argument("port", nargs="?", default=8000, type=port_number)
        parser.add_argument("--without-samples", action="store_true", help="imports no sample documents")

    def handle(self, *, host: str, port: int, without_samples: bool = False, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("This server is for development (DEBUG=1); in production gunicorn serves the archive.")
        require_free_port(host, port)
        self.prepare_database(with_samples=not without_samples)
        login = prepare_admin_login()

        def announce(bound_port: int | str) -> None:
            site = site_address(host, bound_port)
            self.stdout.write(f"KKR-arkivet is on {site} and its admin on {site}admin/ ({login}). Ctrl-C ends it.")
            self.stdout.flush()

        try:
            with following_changes():
                run(
                    host,
                    port,
                    get_internal_wsgi_application(),
                    ipv6=":" in host,
                    threading=True,
                    on_bind=announce,
                )
        except KeyboardInterrupt:
            self.stdout.write("")

    def prepare_database(self, *, with_samples: bool = True) -> None:
        """Migrate the database, check that it knows Danish collation and text search, and import the samples.

        A database of one's own (DATABASE_URL) gets the samples only while it holds no meeting, and none gets them that
        has a real council. Raises CommandError where it cannot be reached.
        """
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database of DATABASE_URL does not answer: {str(error).splitlines()[0]}") from None
        call_command("migrate", verbosity=0, interactive=False, skip_checks=False)
        self.check(databases=["default"])
        has_real = Council.objects.filter(is_sample=False).exists()
        if with_samples and not has_real and (settings.DATABASE_IS_EMBEDDED or not Meeting.objects.exists()):
            call_command("import_meetings", str(SAMPLES), stdout=io.StringIO())


def require_free_port(host: str, port: int) -> None:
    """Raise CommandError where another process has the port, before anything else is done."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be used ({error.strerror}): choose another with PORT=… or HOST=…"
            ) from None


def site_address(host: str, port: int | str) -> str:
    """The address to type into a browser."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{reachable}]:{port}/" if ":" in reachable else f"http://{reachable}:{port}/"


def prepare_admin_login() -> str:
    """Create the user for the admin, where the database is the embedded one and has none. Returns how to log in.

    Its password lies beside the database, so that each start can show it.
    """
    if not settings.DATABASE_IS_EMBEDDED:
        return "`make superuser` makes a user for it"
    file = settings.EMBEDDED_SERVER.directory / "admin-password"
    user = User.objects.filter(username=ADMIN).first()
    if user is None:
        password = secrets.token_urlsafe(9)
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(password)
        User.objects.create_superuser(ADMIN, password=password)
        return f"user {ADMIN}, password {password}"
    password = file.read_text() if file.exists() else ""
    if user.check_password(password):
        return f"user {ADMIN}, password {password}"
    return f"user {ADMIN}, with the password that you chose"
