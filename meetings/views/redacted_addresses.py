"""Addresses that had words in them which were taken out of the archive lead on; digests alone are kept of them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from meetings.models import RedactedAddress
from meetings.privacy.redacted_rows import digest_of_address
from meetings.views.moved_and_removed import redirect_uncached


def redacted_addresses(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A middleware: what would be a 404 leads to where its record is now, if words went from its address."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        moved = RedactedAddress.objects.filter(digest=digest_of_address(request.path)).first()
        return redirect_uncached(moved.path) if moved else response

    return respond
