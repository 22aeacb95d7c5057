"""Pages about the archive itself: what it is, what it knows of its readers, and whom it can be read by."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.pages import breadcrumbs, totals


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the archive is, with the councils that it holds, sample councils left out."""
    return _page(request, "about", councils=[one for one in totals.councils() if not one.is_sample])


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the archive knows of its readers."""
    return _page(request, "privacy", objection_days=settings.OBJECTION_DAYS)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the law on the accessibility of public bodies' websites asks for."""
    return _page(request, "accessibility")


@require_safe
def registered_statement(request: HttpRequest) -> HttpResponse:
    """Redirects to the registered accessibility statement, from the address that Digitaliseringsstyrelsen asks for."""
    return redirect(settings.CONTACT["statement"] or "meetings:accessibility")


def _page(request: HttpRequest, name: str, **found: object) -> HttpResponse:
    context = {"contact": settings.CONTACT, "breadcrumbs": breadcrumbs.to_front(), **found}
    return render(request, f"meetings/about/{name}.html", context)
