"""Whether the archive can answer, for a load balancer or a container's health check."""

import logging
from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

logger = logging.getLogger(__name__)

HEALTH_PATH = "/healthz"


def health_check(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answers at HEALTH_PATH: 200 where the database answers, 503 where it does not.

    A middleware, and the first, because a load balancer asks without TLS and by a name not in ALLOWED_HOSTS.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != HEALTH_PATH:
            return get_response(request)
        response = database_health()
        add_never_cache_headers(response)
        return response

    return middleware


def database_health() -> HttpResponse:
    """200 `ok` where the database answers a query, else 503; the reason is logged, not shown."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        logger.error("The database does not answer: %s", error)
        return HttpResponse("database unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
