"""Pages are sent compressed, where they hold nothing secret.

What is compressed together with something that a stranger chose tells by its length how much is like it (BREACH).
Pages with a token or for somebody who is logged in are therefore sent as they are: those that no shared cache may keep.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

COMPRESSED_TYPES = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/opensearchdescription+xml",
    "image/svg+xml",
)


class CompressPublicPages(GZipMiddleware):
    """Middleware: gzip for text that everybody gets alike."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, compressed where it is public, text, and worth it."""
        if not _is_text(response):
            return response
        if not _is_for_everybody(request, response):
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed


def _is_text(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith(COMPRESSED_TYPES) and not response.streaming


def _is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    kept_by = {directive.strip().lower() for directive in response.headers.get("Cache-Control", "").split(",")}
    has_cookies = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
    return not has_cookies and kept_by.isdisjoint({"private", "no-store"})
