"""Whether the archive lives, and whether it can answer, for a load balancer or a container's health check."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from kkrarchive.database_faults import is_read_only

logger = logging.getLogger(__name__)

# gunicorn's worker answers it by itself (buffering_worker.py), so that no page keeps it waiting.
LIVENESS_PATH = "/healthz"
READINESS_PATH = "/readyz"


def health_check(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answers at LIVENESS_PATH, 200 while the process runs, and at READINESS_PATH, 503 where the database is away.

    A middleware, and the first, because a load balancer asks without TLS and by a name not in ALLOWED_HOSTS.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info == LIVENESS_PATH:
            response = HttpResponse("ok", content_type="text/plain")
        elif request.path_info == READINESS_PATH:
            response = database_readiness()
        else:
            return get_response(request)
        add_never_cache_headers(response)
        return response

    return middleware


def database_readiness() -> HttpResponse:
    """200 `ok`, or `read-only` where the database takes no changes; 503 where it does not answer, which is logged."""
    try:
        read_only = is_read_only()
    except Error as error:
        logger.error("The database does not answer: %s", error)
        return HttpResponse("database unavailable", status=503, content_type="text/plain")
    return HttpResponse("read-only" if read_only else "ok", content_type="text/plain")
