"""Conditional GET: where a browser has a page in its present state, one query finds that out and the answer is 304."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from meetings.caching import memory
from meetings.caching.code_version import code_version
from meetings.caching.kept_pages import ShownState, kept_pages
from meetings.caching.kept_parts import kept_parts
from meetings.caching.shown_councils import shown_council
from meetings.models import ArchiveChange, public_reading
from meetings.models.archive_changes import ArchiveVersion

PUBLIC_APP_NAME = "meetings"
# Last-Modified is sent only when the last change is older: HTTP's times have whole seconds, so a change that follows in
# the same second would have the same time. Chosen by hand: where all clocks agree anything above one second will do.
SECONDS_UNTIL_SETTLED = 5

# In request.META, between process_view and the response.
_PAGE_KEY = "meetings.asked_page"


@dataclass(frozen=True)
class Validators:
    """A page's ETag, and its Last-Modified in seconds since 1970, None where the last change is too recent for one."""

    etag: str
    last_modified: int | None

    def match(self, request: HttpRequest) -> bool:
        """Whether the browser has the page in this state: by If-None-Match, else by If-Modified-Since."""
        if known := request.headers.get("If-None-Match"):
            return self.etag in parse_etags(known)
        since = request.headers.get("If-Modified-Since")
        return bool(since and self.last_modified and parse_http_date_safe(since) == self.last_modified)

    def apply_to(self, response: HttpResponseBase) -> None:
        """Set the response's headers, with `no-cache`: a browser asks each time before it shows the page again."""
        response.headers["ETag"] = self.etag
        if self.last_modified:
            response.headers["Last-Modified"] = http_date(self.last_modified)
        patch_cache_control(response, no_cache=True)


@dataclass(frozen=True)
class _AskedPage:
    """The page that is asked for: its validators, of what it shows, and whether it is still to be made."""

    validators: Validators
    state: ShownState
    is_made: bool


class ConditionalGetMiddleware:
    """Gives the archive's own pages their validators, and answers 304 where the browser's match.

    A page that the process has rendered in that state before is sent as it was (caching/kept_pages.py).

    The version is read before the page is made: a page may be newer than its version says, which costs one request
    more, but never older. Requests with a session cookie, the admin, all but 200 and responses with a Cache-Control of
    their own get no validators. But every response says for how long it may be kept: what is withheld or redacted is so
    everywhere at once, as no cache shows a page without asking.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with memory.request_scope(), public_reading.request_scope():
            response = self.get_response(request)
        asked = request.META.get(_PAGE_KEY)
        if asked and response.status_code == 200 and not response.has_header("Cache-Control"):
            if asked.is_made and request.method == "GET" and not settings.DEBUG:  # a developer's templates change
                kept_pages.keep(asked.validators.etag, asked.state, response)
            asked.validators.apply_to(response)
        if not response.has_header("Cache-Control"):
            # Whatever else it is, a 410 as well as a page for an editor: nobody shows it again without asking.
            has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
            patch_cache_control(response, no_cache=True, **({"private": True} if has_session else {}))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if _is_of_the_archive(request):
            public_reading.read_publicly()
        if not _is_public(request):
            return None
        version, council = ArchiveChange.objects.version_and_council(shown_council(view) or "NULL", kwargs)
        memory.set_request_version(version)
        shown = version if council is None else version.of_council(council)
        validators = page_validators(request, shown, timezone.now())
        kept_pages.notice(version)
        kept_parts.notice(version)
        if not validators.match(request):
            kept = kept_pages.page(validators.etag)
            request.META[_PAGE_KEY] = _AskedPage(validators, ShownState(shown, council), is_made=kept is None)
            return kept
        response = HttpResponseNotModified()
        validators.apply_to(response)
        return response


def page_validators(request: HttpRequest, version: ArchiveVersion, now: datetime) -> Validators:
    """The validators of the page at the request's address, of that version of what it shows, at the time `now`.

    They change with what it shows, with the code and at midnight: a page shows which meeting is the next.
    """
    today = timezone.localdate(now)
    archive = (version.incarnation, version.numbers, version.changed_at)
    state = (archive, code_version().hash, today, request.get_host(), request.is_secure(), request.get_full_path())
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    changed = max(filter(None, (version.changed_at, code_version().changed_at, midnight)))
    is_settled = now - changed > timedelta(seconds=SECONDS_UNTIL_SETTLED)
    return Validators(
        f'W/"{hashlib.sha256(repr(state).encode()).hexdigest()[:32]}"',
        int(changed.astimezone(UTC).timestamp()) if is_settled else None,
    )


def _is_of_the_archive(request: HttpRequest) -> bool:
    """Whether it is for one of the archive's own pages, whoever asks; not for the admin."""
    match = request.resolver_match
    return match is not None and PUBLIC_APP_NAME in match.app_names


def _is_public(request: HttpRequest) -> bool:
    is_read = request.method in ("GET", "HEAD")
    return is_read and _is_of_the_archive(request) and settings.SESSION_COOKIE_NAME not in request.COOKIES
