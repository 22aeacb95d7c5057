"""Pages are sent compressed, where they hold nothing secret.

What is compressed together with something that a stranger chose tells by its length how much is like it (BREACH).
Pages with a token or for somebody who is logged in are therefore sent as they are: those that no shared cache may keep.
"""

import gzip
import re
from collections.abc import Callable

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

COMPRESSED_TYPES = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/opensearchdescription+xml",
    "image/svg+xml",
)


# Shorter ones take as many packets as compressed ones.
LEAST_BYTES = 200
# Chosen by hand: at these a page takes a millisecond or two; beyond them twice the time gains some hundredths.
BROTLI_QUALITY, GZIP_LEVEL = 4, 5

# The best comes first. A browser names a coding with `q=0` that it does not want.
CODINGS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("br", lambda content: brotli.compress(content, quality=BROTLI_QUALITY)),
    ("gzip", lambda content: gzip.compress(content, GZIP_LEVEL, mtime=0)),
)
_WANTED = r"(?:^|,)\s*{}\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)"


def compress_public_pages(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: compresses text that everybody gets alike."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not isinstance(response, HttpResponse) or not _is_text(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if len(response.content) >= LEAST_BYTES and _is_for_everybody(request, response):
            _compress(response, request.headers.get("Accept-Encoding", ""))
        return response

    return middleware


def _compress(response: HttpResponse, accepted: str) -> None:
    for name, compressed in CODINGS:
        if re.search(_WANTED.format(name), accepted, re.IGNORECASE):
            response.content = compressed(response.content)
            response.headers["Content-Encoding"] = name
            response.headers["Content-Length"] = str(len(response.content))
            return


def _is_text(response: HttpResponse) -> bool:
    is_text = response.headers.get("Content-Type", "").startswith(COMPRESSED_TYPES)
    return is_text and not response.has_header("Content-Encoding")


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    kept_by = {directive.strip().lower() for directive in response.headers.get("Cache-Control", "").split(",")}
    has_cookies = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
    return not has_cookies and kept_by.isdisjoint({"private", "no-store"})
