"""What is answered while the database is away, was lost in the middle of a request, or takes no changes."""

import enum
import logging
import threading
from collections.abc import Callable

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIRequest
from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
    connections,
)
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers
from psycopg.errors import ReadOnlySqlTransaction

logger = logging.getLogger(__name__)

SECONDS_TO_RETRY = 60
# Between two tries while the database is away: it is to be noticed within a second that it is back.
SECONDS_BETWEEN_TRIES = 0.25
# Methods that change nothing, so that nobody notices a second try.
SAFE_METHODS = ("GET", "HEAD")


# SQLSTATEs with which PostgreSQL ends a connection: those of connections, a shutdown, a crash, a start, idle for too
# long. What libpq finds out by itself, as that nobody listens or that nobody is there any more, has none.
ENDS_CONNECTION = ("08", "57P01", "57P02", "57P03", "57P05", "25P03")


class Fault(enum.Enum):
    """What is wrong with the database."""

    AWAY = "it is known that the database cannot be reached"
    LOST = "there is no connection any more, or none could be had"
    REFUSED = "the database answers, and refused"
    READ_ONLY = "the database takes no changes"


class FaultPage(HttpResponse):
    """The page of a fault of the database; it asks the database nothing."""

    def __init__(self, fault: Fault) -> None:
        template = "503_read_only.html" if fault is Fault.READ_ONLY else "503.html"
        super().__init__(get_template(template).render(), status=503)
        self.fault = fault
        self.headers["Retry-After"] = str(SECONDS_TO_RETRY)
        add_never_cache_headers(self)


def fault_of(error: BaseException | None) -> Fault | None:
    """Which fault of the database the error tells of, None for any other error."""
    if isinstance(error, InternalError) and isinstance(error.__cause__, ReadOnlySqlTransaction):
        return Fault.READ_ONLY
    if not isinstance(error, InterfaceError | OperationalError):
        return None
    cause = error.__cause__
    is_lost = isinstance(cause, psycopg.Error) and (
        cause.sqlstate is None or cause.sqlstate.startswith(ENDS_CONNECTION)
    )
    return Fault.LOST if is_lost else Fault.REFUSED


class DatabaseWatch:
    """Whether this process knows that the database cannot be reached. While it cannot, a thread looks for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_away = False

    @property
    def is_away(self) -> bool:
        """Whether a request need not even try."""
        return self._is_away

    def look(self) -> None:
        """Try to connect; where that fails the database counts as away until a thread has reached it."""
        if self._is_away or can_connect():
            return
        with self._lock:
            if self._is_away:
                return
            self._is_away = True
        logger.error("The database cannot be reached; pages say so until it answers.")
        threading.Thread(target=self._wait_until_back, name="waiting for the database", daemon=True).start()

    def _wait_until_back(self) -> None:
        tries = threading.Event()
        while not can_connect():
            tries.wait(SECONDS_BETWEEN_TRIES)
        self._is_away = False
        logger.warning("The database answers again.")


def can_connect() -> bool:
    """Whether a new connection to the database can be had, and answers."""
    tried = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with tried.get_new_connection(tried.get_connection_params()) as reached:
            reached.execute("SELECT 1")
    except (psycopg.Error, ImproperlyConfigured):  # the latter is raised by the PostgreSQL of development
        return False
    return True


watch = DatabaseWatch()


def database_faults(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before all that ask the database: answers at once while it is away, tries a lost GET once more."""

    def middleware(request: WSGIRequest) -> HttpResponseBase:
        if watch.is_away:
            return FaultPage(Fault.AWAY)
        environ = dict(request.environ)  # as it came: what answers a request leaves notes in it
        response = get_response(request)
        if _was_lost(response) and request.method in SAFE_METHODS:
            logger.warning("The connection to the database was lost; the page is made once more.")
            connection.close()
            response = get_response(WSGIRequest(environ))
        if _was_lost(response):
            connection.close()
            watch.look()
        return response

    return middleware  # type: ignore[return-value]  # the only requests that there are


def _was_lost(response: HttpResponseBase) -> bool:
    return isinstance(response, FaultPage) and response.fault is Fault.LOST


def is_read_only() -> bool:
    """Whether the database takes no changes: a standby, or one that was told to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only')")
        return bool(cursor.fetchone() == ("on",))
