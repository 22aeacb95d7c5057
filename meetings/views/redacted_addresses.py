"""Addresses that had words in them which were taken out of the archive lead on; digests alone are kept of them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import get_script_prefix

from meetings.models import RedactedAddress
from meetings.privacy.redacted_rows import digest_of_address
from meetings.views.moved_and_removed import redirect_uncached


def redacted_addresses(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A middleware: what would be a 404 leads to where its record is now, if words went from its address."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        path = redacted_path(request.path)
        return redirect_uncached(path) if path else response

    return respond


def redacted_path(path: str) -> str:
    """Where the address leads now, '' where no words went from it. Below a council's stand its meetings and items."""
    prefix = get_script_prefix()
    first, _, below = path.removeprefix(prefix).strip("/").partition("/")
    digests = {digest_of_address(path): "", digest_of_address(f"{prefix}{first}"): f"{below}/" if below else ""}
    moved = RedactedAddress.objects.filter(digest__in=digests).order_by("pk").first()
    return f"{moved.path}{digests[moved.digest]}" if moved else ""
