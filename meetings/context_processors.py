"""Context processors: what templates know of whoever is logged in to the admin."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest


def editor(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """For templates: `is_editor`, whether the reader may work in the admin.

    Asked where a page shows it, and of those alone who have a session: all others see the same page.
    """

    def is_editor() -> bool:
        return settings.SESSION_COOKIE_NAME in request.COOKIES and bool(request.user.is_staff)

    return {"is_editor": is_editor}
