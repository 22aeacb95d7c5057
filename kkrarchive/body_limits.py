"""How much a request may bring: what is too long is refused by its Content-Length, before anything of it is read.

Django reads a form for its token before any view is asked, and writes the files in it to disk, whatever the address.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template

ADMIN = "/admin/"
# Addresses outside the admin that take a form, and how many bytes: what may be written there, as a browser sends it.
FORMS_OF_VISITORS = {"/privatliv/indsigelse/": 64_000}
# What any other address takes, to say then that it takes no forms.
MOST_ELSEWHERE = 1_000
# A log-in, with a passkey's answer.
MOST_OF_A_VISITOR_IN_THE_ADMIN = 32_000


class BodyLimits:
    """Middleware, before all that read: 413 where the request's body is too long, 411 where its length is not said."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if not length and (request.method == "POST" or "HTTP_TRANSFER_ENCODING" in request.META):
            return refusal(411)
        if length and (not (length.isascii() and length.isdecimal()) or int(length) > most_bytes(request)):
            return refusal(413)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse what only an editor may send; who is logged in is known by now, and nothing is read yet."""
        if content_length(request) <= MOST_OF_A_VISITOR_IN_THE_ADMIN or not request.path_info.startswith(ADMIN):
            return None
        return None if request.user.is_active and request.user.is_staff else refusal(413)


def most_bytes(request: HttpRequest) -> int:
    """How many bytes the request's address takes from anybody at all."""
    if not request.path_info.startswith(ADMIN):
        return FORMS_OF_VISITORS.get(request.path_info, MOST_ELSEWHERE)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return MOST_OF_A_VISITOR_IN_THE_ADMIN
    at_most: int = settings.UPLOAD_MAX_BYTES
    return at_most


def content_length(request: HttpRequest) -> int:
    """The number of bytes that the request says it brings."""
    return int(request.META.get("CONTENT_LENGTH") or 0)


def refusal(status: int) -> HttpResponse:
    """The page that says that it was too much; it asks the database nothing."""
    context = {"length_is_missing": status == 411, "megabytes": settings.UPLOAD_MAX_BYTES // 1_000_000}
    return HttpResponse(get_template("413.html").render(context), status=status)
