"""Who may keep a page: one for somebody with a session no cache that others share, one for everybody the front."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

# What is withheld is to be gone everywhere within these.
SECONDS_KEPT_BY_FRONT = 5


def private_pages(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: marks what answers a request with a session cookie, or gives one, as that browser's own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            patch_vary_headers(response, ["Cookie"])
            patch_cache_control(response, private=True)
        return response

    return middleware


def pages_for_the_front(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: tells the front (front/nginx.conf) which pages it may keep, and for how long before it asks again.

    By a header that nginx takes for itself and hands to nobody: everybody else asks each time (`no-cache`), so that
    two caches behind each other do not add up.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.has_header("ETag") and not response.streaming and response.status_code in (200, 304)
        if is_page and settings.SESSION_COOKIE_NAME not in request.COOKIES and not response.cookies:
            response.headers["X-Accel-Expires"] = str(SECONDS_KEPT_BY_FRONT)
        return response

    return middleware
