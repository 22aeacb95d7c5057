"""How the log is written: a line or a JSON object each, with the request it belongs to, and no personal data.

What is to be expected of strangers, and of a database that is away, is one line without a traceback.
"""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError

from kkrarchive.database_faults import Fault, fault_of

# In request.META, and so in the variables that gunicorn's log of requests sees.
REQUEST_ID = "archive.request_id"
# What a proxy may call a request; anything else is no name.
_NAME = re.compile(r"[A-Za-z0-9-]{8,64}")
# An unknown host, a form without its token, an upload that is refused: nothing of ours is broken.
EXPECTED = (SuspiciousOperation, PermissionDenied, UnreadablePostError, InterfaceError, OperationalError)
# PostgreSQL tells there what stood in the row, and of which values a statement was made.
_ROWS = re.compile(r"^(?:DETAIL|CONTEXT|WHERE): .*(?:\n(?!\S).*)*\n?", re.MULTILINE)

_request: ContextVar[str] = ContextVar("the request that is being answered", default="-")


def request_ids(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, the very first: names each request, as a trusted proxy did, for the log and in X-Request-ID."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
        name = given if _NAME.fullmatch(given) else secrets.token_hex(16)
        request.META[REQUEST_ID] = name
        _request.set(name)  # and never reset: Django writes of a refusal when the middleware is done
        response = get_response(request)
        response.headers["X-Request-ID"] = name
        return response

    return middleware


class ExpectedErrors(logging.Filter):
    """Takes the traceback from what is to be expected, and names the error instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True: every record is written."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, EXPECTED) or fault_of(error) is Fault.READ_ONLY:
            record.msg, record.args = f"{record.getMessage()} ({type(error).__name__})", None
            record.exc_info = record.exc_text = None
        record.request_id = _request.get()
        return True


class Lines(logging.Formatter):
    """A line each: time, level, logger, request, message."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {request_id}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The line, without what PostgreSQL tells of rows."""
        return _ROWS.sub("", super().format(record)).rstrip("\n")


class Objects(Lines):
    """A JSON object each, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The object, with the traceback where there is one."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": _ROWS.sub("", record.getMessage()).rstrip("\n"),
        }
        if record.exc_info:
            told["traceback"] = _ROWS.sub("", self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)
